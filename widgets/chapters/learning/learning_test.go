package learning

import (
	"fmt"
	"math"
	"strings"
	"testing"

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

func TestSets(t *testing.T) {
	uitest.Golden(t, figure(setsID), ui.Set{ID: ringOf(3)}, ui.Pointer{Kind: ui.Press, At: paint.Pt(100, 20)}, ui.Pointer{Kind: ui.Release, At: paint.Pt(100, 20)})
}

func TestClassifier(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return trained(11) }, ui.Set{ID: classifierID + ".step"}, ui.Set{ID: classifierID + ".accuracy"})
}

func TestClusters(t *testing.T) {
	uitest.Golden(t, figure(clustersID),
		ui.Set{ID: clustersID + ".step"}, ui.Set{ID: clustersID + ".step"},
		ui.Set{ID: clustersID + ".add"}, ui.Set{ID: clustersID + ".step"}, ui.Set{ID: clustersID + ".spread"})
}

func TestGrid(t *testing.T) {
	uitest.Golden(t, figure(gridID),
		ui.Set{ID: gridID + ".pace", Text: paces[2]},
		ui.Set{ID: gridID + ".step"}, ui.Set{ID: gridID + ".step"}, ui.Set{ID: gridID + ".step"},
		ui.Set{ID: gridID + ".cell6"}, ui.Set{ID: gridID + ".cell5"})
}

func TestGoals(t *testing.T) {
	uitest.Golden(t, figure("learning.check"))
}

func TestPredict(t *testing.T) {
	uitest.Golden(t, figure("learning.predict"), ui.Set{ID: "learning.predict.option1"}, ui.Set{ID: "learning.predict.reveal"})
	if got := New()["learning.predict"].(*predict.Predict).Truth(); got != always {
		t.Errorf("the answer is %v", got)
	}
	if outcome([]float64{3, 2, 2}) != always || outcome([]float64{3, 2, 4}) != sometimes {
		t.Error("an outcome is wrong")
	}
}

func TestFigures(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// The supervised figure reaches what it promises, by its own buttons and on
// other examples, and what it says of its score adds up.
func TestTraining(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newClassifier()
	f.Layout(c, paint.Pt(700, 1e6))
	for range 2 {
		uitest.Set(t, c, f, ui.Button, "New examples", 0, "")
		for range 60 {
			uitest.Set(t, c, f, ui.Button, "Step", 0, "")
		}
		if f.score.Accuracy < 0.95 {
			t.Errorf("seed %d: only %v told right", f.seed, f.score.Accuracy)
		}
		for _, r := range []trace.Ref{f.accuracy.Explains(), f.loss.Explains()} {
			if err := trace.Check(f, r, 1e-9); err != nil {
				t.Error(err)
			}
		}
	}
	if n := f.trainer.Epochs; f.step() || f.trainer.Epochs != n {
		t.Error("a training that is over goes on")
	}
	uitest.Set(t, c, f, ui.Button, "Reset", 0, "")
	if f.trainer.Epochs != 0 || len(f.losses[0]) != 1 {
		t.Error("Reset does not return to the start")
	}
}

// Points are added by a press on the plane and by the pen; the spread never
// grows while none is added, and adds up.
func TestOwnPoints(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newClusters()
	f.Layout(c, paint.Pt(700, 1e6))
	n := len(f.run.Points)
	plane, _ := f.Describe().Find(f.plane.ID)
	f.Handle(ui.Pointer{Kind: ui.Press, At: plane.Bounds.Min.Add(f.plane.Frame().Px(paint.Pt(3, -1)))})
	uitest.Set(t, c, f, ui.Handle, "New point x", -2, "")
	uitest.Set(t, c, f, ui.Button, "Add a point", 0, "")
	f.Handle(ui.Enter{ID: clustersID + ".pen-x"})
	if len(f.run.Points) != n+3 || len(f.own) != 3 || f.own[0].at.X != 3 || f.own[1].at.X != -2 || f.own[2] != f.own[1] {
		t.Fatalf("%d points, of the reader's %v", len(f.run.Points), f.own)
	}
	last := math.Inf(1)
	for f.step() {
		if s := f.run.Inertia(); s > last+1e-9 {
			t.Errorf("the spread grows from %v to %v", last, s)
		} else {
			last = s
		}
		if err := trace.Check(f, f.inertia.Explains(), 1e-9); err != nil {
			t.Fatal(err)
		}
	}
	uitest.Set(t, c, f, ui.Button, "New points", 0, "")
	if len(f.own) != 3 || f.made != 0 || len(f.run.Points) != n+3 {
		t.Errorf("among new points there are %d of the reader's, after %d steps", len(f.own), f.made)
	}
	uitest.Set(t, c, f, ui.Button, "Remove my points", 0, "")
	if len(f.run.Points) != n {
		t.Error("the points are still there")
	}
}

// More points than are kept are refused in words, and one centre, more centres
// than heaps, and all points in one place work.
func TestBadPoints(t *testing.T) {
	f := newClusters()
	for range 1000 {
		f.put(paint.Pt(1e9, math.Inf(-1)))
	}
	if len(f.own) != mostOwn || !strings.Contains(f.state(), "No more than 200") {
		t.Errorf("%d points: %s", len(f.own), f.state())
	}
	for _, k := range []float64{1, 8} {
		f.centers = k
		f.restart()
		for f.step() {
		}
		uitest.Check(t, f)
		if said := fmt.Sprint(f.Describe()); strings.Contains(said, label.NoValue) || strings.Contains(said, "NaN") {
			t.Error(said)
		}
	}
}

// A long life of the agent: the worths that it shows add up, and it stops.
func TestAgent(t *testing.T) {
	g := newGrid()
	g.pace = paces[2]
	for g.press() {
	}
	if !g.arrives() || g.made != mostSteps {
		t.Errorf("after %d steps: %s", g.made, g.state())
	}
	for s := range g.agent.World.Cells {
		if r := g.board.ref(s); r != (trace.Ref{}) {
			if err := trace.Check(g, r, 1e-9); err != nil {
				t.Error(err)
			}
		}
	}
	uitest.Check(t, g)
}

// The checkpoint is reached by learning and not before.
func TestCheckpoint(t *testing.T) {
	g := newGrid()
	check := checkpoint(g)
	if check.Done() {
		t.Error("it is done at the start")
	}
	*g = *found(t)
	if !check.Done() {
		t.Error(check.Progress())
	}
}

// A link restores each figure to the state in which it was.
func TestLinks(t *testing.T) {
	f, k, g, s := newClassifier(), newClusters(), newGrid(), newSets()
	was := []ui.Stateful{f, k, g, s}
	var params [][]ui.Param // asked for before anything has changed
	for _, w := range was {
		params = append(params, w.State())
	}
	for range 7 {
		f.step()
	}
	k.put(paint.Pt(1, 1))
	k.step()
	k.step()
	k.put(paint.Pt(-2, 0.5))
	k.step()
	g.pace = paces[1]
	g.press()
	s.chosen = fields[3].name
	for i, w := range []ui.Stateful{newClassifier(), newClusters(), newGrid(), newSets()} {
		address.Restore(w.State(), address.Of(params[i]))
		w.Restored()
		if got, want := says(t, w), says(t, was[i]); got != want {
			t.Errorf("restored:\n%s\nwas:\n%s", got, want)
		}
	}
}

// says is all that a figure tells.
func says(t *testing.T, w ui.Widget) string {
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	return fmt.Sprint(w.Describe())
}

func TestReadOwn(t *testing.T) {
	for _, bad := range []string{" ", "1 2", "a 1 2", "0 7 0", "0 NaN 0", "-1 0 0", "0 1 1;", strings.Repeat("0 1 1;", 300)} {
		if own, err := readOwn(bad); err == nil {
			t.Errorf("%.20q is taken as %v", bad, own)
		}
	}
}

func FuzzReadOwn(f *testing.F) {
	f.Add("0 1.5 -2;4 0 3")
	f.Add("0 NaN 1")
	f.Fuzz(func(t *testing.T, s string) {
		own, err := readOwn(s)
		if err != nil {
			return
		}
		again, err := readOwn(writeOwn(own))
		if err != nil || fmt.Sprint(again) != fmt.Sprint(own) {
			t.Errorf("%q is %v and then %v, %v", s, own, again, err)
		}
	})
}
