package label_test

import (
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// TestWrap: the words on the page are the words that are painted, line by line.
func TestWrap(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	l := &label.Label{ID: "note", Text: "The slope is the change of y over the change of x.\nAt the top it is 0."}
	size := l.Layout(c, paint.Pt(150, 1e6))
	if size.X > 150 || size.Y < 3*theme.Label.Size {
		t.Errorf("takes %v", size)
	}
	var lines int
	for _, p := range l.Describe().Text.Phrases[0].Pieces {
		if p.Break {
			lines++
		}
	}
	if got := float64(lines+1) * l.Describe().Text.Leading; got != size.Y {
		t.Errorf("%d breaks in a height of %v", lines, size.Y)
	}
}

func TestWordsThatChange(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	words := "0.5"
	l := &label.Label{ID: "loss", Name: "Loss", Words: func() string { return words }, Live: true}
	l.Layout(c, paint.Pt(150, 1e6))
	if l.Handle(ui.Tick{}) {
		t.Error("changed without a reason")
	}
	words = "0.25"
	if l.Handle(ui.Report{}) {
		t.Error("it looks at what is heard of a job")
	}
	if !l.Handle(ui.Tick{}) {
		t.Error("shows old words")
	}
}

func TestLabel(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		return &label.Label{
			ID: "note", Font: theme.Small, Color: label.Ink,
			Text: "The slope is the change of y over the change of x.\nAt the top of a hill, where the curve is level, it is 0.",
		}
	})
}
