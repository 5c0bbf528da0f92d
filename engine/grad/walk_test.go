package grad

import (
	"math"
	"slices"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// xor is the four examples that a straight line cannot part.
var xor = []Example{
	{[]float64{0, 0}, []float64{0}}, {[]float64{0, 1}, []float64{1}},
	{[]float64{1, 0}, []float64{1}}, {[]float64{1, 1}, []float64{0}},
}

func walk(t testing.TB, rate float64, examples []Example) *Walk {
	t.Helper()
	n, err := FromNetwork(network(t, nn.Tanh, nn.Sigmoid, 2, 2, 1))
	if err != nil {
		t.Fatal(err)
	}
	return NewWalk(n, rate, examples)
}

func round(w *Walk) {
	for r := w.Round; w.Round == r && w.Step(); {
	}
}

// A round passes each node once forward and once backward. What it knows is
// right at once, and explained; what it does not know is not.
func TestRound(t *testing.T) {
	w := walk(t, 0.5, xor[1:2])
	whole, err := FromNetwork(network(t, nn.Tanh, nn.Sigmoid, 2, 2, 1))
	if err != nil {
		t.Fatal(err)
	}
	whole.Show(xor[1].X, xor[1].Target)
	whole.Forward()
	whole.Backward()
	var stations []Station
	for w.Round == 0 {
		known(t, w, whole)
		next, node := w.Next()
		if len(stations) == 0 || stations[len(stations)-1] != next {
			stations = append(stations, next)
		}
		if !w.Step() {
			t.Fatal("no step")
		}
		if s, at, ok := w.Now(); w.Round == 0 && (s != next || at != node || !ok) {
			t.Errorf("after %v %d it is at %v %d", next, node, s, at)
		}
	}
	if want := []Station{Forward, Judge, Backward, Update}; !slices.Equal(stations, want) {
		t.Errorf("stations %v", stations)
	}
	for k, i := range whole.Params() {
		want := whole.Nodes[i].Value - 0.5*whole.Nodes[i].Grad
		if got := w.Net.Nodes[w.Net.Params()[k]].Value; math.Abs(got-want) > 1e-15 {
			t.Errorf("%s becomes %v, want %v", whole.Nodes[i].Name, got, want)
		}
	}
	if _, _, ok := w.Now(); ok || w.Round != 1 || w.Done != 0 || w.Losses[0] != whole.Nodes[whole.Loss].Value {
		t.Errorf("round %d, step %d, losses %v", w.Round, w.Done, w.Losses)
	}
}

// known compares what w says it knows with the numbers of a whole pass.
func known(t *testing.T, w *Walk, whole *Net) {
	t.Helper()
	for i, want := range whole.Nodes {
		n := w.Net.Nodes[i]
		if w.Known(i) && n.Value != want.Value {
			t.Errorf("step %d: %s is %v, want %v", w.Done, n.Name, n.Value, want.Value)
		}
		some, all := w.Felt(i)
		if all && n.Grad != want.Grad || all && !some {
			t.Errorf("step %d: the gradient of %s is %v, want %v", w.Done, n.Name, n.Grad, want.Grad)
		}
		explained(t, w, ValueRef(i), w.Known(i))
		explained(t, w, GradRef(i), all)
		explained(t, w, NextRef(i), all && slices.Contains(w.Net.Params(), i))
		for k := range n.Args {
			explained(t, w, LocalRef(i, k), w.Known(i))
		}
	}
}

func explained(t *testing.T, w *Walk, r trace.Ref, want bool) {
	t.Helper()
	if _, ok := w.Explain(r); ok != want {
		t.Errorf("step %d: %v is explained: %v, want %v", w.Done, r, ok, want)
	}
	if want {
		if err := trace.Check(w, r, 1e-12); err != nil {
			t.Errorf("step %d: %v", w.Done, err)
		}
	}
}

// Forth and back again, over the ends of rounds.
func TestBack(t *testing.T) {
	w := walk(t, 0.5, xor)
	type state struct {
		round, done int
		params      []float64
	}
	now := func() state { return state{w.Round, w.Done, w.params()} }
	var states []state
	for range 3*w.Steps() + 5 {
		states = append(states, now())
		w.Step()
	}
	end, nodes := now(), slices.Clone(w.Net.Nodes)
	for k := len(states) - 1; k >= 0; k-- {
		if !w.Back() {
			t.Fatal("no way back")
		}
		if s := now(); s.round != states[k].round || s.done != states[k].done || !slices.Equal(s.params, states[k].params) {
			t.Errorf("back at %+v, not %+v", s, states[k])
		}
	}
	if w.Back() || len(w.Losses) != 0 {
		t.Error("a step before the first one")
	}
	for range states {
		w.Step()
	}
	if s := now(); s.round != end.round || s.done != end.done || !slices.Equal(s.params, end.params) {
		t.Errorf("forth again to %+v, not %+v", s, end)
	}
	for i, n := range nodes {
		if got := w.Net.Nodes[i]; w.Known(i) && (got.Value != n.Value || got.Grad != n.Grad) {
			t.Errorf("%s is %v, %v the second time, not %v, %v", n.Name, got.Value, got.Grad, n.Value, n.Grad)
		}
	}
}

// The loop learns what it is shown: one example, or XOR.
func TestLearns(t *testing.T) {
	w := walk(t, 0.5, xor[2:3])
	for range 50 {
		round(w)
	}
	for k := range w.Losses[1:] {
		if w.Losses[k+1] >= w.Losses[k] {
			t.Errorf("round %d: the loss goes from %v to %v", k, w.Losses[k], w.Losses[k+1])
		}
	}
	w = walk(t, 0.5, xor)
	for range 4000 {
		round(w)
	}
	for _, l := range w.Losses[len(w.Losses)-4:] {
		if l > 0.01 {
			t.Errorf("XOR after %d rounds: a loss of %v", w.Round, l)
		}
	}
}

// A value that is changed by hand changes all that has been made of it.
func TestAgain(t *testing.T) {
	w := walk(t, 0.5, xor[1:2])
	for range w.Steps() - 1 {
		w.Step()
	}
	weight := w.Net.Layers[0].W[0][1]
	was := w.Net.Nodes[weight].Grad
	w.Net.Nodes[weight].Value += 0.5
	w.Again()
	if w.Net.Nodes[weight].Grad == was || w.Done != w.Steps()-1 {
		t.Error("nothing has changed")
	}
	for _, i := range w.Net.Params() {
		if d := numeric(&w.Net.Tape, i); math.Abs(d-w.Net.Nodes[i].Grad) > 1e-6*max(1e-3, math.Abs(d)) {
			t.Errorf("%s: %v, finite difference %v", w.Net.Nodes[i].Name, w.Net.Nodes[i].Grad, d)
		}
	}
}

// An update that explodes is not made; no number is lost.
func TestDivergence(t *testing.T) {
	for _, rate := range []float64{1e12, math.Inf(1), math.NaN()} {
		w := walk(t, rate, xor)
		for range 100 {
			round(w)
		}
		if !w.Diverged || w.Step() || !w.Net.Finite() {
			t.Errorf("rate %v: diverged %v in round %d", rate, w.Diverged, w.Round)
		}
		if !w.Back() || w.Diverged {
			t.Errorf("rate %v: no way back", rate)
		}
	}
	w := walk(t, 0, xor)
	w.Round, w.past, w.Losses = MaxRounds, make([][]float64, MaxRounds), make([]float64, MaxRounds)
	if w.Step() {
		t.Error("a round too many")
	}
}

func TestStations(t *testing.T) {
	for s, want := range []string{"Forward", "Loss", "Backward", "Update"} {
		if Station(s).String() != want {
			t.Errorf("station %d is %q", s, Station(s))
		}
	}
}

func BenchmarkRound(b *testing.B) {
	w := walk(b, 0.1, xor)
	for b.Loop() {
		if round(w); w.Round == MaxRounds {
			w = walk(b, 0.1, xor)
		}
	}
}
