package curve_test

import (
	"testing"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
	"zerotoai/widgets/curve"
)

// values are x² + 1 at 3, and a nudge further.
func values(t *testing.T) curve.Values {
	f, err := expr.Parse("x^2 + 1")
	if err != nil {
		t.Fatal(err)
	}
	return curve.Values{
		{Expr: f, At: 3, Whole: "f(x)", Input: "x", Given: "your input"},
		{Prefix: "nudged ", Expr: f, At: 3.5, Whole: "f(x + 0.5)", Input: "x + 0.5", Given: "your input, and 0.5 more"},
	}
}

// Each number is explained, recomputes, and is called by words of its own;
// what is given is told apart from the reader's input.
func TestValues(t *testing.T) {
	vs := values(t)
	for _, c := range []struct {
		ref          trace.Ref
		value        float64
		name, origin string
	}{
		{vs[0].Ref(), 10, "f(x)", "a number of the formula"},
		{trace.Ref{Name: "value", I: 1}, 9, "x²", "a number of the formula"},
		{trace.Ref{Name: "value", I: 2}, 3, "x", "your input"},
		{trace.Ref{Name: "value", I: 3}, 2, "2", "a number of the formula"},
		{vs[1].Ref(), 13.25, "f(x + 0.5)", "a number of the formula"},
		{trace.Ref{Name: "nudged value", I: 1}, 12.25, "x² at x + 0.5", "a number of the formula"},
		{trace.Ref{Name: "nudged value", I: 3}, 2, "2", "a number of the formula"},
		{trace.Ref{Name: "nudged value", I: 2}, 3.5, "x + 0.5", "your input, and 0.5 more"},
	} {
		s, ok := vs.Explain(c.ref)
		if !ok || s.Value != c.value {
			t.Errorf("%v is %v", c.ref, s)
		}
		if name, origin := vs.Name(c.ref), vs.Origin(c.ref); name != c.name || origin != c.origin {
			t.Errorf("%v is called %q, given: %q", c.ref, name, origin)
		}
		if err := trace.Check(vs, c.ref, 0); err != nil {
			t.Error(err)
		}
	}
	if got := vs[1].Term(); got != (trace.Term{Ref: vs[1].Ref(), Value: 13.25}) {
		t.Errorf("as an argument: %v", got)
	}
	for _, r := range []trace.Ref{{Name: "value", I: 99}, {Name: "value", I: -1}, {Name: "value", J: 1}, {Name: "slope value"}, {}} {
		if _, ok := vs.Explain(r); ok || vs.Name(r) != "" || vs.Origin(r) != "" {
			t.Errorf("%v is known", r)
		}
	}
}
