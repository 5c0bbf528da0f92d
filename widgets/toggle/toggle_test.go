package toggle

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func grid() ui.Widget {
	on := false
	return &Toggle{ID: "t", Name: "Contours", On: &on}
}

func TestToggle(t *testing.T) {
	uitest.Golden(t, grid, ui.Set{ID: "t"}, ui.Set{ID: "t"}, ui.Pointer{Kind: ui.Hover, At: paint.Pt(9, 9)}, ui.Set{ID: "t"})
	uitest.Check(t, grid())
}

func TestDisabled(t *testing.T) {
	for name, on := range map[string]bool{"on": true, "off": false} {
		t.Run(name, func(t *testing.T) {
			w := &Toggle{ID: "t", Name: "Contours", On: &on, Disabled: true}
			uitest.Golden(t, func() ui.Widget { return w }, ui.Set{ID: "t"})
			uitest.Check(t, w)
		})
	}
}

func TestPress(t *testing.T) {
	on, changes := false, 0
	w := &Toggle{ID: "t", Name: "Contours", On: &on, Changed: func() { changes++ }}
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(300, 100))
	in, out := paint.Pt(10, 10), paint.Pt(500, 10)
	for _, c := range []struct {
		down, up paint.Point
		want     bool
	}{{in, out, false}, {out, in, false}, {in, in, true}, {in, in, false}} {
		w.Handle(ui.Pointer{Kind: ui.Press, At: c.down})
		w.Handle(ui.Pointer{Kind: ui.Release, At: c.up})
		if on != c.want {
			t.Errorf("pressed at %v and let go at %v: %v", c.down, c.up, on)
		}
	}
	if changes != 2 {
		t.Errorf("%d changes, want 2", changes)
	}
}
