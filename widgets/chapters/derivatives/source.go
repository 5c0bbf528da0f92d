package derivatives

import (
	"math"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
	"zerotoai/widgets/curve"
)

// Names of the chapter's own numbers.
var (
	pointRef = trace.Ref{Name: "x"}
	valueRef = expr.ValueRef(0)
	slopeRef = trace.Ref{Name: slopePrefix + valueRef.Name}
	nudgeRef = trace.Ref{Name: "nudge"}
	riseRef  = trace.Ref{Name: "rise"}
	ratioRef = trace.Ref{Name: "ratio"}
)

const (
	slopePrefix = "slope "
	aheadPrefix = "ahead "
)

// value is the formula worked out at the point.
func (s *study) value() curve.Value {
	return curve.Value{Expr: s.curve.Expr, At: s.x, Whole: "f(x)", Input: "x", Given: placed}
}

// steepness is the derivative worked out there.
func (s *study) steepness() curve.Value {
	return curve.Value{Prefix: slopePrefix, Expr: s.derivative, At: s.x, Whole: "f′(x)", Input: "x", Given: placed}
}

// placed says where the point comes from.
const placed = "the point that you placed"

// Explain implements trace.Source: a study explains the value and the slope at
// its point. Where the curve breaks or has no value there is no slope, whatever
// the formula of the derivative says.
func (s *study) Explain(r trace.Ref) (trace.Step, bool) {
	value := s.value()
	switch {
	case r == pointRef:
		return trace.Step{Ref: r, Value: s.x}, true
	case r == slopeRef && math.IsNaN(s.slope()) && !math.IsNaN(s.derivative.Eval(s.x)):
		return trace.Step{Ref: r, Value: math.NaN(), Op: trace.NoValue, Args: []trace.Term{value.Term()}}, true
	}
	return curve.Values{value, s.steepness()}.Explain(r)
}

// name says what a number of an explanation is.
func (s *study) name(r trace.Ref) string {
	if r == pointRef {
		return "x"
	}
	return curve.Values{s.value(), s.steepness()}.Name(r)
}

// origin says where a given number comes from.
func (s *study) origin(r trace.Ref) string {
	if r == pointRef {
		return placed
	}
	return curve.Values{s.value(), s.steepness()}.Origin(r)
}

// ahead is the formula worked out a nudge further.
func (k *secant) ahead() curve.Value {
	return curve.Value{
		Prefix: aheadPrefix, Expr: k.study.curve.Expr, At: k.study.x + k.h,
		Whole: "f(x + Δx)", Input: "x + Δx", Given: "the point that you placed, and the nudge",
	}
}

// Explain implements trace.Source: a secant explains the ratio of two
// differences, down to the formula at both ends.
func (k *secant) Explain(r trace.Ref) (trace.Step, bool) {
	switch r {
	case nudgeRef:
		return trace.Step{Ref: r, Value: k.h}, true
	case riseRef:
		return trace.Step{Ref: r, Value: k.rise(), Op: trace.Difference, Args: []trace.Term{k.ahead().Term(), k.study.value().Term()}}, true
	case ratioRef:
		return trace.Step{Ref: r, Value: k.ratio(), Op: trace.Quotient, Args: []trace.Term{{Ref: riseRef, Value: k.rise()}, {Ref: nudgeRef, Value: k.h}}}, true
	}
	if s, ok := k.ahead().Explain(r); ok {
		return s, true
	}
	return k.study.Explain(r)
}

func (k *secant) name(r trace.Ref) string {
	switch r {
	case nudgeRef:
		return "Δx"
	case riseRef:
		return "Δy"
	case ratioRef:
		return "slope of the secant"
	}
	if s, ok := k.ahead().Name(r); ok {
		return s
	}
	return k.study.name(r)
}

func (k *secant) origin(r trace.Ref) string {
	if r == nudgeRef {
		return "your nudge"
	}
	if s, ok := k.ahead().Origin(r); ok {
		return s
	}
	return k.study.origin(r)
}
