package gpt

import (
	"errors"
	"math"
	"slices"
	"sync"

	"zerotoai/engine/tensor"
)

// Data fills in sequence n of what is to be learned: its tokens, and for each
// of them the token that comes after it, or NoTarget. What it fills in depends
// on n alone; so a training that goes on after a pause is one that had none.
type Data func(n int, tokens, targets []int)

// A Trainer makes a model learn, in slices that are short enough for a frame
// of a picture. Between two steps its exported fields are all its state: who
// keeps Tensors and Steps can go on from there, to the same numbers. Of
// Settings all may be changed there but Batch, Micro and Length.
type Trainer struct {
	Settings Settings
	Weights  *Weights
	M, V     *Weights // AdamW's means of the gradient and of its square
	Steps    int      // steps that have been made

	data     Data
	passes   []*Pass // one a goroutine
	batches  []batch // one a pass
	gradient *Weights
	done     int // sequences of the next step that have been computed
	loss     float64
	counted  int
}

// A batch is what a pass is given and what it finds.
type batch struct {
	tokens, targets []int
	loss            float64
	counted         int
	err             error
}

// A Report tells of one step.
type Report struct {
	Step    int     // which one, counted from 1
	Loss    float64 // mean over the tokens that have a target, in nats, before the step
	Norm    float64 // length of the gradient, before it was clipped
	Rate    float64 // learning rate
	Counted int     // tokens that have a target
}

// ErrDiverged says that a gradient was not finite. The step was not made.
var ErrDiverged = errors.New("gpt: the gradient is not finite")

// NewTrainer returns a trainer of w that has made no step. It computes on as
// many goroutines as workers says, at least 1; the numbers that it finds do
// not depend on how many they are. The error says which setting cannot be.
func NewTrainer(w *Weights, s Settings, data Data, workers int) (*Trainer, error) {
	if err := s.Check(w.Config); err != nil {
		return nil, err
	}
	t := &Trainer{Settings: s, Weights: w, M: zeros(w.Config), V: zeros(w.Config), data: data, gradient: zeros(w.Config)}
	for range max(1, min(workers, s.Batch/s.Micro)) {
		t.passes = append(t.passes, NewPass(w.Config, s.Micro, s.Length))
		t.batches = append(t.batches, batch{tokens: make([]int, s.Micro*s.Length), targets: make([]int, s.Micro*s.Length)})
	}
	return t, nil
}

// Tensors returns the weights by their names, and M and V by the same names
// after "m." and "v.". They share the trainer's numbers.
func (t *Trainer) Tensors() []Tensor {
	return slices.Concat(t.Weights.Tensors(), prefixed("m.", t.M.Tensors()), prefixed("v.", t.V.Tensors()))
}

// prefixed leads all names by prefix.
func prefixed(prefix string, ts []Tensor) []Tensor {
	for i := range ts {
		ts[i].Name = prefix + ts[i].Name
	}
	return ts
}

// Step makes a whole step.
func (t *Trainer) Step() (Report, error) {
	for {
		if r, done, err := t.Slice(); done || err != nil {
			return r, err
		}
	}
}

// Slice computes Settings.Micro sequences on each goroutine, and makes the
// step when it has computed the whole batch: then done is true, and the report
// is of that step. After an error, ErrDiverged or one about the data, the
// next slice begins the step anew.
func (t *Trainer) Slice() (r Report, done bool, err error) {
	n := min(len(t.passes), (t.Settings.Batch-t.done)/t.Settings.Micro)
	t.read(n)
	t.compute(n)
	if err := t.add(n); err != nil {
		t.forget()
		return Report{}, false, err
	}
	if t.done < t.Settings.Batch {
		return Report{}, false, nil
	}
	defer t.forget()
	r, err = t.update()
	return r, err == nil, err
}

// read gets the next sequences for n passes.
func (t *Trainer) read(n int) {
	s, first := t.Settings, t.Steps*t.Settings.Batch+t.done
	for i := range n * s.Micro {
		b, at := &t.batches[i/s.Micro], i%s.Micro*s.Length
		t.data(first+i, b.tokens[at:at+s.Length], b.targets[at:at+s.Length])
	}
}

// compute runs n passes, the first of them here.
func (t *Trainer) compute(n int) {
	var others sync.WaitGroup
	for i := 1; i < n; i++ {
		others.Go(func() { t.pass(i) })
	}
	t.pass(0)
	others.Wait()
}

func (t *Trainer) pass(i int) {
	p, b := t.passes[i], &t.batches[i]
	clear(p.Gradient.Data)
	b.loss, b.counted, b.err = p.Gradients(t.Weights, b.tokens, b.targets)
}

// add adds what n passes found, always in the order of the sequences: sums of
// floating point numbers depend on it.
func (t *Trainer) add(n int) error {
	for i := range n {
		b := &t.batches[i]
		if b.err != nil {
			return b.err
		}
		tensor.Add(t.gradient.Data, t.passes[i].Gradient.Data)
		t.loss += b.loss
		t.counted += b.counted
		t.done += t.Settings.Micro
	}
	return nil
}

// update makes the step from the gradient of the whole batch.
func (t *Trainer) update() (Report, error) {
	s, count := t.Settings, float64(max(1, t.counted))
	norm := math.Sqrt(tensor.SumSquares(t.gradient.Data)) / count
	if math.IsNaN(norm) || math.IsInf(norm, 0) {
		return Report{}, ErrDiverged
	}
	scale := 1 / count
	if s.Clip > 0 && norm > s.Clip {
		scale *= s.Clip / norm
	}
	tensor.Scale(t.gradient.Data, float32(scale))
	g, m, v := t.gradient.Tensors(), t.M.Tensors(), t.V.Tensors()
	for i, w := range t.Weights.Tensors() {
		s.optimizer(t.Steps, w).Step(t.Steps+1, w.Data, g[i].Data, m[i].Data, v[i].Data)
	}
	t.Steps++
	return Report{Step: t.Steps, Loss: t.loss / count, Norm: norm, Rate: s.RateAt(t.Steps - 1), Counted: t.counted}, nil
}

// forget makes room for the next step.
func (t *Trainer) forget() {
	clear(t.gradient.Data)
	t.done, t.loss, t.counted = 0, 0, 0
}
