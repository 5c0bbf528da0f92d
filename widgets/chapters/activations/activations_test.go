package activations

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

func TestCurves(t *testing.T) {
	uitest.Golden(t, figure(curvesID),
		ui.Set{ID: curvesID + ".z", Number: -0.75},
		ui.Set{ID: curvesID + ".activation", Text: "GELU"},
		ui.Set{ID: curvesID + ".compare", Text: "Sigmoid"},
		ui.Set{ID: curvesID + ".all.4.2"})
}

func TestPredict(t *testing.T) {
	uitest.Golden(t, figure("activations.predict"), ui.Set{ID: "activations.predict.guess", Number: 0.5}, ui.Set{ID: "activations.predict.reveal"})
	if got := New()["activations.predict"].(*predict.Predict).Truth(); got != 0.25 {
		t.Errorf("the answer is %v", got)
	}
}

func TestGoals(t *testing.T) { uitest.Golden(t, figure("activations.check")) }

func TestFigures(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
	for _, a := range compared {
		k := newCurves()
		k.name, k.other = a.String(), nn.Tanh.String()
		uitest.Check(t, k)
	}
}

// Every number of the table recomputes, has a name, and is the one that the
// engine makes.
func TestNumbers(t *testing.T) {
	k := newCurves()
	for _, z := range []float64{-5, -0.75, 0, 0.05, 5} {
		k.z = z
		for i, row := range k.rows() {
			a := compared[i]
			for j, want := range map[int]float64{1: a.F(z), 2: a.Slope(z)} {
				if row[j].Text != label.Fixed(want, 4) {
					t.Errorf("%v at %v: %s, want %v", a, z, row[j].Text, want)
				}
				if err := trace.Check(k, row[j].Explains, 0); err != nil {
					t.Error(err)
				}
				if name := k.numberName(row[j].Explains); !strings.Contains(name, a.String()) {
					t.Errorf("%v is called %q", row[j].Explains, name)
				}
			}
		}
	}
	if _, ok := k.Explain(trace.Ref{Name: "value", I: 99}); ok {
		t.Error("a number that is not there is explained")
	}
}

// A press on the derivative brings z there, too, and no further than it goes.
func TestPressSlope(t *testing.T) {
	c, k := uitest.Context(t, &theme.Dark), newCurves()
	k.Layout(c, paint.Pt(700, 1e6))
	n, _ := k.Describe().Find(k.slope.ID)
	for x, want := range map[float64]float64{-2.01: -2, 3.44: 3.45} {
		at := n.Bounds.Min.Add(k.slope.Frame().Px(paint.Pt(x, 0.5)))
		k.Handle(ui.Pointer{Kind: ui.Press, At: at})
		if k.z != want {
			t.Errorf("pressed at %v, z is %v", x, k.z)
		}
		k.Handle(ui.Pointer{Kind: ui.Drag, At: at.Add(paint.Pt(1e6, 0))})
		k.Handle(ui.Pointer{Kind: ui.Release, At: at})
		if k.z != inputs.Hi {
			t.Errorf("dragged off the picture, z is %v", k.z)
		}
	}
}

// All formulas of the figure have been set.
func TestFormulas(t *testing.T) {
	for _, a := range compared {
		for _, tex := range []string{valueTeX(a), slopeTeX(a)} {
			if _, ok := formula.Lookup(tex, true); !ok {
				t.Errorf("%s is not in the table of formulas", tex)
			}
		}
	}
}

// The checkpoint is reached at the bottom of the dip and nowhere else.
func TestCheckpoint(t *testing.T) {
	k := newCurves()
	check := checkpoint(k)
	for _, c := range []struct {
		name string
		z    float64
		done bool
	}{{"ReLU", -0.75, false}, {"GELU", 1.5, false}, {"GELU", -5, false}, {"SiLU", -0.75, false}, {"GELU", -0.75, true}} {
		k.name, k.z = c.name, c.z
		if check.Done() != c.done {
			t.Errorf("%s at %v: %v, %s", c.name, c.z, check.Done(), check.Progress())
		}
	}
}

// A link restores each figure; what it cannot mean changes nothing.
func TestLinks(t *testing.T) {
	k, p, b := newCurves(), newCollapse(), newBend()
	d, u := newDepth(), newUnits()
	was := []ui.Stateful{k, p, b, d, u}
	var params [][]ui.Param // asked for before anything has changed
	for _, w := range was {
		params = append(params, w.State())
	}
	k.name, k.other, k.z = "SiLU", "ReLU", -2.25
	p.seed, p.in[1] = 5, 2.5
	p.begin()
	p.step()
	p.step()
	b.seed, b.data, b.activation = 3, "Circle", "Tanh"
	b.begin()
	for range 4 {
		b.step()
	}
	d.layers, d.sides[1].activation = 3, "Tanh"
	d.begin()
	d.step()
	u.rate, u.grown, u.activation = 0.05, 4, "SiLU"
	u.begin()
	u.step()
	u.step()
	for i, w := range []ui.Stateful{newCurves(), newCollapse(), newBend(), newDepth(), newUnits()} {
		address.Restore(w.State(), address.Of(params[i]))
		w.Restored()
		for range 4 { // epochs are made as time goes by
			w.Handle(ui.Tick{})
		}
		if got, want := says(t, w), says(t, was[i]); got != want {
			t.Errorf("restored:\n%s\nwas:\n%s", got, want)
		}
	}
	for i, w := range []ui.Stateful{newCurves(), newCollapse(), newBend(), newDepth(), newUnits()} {
		want := says(t, w)
		address.Restore(w.State(), address.Parse("#x?activation=Linear&compare=?&z=NaN&weights=0&product=7&x1=9&x2=NaN&examples=-1&data=Moon&bend=none&epochs=1e9&layers=99&left=?&rate=9&grown=0&kind=&trained=-1&deep=x").Values)
		w.Restored()
		if got := says(t, w); got != want {
			t.Errorf("figure %d: a bad link makes it %s", i, got)
		}
	}
}

// says is all that a figure tells.
func says(t *testing.T, w ui.Widget) string {
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	return fmt.Sprint(w.Describe())
}

func TestCollapse(t *testing.T) {
	step := ui.Set{ID: collapseID + ".step"}
	uitest.Golden(t, figure(collapseID), step, step, step, step, step, step, ui.Set{ID: collapseID + ".b.1.0"}, ui.Set{ID: collapseID + ".x1", Number: -2})
}

func TestDepth(t *testing.T) {
	uitest.Golden(t, figure(depthID), ui.Set{ID: depthID + ".step"}, ui.Set{ID: depthID + ".layers", Number: 2}, ui.Set{ID: depthID + ".left.bars.0"})
}

func TestUnits(t *testing.T) {
	step := ui.Set{ID: unitsID + ".step"}
	uitest.Golden(t, figure(unitsID), step, step, step, ui.Set{ID: unitsID + ".tiles.1.3"}, ui.Set{ID: unitsID + ".activation", Text: "Tanh"})
}

func TestBend(t *testing.T) {
	uitest.Golden(t, figure(bendID), ui.Set{ID: bendID + ".step"}, ui.Set{ID: bendID + ".data", Text: "Clusters"},
		ui.Set{ID: bendID + ".step"}, ui.Set{ID: bendID + ".flat.accuracy"})
}

// For any weights and any input, the one layer does what the two do, number by
// number, and each number that is shown recomputes.
func TestOneLayer(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newCollapse()
	f.Layout(c, paint.Pt(700, 1e6))
	for _, x := range []float64{-3, 0, 0.7, 3} {
		uitest.Set(t, c, f, ui.Button, "Other weights", 0, "")
		uitest.Set(t, c, f, ui.Slider, "x₁", x, "")
		for f.step() {
		}
		for i := range outCount {
			two, one := nn.Of(2, nn.Activated, i, 0), singleRef(i)
			if f.text(two) != f.text(one) {
				t.Errorf("seed %d: two layers make %s, one makes %s", f.seed, f.text(two), f.text(one))
			}
			for _, r := range []trace.Ref{two, one} {
				if err := trace.Check(f, r, 1e-12); err != nil {
					t.Error(err)
				}
			}
		}
		for k := range numbers {
			if err := trace.Check(f, ref(k), 1e-12); err != nil {
				t.Error(err)
			}
		}
		if said := fmt.Sprint(f.Describe()); strings.Contains(said, "−0 ") || strings.Contains(said, label.NoValue) {
			t.Error(said)
		}
	}
	f.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, f, ui.Button, "Undo", 0, "")
	if f.done != numbers-1 || f.single()[0][0].Text != "" {
		t.Errorf("after Undo %d numbers are known, and the one layer makes %v", f.done, f.single())
	}
}

// All numbers on the cards of the second figure have names of their own.
func TestProductNames(t *testing.T) {
	f, seen := newCollapse(), map[string]trace.Ref{}
	var walk func(r trace.Ref)
	walk = func(r trace.Ref) {
		name := productName(r)
		if was, ok := seen[name]; ok && was != r && !strings.HasPrefix(was.Name, "product1") && !strings.HasPrefix(r.Name, "product1") {
			t.Errorf("%v and %v are called %q", was, r, name)
		}
		seen[name] = r
		s, ok := f.Explain(r)
		if !ok {
			t.Fatalf("%v is not explained", r)
		}
		if s.Op == trace.Given && f.origin(r) == "" {
			t.Errorf("%v has no origin", r)
		}
		for _, a := range s.Args {
			walk(a.Ref)
		}
	}
	for i := range outCount {
		walk(singleRef(i))
		walk(nn.Of(2, nn.Activated, i, 0))
	}
}

// With the bend the network learns every data set but the spiral, whatever
// bends it; without, it learns only what a straight line parts. Both start
// from the same weights.
func TestTwins(t *testing.T) {
	for _, d := range nn.DataSets() {
		for _, a := range names() {
			f := newBend()
			f.data, f.activation = d.Name, a
			f.restart()
			if fmt.Sprint(f.bent.trainer.Net.Params) != fmt.Sprint(f.flat.trainer.Net.Params) {
				t.Fatal("the networks start from different weights")
			}
			for range 40 {
				f.step()
			}
			bent, flat := f.bent.score.Accuracy, f.flat.score.Accuracy
			if d.Name != "Spiral" && bent < 0.95 || d.Name != "Clusters" && flat > 0.75 || d.Name == "Clusters" && flat < 0.95 {
				t.Errorf("%s with %s: %v told right, without a bend %v", d.Name, a, bent, flat)
			}
			for _, r := range []trace.Ref{f.bent.ref(), f.flat.ref()} {
				if err := trace.Check(f, r, 1e-9); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// The spiral is learned with a configuration that the figure offers, and the
// training comes to its end.
func TestSpiral(t *testing.T) {
	if testing.Short() {
		t.Skip("trains for long")
	}
	f := newBend()
	f.data, f.activation = "Spiral", "SiLU"
	f.restart()
	for f.step() {
	}
	if f.bent.score.Accuracy < 0.95 || f.bent.trainer.Epochs != lastEpoch {
		t.Errorf("%s", f.says())
	}
}

// Whoever chooses another data set or activation while it trains begins anew.
func TestSwitch(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), newBend()
	f.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, f, ui.Button, "Play", 0, "")
	for second := range 5 {
		f.Handle(ui.Tick{Now: time.Duration(second) * time.Second})
	}
	if f.bent.trainer.Epochs == 0 {
		t.Fatal("it does not play")
	}
	for role, option := range map[string]string{"Data set": "Spiral", "Activation": "Tanh"} {
		uitest.Set(t, c, f, ui.Choice, role, 0, option)
		if f.bent.trainer.Epochs != 0 || f.buttons.Playing() || len(f.bent.losses) != 1 || len(f.flat.losses) != 1 {
			t.Errorf("after another %s: %s", role, f.says())
		}
	}
}

// Every bar and every tile recomputes, down to weights and places, and has a
// name and an origin.
func TestCheckups(t *testing.T) {
	d, u := newDepth(), newUnits()
	d.layers = 3
	d.begin()
	u.step()
	refs := map[trace.Ref]bool{}
	for _, s := range d.sides {
		for _, row := range s.rows() {
			if err := trace.Check(d, row.Explains, 1e-9); err != nil {
				t.Error(err)
			}
			walk(d, row.Explains, d.name, d.origin, refs, t)
		}
		walk(d, s.accuracy.Explains(), d.name, d.origin, refs, t)
	}
	walk(u, accuracyRef, checkupName, checkupOrigin, refs, t)
	if err := trace.Check(u, accuracyRef, 0); err != nil {
		t.Error(err)
	}
	for l, h := range u.hidden() {
		for i := range h.Units {
			if err := trace.Check(u, nn.OnRef(l+1, i), 0); err != nil {
				t.Error(err)
			}
			walk(u, nn.OnRef(l+1, i), checkupName, checkupOrigin, refs, t)
		}
	}
}

// walk finds what a card can show and does not know how to call.
func walk(src trace.Source, r trace.Ref, name, origin func(trace.Ref) string, seen map[trace.Ref]bool, t *testing.T) {
	if seen[r] || t.Failed() {
		return
	}
	seen[r] = true
	s, ok := src.Explain(r)
	switch {
	case !ok:
		t.Errorf("%v is not explained", r)
	case name(r) == "", s.Op == trace.Given && origin(r) == "":
		t.Errorf("%v is called %q and comes from %q", r, name(r), origin(r))
	}
	for _, a := range s.Args {
		walk(src, a.Ref, name, origin, seen, t)
	}
}

// From any start sigmoids let less of the gradient through than ReLUs, and the
// deeper the network the less.
func TestVanishing(t *testing.T) {
	f := newDepth()
	arrives := func(s *side) float64 { return s.health[0].Gradient / s.health[len(s.health)-1].Gradient }
	for range 5 {
		last := math.Inf(1)
		for _, layers := range []float64{1, 4, 8, mostLayers} {
			f.layers = layers
			f.begin()
			sigmoid, relu := arrives(f.sides[0]), arrives(f.sides[1])
			if sigmoid > relu/10 && layers > 1 || sigmoid >= last {
				t.Errorf("seed %d, %g layers: %v with sigmoids, %v with ReLUs", f.seed, layers, sigmoid, relu)
			}
			last = sigmoid
		}
		f.seed++
	}
}

// Large steps kill ReLUs, and never a leaky one; a training that explodes is
// said to, and stops.
func TestDeath(t *testing.T) {
	for seed := range 5 {
		u := newUnits()
		u.seed = seed + 1
		u.begin()
		before := u.dead()
		for range 5 {
			u.step()
		}
		if u.dead() < before+3 {
			t.Errorf("seed %d: %d neurons are dead, before %d", u.seed, u.dead(), before)
		}
		u.activation = nn.LeakyReLU.String()
		u.restart()
		for u.step() {
		}
		if u.dead() != 0 {
			t.Errorf("seed %d: %d leaky neurons are dead", u.seed, u.dead())
		}
	}
	u := newUnits()
	u.rate, u.grown = 0.5, 20
	u.restart()
	for u.step() {
	}
	uitest.Check(t, u)
	if said := says(t, u); !strings.Contains(said, "has diverged") || strings.Contains(said, "NaN") {
		t.Error(said)
	}
}

// A tile opens its card by a press that ends where it began.
func TestTiles(t *testing.T) {
	c, u := uitest.Context(t, &theme.Dark), newUnits()
	u.Layout(c, paint.Pt(700, 1e6))
	at := func(id string) paint.Point {
		n, _ := u.Describe().Find(unitsID + ".tiles." + id)
		return n.Bounds.Center()
	}
	press := func(from, to string) trace.Ref {
		u.card.Close()
		u.Handle(ui.Pointer{Kind: ui.Press, At: at(from)})
		u.Handle(ui.Pointer{Kind: ui.Release, At: at(to)})
		return u.card.Open
	}
	if r := press("1.2", "1.2"); r != nn.OnRef(1, 1) {
		t.Errorf("a press opens %v", r)
	}
	if r := press("2.12", "2.1"); r != (trace.Ref{}) {
		t.Errorf("a press that ends elsewhere opens %v", r)
	}
}
