package nn

import "math"

// Flat is the part of the steepest slope of an activation below which a
// neuron counts as saturated: where hardly any gradient comes through.
const Flat = 0.05

// A Unit is how a neuron does on some examples.
type Unit struct {
	On        float64 // the share of examples that give it a sum above 0
	Saturated float64 // the share whose slope is under Flat of the steepest
	Dead      bool    // all slopes are 0: it cannot learn from these examples
}

// Health is how a layer does on some examples.
type Health struct {
	Units []Unit
	Dead  int // how many units are

	// Gradient is the mean of |∂L/∂z| over examples and neurons. Where it
	// gets smaller by orders of magnitude towards the first layer, gradients
	// vanish.
	Gradient float64
}

// Inspect returns the health of each layer. Without examples it is nil.
func Inspect(n *Network, l Loss, examples []Example) []Health {
	if len(examples) == 0 {
		return nil
	}
	hs := make([]Health, len(n.Layers))
	for k, layer := range n.Layers {
		hs[k].Units = make([]Unit, layer.Out)
		for i := range hs[k].Units {
			hs[k].Units[i].Dead = true
		}
	}
	p, share := NewPass(n), 1/float64(len(examples))
	for _, e := range examples {
		p.Forward(e.In)
		p.Backward(l, n.Target(l, e.Class))
		for k := range hs {
			hs[k].add(p, k+1, share)
		}
	}
	for k := range hs {
		hs[k].count()
	}
	return hs
}

// add takes account of the numbers of layer l in p, an example of the share
// of all.
func (h *Health) add(p *Pass, l int, share float64) {
	f := p.Net.Layers[l-1].Activation
	for i := range h.Units {
		u, slope := &h.Units[i], p.value(l, SlopeAt, i, 0)
		if p.Z[l][i] > 0 {
			u.On += share
		}
		if math.Abs(slope) < Flat*f.steepest() {
			u.Saturated += share
		}
		u.Dead = u.Dead && slope == 0
		h.Gradient += math.Abs(p.DZ[l][i]) * share / float64(len(h.Units))
	}
}

func (h *Health) count() {
	for _, u := range h.Units {
		if u.Dead {
			h.Dead++
		}
	}
}

// steepest returns the slope that others are measured by: a quarter for
// Sigmoid, 1 for the others, though GELU and SiLU are a little steeper at
// places.
func (a Activation) steepest() float64 {
	if a == Sigmoid {
		return 0.25
	}
	return 1
}
