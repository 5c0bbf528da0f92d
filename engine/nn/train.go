package nn

import "zerotoai/engine/descent"

// A Penalty is a cost of weights, which keeps them small. Biases are free.
type Penalty uint8

// The penalties, of all weights w.
const (
	NoPenalty Penalty = iota
	L1                // Σ |w|, which makes weights 0
	L2                // ½ Σ w², which makes all smaller
)

// String returns the name of p.
func (p Penalty) String() string { return [...]string{"None", "L1", "L2"}[p] }

// slope returns the derivative of the penalty of w.
func (p Penalty) slope(w float64) float64 {
	switch {
	case p == L2:
		return w
	case p == L1 && w > 0:
		return 1
	case p == L1 && w < 0:
		return -1
	}
	return 0
}

// Settings say how a network is trained. They may be changed between steps;
// after a change of Method its memory has another meaning, so Forget it.
type Settings struct {
	descent.Settings         // the step: package descent has its formulas
	Batch            int     // examples a step; under 1 is all
	Penalty          Penalty // added to the loss
	PenaltyRate      float64 // times this
}

// Defaults returns settings that suit the data sets: those of descent, in
// batches of 10.
func Defaults(m descent.Method) Settings {
	s := Settings{Settings: descent.Defaults(m), Batch: 10}
	if m == descent.Adam || m == descent.RMSProp {
		s.LearningRate = 0.01
	}
	return s
}

// A Trainer teaches a network from examples.
type Trainer struct {
	Net      *Network
	Loss     Loss
	Settings Settings
	Train    []Example // to learn from; each has Net.Inputs numbers
	Held     []Example // held back: only looked at, to see what was learned

	// Fast works out the gradients of a batch together and in float32, and
	// with plain gradient descent of the squared error whole epochs: in
	// browsers that is four and twenty times as fast. Gradients differ by
	// parts in a million, and trainings after a while by more.
	Fast bool

	Steps, Epochs int     // done: an epoch is once through Train
	BatchLoss     float64 // the mean loss of the last batch, before its step

	// Diverged says that the next step would lead to a weight beyond Bound
	// or to no number at all. That step is not taken: the weights are finite.
	Diverged bool

	random    func() float64
	order     []int32 // of Train, for this epoch
	at        int     // how much of order is done
	pass      *Pass
	target    []float64
	grad      []float64 // as Net.Params
	optimizer Optimizer
	together  *batch
	sprinter  sprinter
}

// NewTrainer returns a Trainer that has done nothing. The random source
// chooses the order of the examples.
func NewTrainer(n *Network, l Loss, s Settings, train, held []Example, random func() float64) *Trainer {
	return &Trainer{
		Net: n, Loss: l, Settings: s, Train: train, Held: held, random: random,
		pass: NewPass(n), target: make([]float64, n.Outputs()), grad: make([]float64, len(n.Params)),
	}
}

// Forget clears what the method remembers of earlier gradients.
func (t *Trainer) Forget() { t.optimizer = Optimizer{} }

// Step learns from the next batch and reports whether it did. It does not
// when there are no examples, or it would diverge.
func (t *Trainer) Step() bool {
	if t.Diverged || len(t.Train) == 0 {
		return false
	}
	t.BatchLoss = t.slope(t.batch())
	if !t.update() {
		t.Diverged = true
		return false
	}
	t.Steps++
	if t.at >= len(t.order) {
		t.Epochs++
	}
	return true
}

// Epoch goes on to the end of an epoch, and reports whether it got there.
func (t *Trainer) Epoch() bool {
	if t.sprints() && t.sprint() {
		return true
	}
	for epoch := t.Epochs; t.Epochs == epoch; {
		if !t.Step() {
			return false
		}
	}
	return true
}

// batch returns the numbers of the next examples to learn from. Examples may
// have been added or taken away since the last one.
func (t *Trainer) batch() []int32 {
	order, n := t.rest()
	t.at += n
	return order[:n]
}

// rest returns the numbers of the examples that are left of this epoch, or of
// a new one, and how many of them are the next batch.
func (t *Trainer) rest() (order []int32, batch int) {
	if t.at >= len(t.order) || len(t.order) != len(t.Train) {
		t.deal()
	}
	order, batch = t.order[t.at:], t.Settings.Batch
	if batch < 1 || batch > len(order) {
		batch = len(order)
	}
	return order, batch
}

// deal brings the examples in a new order. The random source is asked once, as
// asking it for each example would take as long as learning from it: what it
// says seeds SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
func (t *Trainer) deal() {
	if t.at = 0; len(t.order) != len(t.Train) {
		t.order = t.order[:0]
		for i := range t.Train {
			t.order = append(t.order, int32(i))
		}
	}
	order, state := t.order, uint64(t.random()*(1<<53))
	for i := len(order) - 1; i > 0; i-- {
		state += 0x9e3779b97f4a7c15
		z := (state ^ state>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		j := (z >> 32) * uint64(i+1) >> 32 // even to parts in a million
		order[i], order[j] = order[j], order[i]
	}
}

// slope makes grad the mean gradient of some examples, with the penalty's,
// and returns their mean loss.
func (t *Trainer) slope(batch []int32) (loss float64) {
	clear(t.grad)
	if t.Fast {
		loss = t.addTogether(batch)
	} else {
		loss = t.addEach(batch)
	}
	n := float64(len(batch))
	for k := range t.grad {
		t.grad[k] /= n
	}
	t.penalize()
	return loss / n
}

// addEach adds the gradients of some examples to grad and returns the sum of
// their losses.
func (t *Trainer) addEach(batch []int32) (loss float64) {
	for _, i := range batch {
		t.pass.Forward(t.Train[i].In)
		t.pass.judge(t.Loss, t.Net.target(t.target, t.Loss, t.Train[i].Class))
		t.pass.backward(t.grad)
		loss += t.pass.Value
	}
	return loss
}

// addTogether does the same in float32.
func (t *Trainer) addTogether(batch []int32) float64 {
	if t.together == nil || !t.together.holds(len(batch)) {
		t.together = newBatch(t.Net, len(batch))
	}
	return t.together.gradient(t.Net, t.Loss, t.Train, batch, t.grad)
}

func (t *Trainer) penalize() {
	if t.Settings.Penalty == NoPenalty {
		return
	}
	k := 0
	for _, l := range t.Net.Layers {
		for i, w := range l.W {
			t.grad[k+i] += t.Settings.PenaltyRate * t.Settings.Penalty.slope(w)
		}
		k += len(l.W) + len(l.B)
	}
}

// update moves the weights, and reports whether they are sound.
func (t *Trainer) update() bool {
	return finite(t.BatchLoss) && t.optimizer.Step(t.Settings.Settings, t.Net.Params, t.grad)
}
