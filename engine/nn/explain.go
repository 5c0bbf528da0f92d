package nn

import "zerotoai/engine/trace"

// Explain says how a number of p was made; a Pass is a trace.Source. Numbers
// are named by Of, LossRef, TargetRef and ProbabilityRef. Gradients, the loss
// and targets are known from Backward to the next Forward. Inputs, targets, weights
// and biases are given. Whoever changes a weight has to go Forward and
// Backward again before asking.
func (p *Pass) Explain(r trace.Ref) (trace.Step, bool) {
	l, part, way, ok := PartOf(r)
	switch {
	case !ok:
		return p.explainLoss(r)
	case part.gradient() && !p.back:
		return trace.Step{}, false
	case way:
		return p.explainWay(l, part, r)
	case !p.Net.has(l, part, r.I, r.J):
		return trace.Step{}, false
	}
	s := trace.Step{Ref: r, Value: p.value(l, part, r.I, r.J)}
	s.Op, s.Args = p.made(l, part, r.I, r.J)
	return s, true
}

// explainWay explains a number on the way to an activation or a slope.
func (p *Pass) explainWay(l int, part Part, r trace.Ref) (trace.Step, bool) {
	if part != Activated && part != SlopeAt || l == 0 || !p.Net.has(l, part, r.I, 0) {
		return trace.Step{}, false
	}
	w, _ := p.bend(l, part, r.I)
	s, ok := w.Table[r]
	return s, ok && r.Name == w.Name
}

// bend works out the activation or the slope of a neuron.
func (p *Pass) bend(l int, part Part, i int) (w *trace.Work, result trace.Term) {
	w = &trace.Work{Table: trace.Table{}, Name: Of(l, part, i, 0).Name + onTheWay, I: i}
	a := &activations[p.Net.Layers[l-1].Activation]
	z := p.term(l, Total, i, 0)
	if part == Activated {
		return w, a.explain(w, z)
	}
	return w, a.explainSlope(w, z, p.term(l, Activated, i, 0))
}

// made returns how a number was made.
func (p *Pass) made(l int, part Part, i, j int) (trace.Op, []trace.Term) {
	switch part {
	case Total:
		return trace.Affine, append(p.inputs(l, i), p.term(l, Bias, i, 0))
	case Activated, SlopeAt:
		if l > 0 {
			w, result := p.bend(l, part, i)
			return w.Result(result)
		}
	case ActivationGrad:
		return p.madeActivationGrad(l, i)
	case SumGrad:
		return trace.Product, []trace.Term{p.term(l, ActivationGrad, i, 0), p.term(l, SlopeAt, i, 0)}
	case WeightGrad:
		return trace.Product, []trace.Term{p.term(l, SumGrad, i, 0), p.term(l-1, Activated, j, 0)}
	case BiasGrad:
		return trace.Sum, []trace.Term{p.term(l, SumGrad, i, 0)}
	}
	return trace.Given, nil
}

// inputs returns the weights of a neuron, each with what it weighs.
func (p *Pass) inputs(l, i int) (ts []trace.Term) {
	for j := range p.Net.Layers[l-1].In {
		ts = append(ts, p.term(l, Weight, i, j), p.term(l-1, Activated, j, 0))
	}
	return ts
}

// madeActivationGrad: the loss pulls at an output; at any other activation
// j, every neuron above pulls by its weight.
func (p *Pass) madeActivationGrad(l, j int) (op trace.Op, ts []trace.Term) {
	if l == len(p.Net.Layers) {
		return p.madeOutputGrad(j)
	}
	for i := range p.Net.Layers[l].Out {
		ts = append(ts, p.term(l+1, Weight, i, j), p.term(l+1, SumGrad, i, 0))
	}
	return trace.Dot, ts
}

func (p *Pass) term(l int, part Part, i, j int) trace.Term {
	return trace.Term{Ref: Of(l, part, i, j), Value: p.value(l, part, i, j)}
}

// value looks a number up.
func (p *Pass) value(l int, part Part, i, j int) float64 {
	switch part {
	case Activated:
		return p.A[l][i]
	case ActivationGrad:
		return p.DA[l][i]
	case Total:
		return p.Z[l][i]
	case SumGrad, BiasGrad:
		return p.DZ[l][i]
	case WeightGrad:
		return p.WeightGrad(l, i, j)
	}
	layer := &p.Net.Layers[l-1]
	switch part {
	case Weight:
		return layer.Weight(i, j)
	case Bias:
		return layer.B[i]
	}
	return activations[layer.Activation].slope(p.Z[l][i], p.A[l][i]) // SlopeAt
}
