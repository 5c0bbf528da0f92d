package neuralnetworks

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestPlayground(t *testing.T) {
	at := func(id string) string { return playgroundID + id }
	few := func() ui.Widget {
		f := newPlayground()
		f.set.points = 50
		f.begin()
		return f
	}
	uitest.Golden(t, few,
		ui.Set{ID: at(".layers"), Number: 2}, ui.Enter{ID: at(".pen-x")}, ui.Set{ID: at(".step")}, ui.Focus{ID: at(".net.1.3")}, ui.Set{ID: at(".accuracy")})
}

// A desk is a playground before a reader.
type desk struct {
	*playground
	t   *testing.T
	c   *ui.Context
	now time.Duration
}

func laid(t *testing.T, f *playground) *desk {
	d := &desk{playground: f, t: t, c: uitest.Context(t, &theme.Dark)}
	d.layout()
	return d
}

func (d *desk) layout() { d.Layout(d.c, paint.Pt(700, 1e6)) }

// use sets the control with a role and a name.
func (d *desk) use(role ui.Role, name string, number float64, text string) {
	d.t.Helper()
	uitest.Set(d.t, d.c, d, role, name, number, text)
}

func (d *desk) press(button string) { d.t.Helper(); d.use(ui.Button, button, 0, "") }

// run lets so many frames go by.
func (d *desk) run(frames int) {
	for range frames {
		d.now += time.Second / 60
		if d.Handle(ui.Tick{Now: d.now}) {
			d.layout()
		}
	}
}

// train lets frames go by until there have been so many epochs.
func (d *desk) train(epochs int) {
	d.t.Helper()
	for range 100_000 {
		if d.training.trainer.Epochs >= epochs {
			return
		}
		d.run(1)
	}
	d.t.Fatalf("the training stands still: %s", d.state())
}

// Each preset does what it promises by the figure's own buttons: on the
// spiral, too, 95 % of the points held out are told right.
func TestPresets(t *testing.T) {
	f := laid(t, newPlayground())
	f.press("Play")
	for i, name := range tasks()[:4] {
		f.use(ui.Choice, "Data set", 0, name)
		f.press("Settings that work")
		f.train(nn.Recipes()[i].Epochs)
		if f.training.score.Accuracy < solved {
			t.Errorf("%s: %s after %d epochs", name, f.training.accuracy(), f.training.trainer.Epochs)
		}
		for _, r := range []trace.Ref{f.accuracy.Explains(), f.loss.Explains()} {
			if err := trace.Check(&f.training, r, 1e-9); err != nil {
				t.Error(err)
			}
		}
	}
}

// The spiral is solved with most seeds, and stays solved.
func TestSpiral(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a while")
	}
	solvedBy := 0
	for seed := 1; seed <= 10; seed++ {
		s := usual()
		s.data, s.seed = "Spiral", seed
		r, _ := recipe(s.data)
		s.follow(r)
		var run training
		run.begin(&s, nil, nil)
		for run.trainer.Epochs < r.Epochs {
			run.epoch()
		}
		t.Logf("seed %d: %s", seed, run.accuracy())
		if run.score.Accuracy >= solved {
			solvedBy++
		}
	}
	if solvedBy < 9 {
		t.Errorf("%d of 10 seeds solve the spiral", solvedBy)
	}
}

// XOR is not solved without a hidden layer, and is with one.
func TestXOR(t *testing.T) {
	if without, with := xor(0), xor(1); without > 0.75 || with < solved {
		t.Errorf("without a hidden layer %v are told right, with one %v", without, with)
	}
}

// tells is all that a training has led to.
func (d *desk) tells() string {
	return fmt.Sprint(d.playground.set, d.pen.Own, d.training.trainer.Net.Params, d.training.losses, d.state(), d.picture.Output())
}

// Frames and presses of Step lead the same way, and so does a link.
func TestSameRun(t *testing.T) {
	f := laid(t, newPlayground())
	params := f.State()
	f.use(ui.Choice, "Data set", 0, "XOR")
	f.use(ui.Slider, "Hidden layers", 2, "")
	f.pen.Handle(ui.Set{ID: playgroundID + ".pen.add"})
	f.press("Play")
	f.train(7)
	f.press("Pause")
	f.run(2)

	linked := laid(t, restored(newPlayground(), params))
	if !strings.Contains(linked.state(), "Catching up") {
		t.Errorf("a link does at once what takes a while: %s", linked.state())
	}
	linked.train(7)
	pressed := laid(t, restored(newPlayground(), params))
	for pressed.training.trainer.Epochs < 7 {
		pressed.step()
	}
	for name, g := range map[string]*desk{"linked": linked, "pressed": pressed} {
		g.run(10)
		if got, want := g.tells(), f.tells(); got != want {
			t.Errorf("%s is another run", name)
		}
	}
}

// A frame does no more than is meant for it, whatever the settings.
func TestSlices(t *testing.T) {
	f := laid(t, newPlayground())
	for _, batch := range []float64{1, mostBatch} {
		for _, layers := range []float64{0, mostLayers} {
			f.set.batch, f.set.layers, f.set.points = batch, layers, mostPoints
			for l := range f.set.widths {
				f.set.widths[l] = widest
			}
			f.begin()
			steps, work := f.training.trainer.Steps, f.training.stepWork()
			f.training.slice()
			if done := (f.training.trainer.Steps - steps) * work; done > sliceWork+work || work > sliceWork {
				t.Errorf("batch %v, %v layers: a frame does %d", batch, layers, done)
			}
		}
	}
}

// What cannot lead anywhere is said in words, and no number is NaN.
func TestBadSettings(t *testing.T) {
	for name, bad := range map[string]struct {
		set  func(f *playground)
		want string
	}{
		"explodes": {func(f *playground) {
			f.set.optimizer, f.set.activation, f.set.rate, f.set.layers = descent.Momentum.String(), nn.ReLU.String(), 10, mostLayers
		}, "hoose a smaller learning rate"},
		"explodes by signs": {func(f *playground) { f.set.optimizer, f.set.rate = descent.RMSProp.String(), 10 }, "hoose a smaller learning rate"},
		"no hidden layer":   {func(f *playground) { f.set.layers = 0 }, "straight line"},
		"linear":            {func(f *playground) { f.set.activation = nn.Linear.String() }, "do not bend"},
		"width 1":           {func(f *playground) { f.set.widths[0] = 1 }, ""},
		"widest":            {func(f *playground) { f.set.layers, f.set.widths = 4, [4]float64{8, 8, 8, 8} }, ""},
		"no points":         {func(f *playground) { f.set.points = 0 }, "no point to learn from"},
		"none of my own":    {func(f *playground) { f.set.data = ownOnly }, "no point to learn from"},
		"a thousand":        {func(f *playground) { f.set.points = mostPoints }, ""},
		"one class": {func(f *playground) {
			f.set.data = ownOnly
			f.pen.Own = []nn.Point{{X: 1, Y: 1}, {X: 2, Y: 1}, {X: 2, Y: 3}, {X: 1, Y: -1}}
		}, "one class"},
		"none held out": {func(f *playground) {
			f.set.data = ownOnly
			f.pen.Own = []nn.Point{{X: 1, Y: 1}, {X: 2, Y: 1, Class: 1}}
		}, "No point is held out"},
		"off the plane": {func(f *playground) {
			f.set.data = ownOnly
			f.pen.Own = []nn.Point{{X: 1e9, Y: 1}, {X: math.NaN(), Y: 1, Class: 1}}
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := laid(t, newPlayground())
			bad.set(f.playground)
			f.begin()
			f.layout()
			f.press("Play")
			f.run(60)
			uitest.Check(t, f)
			if said := says(t, f); strings.Contains(said, "NaN") || strings.Contains(said, "Inf") || !strings.Contains(f.state(), bad.want) {
				t.Errorf("says %s", f.state())
			}
		})
	}
}

// A training that would get out of bounds stops and says so.
func TestDivergence(t *testing.T) {
	f := laid(t, newPlayground())
	f.training.trainer.Net.Params[0] = 2 * nn.Bound
	f.press("Play")
	f.run(5)
	if f.buttons.Playing() || !strings.Contains(f.state(), "has diverged") {
		t.Error(f.state())
	}
	uitest.Check(t, f)
	f.press("Reset")
	f.press("Step")
	if !strings.Contains(f.state(), "After 1 epoch.") {
		t.Error(f.state())
	}
}

// The reader changes whatever there is while the network is trained, and the
// figure goes on.
func TestChangesWhileTraining(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	f := laid(t, newPlayground())
	f.press("Play")
	for range 60 {
		k := f.sliding()[random.IntN(len(f.sliding()))]
		place := k.Describe().Range
		k.Handle(ui.Set{ID: k.Describe().ID, Number: place.Min + random.Float64()*(place.Max-place.Min)})
		f.Handle(ui.Set{ID: f.data.ID, Text: tasks()[random.IntN(len(tasks()))]})
		f.Handle(ui.Pointer{Kind: ui.Press, At: f.plane.Place(random.Float64()*20-10, random.Float64()*20-10)})
		f.Handle(ui.Set{ID: fmt.Sprintf("%s.net.%d.%d", playgroundID, random.IntN(6), random.IntN(8))})
		f.Layout(f.c, paint.Pt(336, 1e6))
		for _, fault := range uitest.Faults(f.c, f, 336) {
			t.Errorf("%+v: %s", f.set, fault)
		}
		if f.run(3); strings.Contains(says(t, f), "NaN") {
			t.Fatalf("%+v says %s", f.set, says(t, f))
		}
	}
}

// Own points come by pointer and by keys, and every third one is held out.
func TestOwnPoints(t *testing.T) {
	f := laid(t, newPlayground())
	f.use(ui.Choice, "Data set", 0, ownOnly)
	board, _ := f.Describe().Find(f.plane.ID)
	press := func(x, y float64) {
		f.Handle(ui.Pointer{Kind: ui.Press, At: board.Bounds.Min.Add(f.plane.Place(x, y))})
		f.layout()
	}
	press(1, 2)
	press(2, 2)
	f.use(ui.Handle, "Pen x", -3, "")
	f.Handle(ui.Enter{ID: playgroundID + ".pen-x"})
	if n, held := len(f.training.train), len(f.training.held); n != 2 || held != 1 || f.training.held[0].X != -3 {
		t.Errorf("%d points to learn from, %v held out", n, f.training.held)
	}
	for range plane.MostOwn {
		press(1, 1)
	}
	if n := len(f.pen.Own); n != plane.MostOwn || !strings.Contains(f.state(), "No more than 500") {
		t.Errorf("%d points: %s", n, f.state())
	}
}

// Pressing a neuron shows on the plane what it says; where it has gone, the
// output is shown.
func TestNeuronOnPlane(t *testing.T) {
	f := laid(t, newPlayground())
	f.Handle(ui.Focus{ID: playgroundID + ".net.1.5"})
	if !strings.Contains(f.words(), "neuron 6 of layer 1") {
		t.Error(f.words())
	}
	f.use(ui.Slider, "Hidden layers", 0, "")
	if f.chosen != (network.Place{Layer: 1}) || !strings.Contains(f.words(), "the output says") {
		t.Error(f.words())
	}
	if s := f.accuracy.Value(); s == label.NoValue {
		t.Error("no accuracy at first")
	}
}

func TestSpiralCheckpoint(t *testing.T) {
	f := newPlayground()
	check := spiralCheckpoint(f)
	if check.Done() {
		t.Error("done at first")
	}
	f.set.data = "Spiral"
	f.useRecipe()
	if check.Done() {
		t.Error("done without training")
	}
	for f.training.trainer.Epochs < 150 && !check.Done() {
		f.training.epoch()
	}
	if !check.Done() {
		t.Error(check.Progress())
	}
}

// A frame of the largest training that the playground offers a setting for.
func BenchmarkFrame(b *testing.B) {
	c, f := uitest.Context(b, &theme.Dark), newPlayground()
	f.set.data = "Spiral"
	f.useRecipe()
	f.Layout(c, paint.Pt(700, 1e6))
	now := time.Duration(0)
	for b.Loop() {
		if !f.buttons.Playing() {
			f.begin()
			f.Handle(ui.Set{ID: playgroundID + ".play"})
		}
		now += time.Second / 60
		f.Handle(ui.Tick{Now: now})
		f.Layout(c, paint.Pt(700, 1e6))
		paint.Record(func(to paint.Canvas) { f.Draw(c, to) })
	}
}
