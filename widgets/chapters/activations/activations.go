// Package activations is chapter 6: the functions by which neurons bend their
// sums, why there have to be any, and what can go wrong with them.
package activations

import (
	_ "embed"
	"fmt"
	"math"

	"zerotoai/engine/nn"
	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed activations.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	k := newCurves()
	return map[string]ui.Widget{
		curvesID:              k,
		collapseID:            newCollapse(),
		bendID:                newBend(),
		depthID:               newDepth(),
		unitsID:               newUnits(),
		"activations.predict": question(),
		"activations.check":   checkpoint(k),
	}
}

// question asks how steep a sigmoid can be.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       "activations.predict",
		Question: "Sigmoid climbs from 0 to 1 and is steepest at z = 0. How large is its slope there?",
		Min:      0, Max: 2, Step: 0.05, Tolerance: 0.03,
		Format: func(v float64) string { return label.Fixed(v, 2) },
		Truth:  func() float64 { return nn.Sigmoid.Slope(0) },
		Explain: func(_, truth float64) string {
			return fmt.Sprintf("The slope is σ(z)(1 − σ(z)), and σ(0) is %s, so it is %s at most. Two such neurons in a row pass on at most %s of a gradient, and five at most %s.",
				label.Number(nn.Sigmoid.F(0), 4), label.Number(truth, 4), label.Number(math.Pow(truth, 2), 4), label.Number(math.Pow(truth, 5), 4))
		},
	}
}

// level is how near to 0 the slope has to be for the checkpoint.
const level = 0.02

// checkpoint asks for the lowest point of GELU.
func checkpoint(k *curves) *task.Task {
	return &task.Task{
		ID:   "activations.check",
		Goal: fmt.Sprintf("In the first figure choose “GELU”, which dips below 0, and put z at the bottom of the dip: where its slope is 0, give or take %g, and its value below 0.", level),
		Done: func() bool {
			return k.chosen() == nn.GELU && math.Abs(nn.GELU.Slope(k.z)) <= level && nn.GELU.F(k.z) < -0.1
		},
		Progress: func() string {
			a := k.chosen()
			return fmt.Sprintf("Now the slope of %s at z = %s is %s.", a, label.Fixed(k.z, 2), label.Fixed(a.Slope(k.z), 4))
		},
	}
}
