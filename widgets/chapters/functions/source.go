package functions

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/curve"
)

// A source explains the numbers of the read-outs.
type source struct{ *graph }

var (
	inputRef = trace.Ref{Name: "x"}
	movedRef = trace.Ref{Name: "output moves by"}
)

// values are the output at the input and a nudge further.
func (s source) values() curve.Values {
	f := s.curve.Expr
	return curve.Values{
		{Expr: f, At: s.x, Whole: "f(x)", Input: "x", Given: "your input"},
		{
			Prefix: "nudged ", Expr: f, At: s.x + nudge,
			Whole: fmt.Sprintf("f(x + %g)", nudge), Input: fmt.Sprintf("x + %g", nudge),
			Given: fmt.Sprintf("your input, and %g more", nudge),
		},
	}
}

// Explain implements trace.Source.
func (s source) Explain(r trace.Ref) (trace.Step, bool) {
	vs := s.values()
	switch r {
	case inputRef:
		return trace.Step{Ref: r, Value: s.x}, true
	case movedRef:
		return s.move(vs[1].Term(), vs[0].Term()), true
	}
	return vs.Explain(r)
}

// move is how the output gets from before to after. Of two outputs too large
// for a number the difference is unknown.
func (s source) move(after, before trace.Term) trace.Step {
	step := trace.Step{Ref: movedRef, Value: after.Value - before.Value, Op: trace.Difference, Args: []trace.Term{after, before}}
	if math.IsNaN(step.Value) {
		step.Op = trace.NoValue
	}
	return step
}

// name says what a number of an explanation is.
func (s source) name(r trace.Ref) string {
	switch r {
	case inputRef:
		return "x"
	case movedRef:
		return "how far the output moves"
	}
	return s.values().Name(r)
}

// origin says where a given number comes from.
func (s source) origin(r trace.Ref) string {
	if r == inputRef {
		return "your input"
	}
	return s.values().Origin(r)
}
