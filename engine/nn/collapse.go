package nn

import (
	"fmt"

	"zerotoai/engine/trace"
)

// A Collapse is a network without bends as one layer. Two layers make
//
//	W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂)
//
// and so on: however many layers there are, they are one.
type Collapse struct {
	Net      *Network
	Products []Layer // Products[k] is layers 1 to k+1 of Net in one
}

// CollapseOf multiplies the layers of n, or returns false if one of them is
// not Linear.
func CollapseOf(n *Network) (*Collapse, bool) {
	c := &Collapse{Net: n}
	for k := range n.Layers {
		l := &n.Layers[k]
		if l.Activation != Linear {
			return nil, false
		}
		if k == 0 {
			c.Products = append(c.Products, times(l, nil))
		} else {
			c.Products = append(c.Products, times(l, &c.Products[k-1]))
		}
	}
	return c, true
}

// Layer returns the one layer that does what the network does.
func (c *Collapse) Layer() *Layer { return &c.Products[len(c.Products)-1] }

// Apply returns what a layer makes of x.
func (l *Layer) Apply(x []float64) []float64 {
	z := make([]float64, l.Out)
	l.forward(x, z, z)
	return z
}

// times returns the layer l after the layer before it, if there is one.
func times(l, before *Layer) Layer {
	if before == nil {
		return Layer{In: l.In, Out: l.Out, W: append([]float64(nil), l.W...), B: append([]float64(nil), l.B...)}
	}
	p := Layer{In: before.In, Out: l.Out, W: make([]float64, l.Out*before.In), B: make([]float64, l.Out)}
	for i := range p.Out {
		for k, w := range l.row(i) {
			for j, v := range before.row(k) {
				p.W[i*p.In+j] += w * v
			}
		}
		p.B[i] = l.sum(i, before.B) + l.B[i]
	}
	return p
}

// ProductOf names a number of the product of the layers 1 to l, where p is
// Weight or Bias.
func ProductOf(l int, p Part, i, j int) trace.Ref {
	return trace.Ref{Name: fmt.Sprintf("product%d.%s", l, p), I: i, J: j}
}

// Explain says how a number of a product was made; a Collapse is a
// trace.Source. Numbers of products are named by ProductOf, those of the
// network by Of; these are given.
func (c *Collapse) Explain(r trace.Ref) (trace.Step, bool) {
	if l, part, way, ok := PartOf(r); ok {
		if way || part != Weight && part != Bias || !c.Net.has(l, part, r.I, r.J) {
			return trace.Step{}, false
		}
		return trace.Step{Ref: r, Value: c.given(l, part, r.I, r.J).Value}, true
	}
	l, part, ok := numbered("product", r.Name)
	if !ok || !c.has(l, Part(part), r.I, r.J) {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: r, Value: c.value(l, Part(part), r.I, r.J)}
	s.Op, s.Args = c.made(l, Part(part), r.I, r.J)
	return s, true
}

// has reports whether the product of the layers 1 to l has a number.
func (c *Collapse) has(l int, part Part, i, j int) bool {
	if l < 1 || l > len(c.Products) || !within(i, c.Products[l-1].Out) {
		return false
	}
	switch part {
	case Weight:
		return within(j, c.Net.Inputs)
	case Bias:
		return j == 0
	}
	return false
}

func (c *Collapse) made(l int, part Part, i, j int) (trace.Op, []trace.Term) {
	switch {
	case l == 1:
		return trace.Sum, []trace.Term{c.given(l, part, i, j)}
	case part == Bias:
		return trace.Affine, append(c.pairs(l, part, i, 0), c.given(l, Bias, i, 0))
	}
	return trace.Dot, c.pairs(l, part, i, j)
}

// pairs returns the weights of neuron i of layer l, each with the number of
// the product below that it multiplies: in column j, or in the bias.
func (c *Collapse) pairs(l int, part Part, i, j int) (ts []trace.Term) {
	for k := range c.Net.Layers[l-1].In {
		ts = append(ts, c.given(l, Weight, i, k), c.product(l-1, part, k, j))
	}
	return ts
}

func (c *Collapse) given(l int, part Part, i, j int) trace.Term {
	return trace.Term{Ref: Of(l, part, i, j), Value: valueIn(&c.Net.Layers[l-1], part, i, j)}
}

func (c *Collapse) product(l int, part Part, i, j int) trace.Term {
	return trace.Term{Ref: ProductOf(l, part, i, j), Value: c.value(l, part, i, j)}
}

func (c *Collapse) value(l int, part Part, i, j int) float64 {
	return valueIn(&c.Products[l-1], part, i, j)
}

// valueIn returns a weight or a bias of l.
func valueIn(l *Layer, part Part, i, j int) float64 {
	if part == Bias {
		return l.B[i]
	}
	return l.Weight(i, j)
}
