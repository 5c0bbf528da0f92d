package slider

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func rate() (ui.Widget, *float64) {
	v := 0.05
	return &Slider{ID: "rate", Name: "Learning rate", Min: 0.01, Max: 1.2, Step: 0.01, Value: &v}, &v
}

func TestSlider(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { w, _ := rate(); return w },
		ui.Set{ID: "rate", Number: 0.6},
		ui.Set{ID: "other", Number: 1},
		ui.Pointer{Kind: ui.Press, At: paint.Pt(100, 36)},
		ui.Pointer{Kind: ui.Drag, At: paint.Pt(5000, -20)},
		ui.Pointer{Kind: ui.Release, At: paint.Pt(5000, -20)},
		ui.Pointer{Kind: ui.Drag, At: paint.Pt(10, 36)},
	)
	w, _ := rate()
	uitest.Check(t, w)
}

// Values are decimals, whatever sums of steps give.
func TestSnap(t *testing.T) {
	w, v := rate()
	for _, c := range []struct{ to, want float64 }{{0.6, 0.6}, {0.604, 0.6}, {0.306, 0.31}, {-5, 0.01}, {9, 1.2}} {
		w.Handle(ui.Set{ID: "rate", Number: c.to})
		if *v != c.want {
			t.Errorf("set to %v: %v, want %v", c.to, *v, c.want)
		}
	}
}
