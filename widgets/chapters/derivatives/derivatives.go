// Package derivatives is chapter 2: slopes and derivatives.
package derivatives

import (
	_ "embed"
	"fmt"
	"math"

	"zerotoai/engine/expr"
	"zerotoai/widgets/curve"
	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed derivatives.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	t := newTangent()
	return map[string]ui.Widget{
		"derivatives.tangent": t,
		"derivatives.secant":  newSecant(t.study),
		"derivatives.predict": question(),
		"derivatives.check":   checkpoint(t),
	}
}

// presets are the curves to choose among.
var presets = []curve.Preset{
	{Name: "Parabola", Formula: "x^2"},
	{Name: "Hill and valley", Formula: "x^3/3 - 2x"},
	{Name: "Cubic with a plateau", Formula: "x^3"},
	{Name: "Sine wave", Formula: "sin x"},
	{Name: "Exponential", Formula: "e^x"},
	{Name: "Hyperbola", Formula: "1/x"},
}

// question asks for the slope of the parabola at 3.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       "derivatives.predict",
		Question: "At x = 2 the parabola x² has slope 4. How steep is it at x = 3?",
		Min:      0, Max: 12, Step: 0.5, Tolerance: 0.25,
		Format: func(v float64) string { return label.Number(v, 4) },
		Truth: func() float64 {
			f, err := expr.Parse("x^2")
			if err != nil {
				return math.NaN()
			}
			d, _ := f.Derive()
			return d.Eval(3)
		},
		Explain: func(_, truth float64) string {
			return fmt.Sprintf("The derivative of x² is 2x, so at 3 it is 2 × 3 = %s. The height there is 9, but height is not slope.", label.Number(truth, 4))
		},
	}
}

// checkpoint asks for a place where the curve is level.
func checkpoint(t *tangent) *task.Task {
	return &task.Task{
		ID:   "derivatives.check",
		Goal: "Choose “Hill and valley” on the first graph and put the point where the slope is 0, give or take 0.05.",
		Done: func() bool {
			return t.study.curve.Expr.String() == hill.String() && math.Abs(t.study.slope()) <= 0.05
		},
		Progress: func() string {
			return fmt.Sprintf("Now the slope of %v at x = %s is %s.", t.study.curve.Expr, label.Fixed(t.study.x, 2), label.Fixed(t.study.slope(), 2))
		},
	}
}

// hill is the curve of the checkpoint.
var hill = func() *expr.Expr {
	e, err := expr.Parse(presets[1].Formula)
	if err != nil {
		panic(err)
	}
	return e
}()
