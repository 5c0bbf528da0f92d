package derivatives

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

func TestTangent(t *testing.T) {
	uitest.Golden(t, figure("derivatives.tangent"),
		ui.Set{ID: "derivatives.tangent.point", Number: 3},
		ui.Set{ID: "derivatives.tangent.curve", Text: "Hyperbola"},
		ui.Set{ID: "derivatives.tangent.point", Number: 0},
		ui.Set{ID: "derivatives.tangent.formula", Text: "x sin x"},
		ui.Set{ID: "derivatives.tangent.slope"},
	)
}

func TestSecant(t *testing.T) {
	uitest.Golden(t, figure("derivatives.secant"),
		ui.Set{ID: "derivatives.secant.nudge", Number: -3}, ui.Set{ID: "derivatives.secant.ratio"})
}

func TestCheck(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
	tan := newTangent()
	for _, f := range []string{"2x+", "1/0", "ln(-1)", "10^400", "|x|", "sqrt(-1-x^2)", "relu(x)"} {
		tan.Handle(ui.Set{ID: "derivatives.tangent.formula", Text: f})
		uitest.Check(t, tan)
	}
}

// At x = 3 on x² the slope is 6.
func TestSlope(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), figure("derivatives.tangent")()
	w.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, w, ui.Handle, "Point", 3, "")
	if got := uitest.Find(t, w, ui.Output, "Slope").Value; got != "6" {
		t.Errorf("slope %s, want 6", got)
	}
}

// Where the curve has no value it has no slope, whatever its formula says.
func TestNoSlope(t *testing.T) {
	s := newStudy()
	s.curve.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	s.curve.Handle(ui.Set{ID: "derivatives.tangent.formula", Text: "ln x"})
	if v := s.slopeAt(-2); !math.IsNaN(v) {
		t.Errorf("ln x has slope %v at −2", v)
	}
}

// The nudges of the text can be set, and the ratios are those that it tells.
func TestNudges(t *testing.T) {
	c, k := uitest.Context(t, &theme.Dark), newSecant(newStudy())
	k.Layout(c, paint.Pt(720, 1e6))
	for step, want := range map[float64]string{0: "3", -3: "2.1", -6: "2.01", -9: "2.001"} {
		uitest.Set(t, c, k, ui.Slider, "Nudge", step, "")
		if got := uitest.Find(t, k, ui.Output, "Δy/Δx").Value; got != want {
			t.Errorf("with a nudge of %v the ratio is %s, want %s", k.h, got, want)
		}
	}
}

// Where the curve has no value the card of the slope says so, too.
func TestNoSlopeExplained(t *testing.T) {
	s := newStudy()
	s.curve.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	s.curve.Handle(ui.Set{ID: "derivatives.tangent.formula", Text: "ln x"})
	s.x = -2
	if step, ok := s.Explain(slopeRef); !ok || !math.IsNaN(step.Value) || trace.Check(s, slopeRef, 0) != nil {
		t.Errorf("the slope of ln x at −2 is explained as %+v", step)
	}
}

// What is given is told apart: the point, the nudge, the numbers of the formula.
func TestOrigins(t *testing.T) {
	k := newSecant(newStudy()) // x²: the parts are the power, x and 2
	for name, want := range map[trace.Ref]string{
		{Name: "x"}: placed, {Name: "value", I: 1}: placed, {Name: "value", I: 2}: "a number of the formula",
		{Name: aheadPrefix + "value", I: 1}: "the point that you placed, and the nudge", nudgeRef: "your nudge",
		{Name: slopePrefix + "value", I: 1}: "a number of the formula", {Name: slopePrefix + "value", I: 2}: placed, // 2x
	} {
		if got := k.origin(name); got != want {
			t.Errorf("%v comes from %q, want %q", name, got, want)
		}
		if k.name(name) == "" {
			t.Errorf("%v has no name", name)
		}
	}
}

// Every number of the read-outs recomputes, down to x, the nudge and the
// formula.
func TestExplain(t *testing.T) {
	tan := newTangent()
	k := newSecant(tan.study)
	tan.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	for _, f := range []string{"x^2", "x sin x", "e^(-x)", "1/x", "x^3/3 - 2x"} {
		tan.Handle(ui.Set{ID: "derivatives.tangent.formula", Text: f})
		for _, x := range []float64{-1.5, 1, 3} {
			tan.study.x = x
			for _, r := range []trace.Ref{pointRef, valueRef, slopeRef} {
				if err := trace.Check(tan.study, r, 1e-12); err != nil {
					t.Errorf("%s at %g: %v", f, x, err)
				}
			}
			for _, r := range []trace.Ref{nudgeRef, riseRef, ratioRef, slopeRef} {
				if err := trace.Check(k, r, 1e-12); err != nil {
					t.Errorf("%s at %g: %v", f, x, err)
				}
			}
		}
	}
}

func TestCheckpoint(t *testing.T) {
	figures := New()
	check := figures["derivatives.check"].(*task.Task)
	c := uitest.Context(t, &theme.Dark)
	check.Layout(c, paint.Pt(700, 1e6))
	figures["derivatives.tangent"].Layout(c, paint.Pt(700, 1e6))
	do := func(id string, x float64, text string) {
		figures["derivatives.tangent"].Handle(ui.Set{ID: "derivatives.tangent." + id, Number: x, Text: text})
		check.Handle(ui.Tick{})
	}
	do("point", 0, "") // level, but on the parabola
	if check.Reached() {
		t.Error("reached on another curve")
	}
	do("curve", 0, "Hill and valley")
	do("point", 1.4, "") // √2 is level: the slope at 1.4 is −0.04
	if !check.Reached() {
		t.Error("not reached in the valley")
	}
}

func TestPrediction(t *testing.T) {
	if got := question().Truth(); got != 6 {
		t.Errorf("the slope of x² at 3 is %v", got)
	}
	var _ ui.Goal = (*predict.Predict)(nil)
}
