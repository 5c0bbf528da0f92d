package button

import (
	"testing"

	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// looks are a button over which a pointer comes, presses and goes.
var looks = []ui.Event{
	ui.Pointer{Kind: ui.Hover, At: paint.Pt(5, 5)},
	ui.Pointer{Kind: ui.Press, At: paint.Pt(5, 5)},
	ui.Pointer{Kind: ui.Release, At: paint.Pt(5, 5)},
	ui.Pointer{Kind: ui.Leave},
}

func TestButton(t *testing.T) {
	for name, b := range map[string]Button{
		"primary": {ID: "b", Name: "Step", Icon: icon.Step, Primary: true},
		"other":   {ID: "b", Name: "Reset", Icon: icon.Reset},
		"off":     {ID: "b", Name: "Undo", Disabled: true},
	} {
		t.Run(name, func(t *testing.T) {
			uitest.Golden(t, func() ui.Widget { fresh := b; return &fresh }, looks...)
			uitest.Check(t, &b)
			b.Handle(looks[0])
			uitest.Check(t, &b)
			b.Handle(looks[1])
			uitest.Check(t, &b)
		})
	}
}

// A press counts when it ends on the button, and not on a disabled one.
func TestPress(t *testing.T) {
	n := 0
	b := &Button{ID: "b", Name: "Step", Do: func() { n++ }}
	b.Layout(uitest.Context(t, nil), paint.Pt(300, 100))
	press := func(down, up paint.Point) {
		b.Handle(ui.Pointer{Kind: ui.Press, At: down})
		b.Handle(ui.Pointer{Kind: ui.Release, At: up})
	}
	in, out := paint.Pt(10, 10), paint.Pt(500, 10)
	press(in, out)
	press(out, in)
	if n != 0 {
		t.Errorf("pressed %d times by presses that left it", n)
	}
	press(in, in)
	b.Handle(ui.Set{ID: "b"})
	if n != 2 {
		t.Errorf("pressed %d times, want 2", n)
	}
	b.Disabled = true
	press(in, in)
	b.Handle(ui.Set{ID: "b"})
	if n != 2 {
		t.Error("a disabled button does something")
	}
}
