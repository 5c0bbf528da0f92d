package runner

import (
	"testing"
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// counting counts steps up to a last one.
func counting(n *int, last int) *Runner {
	return &Runner{
		ID: "run",
		Step: func() bool {
			*n = min(*n+1, last)
			return *n < last
		},
		Undo: func() { *n-- }, AtStart: func() bool { return *n == 0 },
		Reset: func() { *n = 0 },
	}
}

func TestRunner(t *testing.T) {
	make := func() ui.Widget { return counting(new(int), 3) }
	uitest.Golden(t, make, ui.Set{ID: "run.step"}, ui.Set{ID: "run.play"}, ui.Set{ID: "run.reset"})
	uitest.Check(t, make())
}

// A runner with names of its own and without a way back.
func TestNames(t *testing.T) {
	r := &Runner{ID: "race", Names: Names{Play: "Race", Step: "Step all", Reset: "Start again"}, Step: func() bool { return true }, Reset: func() {}}
	r.Layout(&ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}, paint.Pt(600, 1e6))
	for _, name := range []string{"Race", "Step all", "Start again"} {
		uitest.Find(t, r, ui.Button, name)
	}
	if n := len(r.Describe().Children); n != 3 {
		t.Errorf("%d buttons", n)
	}
}

// bench is a runner that has been laid out, and presses its buttons.
func bench(t *testing.T, n *int, last int, still bool) (r *Runner, press func(name string)) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark, Still: still}
	r = counting(n, last)
	r.Layout(c, paint.Pt(600, 1e6))
	return r, func(name string) { uitest.Set(t, c, r, ui.Button, name, 0, "") }
}

// Play makes a step at each beat, whatever the time between ticks, and at
// most one at a tick.
func TestBeat(t *testing.T) {
	for _, test := range []struct {
		still bool
		frame time.Duration
		want  int // steps in 3 seconds, give or take one
	}{
		{false, time.Second / 60, 18}, {false, time.Second / 7, 18}, {false, time.Second, 3},
		{true, time.Second / 60, 6},
	} {
		n := 0
		r, press := bench(t, &n, 1000, test.still)
		if r.Handle(ui.Tick{Now: time.Hour}) || n != 0 {
			t.Fatal("it moves before Play is pressed")
		}
		press("Play")
		for now := time.Duration(0); now < 3*time.Second; now += test.frame {
			before := n
			if stepped := r.Handle(ui.Tick{Now: time.Hour + now}); stepped != (n > before) {
				t.Fatalf("at step %d it says that it changed: %t", n, stepped)
			}
		}
		if n < test.want-1 || n > test.want+1 {
			t.Errorf("%d steps in 3 s with a tick each %v, still %t; want %d", n, test.frame, test.still, test.want)
		}
	}
}

// Between two steps nothing changes, and no tick is needed: it asks for the one
// that the next step is due at.
func TestAsks(t *testing.T) {
	n := 0
	r, press := bench(t, &n, 3, false)
	ask := func(now time.Duration) (stepped bool, next time.Duration) {
		stepped = r.Handle(ui.Tick{Now: now, Next: &next})
		return stepped, next
	}
	if stepped, next := ask(time.Hour); stepped || next != 0 {
		t.Errorf("before Play is pressed it asks for a tick at %v", next)
	}
	press("Play")
	for _, late := range []time.Duration{0, usual / 10, usual / 2} {
		if stepped, next := ask(time.Hour + late); stepped != (late == 0) || next != time.Hour+usual {
			t.Errorf("%v after a step: stepped %t, asks for %v", late, stepped, next-time.Hour)
		}
	}
	ask(time.Hour + usual)
	if stepped, next := ask(time.Hour + 2*usual); !stepped || n != 3 || next != 0 {
		t.Errorf("after the last of its %d steps it asks for a tick at %v", n, next)
	}
}

// A figure may ask for a beat of its own.
func TestOwnBeat(t *testing.T) {
	n := 0
	r, press := bench(t, &n, 1000, false)
	r.Beat = time.Second
	press("Play")
	for ms := range 3500 {
		r.Handle(ui.Tick{Now: time.Hour + time.Duration(ms)*time.Millisecond})
	}
	if n != 4 {
		t.Errorf("%d steps in 3.5 s", n)
	}
}

// What plays stops at the last step and when the reader does something else.
func TestStops(t *testing.T) {
	n := 0
	r, press := bench(t, &n, 3, false)
	press("Play")
	for now := time.Hour; r.Handle(ui.Tick{Now: now}); now += usual {
	}
	if n != 3 || r.Playing() {
		t.Errorf("it stops after %d steps", n)
	}
	for name, want := range map[string]int{"Pause": 1, "Step": 2, "Undo": 0, "Reset": 0} {
		press("Reset")
		press("Play")
		r.Handle(ui.Tick{Now: 2 * time.Hour})
		r.Handle(ui.Tick{Now: time.Hour}) // a clock that goes back
		r.Layout(&ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}, paint.Pt(600, 1e6))
		press(name)
		if r.Playing() || n != want {
			t.Errorf("after %s it is at step %d, and plays: %t", name, n, r.Playing())
		}
		uitest.Find(t, r, ui.Button, "Play")
	}
	press("Reset")
	if press("Undo"); n != 0 {
		t.Errorf("Undo at the start leads to %d", n)
	}
}

// What plays pauses when the figure is put into another state.
func TestHalt(t *testing.T) {
	steps := 0
	r := Runner{ID: "r", Step: func() bool { steps++; return true }, Reset: func() {}}
	r.Layout(&ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}, paint.Pt(600, 1e6))
	if r.Handle(ui.Halt{}) {
		t.Error("what does not play changes")
	}
	r.Handle(ui.Set{ID: "r.play"})
	if !r.Handle(ui.Halt{}) || r.Playing() {
		t.Error("it plays on")
	}
	if r.Handle(ui.Tick{Now: time.Minute}); steps != 0 {
		t.Error("it goes on")
	}
}
