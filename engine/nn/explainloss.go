package nn

import "zerotoai/engine/trace"

// LossRef names the loss of a Pass.
var LossRef = trace.Ref{Name: "loss"}

// TargetRef names the target of output i.
func TargetRef(i int) trace.Ref { return trace.Ref{Name: "target", I: i} }

// ProbabilityRef names Pass.P[i], the probability that CrossEntropy judges.
func ProbabilityRef(i int) trace.Ref { return trace.Ref{Name: "probability", I: i} }

// explainLoss explains the loss, a target, a probability, or a number on the
// way to them, whose name begins with "loss" or "probability".
func (p *Pass) explainLoss(r trace.Ref) (trace.Step, bool) {
	if !p.back || p.Loss == elsewhere {
		return trace.Step{}, false
	}
	t := trace.Table{}
	for i, v := range p.Target {
		t.Given(TargetRef(i), v)
	}
	if p.Loss == CrossEntropy {
		p.crossEntropy(t)
	} else {
		p.squaredError(t)
	}
	s, ok := t[r]
	return s, ok
}

func (p *Pass) squaredError(t trace.Table) {
	var squares []trace.Term
	for i := range p.Target {
		difference := p.term(len(p.Net.Layers), ActivationGrad, i, 0)
		squares = append(squares, t.Do(lossPart("square", i), trace.Square, difference))
	}
	total := t.Do(lossPart("sum of squares", 0), trace.Sum, squares...)
	t.Do(LossRef, trace.Quotient, total, t.Given(lossPart("two", 0), 2))
}

func lossPart(name string, i int) trace.Ref { return trace.Ref{Name: "loss." + name, I: i} }

// crossEntropy does what the function of this name does.
func (p *Pass) crossEntropy(t trace.Table) {
	z, targets := p.logits(t)
	soft := t.Softmax(ProbabilityRef(0).Name, z)
	var terms []trace.Term
	for i, shifted := range soft.Shifted {
		ln := t.Do(lossPart("ln of probability", i), trace.Difference, shifted, soft.LnSum)
		terms = append(terms, targets[i], ln)
	}
	t.Do(LossRef, trace.Negate, t.Do(lossPart("weighed", 0), trace.Dot, terms...))
}

// logits returns the outputs and targets; a single output gets its rival.
func (p *Pass) logits(t trace.Table) (z, targets []trace.Term) {
	for i, v := range p.Target {
		z = append(z, p.term(len(p.Net.Layers), Activated, i, 0))
		targets = append(targets, trace.Term{Ref: TargetRef(i), Value: v})
	}
	if len(z) == 1 {
		z = append(z, t.Given(lossPart("rival", 0), 0))
		one := t.Given(lossPart("one", 0), 1)
		targets = append(targets, t.Do(TargetRef(1), trace.Difference, one, targets[0]))
	}
	return z, targets
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
