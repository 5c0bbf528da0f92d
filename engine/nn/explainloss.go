package nn

import "zerotoai/engine/trace"

// LossRef names the loss of a Pass.
var LossRef = trace.Ref{Name: "loss"}

// TargetRef names the target of output i.
func TargetRef(i int) trace.Ref { return trace.Ref{Name: "target", I: i} }

// ProbabilityRef names the softmax of output i. A single output has two: of
// class 1, and of class 0.
func ProbabilityRef(i int) trace.Ref { return trace.Ref{Name: "probability", I: i} }

// explainLoss explains a probability, the loss, a target, or a number on the
// way to them, whose name begins with "probability" or "loss".
func (p *Pass) explainLoss(r trace.Ref) (trace.Step, bool) {
	t := trace.Table{}
	soft := t.Softmax(ProbabilityRef(0).Name, p.logits(t))
	switch {
	case !p.back || p.Loss == elsewhere:
	case p.Loss == CrossEntropy:
		p.crossEntropy(t, soft)
	default:
		p.squaredError(t)
	}
	s, ok := t[r]
	return s, ok
}

func (p *Pass) squaredError(t trace.Table) {
	var squares []trace.Term
	for i := range p.targets(t)[:len(p.Target)] {
		difference := p.term(len(p.Net.Layers), ActivationGrad, i, 0)
		squares = append(squares, t.Do(lossPart("square", i), trace.Square, difference))
	}
	total := t.Do(lossPart("sum of squares", 0), trace.Sum, squares...)
	t.Do(LossRef, trace.Quotient, total, t.Given(lossPart("two", 0), 2))
}

func lossPart(name string, i int) trace.Ref { return trace.Ref{Name: "loss." + name, I: i} }

// crossEntropy does what the function of this name does.
func (p *Pass) crossEntropy(t trace.Table, soft trace.Softmax) {
	var terms []trace.Term
	for i, target := range p.targets(t) {
		ln := t.Do(lossPart("ln of probability", i), trace.Difference, soft.Shifted[i], soft.LnSum)
		terms = append(terms, target, ln)
	}
	t.Do(LossRef, trace.Negate, t.Do(lossPart("weighed", 0), trace.Dot, terms...))
}

// logits returns the outputs; a single one gets its rival.
func (p *Pass) logits(t trace.Table) (z []trace.Term) {
	for i := range p.Outputs() {
		z = append(z, p.term(len(p.Net.Layers), Activated, i, 0))
	}
	if len(z) == 1 {
		z = append(z, t.Given(lossPart("rival", 0), 0))
	}
	return z
}

// targets returns the targets of logits.
func (p *Pass) targets(t trace.Table) (ts []trace.Term) {
	for i, v := range p.Target {
		ts = append(ts, t.Given(TargetRef(i), v))
	}
	if len(ts) == 1 {
		ts = append(ts, t.Do(TargetRef(1), trace.Difference, t.Given(lossPart("one", 0), 1), ts[0]))
	}
	return ts
}

// madeOutputGrad: what the loss says about output i.
func (p *Pass) madeOutputGrad(i int) (trace.Op, []trace.Term) {
	if p.Loss == elsewhere {
		return trace.Given, nil
	}
	target := trace.Term{Ref: TargetRef(i), Value: p.Target[i]}
	if p.Loss == CrossEntropy {
		return trace.Difference, []trace.Term{{Ref: ProbabilityRef(i), Value: p.P[i]}, target}
	}
	return trace.Difference, []trace.Term{p.term(len(p.Net.Layers), Activated, i, 0), target}
}
