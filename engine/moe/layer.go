package moe

import (
	"cmp"
	"fmt"
	"slices"

	"zerotoai/engine/nn"
)

// A Layer is a mixture of experts. It takes a token and returns one of the
// same width.
type Layer struct {
	Router  *nn.Network   // one linear layer: from a token to one logit an expert
	Experts []*nn.Network // one hidden layer of SiLUs each
	Top     int           // how many experts see a token
}

// NewLayer returns a layer with random weights.
func NewLayer(width, hidden, experts, top int, random func() float64) (*Layer, error) {
	if top < 1 || top > experts {
		return nil, fmt.Errorf("moe: %d of %d experts", top, experts)
	}
	router, err := nn.New(nn.Shape{Sizes: []int{width, experts}}, random)
	if err != nil {
		return nil, err
	}
	l := &Layer{Router: router, Top: top}
	for range experts {
		e, err := nn.New(nn.Shape{Sizes: []int{width, hidden, width}, Hidden: nn.SiLU}, random)
		if err != nil {
			return nil, err
		}
		l.Experts = append(l.Experts, e)
	}
	return l, nil
}

// A Pass is a token on its way through a Layer and back.
type Pass struct {
	Layer  *Layer
	Router *nn.Pass   // its outputs are the logits
	P      []float64  // the softmax of the logits
	Chosen []int      // the experts that see the token, the most probable first
	Gate   []float64  // of each of Chosen: its P over the sum of theirs
	Expert []*nn.Pass // the token in each of Chosen
	Y      []float64  // Σ gate · output of the expert

	DGate []float64 // ∂L/∂gate, of the last Backward
	DX    []float64 // ∂L/∂token

	all         []*nn.Pass // one an expert, made when it is first chosen
	order       []int
	dp, dlogits []float64
	dy          []float64
}

// NewPass returns a Pass that has seen nothing.
func NewPass(l *Layer) *Pass {
	n, width, top := len(l.Experts), l.Router.Inputs, l.Top
	return &Pass{
		Layer: l, Router: nn.NewPass(l.Router), P: make([]float64, n),
		Chosen: make([]int, top), Gate: make([]float64, top), Expert: make([]*nn.Pass, top), Y: make([]float64, width),
		DGate: make([]float64, top), DX: make([]float64, width),
		all: make([]*nn.Pass, n), order: make([]int, n), dp: make([]float64, n), dlogits: make([]float64, n), dy: make([]float64, width),
	}
}

// Forward sends the token x to the experts that the router chooses, and
// returns Y.
func (p *Pass) Forward(x []float64) []float64 {
	copy(p.P, nn.Softmax(p.Router.Forward(x)))
	p.choose()
	clear(p.Y)
	for c, e := range p.Chosen {
		p.Expert[c] = p.expert(e)
		for k, v := range p.Expert[c].Forward(x) {
			p.Y[k] += p.Gate[c] * v
		}
	}
	return p.Y
}

// choose takes the most probable experts; of several that are alike, the first.
func (p *Pass) choose() {
	for e := range p.order {
		p.order[e] = e
	}
	slices.SortStableFunc(p.order, func(a, b int) int { return cmp.Compare(p.P[b], p.P[a]) })
	copy(p.Chosen, p.order)
	total := p.total()
	for c, e := range p.Chosen {
		p.Gate[c] = p.P[e] / total
	}
}

// total returns the sum of P of the chosen.
func (p *Pass) total() (sum float64) {
	for _, e := range p.Chosen {
		sum += p.P[e]
	}
	return sum
}

func (p *Pass) expert(e int) *nn.Pass {
	if p.all[e] == nil {
		p.all[e] = nn.NewPass(p.Layer.Experts[e])
	}
	return p.all[e]
}

// Backward works out the gradients of the router and of the chosen experts,
// from dy, the gradient with respect to Y, and pull, that of other losses with
// respect to P, which may be nil.
func (p *Pass) Backward(dy, pull []float64) {
	clear(p.dp)
	clear(p.DX)
	copy(p.dp, pull)
	for c, e := range p.Expert {
		p.DGate[c] = 0
		for k, v := range e.Outputs() {
			p.DGate[c] += dy[k] * v
			p.dy[k] = dy[k] * p.Gate[c]
		}
		e.BackwardFrom(p.dy)
		addTo(p.DX, e.DA[0])
	}
	p.backGates()
	p.backSoftmax()
	p.Router.BackwardFrom(p.dlogits)
	addTo(p.DX, p.Router.DA[0])
}

// backGates: a gate is p/t, where t is the sum of p of the chosen, so its
// slope is (1 − gate)/t by its own p, and −gate/t by the others.
func (p *Pass) backGates() {
	var mean float64
	for c, g := range p.Gate {
		mean += g * p.DGate[c]
	}
	total := p.total()
	for c, e := range p.Chosen {
		p.dp[e] += (p.DGate[c] - mean) / total
	}
}

// backSoftmax: ∂L/∂logit = p (∂L/∂p − Σ p ∂L/∂p).
func (p *Pass) backSoftmax() {
	var mean float64
	for e, v := range p.P {
		mean += v * p.dp[e]
	}
	for e, v := range p.P {
		p.dlogits[e] = v * (p.dp[e] - mean)
	}
}

func addTo(to, from []float64) {
	for k, v := range from {
		to[k] += v
	}
}
