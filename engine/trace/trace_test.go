package trace

import (
	"math"
	"strconv"
	"testing"
)

// A table is a Source of steps by their refs.
type table map[Ref]Step

func (t table) Explain(r Ref) (Step, bool) { s, ok := t[r]; return s, ok }

func at(name string) Ref { return Ref{Name: name} }

// neuron is tanh(2·3 + 0.5).
func neuron() table {
	given := func(n string, v float64) Step { return Step{Ref: at(n), Value: v} }
	return table{
		at("w"): given("w", 2), at("x"): given("x", 3), at("b"): given("b", 0.5),
		at("wx"): {at("wx"), 6, Product, []Term{{at("w"), 2}, {at("x"), 3}}},
		at("z"):  {at("z"), 6.5, Sum, []Term{{at("wx"), 6}, {at("b"), 0.5}}},
		at("y"):  {at("y"), math.Tanh(6.5), Tanh, []Term{{at("z"), 6.5}}},
	}
}

func TestCheck(t *testing.T) {
	if err := Check(neuron(), at("y"), 0); err != nil {
		t.Error(err)
	}
	if err := Check(neuron(), at("q"), 0); err == nil {
		t.Error("an unknown number passes")
	}
	wrongSum := neuron()
	s := wrongSum[at("z")]
	s.Args = []Term{{at("wx"), 6}, {at("b"), 0.25}}
	wrongSum[at("z")] = s
	if Check(wrongSum, at("y"), 1e-9) == nil {
		t.Error("a sum that does not add up passes")
	}
	wrongUse := neuron()
	wrongUse[at("x")] = Step{Ref: at("x"), Value: 4}
	if Check(wrongUse, at("y"), 1e-9) == nil {
		t.Error("a number used with another value passes")
	}
	missing := neuron()
	delete(missing, at("w"))
	if Check(missing, at("y"), 1e-9) == nil {
		t.Error("a number without explanation passes")
	}
	nan := table{at("n"): {at("n"), math.NaN(), Log, []Term{{at("m"), -1}}}, at("m"): {Ref: at("m"), Value: -1}}
	if err := Check(nan, at("n"), 0); err != nil {
		t.Error(err)
	}
}

func TestText(t *testing.T) {
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
	for _, c := range []struct {
		op   Op
		args []float64
		want string
	}{
		{Sum, []float64{1, -2}, "1 + (-2)"},
		{Difference, []float64{3, 0.3}, "3 − 0.3"},
		{Product, []float64{0.05, 6}, "0.05 × 6"},
		{Power, []float64{-3, 2}, "(-3) ^ 2"},
		{Dot, []float64{1, 2, 3, -4}, "1 × 2 + 3 × (-4)"},
		{Sin, []float64{0}, "sin(0)"},
		{Square, []float64{-2}, "(-2)²"},
	} {
		s := Step{Op: c.op}
		for _, a := range c.args {
			s.Args = append(s.Args, Term{Value: a})
		}
		if got := s.Text(format); got != c.want {
			t.Errorf("%v: %q, want %q", c.op, got, c.want)
		}
	}
}

// Every operation can be done and written.
func TestOps(t *testing.T) {
	for o := Sum; int(o) < len(ops); o++ {
		s := Step{Op: o, Args: []Term{{Value: 0.5}, {Value: 0.25}}}
		if v := s.Recompute(); math.IsNaN(v) {
			t.Errorf("%v of 0.5 and 0.25 is not a number", o)
		}
		if s.Text(func(float64) string { return "a" }) == "" || o.String() == "" {
			t.Errorf("operation %d has no words", o)
		}
	}
}
