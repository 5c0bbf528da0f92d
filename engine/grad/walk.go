package grad

import (
	"math"
	"slices"

	"zerotoai/engine/trace"
)

// A Station is a part of learning.
type Station uint8

// The stations, in their order; after Update it begins again.
const (
	Forward  Station = iota // from the inputs to the outputs
	Judge                   // from the outputs to the loss
	Backward                // from the loss to the weights
	Update                  // against the gradient
)

// String returns the name of s.
func (s Station) String() string {
	return [...]string{"Forward", "Loss", "Backward", "Update"}[s]
}

// An Example is inputs and what the outputs should be.
type Example struct{ X, Target []float64 }

// MaxRounds is how many rounds a Walk remembers, and so makes.
const MaxRounds = 10_000

// Bound is how large a weight or bias may become before a Walk counts as
// diverged.
const Bound = 1e6

// A Walk goes through the learning of a Net one node at a time, forth and
// back: the values forward, the gradients backward, then one step of gradient
// descent w ← w − η·∂L/∂w of all weights and biases. That is a round. The
// examples take turns, one a round.
type Walk struct {
	Net      *Net
	Rate     float64 // η; may be changed at any time
	Examples []Example

	Round int // rounds done
	Done  int // steps done in this round

	// Diverged says that the update would lead to a weight beyond Bound or to
	// no number at all. It is not made.
	Diverged bool

	// Losses has the loss of each round that was done.
	Losses []float64

	made []int       // the nodes that are made, in order
	past [][]float64 // weights and biases at the start of each round
}

// NewWalk returns a Walk at its start. There is at least one example.
func NewWalk(n *Net, rate float64, examples []Example) *Walk {
	w := &Walk{Net: n, Rate: rate, Examples: examples}
	for i := range n.Nodes {
		if n.Nodes[i].Op != trace.Given {
			w.made = append(w.made, i)
		}
	}
	w.begin()
	return w
}

// begin begins a round.
func (w *Walk) begin() {
	e := w.Examples[w.Round%len(w.Examples)]
	w.Net.Show(e.X, e.Target)
	w.past = append(w.past[:w.Round], w.params())
	w.Done = 0
}

func (w *Walk) params() (vs []float64) {
	for _, i := range w.Net.Params() {
		vs = append(vs, w.Net.Nodes[i].Value)
	}
	return vs
}

// Steps returns how many steps a round has: each node that is made is passed
// forward and backward, and the update is one.
func (w *Walk) Steps() int { return 2*len(w.made) + 1 }

// Next returns the station of the next step, and the node that it passes,
// which for the Update is −1.
func (w *Walk) Next() (Station, int) { return w.at(w.Done) }

// Now returns the same of the last step of this round, or false at its start.
func (w *Walk) Now() (s Station, node int, ok bool) {
	if w.Done == 0 {
		return Forward, -1, false
	}
	s, node = w.at(w.Done - 1)
	return s, node, true
}

func (w *Walk) at(step int) (Station, int) {
	n := len(w.made)
	switch {
	case step >= 2*n:
		return Update, -1
	case step >= n:
		return Backward, w.made[2*n-1-step]
	case w.made[step] >= w.Net.Errors[0]:
		return Judge, w.made[step]
	}
	return Forward, w.made[step]
}

// Step makes the next step, and reports whether it did. It does not if the
// update diverges or MaxRounds are done.
func (w *Walk) Step() bool {
	if w.Diverged || w.Round == MaxRounds {
		return false
	}
	station, node := w.Next()
	if station == Update {
		return w.update()
	}
	w.pass(station, node)
	w.Done++
	return true
}

// pass passes a node.
func (w *Walk) pass(s Station, node int) {
	if s == Backward {
		w.Net.BackwardNode(node)
		return
	}
	w.Net.ForwardNode(node)
	if node == w.Net.Loss {
		w.Net.Seed()
	}
}

func (w *Walk) update() bool {
	is := w.Net.Params()
	for _, i := range is {
		if !(math.Abs(w.next(i)) <= Bound) || !w.Net.Finite() { // NaN neither
			w.Diverged = true
			return false
		}
	}
	for _, i := range is {
		w.Net.Nodes[i].Value = w.next(i)
	}
	w.Losses = append(w.Losses[:w.Round], w.Net.Nodes[w.Net.Loss].Value)
	w.Round++
	w.begin()
	return true
}

// next returns what the update makes of parameter i.
func (w *Walk) next(i int) float64 { return w.Net.Nodes[i].Value - w.move(i) }
func (w *Walk) move(i int) float64 { return w.Rate * w.Net.Nodes[i].Grad }

// Back takes the last step back, and reports whether there was one. Weights
// that were changed by hand since the round began stay changed.
func (w *Walk) Back() bool {
	switch {
	case w.Done > 0:
		w.seek(w.Done - 1)
	case w.Round > 0:
		w.Round--
		w.Losses = w.Losses[:w.Round]
		for k, i := range w.Net.Params() {
			w.Net.Nodes[i].Value = w.past[w.Round][k]
		}
		w.begin()
		w.seek(w.Steps() - 1)
	default:
		return false
	}
	w.Diverged = false
	return true
}

// Again makes the steps of this round again, for values that were changed by
// hand.
func (w *Walk) Again() {
	w.Diverged = false
	w.seek(w.Done)
}

// seek makes the first steps of this round, from its start.
func (w *Walk) seek(done int) {
	w.Done = done
	for step := range done {
		w.pass(w.at(step))
	}
}

// Known reports whether node i has a value in this round.
func (w *Walk) Known(i int) bool {
	return w.Net.Nodes[i].Op == trace.Given || w.passed(i, false)
}

// Felt reports whether something has come to the gradient of node i in this
// round, and whether that is all.
func (w *Walk) Felt(i int) (some, all bool) {
	if i == w.Net.Loss {
		return w.passed(i, false), w.passed(i, false)
	}
	us := w.Net.Uses(i)
	all = len(us) > 0
	for _, u := range us {
		back := w.passed(u.Node, true)
		some, all = some || back, all && back
	}
	return some, all
}

// passed reports whether the node i has been passed forward, or backward if
// back. A leaf never is.
func (w *Walk) passed(i int, back bool) bool {
	step := slices.Index(w.made, i)
	if step < 0 {
		return false
	}
	if back {
		step = 2*len(w.made) - 1 - step
	}
	return step < w.Done
}

// NextRef names what the update will make of the weight or bias at node i.
func NextRef(i int) trace.Ref { return trace.Ref{Name: "next value", I: i} }

// MoveRef names what the update will take from it.
func MoveRef(i int) trace.Ref { return trace.Ref{Name: "move", I: i} }

// RateRef names the learning rate.
var RateRef = trace.Ref{Name: "learning rate"}

// Explain says how a number was made; a Walk is a trace.Source. It knows the
// numbers of its tape that there are by now, and those that the update will
// make, by NextRef and MoveRef.
func (w *Walk) Explain(r trace.Ref) (trace.Step, bool) {
	switch {
	case r == RateRef:
		return trace.Step{Ref: r, Value: w.Rate}, true
	case !w.has(r):
		return trace.Step{}, false
	}
	switch i := r.I; r {
	case NextRef(i):
		value, move := trace.Term{Ref: ValueRef(i), Value: w.Net.Nodes[i].Value}, trace.Term{Ref: MoveRef(i), Value: w.move(i)}
		return trace.Step{Ref: r, Value: w.next(i), Op: trace.Difference, Args: []trace.Term{value, move}}, true
	case MoveRef(i):
		rate, grad := trace.Term{Ref: RateRef, Value: w.Rate}, trace.Term{Ref: GradRef(i), Value: w.Net.Nodes[i].Grad}
		return trace.Step{Ref: r, Value: w.move(i), Op: trace.Product, Args: []trace.Term{rate, grad}}, true
	}
	return w.Net.Explain(r)
}

// has reports whether a number of the tape, or what comes of it, is there in
// this round.
func (w *Walk) has(r trace.Ref) bool {
	if i, ok := workNode(r.Name); ok {
		return w.Net.has(i) && w.Known(i)
	}
	if !w.Net.has(r.I) {
		return false
	}
	_, all := w.Felt(r.I)
	switch r {
	case ValueRef(r.I), LocalRef(r.I, r.J):
		return w.Known(r.I)
	case GradRef(r.I):
		return all
	}
	return all && slices.Contains(w.Net.Params(), r.I)
}
