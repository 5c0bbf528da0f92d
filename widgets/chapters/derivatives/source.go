package derivatives

import (
	"fmt"
	"strings"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
)

// Names in explanations. A prefix leads the parts of another formula, or of
// the same one at another place.
const (
	slopePrefix = "slope "
	aheadPrefix = "ahead "
	riseName    = "rise"
	ratioName   = "ratio"
)

// A source explains the value and the slope at the point.
type source struct{ *study }

// Explain implements trace.Source.
func (s source) Explain(r trace.Ref) (trace.Step, bool) {
	x := trace.Ref{Name: "x"}
	return trace.Sources{
		trace.Table{x: {Ref: x, Value: s.x}},
		s.curve.Expr.At(s.x),
		trace.Renamed(slopePrefix, s.derivative.At(s.x)),
	}.Explain(r)
}

// Explain implements trace.Source for the secant: the ratio of two
// differences, down to the formula at both ends.
func (k *secant) Explain(r trace.Ref) (trace.Step, bool) {
	value := expr.ValueRef(0)
	ahead := k.study.curve.Expr.At(k.study.x + k.h)
	here := k.study.curve.Expr.At(k.study.x)
	rise := trace.Ref{Name: riseName}
	h := trace.Ref{Name: "h"}
	return trace.Sources{
		trace.Table{
			h: {Ref: h, Value: k.h},
			rise: {Ref: rise, Value: k.rise(), Op: trace.Difference, Args: []trace.Term{
				{Ref: trace.Ref{Name: aheadPrefix + value.Name}, Value: ahead.Value()}, {Ref: value, Value: here.Value()}}},
			{Name: ratioName}: {Ref: trace.Ref{Name: ratioName}, Value: k.ratio(), Op: trace.Quotient, Args: []trace.Term{
				{Ref: rise, Value: k.rise()}, {Ref: h, Value: k.h}}},
		},
		source{k.study}, trace.Renamed(aheadPrefix, ahead),
	}.Explain(r)
}

// name says what a number of an explanation is.
func (s *study) name(r trace.Ref) string {
	switch {
	case r.Name == "x":
		return "x"
	case r.Name == expr.ValueRef(0).Name && r.I < s.curve.Expr.Len():
		return s.curve.Expr.Part(r.I).String()
	case strings.HasPrefix(r.Name, slopePrefix) && strings.HasSuffix(r.Name, expr.ValueRef(0).Name) && r.I < s.derivative.Len():
		return s.derivative.Part(r.I).String()
	}
	return strings.TrimPrefix(strings.TrimPrefix(r.Name, slopePrefix), aheadPrefix)
}

func (k *secant) name(r trace.Ref) string {
	switch {
	case r.Name == "h":
		return "the nudge Δx"
	case r.Name == riseName:
		return "the rise Δy"
	case r.Name == ratioName:
		return "Δy/Δx"
	case strings.HasPrefix(r.Name, aheadPrefix) && strings.HasSuffix(r.Name, expr.ValueRef(0).Name) && r.I < k.study.curve.Expr.Len():
		return fmt.Sprintf("%v at x + Δx", k.study.curve.Expr.Part(r.I))
	}
	return k.study.name(r)
}

func origin(r trace.Ref) string {
	switch {
	case r.Name == "x", r.Name == slopePrefix+"x":
		return "the point that you placed"
	case r.Name == aheadPrefix+"x":
		return "the point that you placed, and the nudge"
	case r.Name == "h":
		return "your nudge"
	}
	return "a number of the formula"
}
