package backpropagation

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

// arrived is later than any signal takes.
const arrived = 1e10

func TestRun(t *testing.T) {
	uitest.Golden(t, figure(runID),
		ui.Set{ID: runID + ".step"}, ui.Tick{Now: 1}, ui.Tick{Now: arrived},
		ui.Set{ID: runID + ".gradient"},
		ui.Set{ID: runID + ".picture.node6"}, ui.Set{ID: runID + ".back"},
		ui.Set{ID: runID + ".network", Text: kinds[2].name}, ui.Set{ID: runID + ".slider", Number: -0.5})
}

// Both passes, and then a look at a number in the middle.
func TestRunEnds(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return finished() }, ui.Tick{Now: 1}, ui.Tick{Now: arrived},
		ui.Set{ID: runID + ".picture.node8"}, ui.Set{ID: runID + ".gradient"}, ui.Set{ID: runID + ".edges.0.2"})
}

func TestChain(t *testing.T) {
	uitest.Golden(t, figure(chainID), ui.Set{ID: chainID + ".weight", Text: "b4"}, ui.Set{ID: chainID + ".graph.node2"},
		ui.Set{ID: chainID + ".gradient"}, ui.Set{ID: chainID + ".difference"})
}

func TestLoop(t *testing.T) {
	uitest.Golden(t, figure(loopID),
		ui.Set{ID: loopID + ".step"}, ui.Set{ID: loopID + ".step"}, ui.Set{ID: loopID + ".step"}, ui.Set{ID: loopID + ".step"},
		ui.Set{ID: loopID + ".next"}, ui.Set{ID: loopID + ".step"},
		ui.Set{ID: loopID + ".pace", Text: paces[2]}, ui.Set{ID: loopID + ".step"},
		ui.Set{ID: loopID + ".rate", Number: highRate}, ui.Set{ID: loopID + ".reset"}, ui.Set{ID: loopID + ".step"})
}

func TestPredict(t *testing.T) {
	uitest.Golden(t, figure(questionID), ui.Set{ID: questionID + ".option1"}, ui.Set{ID: questionID + ".reveal"})
	if got := New()[questionID].(*predict.Predict).Truth(); got != zero {
		t.Errorf("the answer is %v", got)
	}
	if outcome(1, 1) != same || outcome(1, 2) != larger {
		t.Error("an outcome is wrong")
	}
}

func TestCheck(t *testing.T) { uitest.Golden(t, figure(checkID)) }

func TestFigures(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// Each state of each network keeps the laws of figures, and has no number that
// is none.
func TestStates(t *testing.T) {
	for _, k := range kinds {
		l := newLab()
		l.kind = k.name
		l.choose()
		f, c := newRun(l), newChain(l)
		for i, name := range f.tape.names {
			f.step()
			if i%3 > 0 || name == halver {
				continue
			}
			f.look(name)
			f.graph.Calm()
			uitest.Check(t, f)
		}
		l.weight = l.weights()[len(l.weights())-1]
		uitest.Check(t, c)
	}
}

// Every number of both passes and of the update is explained down to the given
// ones once it is there, and has a name.
func TestExplained(t *testing.T) {
	f := newLoop(newLab())
	for range most + 1 {
		s := f.source()
		for i, n := range f.tape.Nodes {
			explained(t, s, grad.ValueRef(i), grad.GradRef(i), grad.MoveRef(i), grad.NextRef(i))
			for k := range n.Args {
				explained(t, s, grad.LocalRef(i, k), sentRef(i, k))
			}
		}
		f.walk.Step()
	}
}

func explained(t *testing.T, s source, refs ...trace.Ref) {
	t.Helper()
	for _, r := range refs {
		if _, ok := s.Explain(r); !ok {
			continue
		}
		if err := trace.Check(s, r, 1e-9); err != nil {
			t.Error(err)
		}
		if name := s.name(r); name == "" || name == r.String() {
			t.Errorf("%v is called %q", r, name)
		}
	}
}

// "Run" goes through both passes and stops; pressed again it begins anew. What
// is changed on the way changes all that has been made.
func TestRunning(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newRun(newLab())
	c.Still = true
	f.Layout(c, paint.Pt(700, 1e6))
	for range 2 {
		f.Layout(c, paint.Pt(700, 1e6))
		uitest.Set(t, c, f, ui.Button, "Run", 0, "")
		now := ui.Tick{}
		for f.buttons.Playing() {
			now.Now += arrived
			f.Handle(now)
		}
		if !f.done() || !strings.Contains(f.state(), "Both passes are done") {
			t.Fatal(f.state())
		}
	}
	was := f.detail.grad.Value()
	uitest.Set(t, c, f, ui.Slider, "w1", -2, "")
	if now := f.detail.grad.Value(); now == was || !f.done() {
		t.Errorf("the gradient stays %s", now)
	}
	uitest.Set(t, c, f, ui.Button, "Back", 0, "")
	uitest.Set(t, c, f, ui.Button, "Step", 0, "")
	if f.step(); !f.done() {
		t.Error("a step after the last")
	}
	uitest.Set(t, c, f, ui.Button, "Reset", 0, "")
	if f.walk.Done != 0 || *f.lab.given["w1"] != -2 {
		t.Error("Reset leaves a step, or takes the reader's number")
	}
	uitest.Set(t, c, f, ui.Button, "First values", 0, "")
	if *f.lab.given["w1"] != starts[2].value || f.tape.Nodes[f.detail.node()].Value != starts[2].value {
		t.Error("the first values do not come back")
	}
}

// The loop by its controls: it plays until it is paused, and goes as far at a
// time as the reader wants.
func TestPlaying(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newLoop(newLab())
	lay := func() { f.Layout(c, paint.Pt(700, 1e6)) }
	lay()
	uitest.Set(t, c, f, ui.Button, "Play", 0, "")
	for k := range 7 {
		f.Handle(ui.Tick{Now: arrived * time.Duration(k+1)})
	}
	lay()
	uitest.Set(t, c, f, ui.Button, "Pause", 0, "")
	if f.made != 7 || f.walk.Round != 1 || f.at() != int(grad.Judge) {
		t.Errorf("%d stations, round %d, at %d", f.made, f.walk.Round, f.at())
	}
	for pace, want := range map[string]int{paces[1]: 1, paces[2]: 10} {
		uitest.Set(t, c, f, ui.Choice, "At a time", 0, pace)
		before := len(f.history())
		uitest.Set(t, c, f, ui.Button, "Step", 0, "")
		uitest.Set(t, c, f, ui.Button, "Step", 0, "")
		if got := len(f.history()) - before; got != 2*want-1 && got != 2*want || !f.ready {
			t.Errorf("%s at a time: two steps make %d rounds", pace, got)
		}
	}
	for i, h := range f.history()[1:] {
		if h >= f.history()[i] {
			t.Errorf("round %d: the loss goes from %v to %v", i+2, f.history()[i], h)
		}
	}
	uitest.Set(t, c, f, ui.Slider, "Learning rate", 0.5, "")
	if got, want := f.passed(), fmt.Sprintf("%d*%g", f.made, firstRate); got != want || f.walk.Rate != 0.5 {
		t.Errorf("a link has these rounds made as %q, want %q", got, want)
	}
	uitest.Set(t, c, f, ui.Button, "Reset", 0, "")
	if f.made != 0 || f.walk.Rate != 0.5 || len(f.history()) != 0 {
		t.Error("Reset does not return to the start")
	}
}

// A rate that explodes is said in words, no number is lost, and a smaller one
// goes on.
func TestDivergence(t *testing.T) {
	for _, k := range kinds {
		l := newLab()
		l.kind, l.weight = k.name, "b1"
		f := newLoop(l)
		f.rate = highRate
		f.begin()
		for f.advance() {
		}
		if !f.walk.Diverged || !strings.Contains(f.state(), "Diverged") {
			t.Error(f.state())
		}
		uitest.Check(t, f)
		if said := fmt.Sprint(f.Describe()); strings.Contains(said, label.NoValue) || strings.Contains(said, "∞") {
			t.Error(said)
		}
		round := f.walk.Round
		f.rate = lowRate
		f.adjust()
		if f.advance(); f.walk.Round != round+1 {
			t.Error("it does not go on")
		}
	}
	f := looped(firstRate, mostRounds)
	if made := f.made; f.advance() || f.made != made || !strings.Contains(f.state(), "Stopped") {
		t.Error(f.state())
	}
}

// What is changed in the first figure reaches the others.
func TestTogether(t *testing.T) {
	all := New()
	run, chain, loop := all[runID].(*run), all[chainID].(*chain), all[loopID].(*loop)
	loop.press()
	if run.look("w2"); !loop.Handle(ui.Tick{}) || loop.made != 1 {
		t.Error("to look at another weight takes the loop back, or is not seen")
	}
	*run.lab.given["w1"] = -1
	run.edited()
	run.look("w3")
	for _, w := range []ui.Widget{chain, loop} {
		if !w.Handle(ui.Tick{}) || w.Handle(ui.Tick{Now: 1}) {
			t.Error("a figure does not notice, or twice")
		}
	}
	if got := chain.equation(); !strings.HasPrefix(got, "∂L/∂w3") || loop.made != 0 {
		t.Errorf("%s, %d stations", got, loop.made)
	}
}

// The checkpoint is reached with a rate that is large and not too large.
func TestCheckpoint(t *testing.T) {
	for rate, want := range map[float64]bool{firstRate: false, 0.3: true, 1: false} {
		f := newLoop(newLab())
		check := checkpoint(f)
		f.rate, f.pace = rate, paces[1]
		f.begin()
		done := check.Done()
		for range within {
			f.press()
			done = done || check.Done()
		}
		if done != want {
			t.Errorf("at a rate of %v it is done: %v. %s", rate, done, check.Progress())
		}
	}
}

// A link restores each figure to the state in which it was.
func TestLinks(t *testing.T) {
	l := newLab()
	f, k := newRun(l), newLoop(l)
	params := append(f.State(), k.State()...)
	*l.given["x2"] = 0.3
	l.kind = kinds[1].name
	f.choose()
	f.look("w2")
	for range 9 {
		f.step()
	}
	f.graph.Calm()
	k.begin()
	k.rate, k.pace = 0.4, paces[1]
	k.adjust()
	k.press()
	k.press()

	again := newLab()
	g, h := newRun(again), newLoop(again)
	address.Restore(append(g.State(), h.State()...), address.Of(params))
	g.Restored()
	h.Restored()
	for _, w := range [][2]ui.Widget{{f, g}, {k, h}} {
		if want, got := says(t, w[0]), says(t, w[1]); got != want {
			t.Errorf("restored:\n%s\nwas:\n%s", got, want)
		}
	}
	for _, bad := range []string{"", "w99", "2", "x"} {
		if f.known(bad) == nil {
			t.Errorf("%q is taken for a number of the graph", bad)
		}
	}
}

// says is all that a figure tells.
func says(t *testing.T, w ui.Widget) string {
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	return fmt.Sprint(w.Describe())
}
