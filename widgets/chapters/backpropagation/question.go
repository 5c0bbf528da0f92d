package backpropagation

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
)

const (
	questionID = "backprop.predict"
	checkID    = "backprop.check"
)

// The answers of the prediction, in their order.
const (
	larger = iota
	same
	zero
)

// question asks what becomes of the gradient of a weight whose input is 0.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       questionID,
		Question: "The gradient of w1 is " + number(weightGradient(starts[0].value)) + ". Now the input x1, which w1 weighs, becomes 0. What will the gradient of w1 be?",
		Options:  []string{larger: "Farther from 0 than before", same: "The same as before", zero: "0"},
		Truth:    func() float64 { return float64(outcome(weightGradient(starts[0].value), weightGradient(0))) },
		Explain: func(_, _ float64) string {
			return fmt.Sprintf("The slope of the edge from w1 to z1 is x1 itself. All that comes back to w1 has to pass that edge, and %s times 0 is %s. A weight whose input is 0 has done nothing to the loss, so it learns nothing from it.",
				number(sumGradient(0)), label.Number(weightGradient(0), 4))
		},
	}
}

// weightGradient is that of w1 when the first input is x; all else is as at
// first.
func weightGradient(x float64) float64 { return gradientOf(firstWeight, x) }

// sumGradient is that of z1, which w1 goes into.
func sumGradient(x float64) float64 { return gradientOf("z1", x) }

func gradientOf(name string, x float64) float64 {
	l := newLab()
	*l.given["x1"] = x
	t := l.build()
	t.Forward()
	t.Backward()
	return t.Nodes[t.index(name)].Grad
}

// outcome says which answer the gradients before and after make true.
func outcome(before, after float64) int {
	switch {
	case after == 0:
		return zero
	case after == before:
		return same
	}
	return larger
}

// The checkpoint: from how high to how low, and in how many rounds.
const (
	fromLoss = 0.1
	toLoss   = 0.001
	within   = 5
)

// checkpoint asks for a learning rate that is large and not too large.
func checkpoint(f *loop) *task.Task {
	return &task.Task{
		ID: checkID,
		Goal: fmt.Sprintf("In the last figure, bring a loss that begins above %g below %g by round %d. You set the learning rate.",
			fromLoss, toLoss, within),
		Done: func() bool {
			h := f.history()
			n := len(h)
			return 0 < n && n <= within && h[0] > fromLoss && h[n-1] < toLoss
		},
		Progress: func() string {
			h := f.history()
			switch n := len(h); {
			case n == 0:
				return "Not begun: press “Step” or “Play” in the figure."
			case n > within:
				return fmt.Sprintf("Now it is round %d: press “Reset” and try another learning rate.", n)
			default:
				return fmt.Sprintf("In round %d the loss is %s.", n, label.Nonzero(h[n-1], 4))
			}
		},
	}
}
