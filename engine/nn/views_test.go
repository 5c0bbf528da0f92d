package nn

import (
	"math"
	"slices"
	"testing"

	"zerotoai/engine/trace"
)

// One layer does what a stack of linear ones does, to rounding; and every
// number of it recomputes from the weights of the stack.
func TestCollapse(t *testing.T) {
	for _, sizes := range [][]int{{2, 1}, {2, 3, 1}, {3, 5, 4, 2}, {1, 1, 1, 1, 1}} {
		n := made(t, 6, Linear, Linear, sizes...)
		c, ok := CollapseOf(n)
		if !ok {
			t.Fatal("linear layers do not collapse")
		}
		p, random := NewPass(n), seeded(1)
		for range 100 {
			x := numbers(random, sizes[0])
			for i, v := range c.Layer().Apply(x) {
				if want := p.Forward(x)[i]; math.Abs(v-want) > 1e-13 {
					t.Errorf("%v: output %d is %v, want %v", sizes, i, v, want)
				}
			}
		}
		for l := 1; l < len(sizes); l++ {
			for i := range sizes[l] {
				rs := []trace.Ref{ProductOf(l, Bias, i, 0)}
				for j := range sizes[0] {
					rs = append(rs, ProductOf(l, Weight, i, j))
				}
				for _, r := range rs {
					if err := trace.Check(c, r, 1e-13); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
	n := made(t, 6, Linear, Linear, 2, 3, 1)
	c, _ := CollapseOf(n)
	for _, r := range []trace.Ref{
		ProductOf(0, Bias, 0, 0), ProductOf(3, Bias, 0, 0), ProductOf(2, Bias, 1, 0), ProductOf(2, Weight, 0, 2), ProductOf(2, Bias, 0, 1),
		ProductOf(1, Total, 0, 0), Of(1, Total, 0, 0), Of(1, Weight, 0, 2), Of(3, Weight, 0, 0), {}, {Name: "product"},
	} {
		if s, ok := c.Explain(r); ok {
			t.Errorf("%v is explained: %v", r, s)
		}
	}
	n.Layers[0].Activation = ReLU
	if _, ok := CollapseOf(n); ok {
		t.Error("a layer with a bend collapses")
	}
}

// A picture has in each cell what a pass makes of the cell's middle.
func TestPicture(t *testing.T) {
	pic := NewPicture(7, 5)
	for _, sizes := range [][]int{{7, 6, 1}, {7, 3, 4, 2}, {7, 1}} { // grows, and shrinks
		n := made(t, 8, GELU, Tanh, sizes...)
		pic.Paint(n, Features())
		p := NewPass(n)
		for cell := range pic.W * pic.H {
			x, y := pic.Middle(cell)
			p.Forward(Inputs(Features(), x, y))
			for l := range p.A {
				for i, a := range p.A[l] {
					if got := float64(pic.Neurons[l][i][cell]); math.Abs(got-a) > 3e-6*max(1, math.Abs(a)) {
						t.Errorf("%v: neuron %d of layer %d in cell %d is %v, want %v", sizes, i, l, cell, got, a)
					}
				}
				if len(pic.Neurons[l]) != sizes[l] {
					t.Errorf("%v: layer %d has %d pictures", sizes, l, len(pic.Neurons[l]))
				}
			}
		}
		if &pic.Output()[0] != &pic.Neurons[len(sizes)-1][0][0] {
			t.Error("another output")
		}
	}
	if x, y := pic.Middle(0); math.Abs(x+6-6.0/7) > 1e-12 || math.Abs(y-4.8) > 1e-12 {
		t.Errorf("the first cell is at %v, %v", x, y)
	}
	if p := NewPicture(0, -3); p.W != 1 || p.H != 1 {
		t.Errorf("%d × %d cells", p.W, p.H)
	}
}

func TestInspect(t *testing.T) {
	examples := Examples([]Feature{X, Y}, DataSets()[0].Make(100, 0, seeded(1)))
	n := made(t, 1, ReLU, Linear, 2, 3, 1)
	n.Layers[0].B[1] = -100 // no point is so far out
	h := Inspect(n, SquaredError, examples)
	if h[0].Dead != 1 || !h[0].Units[1].Dead || h[0].Units[1].On != 0 || h[0].Units[1].Saturated < 0.999 || h[0].Units[0].Dead || h[1].Dead != 0 {
		t.Errorf("%+v", h)
	}
	on := 0.0
	for _, e := range examples {
		if n.Layers[0].sum(0, e.In)+n.Layers[0].B[0] > 0 {
			on++
		}
	}
	if math.Abs(h[0].Units[0].On-on/100) > 1e-12 || math.Abs(h[0].Units[0].Saturated-(1-on/100)) > 1e-12 {
		t.Errorf("%+v, want a share of %v", h[0].Units[0], on/100)
	}
	n.Layers[0].Activation = LeakyReLU
	if h := Inspect(n, SquaredError, examples); h[0].Dead != 0 {
		t.Error("a leaky unit is dead")
	}
	n.Layers[0].Activation = Sigmoid
	if h := Inspect(n, SquaredError, examples); h[0].Dead != 0 || h[0].Units[1].Saturated < 0.999 {
		t.Errorf("%+v", h)
	}
	if Inspect(n, SquaredError, nil) != nil {
		t.Error("health without examples")
	}
}

// Through eight layers of sigmoids the gradient gets lost; through those of
// ReLU it does not.
func TestVanishing(t *testing.T) {
	ratio := func(a Activation) float64 {
		n, err := New(Shape{Sizes: []int{2, 8, 8, 8, 8, 8, 8, 8, 1}, Hidden: a, Output: Linear}, seeded(2))
		if err != nil {
			t.Fatal(err)
		}
		h := Inspect(n, SquaredError, Examples([]Feature{X, Y}, DataSets()[2].Make(100, 0, seeded(1))))
		return h[0].Gradient / h[len(h)-1].Gradient
	}
	if s, r := ratio(Sigmoid), ratio(ReLU); s > 1e-4 || r < 0.02 {
		t.Errorf("the first layer gets %v of the last one's gradient with sigmoids, %v with ReLUs", s, r)
	}
}

// A network that stays, of a size that stays, is painted where it was.
func TestPictureKeepsItsRoom(t *testing.T) {
	pic, n := NewPicture(64, 64), made(t, 1, Tanh, Tanh, 2, 8, 8, 1)
	pic.Paint(n, []Feature{X, Y})
	before := slices.Clone(pic.Output())
	if allocs := testing.AllocsPerRun(3, func() { pic.Paint(n, []Feature{X, Y}) }); allocs > 10 {
		t.Errorf("%v allocations", allocs)
	}
	if !slices.Equal(before, pic.Output()) {
		t.Error("the same picture is another one")
	}
	pic.Paint(n, []Feature{Y, X})
	if slices.Equal(before, pic.Output()) {
		t.Error("other inputs make the same picture")
	}
}

// Weights that are as large as training allows make no cell that is no number.
func TestPictureOfHugeWeights(t *testing.T) {
	for _, a := range Activations() {
		n := made(t, 1, a, Linear, 2, 8, 8, 8, 8, 8, 8, 8, 8, 1)
		for k := range n.Params {
			n.Params[k] *= Bound
		}
		pic, p := NewPicture(8, 8), NewPass(n)
		pic.Paint(n, []Feature{X, Y})
		for cell, got := range pic.Output() {
			x, y := pic.Middle(cell)
			want := p.Forward([]float64{x, y})[0]
			if math.IsNaN(float64(got)) || math.IsInf(float64(got), 0) || got > 0 != (want > 0) {
				t.Errorf("%v: cell %d is %v, of %v", a, cell, got, want)
			}
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	pic, n := NewPicture(64, 64), made(b, 1, Tanh, Tanh, 2, 8, 8, 1)
	for b.Loop() {
		pic.Paint(n, []Feature{X, Y})
	}
}
