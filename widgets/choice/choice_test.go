package choice

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func curves() (*Choice, *string) {
	v := "Parabola"
	return &Choice{ID: "c", Name: "Curve", Options: []string{"Parabola", "Sine", "Line"}, Value: &v}, &v
}

func TestChoice(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { w, _ := curves(); return w },
		ui.Set{ID: "c", Text: "nonsense"}, ui.Pointer{Kind: ui.Hover, At: paint.Pt(20, 40)}, ui.Set{ID: "c", Text: "Sine"})
	w, _ := curves()
	uitest.Check(t, w)
}

func TestDisabled(t *testing.T) {
	off := func() ui.Widget {
		w, _ := curves()
		w.Disabled = true
		return w
	}
	uitest.Golden(t, off, ui.Set{ID: "c", Text: "Sine"})
	uitest.Check(t, off())
}

// By the pointer it goes round and round.
func TestPress(t *testing.T) {
	w, v := curves()
	changes := 0
	w.Changed = func() { changes++ }
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(300, 1e6))
	for _, want := range []string{"Sine", "Line", "Parabola"} {
		w.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(20, 40)})
		w.Handle(ui.Pointer{Kind: ui.Release, At: paint.Pt(20, 40)})
		if *v != want {
			t.Errorf("pressed: %s, want %s", *v, want)
		}
	}
	if w.Handle(ui.Set{ID: "c", Text: "Parabola"}); changes != 3 {
		t.Errorf("%d changes, want 3", changes)
	}
}

// What does not fit is cut, and the room is kept to.
func TestLongOption(t *testing.T) {
	v := "The sum of the squares of all the differences"
	w := &Choice{ID: "c", Name: "Loss", Options: []string{v}, Value: &v}
	uitest.Check(t, w)
}
