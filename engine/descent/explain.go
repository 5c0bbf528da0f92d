package descent

import "zerotoai/engine/trace"

// Explain says how a number of the run was made; a Run is a trace.Source.
// Numbers of the state after k steps have these names:
//
//	x[k] y[k]                             the place
//	loss[k]                               its loss
//	grad[i k]                             its gradient, i = 0 for x, 1 for y
//	velocity[i k], m[i k], s[i k]         V of Momentum, V of Adam, S
//	move[i k]                             what the step took from the place
//	step count[k]                         k, one more than the state before
//	learning rate[k], momentum[k], decay[k], epsilon[k], step number[k]
//
// From these the askers find the others by following the arguments. The
// numbers of a start are given, and so are loss and gradient of a Surface
// that is not from Surfaces.
func (r *Run) Explain(ref trace.Ref) (trace.Step, bool) {
	k, ok := r.step(ref)
	if !ok {
		return trace.Step{}, false
	}
	t := tape{trace.Table{}}
	r.work(&t, k)
	if k == 0 {
		t.start(r.History[0])
	} else {
		t.update(r.History[k-1], r.History[k].By)
		t.Do(CountRef(k), trace.Sum, trace.Term{Ref: CountRef(k - 1), Value: float64(k - 1)}, t.Given(once("one", k), 1))
	}
	s, ok := t.Table[ref]
	return s, ok
}

// LossRef returns the name of the loss after k steps.
func LossRef(k int) trace.Ref { return once("loss", k) }

// PlaceRef returns the name of coordinate i of the place after k steps.
func PlaceRef(i, k int) trace.Ref { return place(i, k) }

// GradientRef returns the name of coordinate i of the gradient after k steps.
func GradientRef(i, k int) trace.Ref { return each("grad", i, k) }

// VelocityRef returns the name of coordinate i of V after k steps, which each
// method calls by another name. Plain descent and RMSProp have none.
func VelocityRef(m Method, i, k int) trace.Ref { return speed(m, i, k) }

// SquareRef returns the name of coordinate i of the mean squared gradient S
// after k steps.
func SquareRef(i, k int) trace.Ref { return each("s", i, k) }

// CountRef returns the name of the number of steps of the state after k.
func CountRef(k int) trace.Ref { return once("step count", k) }

// step finds the step that ref belongs to, which is its I or its J.
func (r *Run) step(ref trace.Ref) (int, bool) {
	k := ref.I
	if perCoordinate[ref.Name] {
		k = ref.J
	}
	return k, 0 <= k && k < len(r.History)
}

// perCoordinate has the names that have a coordinate in I and the step in J.
var perCoordinate = map[string]bool{
	"grad": true, "velocity": true, "m": true, "s": true, "move": true, "kept velocity": true,
	"squared gradient": true, "rate × gradient": true, "root of s": true, "size": true,
	"corrected m": true, "corrected s": true,
}

// start gives the numbers of a start.
func (t *tape) start(s State) {
	t.Given(CountRef(0), 0)
	for i := range s.P {
		t.Given(place(i, 0), s.P[i])
		for _, name := range []string{"velocity", "m", "s"} {
			t.Given(each(name, i, 0), 0)
		}
	}
}

// work explains loss and gradient of the state after k steps.
func (r *Run) work(t *tape, k int) {
	s := r.History[k]
	out := [3]trace.Step{
		{Ref: LossRef(k), Value: s.Loss},
		{Ref: GradientRef(0, k), Value: s.G[0]},
		{Ref: GradientRef(1, k), Value: s.G[1]},
	}
	if r.Surface.work != nil {
		w := &trace.Work{Table: t.Table, Name: "work", I: k}
		terms := r.Surface.work(w, trace.Term{Ref: place(0, k), Value: s.P[0]}, trace.Term{Ref: place(1, k), Value: s.P[1]})
		for i, term := range terms {
			out[i].Op, out[i].Args = w.Result(term)
		}
	}
	for _, s := range out {
		t.Table[s.Ref] = s
	}
}
