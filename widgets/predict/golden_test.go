package predict_test

import (
	"testing"

	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestNumber(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return number(6) },
		ui.Set{ID: "slope.reveal"},
		ui.Set{ID: "slope.guess", Number: 4},
		ui.Set{ID: "slope.reveal"},
	)
}

func TestOptions(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return options() },
		ui.Set{ID: "it.option0"},
		ui.Set{ID: "it.reveal"},
		ui.Set{ID: "it.option1"},
	)
}

func TestEveryState(t *testing.T) {
	p, q := number(6), options()
	uitest.Check(t, p)
	uitest.Check(t, q)
	play(p, "slope.guess=10", "slope.reveal")
	play(q, "it.option1", "it.reveal")
	uitest.Check(t, p)
	uitest.Check(t, q)
}
