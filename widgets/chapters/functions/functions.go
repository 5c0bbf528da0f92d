// Package functions is chapter 1: what a function is.
package functions

import (
	_ "embed"
	"fmt"
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed functions.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	g := newGraph()
	return map[string]ui.Widget{
		"functions.graph":   g,
		"functions.machine": newMachine(g),
		"functions.predict": question(g),
		"functions.check":   checkpoint(g),
	}
}

// question asks for an output before the graph shows it.
func question(g *graph) *predict.Predict {
	const at = 3.0
	return &predict.Predict{
		ID:       "functions.predict",
		Question: "For f(x) = x², nudge the input from 3 to 3.1. By how much does the output move?",
		Min:      0, Max: 2, Step: 0.01, Tolerance: 0.05,
		Format: func(v float64) string { return label.Fixed(v, 2) },
		Truth:  func() float64 { return square.Eval(at+0.1) - square.Eval(at) },
		Explain: func(_, truth float64) string {
			return fmt.Sprintf("From f(3) = %s to f(3.1) = %s is %s: six times the nudge and a little more. At 0 the same nudge moves the output by only %s.",
				label.Number(square.Eval(3), 4), label.Number(square.Eval(3.1), 4), label.Fixed(truth, 2),
				label.Fixed(square.Eval(0.1)-square.Eval(0), 2))
		},
	}
}

// checkpoint asks for an input that gives a wanted output.
func checkpoint(g *graph) *task.Task {
	const want, near = 2.0, 0.05
	return &task.Task{
		ID:   "functions.check",
		Goal: "On the first graph, choose any curve and find an input whose output is 2, give or take 0.05.",
		Done: func() bool { return g.touched && math.Abs(g.output()-want) <= near },
		Progress: func() string {
			return fmt.Sprintf("Now f(%s) = %s.", label.Fixed(g.x, 2), label.Fixed(g.output(), 2))
		},
	}
}
