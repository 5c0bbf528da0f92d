// Package descent walks downhill: it looks for the lowest place of a surface
// by gradient descent and its three best-known relatives, step by step, and
// can say how each number of each step was made.
//
//	bowl := descent.Surfaces()[0]
//	run := descent.NewRun(bowl, bowl.Start, descent.Defaults(descent.Plain))
//	for run.Step() {
//	}
//	fmt.Println(run.Now().P, run.Now().Loss)
//
// A surface is a loss L(x, y). At a place p its gradient g = (∂L/∂x, ∂L/∂y)
// points uphill, so every method steps against it, with the learning rate η:
//
//	Plain     p ← p − ηg
//	Momentum  v ← βv + g                 p ← p − ηv
//	RMSProp   s ← ρs + (1 − ρ)g²         p ← p − ηg/(√s + ε)
//	Adam      m ← βm + (1 − β)g          m̂ = m/(1 − βᵗ)
//	          s ← ρs + (1 − ρ)g²         ŝ = s/(1 − ρᵗ)
//	                                     p ← p − ηm̂/(√ŝ + ε)
//
// where t counts the steps from 1, and squares, roots and quotients are taken
// for each coordinate by itself. In Settings β is Momentum and ρ is Decay.
//
// Sources: B. T. Polyak, Some methods of speeding up the convergence of
// iteration methods, 1964 (momentum); G. Hinton, Neural Networks for Machine
// Learning, lecture 6e, 2012 (RMSProp); D. P. Kingma and J. Ba, Adam: A Method
// for Stochastic Optimization, 2014, arXiv:1412.6980, algorithm 1 (Adam).
package descent

import "math"

// A Method is a way to turn gradients into steps.
type Method uint8

// The methods; the package comment has their formulas.
const (
	Plain    Method = iota // against the gradient
	Momentum               // against a running sum of gradients
	RMSProp                // gradients measured by their usual size
	Adam                   // momentum and measuring together
)

// Methods returns all methods, the simplest first.
func Methods() []Method { return []Method{Plain, Momentum, RMSProp, Adam} }

// String returns the name of m as books have it.
func (m Method) String() string {
	switch m {
	case Plain:
		return "Plain gradient descent"
	case Momentum:
		return "Momentum"
	case RMSProp:
		return "RMSProp"
	case Adam:
		return "Adam"
	}
	return "unknown method"
}

// Settings say how a step is made. A method ignores what its formula does not
// have. No value is refused: bad ones make a run diverge, which is a lesson.
type Settings struct {
	Method       Method
	LearningRate float64 // η
	Momentum     float64 // β or β₁, how much of the velocity is kept: 0 to 1
	Decay        float64 // ρ or β₂, how much of the mean square is kept: 0 to 1
	Epsilon      float64 // ε, which keeps a quotient finite
}

// Defaults returns settings that are usual for m: those of the sources for
// Momentum, Decay and Epsilon, and a learning rate that suits Surfaces.
func Defaults(m Method) Settings {
	s := Settings{Method: m, LearningRate: 0.05, Momentum: 0.9, Decay: 0.999, Epsilon: 1e-8}
	if m == RMSProp {
		s.Decay = 0.9
	}
	return s
}

const (
	// MaxHistory is how many states a run remembers. A run of that length
	// makes no more steps; Undo or Reset makes room.
	MaxHistory = 10_000

	// Bound is how large a coordinate may become before a run counts as
	// diverged.
	Bound = 1e3

	// Still is the length below which a gradient and a step count as none.
	Still = 1e-6
)

// A State is where a run stands after some steps.
type State struct {
	P    [2]float64 // the place: x, y
	G    [2]float64 // the gradient at P, which the next step will use
	V    [2]float64 // the velocity of Momentum, the mean gradient m of Adam
	S    [2]float64 // the mean squared gradient s of RMSProp and Adam
	Loss float64    // at P
	Step int        // how many steps led here: 0 at the start
	By   Settings   // the settings of the step that led here
}

// A Run is a walk on a surface. Settings may be changed between steps; for
// another Method a Reset is needed, as V and S mean something else to it.
type Run struct {
	Surface  Surface
	Settings Settings
	History  []State // History[k] is the state after k steps; never empty

	// Diverged says that the next step would lead to a place beyond Bound or
	// to no place at all. That step is not taken: the last state is finite.
	Diverged bool

	// Converged says that the gradient here and the last step are shorter
	// than Still: the run has come to rest, at the foot of a valley or on
	// the even top of a saddle.
	Converged bool
}

// NewRun returns a run that stands at start.
func NewRun(s Surface, start [2]float64, settings Settings) *Run {
	r := &Run{Surface: s, Settings: settings}
	r.Reset(start)
	return r
}

// Reset forgets all steps and puts the run at start.
func (r *Run) Reset(start [2]float64) {
	s := State{P: start, By: r.Settings}
	r.look(&s)
	r.History = append(r.History[:0], s)
	r.judge()
}

// look fills in what the surface says about the place of s.
func (r *Run) look(s *State) {
	s.Loss = r.Surface.Loss(s.P[0], s.P[1])
	s.G[0], s.G[1] = r.Surface.Gradient(s.P[0], s.P[1])
}

// Now returns the last state.
func (r *Run) Now() State { return r.History[len(r.History)-1] }

// Step makes a step and reports whether it did. It does not when the run has
// converged, diverges with this step, or is MaxHistory states long.
func (r *Run) Step() bool {
	if r.Diverged || r.Converged || len(r.History) >= MaxHistory {
		return false
	}
	var t tape
	s := t.update(r.Now(), r.Settings)
	r.look(&s)
	if !s.sound() {
		r.Diverged = true
		return false
	}
	r.History = append(r.History, s)
	r.judge()
	return true
}

// Undo takes the last step back and reports whether there was one.
func (r *Run) Undo() bool {
	if len(r.History) == 1 {
		return false
	}
	r.History = r.History[:len(r.History)-1]
	r.judge()
	return true
}

// judge sets Diverged and Converged by the last states.
func (r *Run) judge() {
	now := r.Now()
	r.Diverged = !now.sound() // only a start can be
	r.Converged = !r.Diverged && length(now.G) < Still && r.stride() < Still
}

// stride returns the length of the last step, 0 at the start.
func (r *Run) stride() float64 {
	n := len(r.History)
	if n < 2 {
		return 0
	}
	p, q := r.History[n-2].P, r.History[n-1].P
	return length([2]float64{q[0] - p[0], q[1] - p[1]})
}

func length(v [2]float64) float64 { return math.Hypot(v[0], v[1]) }

// sound reports whether s is within Bound and all its numbers are finite.
func (s State) sound() bool {
	for _, v := range [...]float64{s.G[0], s.G[1], s.V[0], s.V[1], s.S[0], s.S[1], s.Loss} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return math.Abs(s.P[0]) <= Bound && math.Abs(s.P[1]) <= Bound // false for NaN
}
