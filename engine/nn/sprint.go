package nn

import (
	"math"
	"slices"

	"zerotoai/engine/descent"
	"zerotoai/engine/tensor"
)

// A sprinter is what whole epochs are made with, kept from one to the next.
type sprinter struct {
	descent     *tensor.Descent
	sizes       []int
	activations []tensor.Activation
	columns     int

	params []float32
	rows   []float32 // of each example its inputs and targets
}

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
	u, net := &t.sprinter, t.Net
	u.prepare(net, size)
	t.write()
	rate, loss, steps := float32(t.Settings.LearningRate), 0.0, 0
	for len(order) > 0 {
		size = min(size, len(order)) // the last batch may be smaller
		loss = float64(u.descent.Run(u.params, u.rows, order, size, rate)) / float64(size)
		steps += len(order) / size
		order = order[len(order)/size*size:]
	}
	if !sound(u.params) || !finite(loss) {
		return false
	}
	for k, w := range u.params {
		net.Params[k] = float64(w)
	}
	t.BatchLoss = loss
	t.Steps += steps
	t.Epochs++
	t.at = len(t.order)
	return true
}

// prepare makes u ready for epochs of n in batches of so many examples.
func (u *sprinter) prepare(n *Network, batch int) {
	was, bends := u.sizes, u.activations
	u.sizes, u.activations = append([]int(nil), n.Inputs), nil
	for _, l := range n.Layers {
		u.sizes, u.activations = append(u.sizes, l.Out), append(u.activations, tensor.Activation(l.Activation))
	}
	if u.columns != inFours(batch) || !slices.Equal(was, u.sizes) || !slices.Equal(bends, u.activations) {
		u.columns = inFours(batch)
		u.descent = tensor.NewDescent(u.sizes, u.activations, u.columns)
	}
	u.params = u.params[:0]
	for _, w := range n.Params {
		u.params = append(u.params, float32(w))
	}
}

// write makes rows of the examples, which may have changed since the last epoch.
func (t *Trainer) write() {
	u, in, out := &t.sprinter, t.Net.Inputs, len(t.target)
	if n := (in + out) * len(t.Train); len(u.rows) != n {
		u.rows = make([]float32, n)
	}
	zero, _ := t.Net.ends(t.Loss)
	k, rows := 0, u.rows
	for i := range t.Train { // without calls, which would take as long as learning from an example
		example := &t.Train[i]
		for _, v := range example.In {
			rows[k] = float32(v)
			k++
		}
		switch {
		case out > 1:
			for _, v := range t.Net.target(t.target, t.Loss, example.Class) {
				rows[k] = float32(v)
				k++
			}
			continue
		case example.Class == 0:
			rows[k] = float32(zero)
		default:
			rows[k] = 1
		}
		k++
	}
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
