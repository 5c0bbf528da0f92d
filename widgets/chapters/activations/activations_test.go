package activations

import (
	"fmt"
	"strings"
	"testing"

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

// A link restores the figure; what it cannot mean changes nothing.
func TestLinks(t *testing.T) {
	k := newCurves()
	params := k.State()
	k.name, k.other, k.z = "SiLU", "ReLU", -2.25
	again := newCurves()
	address.Restore(again.State(), address.Of(params))
	again.Restored()
	if got, want := says(t, again), says(t, k); got != want {
		t.Errorf("restored:\n%s\nwas:\n%s", got, want)
	}
	bad := newCurves()
	want := says(t, bad)
	address.Restore(bad.State(), address.Parse("#x?activation=Linear&compare=?&z=NaN").Values)
	if got := says(t, bad); got != want {
		t.Errorf("a bad link makes it %s", got)
	}
}

// says is all that a figure tells.
func says(t *testing.T, w ui.Widget) string {
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	return fmt.Sprint(w.Describe())
}
