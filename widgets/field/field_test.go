package field

import (
	"testing"

	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func formula() ui.Widget {
	f := &Field{ID: "f", Name: "Formula", Text: "x^2"}
	f.Changed = func(s string) {
		f.Error, f.ErrAt, f.ErrTo = "", 0, 0
		if s == "2x+" {
			f.Error, f.ErrAt, f.ErrTo = "Something is missing after the plus sign.", 2, 3
		}
	}
	return f
}

func TestField(t *testing.T) {
	uitest.Golden(t, formula, ui.Set{ID: "f", Text: "2x+"}, ui.Set{ID: "f", Text: "2x+1"}, ui.Set{ID: "f", Text: "2x+"})
	w := formula()
	uitest.Check(t, w)
	w.Handle(ui.Set{ID: "f", Text: "2x+"})
	uitest.Check(t, w)
}
