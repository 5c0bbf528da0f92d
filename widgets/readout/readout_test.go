package readout

import (
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// slope is a number that can be asked; asked counts how often.
func slope(asked *int) *Readout {
	return &Readout{
		ID: "s", Name: "Slope", Value: func() string { return "6.00" },
		Explains: func() trace.Ref { return trace.Ref{Name: "slope"} },
		Open: func(r trace.Ref) {
			if r.Name == "slope" {
				*asked++
			}
		},
	}
}

func TestReadout(t *testing.T) {
	asked := 0
	uitest.Golden(t, func() ui.Widget { return slope(&asked) }, ui.Pointer{Kind: ui.Hover, At: paint.Pt(9, 9)}, ui.Set{ID: "s"})
	uitest.Check(t, slope(&asked))
	if asked != 4 { // Golden plays in four looks
		t.Errorf("asked %d times", asked)
	}
}

func TestPress(t *testing.T) {
	asked := 0
	w := slope(&asked)
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(300, 100))
	w.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(9, 9)})
	w.Handle(ui.Pointer{Kind: ui.Release, At: paint.Pt(9, 9)})
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// A number without a card says nothing of one and takes no press.
func TestPlain(t *testing.T) {
	w := slope(new(int))
	w.Open = nil
	uitest.Golden(t, func() ui.Widget { return w })
	if w.Handle(ui.Set{ID: "s"}) || w.Describe().Explains != (trace.Ref{}) {
		t.Error("opens a card that is not there")
	}
}

// A number that grows and shrinks keeps its room.
func TestRoom(t *testing.T) {
	value := "0"
	w := &Readout{ID: "s", Name: "Loss", Value: func() string { return value }, Room: 9}
	c := uitest.Context(t, &theme.Dark)
	before := w.Layout(c, paint.Pt(300, 100))
	value = "−123.4567"
	if after := w.Layout(c, paint.Pt(300, 100)); after != before {
		t.Errorf("took %v and now takes %v", before, after)
	}
}
