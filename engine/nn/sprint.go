package nn

import (
	"math"

	"zerotoai/engine/descent"
	"zerotoai/engine/tensor"
)

// sprints reports whether what is left of an epoch can be done in one call:
// plain gradient descent of the squared error.
func (t *Trainer) sprints() bool {
	s := t.Settings
	return t.Fast && !t.Diverged && len(t.Train) > 0 && t.Loss == SquaredError && s.Method == descent.Plain && s.Penalty == NoPenalty
}

// sprint goes on to the end of an epoch and reports whether it did. It does
// nothing if the training would diverge on the way: then the steps have to be
// made one by one, up to there.
func (t *Trainer) sprint() bool {
	order, size := t.rest()
	params := make([]float32, len(t.Net.Params))
	for k, w := range t.Net.Params {
		params[k] = float32(w)
	}
	d := t.Net.descent(size)
	rate, loss, steps := float32(t.Settings.LearningRate), 0.0, 0
	for n := len(order) / size * size; len(order) > 0; n = len(order) {
		size = min(size, n)
		x, y := t.columns(order[:n], size, d.Columns)
		loss = float64(d.Run(params, x, y, size, rate)) / float64(size)
		steps += n / size
		order = order[n:]
	}
	if !sound(params) || !finite(loss) {
		return false
	}
	for k, w := range params {
		t.Net.Params[k] = float64(w)
	}
	t.BatchLoss = loss
	t.Steps += steps
	t.Epochs++
	t.at = len(t.order)
	return true
}

// columns puts examples into batches of so many columns, of which the first
// size are taken.
func (t *Trainer) columns(order []int, size, columns int) (x, y []float32) {
	batches, in, out := len(order)/size, t.Net.Inputs, len(t.target)
	x, y = make([]float32, batches*in*columns), make([]float32, batches*out*columns)
	for b := range batches {
		for e := range size {
			example := &t.Train[order[b*size+e]]
			spread(x[b*in*columns+e:], columns, example.In)
			spread(y[b*out*columns+e:], columns, t.Net.target(t.target, t.Loss, example.Class))
		}
	}
	return x, y
}

// spread sets every step-th number of to.
func spread(to []float32, step int, from []float64) {
	for i, v := range from {
		to[i*step] = float32(v)
	}
}

// descent returns what trains networks like n in batches.
func (n *Network) descent(batch int) *tensor.Descent {
	sizes, activations := []int{n.Inputs}, []tensor.Activation(nil)
	for _, l := range n.Layers {
		sizes, activations = append(sizes, l.Out), append(activations, tensor.Activation(l.Activation))
	}
	return tensor.NewDescent(sizes, activations, inFours(batch))
}

// sound reports whether all params are within Bound.
func sound(params []float32) bool {
	for _, w := range params {
		if !(math.Abs(float64(w)) <= Bound) { // NaN neither
			return false
		}
	}
	return true
}
