package choice

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func curves() (ui.Widget, *string) {
	v := "Parabola"
	return &Choice{ID: "c", Name: "Curve", Options: []string{"Parabola", "Sine", "Line"}, Value: &v}, &v
}

func TestChoice(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { w, _ := curves(); return w }, ui.Set{ID: "c", Text: "Sine"}, ui.Set{ID: "c", Text: "nonsense"})
	w, v := curves()
	uitest.Check(t, w)
	for _, want := range []string{"Sine", "Line", "Parabola"} { // by the pointer, round and round
		w.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(20, 40)})
		w.Handle(ui.Pointer{Kind: ui.Release, At: paint.Pt(20, 40)})
		if *v != want {
			t.Errorf("pressed: %s, want %s", *v, want)
		}
	}
}
