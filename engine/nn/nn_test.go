package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

// seeded returns a random source.
func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 7)).Float64 }

func made(t testing.TB, seed uint64, hidden, output Activation, sizes ...int) *Network {
	t.Helper()
	random := seeded(seed)
	n, err := New(Shape{Sizes: sizes, Hidden: hidden, Output: output}, random)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range n.Layers {
		for i := range l.B {
			l.B[i] = random() - 0.5
		}
	}
	return n
}

func numbers(random func() float64, n int) []float64 {
	vs := make([]float64, n)
	for i := range vs {
		vs[i] = 3*random() - 1.5
	}
	return vs
}

// targets for n outputs: classes for one, a distribution for several.
func targets(random func() float64, n int) []float64 {
	if n == 1 {
		return []float64{random()}
	}
	return Softmax(numbers(random, n))
}

// every calls f for all activations below every loss, on networks with one
// output and with several.
func every(t *testing.T, f func(t *testing.T, p *Pass, l Loss, x, target []float64)) {
	for _, a := range Activations() {
		for _, l := range Losses() {
			for _, outputs := range []int{1, 3} {
				random := seeded(uint64(a))
				n := made(t, uint64(a), a, Linear, 3, 4, 2, outputs)
				if l == SquaredError {
					n.last().Activation = a
				}
				t.Run(a.String()+"/"+l.String(), func(t *testing.T) {
					f(t, NewPass(n), l, numbers(random, 3), targets(random, outputs))
				})
			}
		}
	}
}

// All gradients against finite differences.
func TestGradients(t *testing.T) {
	every(t, func(t *testing.T, p *Pass, l Loss, x, target []float64) {
		loss := func() float64 {
			p.Forward(x)
			return p.Backward(l, target)
		}
		loss()
		grad, input := slices.Clone(p.Grad), slices.Clone(p.DA[0])
		compare := func(name string, vs, want []float64) {
			for k := range vs {
				if got := slope(loss, &vs[k]); math.Abs(got-want[k]) > 1e-6*max(1e-2, math.Abs(want[k])) {
					t.Errorf("%s %d: %v, finite difference %v", name, k, want[k], got)
				}
			}
		}
		compare("parameter", p.Net.Params, grad)
		compare("input", x, input)
	})
}

// slope is the derivative of f by v, by differences of fourth order.
func slope(f func() float64, v *float64) float64 {
	const h = 1e-3
	at, was := func(d float64) float64 { *v += d; defer func() { *v -= d }(); return f() }, *v
	d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
	*v = was
	return d
}

// Every number of a pass recomputes, down to what was given.
func TestExplain(t *testing.T) {
	every(t, func(t *testing.T, p *Pass, l Loss, x, target []float64) {
		p.Forward(x)
		p.Backward(l, target)
		for _, r := range refs(p) {
			if err := trace.Check(p, r, 1e-12); err != nil {
				t.Error(err)
			}
		}
		if s, _ := p.Explain(LossRef); s.Value != p.Value {
			t.Errorf("the loss is %v, explained as %v", p.Value, s.Value)
		}
		for i, v := range p.P {
			if s, _ := p.Explain(ProbabilityRef(i)); s.Value != v {
				t.Errorf("probability %d is %v, explained as %v", i, v, s.Value)
			}
		}
	})
}

// refs names all numbers of a pass.
func refs(p *Pass) []trace.Ref {
	rs := []trace.Ref{LossRef}
	for l := range p.A {
		for _, part := range []Part{Weight, Bias, Total, Activated, SlopeAt, ActivationGrad, SumGrad, WeightGrad, BiasGrad} {
			for i := range 8 {
				for j := range 8 {
					if p.Net.has(l, part, i, j) {
						rs = append(rs, Of(l, part, i, j))
					}
				}
			}
		}
	}
	return rs
}

// Numbers that a pass does not have, and gradients that it does not have yet.
func TestNotExplained(t *testing.T) {
	p := NewPass(made(t, 1, GELU, Linear, 2, 3, 1))
	p.Forward([]float64{1, 2})
	for _, r := range []trace.Ref{
		LossRef, TargetRef(0), Of(1, WeightGrad, 0, 0), Of(2, SumGrad, 0, 0),
		Of(0, Total, 0, 0), Of(0, Activated, 2, 0), Of(3, Total, 0, 0), Of(-1, Total, 0, 0), Of(1, Total, 3, 0), Of(1, Total, -1, 0),
		Of(1, Weight, 0, 2), Of(1, Bias, 0, 1), Of(1, "weights", 0, 0), Of(0, "activation.work", 0, 0), Of(1, "sum.work", 0, 0),
		Of(1, "activation.work", 0, 99), Of(1, "activation.work", 3, 0), {}, {Name: "layer1"}, {Name: "layerx.sum"}, {Name: "loss.x"},
	} {
		if s, ok := p.Explain(r); ok {
			t.Errorf("%v is explained: %v", r, s)
		}
	}
	if err := trace.Check(p, Of(2, Activated, 0, 0), 0); err != nil {
		t.Error(err)
	}
	p.Backward(SquaredError, []float64{1})
	p.Net.Layers[0].SetWeight(0, 0, 5)
	p.Forward([]float64{1, 2})
	if _, ok := p.Explain(LossRef); ok {
		t.Error("the loss of an earlier Forward is explained")
	}
}

// Two inputs, two neurons, one output, worked out by hand.
func TestForward(t *testing.T) {
	n, err := Zero(Shape{Sizes: []int{2, 2, 1}, Hidden: ReLU, Output: Linear})
	if err != nil {
		t.Fatal(err)
	}
	copy(n.Params, []float64{1, 2 /**/, -3, 4 /* biases */, 0.5, -1 /* layer 2 */, 2, -1 /* bias */, 3})
	p := NewPass(n)
	out := p.Forward([]float64{1, -2}) // sums 1 − 4 + 0.5, −3 − 8 − 1
	if out[0] != 3 || p.Z[1][0] != -2.5 || p.Z[1][1] != -12 || p.A[1][0] != 0 {
		t.Errorf("%v, sums %v, activations %v", out, p.Z, p.A)
	}
	out = p.Forward([]float64{2, 1}) // sums 2 + 2 + 0.5, −6 + 4 − 1
	if out[0] != 12 || p.A[1][0] != 4.5 || p.A[1][1] != 0 {
		t.Errorf("%v, sums %v, activations %v", out, p.Z, p.A)
	}
	p.Backward(SquaredError, []float64{10})
	if p.Value != 2 || p.WeightGrad(2, 0, 0) != 9 || p.WeightGrad(1, 0, 1) != 4 || p.BiasGrad(1, 0) != 4 || p.WeightGrad(1, 1, 0) != 0 {
		t.Errorf("loss %v, gradients %v", p.Value, p.Grad)
	}
}

func TestShape(t *testing.T) {
	for _, c := range []struct {
		shape Shape
		why   string
	}{
		{Shape{}, "0"},
		{Shape{Sizes: []int{3}}, "not 1"},
		{Shape{Sizes: make([]int, MaxLayers+1)}, "not 17"},
		{Shape{Sizes: []int{2, 0, 1}}, "layer 1 has 0"},
		{Shape{Sizes: []int{2, 1, -3}}, "layer 2 has -3"},
		{Shape{Sizes: []int{2, MaxWidth + 1, 1}}, "layer 1 has 1025"},
		{Shape{Sizes: []int{2, 1}, Hidden: 99}, "unknown"},
		{Shape{Sizes: []int{2, 1}, Output: 99}, "unknown"},
	} {
		if _, err := New(c.shape, seeded(1)); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%v: %v, want %q", c.shape, err, c.why)
		}
	}
	want := Shape{Sizes: []int{MaxWidth, 1, 5}, Hidden: SiLU, Output: Tanh}
	n, err := New(want, seeded(1))
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Shape(); !slices.Equal(got.Sizes, want.Sizes) || got.Hidden != SiLU || got.Output != Tanh || n.Outputs() != 5 {
		t.Errorf("%v, want %v", got, want)
	}
}

// Weights start as far from 0 as their papers say, and biases at 0.
func TestStart(t *testing.T) {
	for _, c := range []struct {
		hidden Activation
		reach  float64
	}{{Tanh, math.Sqrt(6.0 / 150)}, {Sigmoid, math.Sqrt(6.0 / 150)}, {ReLU, math.Sqrt(6.0 / 100)}, {GELU, math.Sqrt(6.0 / 100)}} {
		n, err := New(Shape{Sizes: []int{100, 50, 1}, Hidden: c.hidden}, seeded(3))
		if err != nil {
			t.Fatal(err)
		}
		low, high := slices.Min(n.Layers[0].W), slices.Max(n.Layers[0].W)
		if low < -c.reach || high > c.reach || low > -0.99*c.reach || high < 0.99*c.reach {
			t.Errorf("%v: from %v to %v, want ±%v", c.hidden, low, high, c.reach)
		}
		if slices.Max(n.Layers[0].B) != 0 || slices.Min(n.Layers[0].B) != 0 {
			t.Errorf("%v: biases %v", c.hidden, n.Layers[0].B)
		}
	}
}

func TestClone(t *testing.T) {
	n := made(t, 5, Tanh, Tanh, 2, 3, 1)
	c := n.Clone()
	want := slices.Clone(NewPass(n).Forward([]float64{1, 2}))
	n.Layers[0].SetWeight(2, 1, 9)
	if got := NewPass(c).Forward([]float64{1, 2}); !slices.Equal(got, want) {
		t.Errorf("the clone says %v, not %v", got, want)
	}
	if n.Layers[0].Weight(2, 1) != 9 || n.Params[5] != 9 || slices.Equal(NewPass(n).Forward([]float64{1, 2}), want) {
		t.Error("the weight is not changed everywhere")
	}
}

// Softmax sums to 1 for logits of any size, and is a sigmoid for two.
func TestSoftmax(t *testing.T) {
	for _, z := range [][]float64{{0}, {1, 2, 3}, {1e5, -1e5}, {-1e300, -1e300}, {700, 710, 720}} {
		p := Softmax(z)
		var sum float64
		for _, v := range p {
			sum += v
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%v of %v", p, z)
		}
	}
	if p := Softmax([]float64{1.5, 0}); math.Abs(p[0]-Sigmoid.F(1.5)) > 1e-15 {
		t.Errorf("%v, want %v", p, Sigmoid.F(1.5))
	}
	p := NewPass(made(t, 1, Tanh, Linear, 2, 1))
	p.Forward([]float64{1, 1})
	p.Net.Layers[0].B[0] += 5000
	p.Forward([]float64{1, 1})
	if loss := p.Backward(CrossEntropy, []float64{0}); math.Abs(loss-p.Outputs()[0]) > 1e-9 || p.P[0] != 1 {
		t.Errorf("a wrong logit of 5000 costs %v", loss)
	}
}

// The outputs may go on to where their gradient comes from.
func TestBackwardFrom(t *testing.T) {
	p, q := NewPass(made(t, 2, Tanh, Linear, 2, 3, 2)), NewPass(made(t, 2, Tanh, Linear, 2, 3, 2))
	p.Forward([]float64{1, -1})
	q.Forward([]float64{1, -1})
	p.Backward(SquaredError, []float64{0.5, 0.5})
	q.BackwardFrom(p.DA[2])
	if !slices.Equal(p.Grad, q.Grad) || !slices.Equal(p.DA[0], q.DA[0]) {
		t.Errorf("%v, want %v", q.Grad, p.Grad)
	}
	if err := trace.Check(q, Of(1, WeightGrad, 2, 1), 1e-12); err != nil {
		t.Error(err)
	}
	if s, ok := q.Explain(Of(2, ActivationGrad, 0, 0)); !ok || s.Op != trace.Given {
		t.Errorf("%v", s)
	}
	if _, ok := q.Explain(LossRef); ok {
		t.Error("a loss that is not here is explained")
	}
}
