package nn

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// An Evaluation explains the Score of a network on examples; it is a
// trace.Source.
type Evaluation struct {
	Net      *Network
	Loss     Loss
	Examples []Example

	// Points, if there are any, are what Examples says Features of: then
	// inputs are explained by them, not given.
	Points   []Point
	Features []Feature
}

// The names of the numbers of a Score.
var (
	MeanLossRef = trace.Ref{Name: "mean loss"}
	AccuracyRef = trace.Ref{Name: "accuracy"}

	rightRef = trace.Ref{Name: "examples right"}
	countRef = trace.Ref{Name: "examples"}
)

// OfExample names what a Pass of example k calls r.
func OfExample(k int, r trace.Ref) trace.Ref {
	r.Name = examplePrefix(k) + r.Name
	return r
}

func examplePrefix(k int) string { return fmt.Sprintf("example%d.", k) }

// Explain implements trace.Source: the mean loss is that of the losses of the
// examples, each of which is worked out by a Pass of its own when it is asked
// for. How many are right is counted, that is, given.
func (e Evaluation) Explain(r trace.Ref) (trace.Step, bool) {
	if digits, _, ok := strings.Cut(strings.TrimPrefix(r.Name, "example"), "."); ok {
		k, err := strconv.Atoi(digits)
		if err != nil || !within(k, len(e.Examples)) {
			return trace.Step{}, false
		}
		return trace.Renamed(examplePrefix(k), e.example(k)).Explain(r)
	}
	if len(e.Examples) == 0 {
		return trace.Step{}, false
	}
	if r == MeanLossRef {
		return e.meanLoss(), true
	}
	t := trace.Table{}
	_, right := e.each()
	t.Do(AccuracyRef, trace.Quotient, t.Given(rightRef, float64(right)), t.Given(countRef, float64(len(e.Examples))))
	s, ok := t[r]
	return s, ok
}

// example returns the numbers of an example.
func (e Evaluation) example(k int) trace.Source {
	p := e.pass(k)
	if k >= len(e.Points) {
		return p
	}
	return trace.Sources{Place{e.Features, e.Points[k].X, e.Points[k].Y}, p}
}

// pass goes forward and backward with an example.
func (e Evaluation) pass(k int) *Pass {
	p := NewPass(e.Net)
	p.Forward(e.Examples[k].In)
	p.Backward(e.Loss, e.Net.Target(e.Loss, e.Examples[k].Class))
	return p
}

func (e Evaluation) meanLoss() trace.Step {
	s := trace.Step{Ref: MeanLossRef, Op: trace.Mean}
	losses, _ := e.each()
	for k, loss := range losses {
		s.Args = append(s.Args, trace.Term{Ref: OfExample(k, LossRef), Value: loss})
	}
	s.Value = s.Recompute()
	return s
}

// each returns the loss of each example, and how many are right.
func (e Evaluation) each() (losses []float64, right int) {
	p := NewPass(e.Net)
	for _, x := range e.Examples {
		p.Forward(x.In)
		losses = append(losses, p.Backward(e.Loss, e.Net.Target(e.Loss, x.Class)))
		if e.Net.Class(e.Loss, p.Outputs()) == x.Class {
			right++
		}
	}
	return losses, right
}
