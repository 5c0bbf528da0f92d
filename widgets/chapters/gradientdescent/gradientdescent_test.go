package gradientdescent

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

func TestLandscape(t *testing.T) {
	uitest.Golden(t, figure("descent.landscape"),
		ui.Set{ID: "descent.landscape.step"},
		ui.Set{ID: "descent.landscape.gradient-x"},
		ui.Set{ID: "descent.landscape.rate", Number: 1.2},
		ui.Set{ID: "descent.landscape.steps", Number: 12},
		ui.Set{ID: "descent.landscape.step"},
	)
}

func TestValleys(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		w := newWalk()
		w.momentum, w.steps = 0.9, 30
		return w
	},
		ui.Set{ID: "descent.landscape.surface", Text: "Many valleys"},
		ui.Set{ID: "descent.landscape.step"},
	)
}

func TestRace(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		r := New()["descent.race"].(*race)
		r.walk.surface = "Ravine"
		r.walk.choose()
		r.follow()
		for range 40 {
			r.step()
		}
		return r
	},
		ui.Set{ID: "descent.race.step"},
	)
}

func TestPredict(t *testing.T) {
	uitest.Golden(t, figure("descent.predict"),
		ui.Set{ID: "descent.predict.option2"}, ui.Set{ID: "descent.predict.reveal"})
	if got := New()["descent.predict"].(*predict.Predict).Truth(); got != otherSide {
		t.Errorf("the answer is %v", got)
	}
	if from, to := leap(); to.P != [2]float64{0.5, 0.8} || from.P != [2]float64{-2.5, 2} {
		t.Errorf("from %v to %v", from.P, to.P)
	}
}

// Each answer of the prediction is true of some step.
func TestOutcome(t *testing.T) {
	at := func(x, loss float64) descent.State { return descent.State{P: [2]float64{x, 0}, Loss: loss} }
	for _, c := range []struct {
		to   descent.State
		want int
	}{{at(-1, 1), sameSide}, {at(1, 1), otherSide}, {at(3, 9), higher}, {at(-3, 9), higher}} {
		if got := outcome(at(-2, 4), c.to); got != c.want {
			t.Errorf("to %v: %d, want %d", c.to.P, got, c.want)
		}
	}
}

func TestFigures(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// All landscapes, with the ball inside the picture and far away, with settings
// at both ends, and with a card open.
func TestFarStates(t *testing.T) {
	figures := New()
	w, r := figures["descent.landscape"].(*walk), figures["descent.race"].(*race)
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	r.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	for _, s := range surfaces() {
		w.Handle(ui.Set{ID: walkID + ".surface", Text: s})
		for _, rate := range []float64{0.01, 1.2} {
			w.Handle(ui.Set{ID: walkID + ".rate", Number: rate})
			w.Handle(ui.Set{ID: walkID + ".steps", Number: 50})
			w.Handle(ui.Set{ID: walkID + ".step"})
			w.Handle(ui.Set{ID: walkID + ".loss"})
			r.Handle(ui.Set{ID: raceID + ".rate", Number: rate})
			for range 30 {
				r.Handle(ui.Set{ID: raceID + ".step"})
			}
			if said := fmt.Sprint(w.Describe(), r.Describe()); strings.Contains(said, label.NoValue) || strings.Contains(said, "NaN") || strings.Contains(said, "∞") {
				t.Errorf("%s at %g: %s", s, rate, said)
			}
		}
		uitest.Check(t, w)
		uitest.Check(t, r)
	}
}

// A landscape figure, laid out.
func walking(t *testing.T) (*ui.Context, *walk) {
	c, w := uitest.Context(t, &theme.Dark), newWalk()
	w.Layout(c, paint.Pt(720, 1e6))
	return c, w
}

// The steps of the book: each coordinate changes by the learning rate times
// its part of the gradient. On the bowl from (−2.5, 2) the gradient is (−5, 2),
// so a rate of 0.1 leads to (−2, 1.8).
func TestStep(t *testing.T) {
	c, w := walking(t)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", 0.1, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	says := func(name, want string) {
		t.Helper()
		if got := uitest.Find(t, w, ui.Output, name).Value; got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	says("Ball", "−2.0000, 1.8000")
	says("Gradient", "−4.0000, 1.8000")
	says("Loss", "5.6200")
	says("Step count", "1")
	from, to := w.run.History[0], w.run.Now()
	for i := range from.P {
		if want := from.P[i] - w.rate*from.G[i]; to.P[i] != want {
			t.Errorf("coordinate %d is %v, want %v", i, to.P[i], want)
		}
	}
	uitest.Set(t, c, w, ui.Slider, "Steps", 10, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	says("Step count", "11")
	uitest.Set(t, c, w, ui.Button, "Undo", 0, "")
	says("Step count", "10")
	uitest.Set(t, c, w, ui.Button, "Reset", 0, "")
	says("Step count", "0")
	says("Ball", "−2.5000, 2.0000")
}

// The second step follows the velocity: v = 0.5·g₀ + g₁.
func TestMomentum(t *testing.T) {
	c, w := walking(t)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", 0.1, "")
	uitest.Set(t, c, w, ui.Slider, "Momentum", 0.5, "")
	uitest.Set(t, c, w, ui.Slider, "Steps", 2, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	// g₀ = (−5, 2), g₁ = (−4, 1.8), v = (−6.5, 2.8)
	if got, want := uitest.Find(t, w, ui.Output, "Ball").Value, "−1.3500, 1.5200"; got != want {
		t.Errorf("the ball is at %s, want %s", got, want)
	}
}

// A press on the map brings the ball there and clears the trail.
func TestPlace(t *testing.T) {
	c, w := walking(t)
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	plane, _ := w.Describe().Find(w.plane.ID)
	at := plane.Bounds.Min.Add(w.plane.Frame().Px(paint.Pt(1, -1)))
	if !w.Handle(ui.Pointer{Kind: ui.Press, At: at}) || !w.Handle(ui.Pointer{Kind: ui.Release, At: at}) {
		t.Fatal("the press does nothing")
	}
	if got := w.run.Now(); got.P != [2]float64{1, -1} || got.Step != 0 {
		t.Errorf("the ball is at %v after %d steps", got.P, got.Step)
	}
	uitest.Set(t, c, w, ui.Handle, "Ball x", 2, "")
	uitest.Set(t, c, w, ui.Handle, "Ball y", 0.5, "")
	if got := w.run.Now().P; got != [2]float64{2, 0.5} {
		t.Errorf("the keys put the ball at %v", got)
	}
}

// Every number of the read-outs recomputes and every number has a name.
func TestExplain(t *testing.T) {
	_, w := walking(t)
	for _, s := range surfaces() {
		w.surface = s
		w.choose()
		for range 3 {
			w.press()
		}
		for _, r := range []trace.Ref{w.loss.Explains(), w.place.Explains(0), w.place.Explains(1), w.gradient.Explains(0), w.gradient.Explains(1)} {
			if err := trace.Check(w.run, r, 1e-12); err != nil {
				t.Errorf("%s: %v", s, err)
			}
			follow(t, w.run, namer{w.run}.name, origin, r, map[trace.Ref]bool{})
		}
	}
	step, _ := w.run.Explain(w.loss.Explains())
	if got, want := (namer{w.run}).formula(step.Args[0].Ref), "(x² + y²) / 5 + 2 − cos(3 × x)"; got != want {
		t.Errorf("a part of the loss is called %q, want %q", got, want)
	}
}

// Every number of a race is explained, recomputes and has a name and an
// origin, and its card closes when the race starts anew.
func TestExplainRace(t *testing.T) {
	c, figures := uitest.Context(t, &theme.Dark), New()
	r := figures["descent.race"].(*race)
	r.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, r, ui.Button, "Step all", 0, "")
	uitest.Set(t, c, r, ui.Button, "Step all", 0, "")
	seen := 0
	for _, w := range r.memories {
		for _, row := range w.(*memory).rows() {
			seen++
			if err := trace.Check(raced{r}, row.Explains, 1e-12); err != nil {
				t.Error(err)
			}
			follow(t, raced{r}, raced{r}.name, raced{r}.origin, row.Explains, map[trace.Ref]bool{})
		}
	}
	if seen != 4+2+2+4 {
		t.Errorf("%d numbers", seen)
	}
	uitest.Set(t, c, r, ui.Output, "Adam, mean slope x", 0, "")
	if got := uitest.Find(t, r, ui.Output, "Number").Value; !strings.HasPrefix(got, "mean slope in x after 2 steps = ") {
		t.Errorf("the card says %q", got)
	}
	uitest.Set(t, c, r, ui.Button, "Start again", 0, "")
	if r.card.Open != (trace.Ref{}) {
		t.Error("the card is open after the start")
	}
}

// follow goes from r down to the given numbers.
func follow(t *testing.T, src trace.Source, name, origin func(trace.Ref) string, r trace.Ref, seen map[trace.Ref]bool) {
	t.Helper()
	if seen[r] {
		return
	}
	seen[r] = true
	s, ok := src.Explain(r)
	if name := name(r); !ok || name == "" || strings.ContainsAny(name, "[]") {
		t.Errorf("%v is called %q", r, name)
	}
	if s.Op == trace.Given && origin(r) == "" {
		t.Errorf("%v comes from nowhere", r)
	}
	for _, a := range s.Args {
		follow(t, src, name, origin, a.Ref, seen)
	}
}

// Play makes six steps a second, and at most one for each tick.
func TestPlay(t *testing.T) {
	c, w := walking(t)
	if w.Handle(ui.Tick{Now: time.Hour}) {
		t.Error("it moves before Play is pressed")
	}
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	uitest.Find(t, w, ui.Button, "Pause")
	for ms := range 3000 {
		if w.Handle(ui.Tick{Now: time.Hour + time.Duration(ms)*time.Millisecond}); !w.buttons.Playing() {
			t.Fatal("it stops by itself")
		}
	}
	if n := w.run.Now().Step; n < 17 || n > 19 {
		t.Errorf("%d steps in 3 seconds", n)
	}
	uitest.Set(t, c, w, ui.Button, "Pause", 0, "")
	n := w.run.Now().Step
	if w.Handle(ui.Tick{Now: 2 * time.Hour}) || w.run.Now().Step != n {
		t.Error("it moves after Pause")
	}
}

// play presses Play and lets time go by until the figure stops.
func play(t *testing.T, c *ui.Context, w *walk) string {
	t.Helper()
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	now := time.Hour
	for range 3000 {
		now += time.Second / 6
		w.Handle(ui.Tick{Now: now})
		w.Layout(c, paint.Pt(720, 1e6))
		if !w.buttons.Playing() {
			uitest.Find(t, w, ui.Button, "Play")
			return uitest.Find(t, w, ui.Output, "Status").Value
		}
	}
	t.Fatal("it does not stop")
	return ""
}

func TestStops(t *testing.T) {
	c, w := walking(t)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", 0.4, "")
	if got, want := play(t, c, w), fmt.Sprintf("Converged after %d steps: the gradient is almost zero.", w.run.Now().Step); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	uitest.Set(t, c, w, ui.Button, "Reset", 0, "")
	uitest.Set(t, c, w, ui.Slider, "Learning rate", 1.2, "")
	got := play(t, c, w)
	if want := fmt.Sprintf("Diverged after %d steps: the next one would lead farther than 1000 from 0 in x or in y. Try a smaller learning rate and press Reset.", w.run.Now().Step); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if p := w.run.Now(); p.Loss < 1e3 {
		t.Errorf("the loss is only %v", p.Loss)
	}
	uitest.Set(t, c, w, ui.Button, "Reset", 0, "")
	if got := uitest.Find(t, w, ui.Output, "Status").Value; strings.Contains(got, "iverged") {
		t.Errorf("after Reset it says %q", got)
	}
}

// The checkpoint is reached on the bowl by a larger rate, and not by putting
// the ball into the valley.
func TestCheckpoint(t *testing.T) {
	c, figures := uitest.Context(t, &theme.Dark), New()
	w, check := figures["descent.landscape"].(*walk), figures["descent.check"].(*task.Task)
	w.Layout(c, paint.Pt(720, 1e6))
	check.Layout(c, paint.Pt(720, 1e6))
	reached := func() bool {
		check.Handle(ui.Tick{})
		return check.Reached()
	}
	uitest.Set(t, c, w, ui.Slider, "Steps", 20, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	if reached() {
		t.Errorf("reached with the settings of the start: loss %v", w.run.Now().Loss)
	}
	uitest.Set(t, c, w, ui.Handle, "Ball x", 0, "")
	uitest.Set(t, c, w, ui.Handle, "Ball y", 0, "")
	if reached() {
		t.Error("reached by putting the ball into the valley")
	}
	uitest.Set(t, c, w, ui.Choice, "Landscape", 0, "Ravine")
	uitest.Set(t, c, w, ui.Choice, "Landscape", 0, "Bowl")
	uitest.Set(t, c, w, ui.Slider, "Learning rate", 0.4, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	if !reached() {
		t.Errorf("not reached with a rate of 0.4: loss %v", w.run.Now().Loss)
	}
}

// The race starts where the walk does, and again when that is another place.
func TestRaceFollows(t *testing.T) {
	c, figures := uitest.Context(t, &theme.Dark), New()
	w, r := figures["descent.landscape"].(*walk), figures["descent.race"].(*race)
	r.Layout(c, paint.Pt(720, 1e6))
	r.Handle(ui.Set{ID: raceID + ".step"})
	if r.lap() != 1 {
		t.Fatal("no step")
	}
	w.put([2]float64{1, 1})
	if !r.Handle(ui.Tick{}) || r.lap() != 0 || r.racers[3].run.Now().P != [2]float64{1, 1} {
		t.Errorf("the race is at lap %d, at %v", r.lap(), r.racers[3].run.Now().P)
	}
	r.Layout(c, paint.Pt(720, 1e6))
	r.Handle(ui.Set{ID: raceID + ".play"})
	now := time.Duration(0)
	for r.Handle(ui.Tick{Now: now}) {
		r.Layout(c, paint.Pt(720, 1e6))
		if now += time.Second / 6; now > time.Hour {
			t.Fatal("the race does not end")
		}
	}
	if r.moving() || r.buttons.Playing() || r.lap() > laps {
		t.Errorf("it stops after %d laps", r.lap())
	}
	if a, p := r.racers[3].run.Now().Loss, r.racers[0].run.Now().Loss; a > 0.01 || p > 0.01 {
		t.Errorf("after the race on the bowl: plain %v, Adam %v", p, a)
	}
}

// A link brings back the landscape, the knobs and the steps that were made.
func TestLink(t *testing.T) {
	w := newWalk()
	state := w.State()
	w.surface = "Saddle"
	w.choose()
	w.put([2]float64{-1.5, 0.25})
	w.rate, w.momentum, w.steps = 0.2, 0.5, 3
	w.press()
	v := newWalk()
	params := v.State()
	address.Restore(params, address.Of(state))
	v.Restored()
	if v.run.Now() != w.run.Now() || v.surface != w.surface || v.steps != 3 {
		t.Errorf("%+v comes back as %+v", w.run.Now(), v.run.Now())
	}
	for name, bad := range map[string]string{"landscape": "Moon", "x": "NaN", "y": "1001", "rate": "0", "momentum": "1", "steps": "2.5", "made": "-1"} {
		for _, p := range params {
			if p.Name == name && p.Set(bad) == nil {
				t.Errorf("%s takes %q", name, bad)
			}
		}
	}
}
