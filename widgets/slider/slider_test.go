package slider

import (
	"math"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func rate() *Slider {
	v := 0.05
	return &Slider{ID: "rate", Name: "Learning rate", Min: 0.01, Max: 1.2, Step: 0.01, Value: &v}
}

// ladder is a slider from 0.001 to 1 by 1, 2, 5.
func ladder() *Slider {
	v := 0.01
	return &Slider{ID: "rate", Name: "Learning rate", Min: 0.001, Max: 1, Step: 1.0 / 3, Log: true, Value: &v}
}

func TestSlider(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return rate() },
		ui.Set{ID: "rate", Number: 0.6},
		ui.Set{ID: "other", Number: 1},
		ui.Pointer{Kind: ui.Hover, At: paint.Pt(100, 36)},
		ui.Pointer{Kind: ui.Press, At: paint.Pt(100, 36)},
		ui.Pointer{Kind: ui.Drag, At: paint.Pt(5000, -20)},
		ui.Pointer{Kind: ui.Release, At: paint.Pt(5000, -20)},
		ui.Pointer{Kind: ui.Drag, At: paint.Pt(10, 36)},
		ui.Pointer{Kind: ui.Leave},
	)
	uitest.Check(t, rate())
}

func TestLog(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return ladder() }, ui.Set{ID: "rate", Number: -2})
	uitest.Check(t, ladder())
}

func TestDisabled(t *testing.T) {
	off := func() ui.Widget {
		s := rate()
		s.Disabled = true
		return s
	}
	press := ui.Pointer{Kind: ui.Press, At: paint.Pt(100, 36)}
	uitest.Golden(t, off, press, ui.Set{ID: "rate", Number: 1})
	uitest.Check(t, off())
}

// A name that the value leaves no room for goes on below.
func TestLongName(t *testing.T) {
	s := rate()
	s.Name = "Share of the last step that is kept (momentum)"
	uitest.Check(t, s)
	c := uitest.Context(t, &theme.Dark)
	if wide, narrow := s.Layout(c, paint.Pt(720, 1e6)), s.Layout(c, paint.Pt(200, 1e6)); narrow.Y <= wide.Y {
		t.Errorf("takes %v, and %v in a narrow room", wide, narrow)
	}
}

// Values are decimals, whatever sums of steps give.
func TestSnap(t *testing.T) {
	for _, c := range []struct {
		min, max, step float64
		to, want       float64
	}{
		{0.01, 1.2, 0.01, 0.6, 0.6}, {0.01, 1.2, 0.01, 0.604, 0.6}, {0.01, 1.2, 0.01, 0.306, 0.31},
		{0.01, 1.2, 0.01, -5, 0.01}, {0.01, 1.2, 0.01, 9, 1.2}, {0.01, 1.2, 0.01, math.Inf(1), 1.2},
		{-1, 1, 0.1, 0.3, 0.3}, {-0.5, 0.5, 0.1, 0.01, 0}, {-3, 3, 0.25, 1.2, 1.25}, {1, 10, 1, 6.5, 7},
		{0, 0, 0, 0.333, 0.33}, {0, 50, 0, 12.4, 12.5},
	} {
		v := c.min
		s := &Slider{ID: "s", Min: c.min, Max: c.max, Step: c.step, Value: &v}
		s.Handle(ui.Set{ID: "s", Number: c.to})
		if v != c.want || math.Signbit(v) != math.Signbit(c.want) {
			t.Errorf("from %g to %g by %g, set to %v: %v, want %v", c.min, c.max, c.step, c.to, v, c.want)
		}
		if got := s.Snap(c.to); got != v {
			t.Errorf("Snap(%v) is %v, and set it is %v", c.to, got, v)
		}
	}
}

// Every place of a third of a decade is 1, 2 or 5 of some power of ten.
func TestLadder(t *testing.T) {
	s := ladder()
	for i, want := range []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1} {
		s.Handle(ui.Set{ID: "rate", Number: -9 + float64(i)})
		if *s.Value != want {
			t.Errorf("step %d is %v, want %v", i, *s.Value, want)
		}
		if r := s.Describe().Range; r.Now != r.Min+float64(i)*r.Step || r.Step != 1 {
			t.Errorf("%v stands at %v, which is no step of %v", want, r.Now, r)
		}
	}
}

// What is not a number is not taken, and a value set again is no change.
func TestNoMove(t *testing.T) {
	s, changes := rate(), 0
	s.Changed = func() { changes++ }
	for _, v := range []float64{math.NaN(), 0.05, 0.0512} {
		if s.Handle(ui.Set{ID: "rate", Number: v}) || *s.Value != 0.05 {
			t.Errorf("set to %v: %v", v, *s.Value)
		}
	}
	if s.Handle(ui.Set{ID: "rate", Number: 1}); changes != 1 {
		t.Errorf("%d changes, want 1", changes)
	}
}

// The knob is where the page's own thumb is: a pointer on its centre sets the
// value that it has.
func TestThumb(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	for _, s := range []*Slider{rate(), ladder()} {
		s.Layout(c, paint.Pt(400, 1e6))
		n := s.Describe()
		for range 120 {
			r := n.Range
			x := n.Bounds.Min.X + Radius + (r.Now-r.Min)/(r.Max-r.Min)*(n.Bounds.W()-2*Radius)
			before := *s.Value
			s.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(x, n.Bounds.Center().Y)})
			if *s.Value != before {
				t.Fatalf("a press on the knob at %v moves it from %v to %v", x, before, *s.Value)
			}
			s.Handle(ui.Set{ID: "rate", Number: r.Now + r.Step})
			n = s.Describe()
		}
		if *s.Value != s.Max {
			t.Errorf("120 steps lead to %v", *s.Value)
		}
	}
}
