package curve

import (
	"strings"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
)

// A Value is a formula worked out at a place: the source of a number card, and
// the words for it.
type Value struct {
	Prefix string // leads the names of its numbers, so that several Values can stand in one card
	Expr   *expr.Expr
	At     float64

	Whole string // what the value is called: "f(x + 0.01)"
	Input string // what the place is called: "x + 0.01"
	Given string // where the place comes from: "your input, and 0.01 more"
}

// Ref is the name of the value.
func (v Value) Ref() trace.Ref { return v.ref(0) }

func (v Value) ref(part int) trace.Ref {
	r := expr.ValueRef(part)
	r.Name = v.Prefix + r.Name
	return r
}

// Term is the value as an argument of something else.
func (v Value) Term() trace.Term { return trace.Term{Ref: v.Ref(), Value: v.Expr.Eval(v.At)} }

// Explain implements trace.Source.
func (v Value) Explain(r trace.Ref) (trace.Step, bool) {
	return trace.Renamed(v.Prefix, v.Expr.At(v.At)).Explain(r)
}

// part is the part of the formula that r names.
func (v Value) part(r trace.Ref) (*expr.Expr, bool) {
	if !strings.HasPrefix(r.Name, v.Prefix) || r.I < 0 || r.I >= v.Expr.Len() || r != v.ref(r.I) {
		return nil, false
	}
	return v.Expr.Part(r.I), true
}

// Name says what the number r is, if it is one of v.
func (v Value) Name(r trace.Ref) (string, bool) {
	p, ok := v.part(r)
	switch {
	case !ok:
		return "", false
	case r.I == 0:
		return v.Whole, true
	case isX(p):
		return v.Input, true
	case v.Input == "x" || !p.HasX():
		return p.String(), true
	}
	return p.String() + " at " + v.Input, true
}

// Origin says where the number r comes from, if it is a given one of v.
func (v Value) Origin(r trace.Ref) (string, bool) {
	p, ok := v.part(r)
	if ok && isX(p) {
		return v.Given, true
	}
	return "a number of the formula", ok
}

func isX(e *expr.Expr) bool { return e.Len() == 1 && e.HasX() }

// Values are those of one card.
type Values []Value

// Explain implements trace.Source.
func (vs Values) Explain(r trace.Ref) (trace.Step, bool) {
	for _, v := range vs {
		if s, ok := v.Explain(r); ok {
			return s, true
		}
	}
	return trace.Step{}, false
}

// Name says what the number r is, or "".
func (vs Values) Name(r trace.Ref) string {
	for _, v := range vs {
		if s, ok := v.Name(r); ok {
			return s
		}
	}
	return ""
}

// Origin says where a given number comes from, or "".
func (vs Values) Origin(r trace.Ref) string {
	for _, v := range vs {
		if s, ok := v.Origin(r); ok {
			return s
		}
	}
	return ""
}
