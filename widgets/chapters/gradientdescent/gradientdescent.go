// Package gradientdescent is chapter 3: to learn is to walk downhill.
package gradientdescent

import (
	_ "embed"
	"fmt"

	"zerotoai/engine/descent"
	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed gradientdescent.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	w := newWalk()
	return map[string]ui.Widget{
		"descent.landscape": w,
		"descent.race":      newRace(w),
		"descent.predict":   question(),
		"descent.check":     checkpoint(w),
	}
}

// The answers of the prediction, in their order.
const (
	sameSide = iota
	otherSide
	higher
)

// question asks what a learning rate of 0.60 does on the bowl.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       "descent.predict",
		Question: "On the bowl, with a learning rate of 0.60, the ball makes one step from its start. Where will it be?",
		Options: []string{
			sameSide:  "On the same side of the valley, a little lower",
			otherSide: "On the other side of the valley",
			higher:    "Higher up than before",
		},
		Truth: func() float64 { return float64(outcome(leap())) },
		Explain: func(_, _ float64) string {
			from, to := leap()
			return fmt.Sprintf("Across the valley the slope is %s, so x changes from %s to %s − 0.6 × (%s) = %s: past the floor at 0. The loss still falls, from %s to %s, because the ball lands nearer to the floor than it was.",
				label.Number(from.G[0], 4), label.Number(from.P[0], 4), label.Number(from.P[0], 4), label.Number(from.G[0], 4),
				label.Number(to.P[0], 4), label.Number(from.Loss, 4), label.Number(to.Loss, 4))
		},
	}
}

// leap makes the step that the prediction asks about.
func leap() (from, to descent.State) {
	bowl := descent.Surfaces()[0]
	r := descent.NewRun(bowl, bowl.Start, descent.Settings{Method: descent.Plain, LearningRate: 0.6})
	r.Step()
	return r.History[0], r.Now()
}

// outcome says which answer a step of the bowl makes true.
func outcome(from, to descent.State) int {
	switch {
	case to.Loss > from.Loss:
		return higher
	case from.P[0]*to.P[0] < 0:
		return otherSide
	}
	return sameSide
}

// The checkpoint: from how high to how low, and in how many steps.
const (
	fromLoss = 0.5
	toLoss   = 0.01
	within   = 20
)

// checkpoint asks for settings with which the ball gets down quickly. It has
// to come from above: a ball put into the valley has not learned anything.
func checkpoint(w *walk) *task.Task {
	return &task.Task{
		ID: "descent.check",
		Goal: fmt.Sprintf("On the first figure, on any landscape, bring the ball from a loss above %g to one below %g in at most %d steps.",
			fromLoss, toLoss, within),
		Done: func() bool {
			now := w.run.Now()
			return w.run.History[0].Loss > fromLoss && now.Loss < toLoss && now.Step <= within
		},
		Progress: func() string {
			now, s := w.run.Now(), ""
			if now.Step > within {
				s = " Press “Reset” to start again."
			}
			return fmt.Sprintf("Now the loss is %s after %s.%s", label.Nonzero(now.Loss, 4), steps(now.Step), s)
		},
	}
}
