package card_test

import (
	"testing"

	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestPath(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return open("new w", 0) },
		ui.Set{ID: "card.arg1"},
		ui.Set{ID: "card.arg1"},
		ui.Set{ID: "card.path1"},
		ui.Set{ID: "card.close"},
	)
}

func TestMore(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return open("sum", 16) }, ui.Set{ID: "card.more"})
}

func TestEveryState(t *testing.T) {
	for _, name := range []string{"new w", "sum", "dot", "one", "nothing"} {
		d := open(name, 16)
		uitest.Check(t, d)
		d.Handle(ui.Set{ID: "card.more"})
		d.Handle(ui.Set{ID: "card.arg1"})
		uitest.Check(t, d)
	}
}
