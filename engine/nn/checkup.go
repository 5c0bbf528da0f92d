package nn

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// A Checkup explains what Inspect finds of a network on the examples of an
// Evaluation; it is a trace.Source that explains the Evaluation's numbers, too.
type Checkup struct{ Evaluation }

// GradientRef names the mean size of ∂L/∂z in layer l, Health's Gradient.
func GradientRef(l int) trace.Ref { return trace.Ref{Name: "gradient size", I: l} }

// OnRef names the share of examples that give neuron i of layer l a sum above
// 0, a Unit's On.
func OnRef(l, i int) trace.Ref { return trace.Ref{Name: "share on", I: l, J: i} }

// SaturatedRef names the share of examples in which neuron i of layer l is
// saturated, a Unit's Saturated.
func SaturatedRef(l, i int) trace.Ref { return trace.Ref{Name: "share saturated", I: l, J: i} }

// sizeRef names |∂L/∂z| of neuron i of layer l, in one example.
func sizeRef(l, i int) trace.Ref { return trace.Ref{Name: "size", I: l, J: i} }

// Explain implements trace.Source. How many examples switch a neuron on, or
// saturate it, is counted, that is, given.
func (c Checkup) Explain(r trace.Ref) (trace.Step, bool) {
	if s, ok := c.Evaluation.Explain(r); ok {
		return s, true
	}
	if !c.Net.has(r.I, SumGrad, r.J, 0) || len(c.Examples) == 0 {
		return trace.Step{}, false
	}
	switch r {
	case GradientRef(r.I):
		return c.gradient(r.I), true
	case OnRef(r.I, r.J), SaturatedRef(r.I, r.J), counted(OnRef(r.I, r.J)), counted(SaturatedRef(r.I, r.J)):
		return c.share(r)
	}
	head, own, _ := strings.Cut(r.Name, ".")
	k, err := strconv.Atoi(strings.TrimPrefix(head, "example"))
	if err != nil || !within(k, len(c.Examples)) || r.Name != OfExample(k, trace.Ref{Name: own}).Name {
		return trace.Step{}, false
	}
	return c.inExample(k, trace.Ref{Name: own, I: r.I, J: r.J})
}

// gradient is the mean over the examples.
func (c Checkup) gradient(l int) trace.Step {
	s := trace.Step{Ref: GradientRef(l), Op: trace.Mean}
	for k := range c.Examples {
		in, _ := c.inExample(k, GradientRef(l))
		s.Args = append(s.Args, trace.Term{Ref: in.Ref, Value: in.Value})
	}
	s.Value = s.Recompute()
	return s
}

// inExample explains the mean size over the neurons of a layer in one example,
// and the sizes that it is the mean of.
func (c Checkup) inExample(k int, r trace.Ref) (trace.Step, bool) {
	p := c.pass(k)
	grad := func(i int) trace.Term {
		return trace.Term{Ref: OfExample(k, Of(r.I, SumGrad, i, 0)), Value: p.DZ[r.I][i]}
	}
	t := trace.Table{}
	switch r {
	case sizeRef(r.I, r.J):
		t.Do(OfExample(k, r), trace.Abs, grad(r.J))
	case GradientRef(r.I):
		var sizes []trace.Term
		for i := range c.Net.Layers[r.I-1].Out {
			sizes = append(sizes, t.Do(OfExample(k, sizeRef(r.I, i)), trace.Abs, grad(i)))
		}
		t.Do(OfExample(k, r), trace.Mean, sizes...)
	}
	s, ok := t[OfExample(k, r)]
	return s, ok
}

// counted names the number of examples that a share is made of.
func counted(share trace.Ref) trace.Ref {
	share.Name += ": examples"
	return share
}

// share explains a share of the examples, and how many they are.
func (c Checkup) share(r trace.Ref) (trace.Step, bool) {
	unit, n := Inspect(c.Net, c.Loss, c.Examples)[r.I-1].Units[r.J], float64(len(c.Examples))
	t := trace.Table{}
	for share, v := range map[trace.Ref]float64{OnRef(r.I, r.J): unit.On, SaturatedRef(r.I, r.J): unit.Saturated} {
		t.Do(share, trace.Quotient, t.Given(counted(share), math.Round(v*n)), t.Given(countRef, n))
	}
	s, ok := t[r]
	return s, ok
}
