package trace

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func at(name string) Ref { return Ref{Name: name} }

// neuron is tanh(2·3 + 0.5).
func neuron() Table {
	given := func(n string, v float64) Step { return Step{Ref: at(n), Value: v} }
	return Table{
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
	wrongAgain := neuron()
	wrongAgain[at("wx")] = Step{at("wx"), 8, Product, []Term{{at("w"), 2}, {at("w"), 4}}}
	if Check(wrongAgain, at("wx"), 1e-9) == nil {
		t.Error("a number used with two values passes")
	}
	missing := neuron()
	delete(missing, at("w"))
	if Check(missing, at("y"), 1e-9) == nil {
		t.Error("a number without explanation passes")
	}
	nan := Table{at("n"): {at("n"), math.NaN(), Log, []Term{{at("m"), -1}}}, at("m"): {Ref: at("m"), Value: -1}}
	if err := Check(nan, at("n"), 0); err != nil {
		t.Error(err)
	}
}

// One step of x = a op b each, and why it does not pass.
func TestCheckRefuses(t *testing.T) {
	inf := math.Inf(1)
	given := func(vs ...float64) (ts []Term) {
		for i, v := range vs {
			ts = append(ts, Term{Ref{"in", i, 0}, v})
		}
		return ts
	}
	for _, c := range []struct {
		step Step
		why  string
	}{
		{Step{at("x"), inf, Sum, given(2, 3)}, "5, not +Inf"},
		{Step{at("x"), -inf, Product, given(inf, 2)}, "+Inf, not -Inf"},
		{Step{at("x"), 5, Sum, given(inf, 2)}, "+Inf, not 5"},
		{Step{at("x"), math.NaN(), Sum, given(2, 3)}, "5, not NaN"},
		{Step{at("x"), 5, Sum, given(math.NaN(), 3)}, "NaN, not 5"},
		{Step{at("x"), 1, NoValue, given(2)}, "NaN, not 1"},
		{Step{at("x"), 3, Lookup, given(2, 3)}, "2, not 3"},
		{Step{at("x"), 5, Affine, given(2, 3)}, "cannot have 2 arguments"},
		{Step{at("x"), 0, Max, nil}, "cannot have 0 arguments"},
		{Step{at("x"), 0, Mean, nil}, "cannot have 0 arguments"},
		{Step{at("x"), 2, Quotient, given(4, 2, 9)}, "cannot have 3 arguments"},
		{Step{at("x"), 2, Difference, given(2)}, "cannot have 1 arguments"},
		{Step{at("x"), 6, Dot, given(2, 3, 4)}, "cannot have 3 arguments"},
		{Step{at("x"), 2, Sqrt, given(4, 4)}, "cannot have 2 arguments"},
		{Step{at("x"), 2, Given, given(4)}, "cannot have 1 arguments"},
		{Step{at("y"), 5, Sum, given(2, 3)}, "explained as y"},
	} {
		src := Table{at("x"): c.step}
		for _, a := range c.step.Args {
			src[a.Ref] = Step{Ref: a.Ref, Value: a.Value}
		}
		if err := Check(src, at("x"), 1e-9); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%+v: %v, want %q", c.step, err, c.why)
		}
	}
}

// A source whose numbers explain each other is followed only once.
func TestCheckEnds(t *testing.T) {
	loop := Table{
		at("a"): {at("a"), 1, Sum, []Term{{at("b"), 1}}},
		at("b"): {at("b"), 1, Sum, []Term{{at("a"), 1}}},
	}
	if err := Check(loop, at("a"), 0); err != nil {
		t.Error(err)
	}
}

// Two computations with the same names stand in one source.
func TestRenamedSources(t *testing.T) {
	twice := neuron()
	twice[at("x")] = Step{Ref: at("x"), Value: 3}
	twice[at("sum")] = Step{at("sum"), 2 * math.Tanh(6.5), Sum, []Term{{at("left.y"), math.Tanh(6.5)}, {at("right.y"), math.Tanh(6.5)}}}
	src := Sources{twice, Renamed("left.", neuron()), Renamed("right.", neuron())}
	if err := Check(src, at("sum"), 0); err != nil {
		t.Error(err)
	}
	s, ok := src.Explain(at("right.z"))
	if !ok || s.Ref != at("right.z") || s.Args[0].Ref != at("right.wx") {
		t.Errorf("right.z: %+v, %v", s, ok)
	}
	if s, _ := neuron().Explain(at("z")); s.Args[0].Ref != at("wx") {
		t.Errorf("the names of the source itself changed: %+v", s)
	}
	for _, name := range []string{"left.q", "other.z"} {
		if _, ok := src.Explain(at(name)); ok {
			t.Errorf("%s is explained", name)
		}
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
		{Power, []float64{-3, 2}, "(-3)²"},
		{Power, []float64{2, -3}, "2 ^ (-3)"},
		{Power, []float64{2, 0.5}, "2 ^ 0.5"},
		{Quotient, []float64{-2, -3}, "-2 / (-3)"},
		{Dot, []float64{1, 2, 3, -4}, "1 × 2 + 3 × (-4)"},
		{Lookup, []float64{257, 99, 97}, "257 at 99, 97"},
		{Lookup, []float64{257}, "257"},
		{Affine, []float64{1, -2, 3}, "1 × (-2) + 3"},
		{Affine, []float64{3}, "3"},
		{Mean, []float64{1, -2}, "(1 + (-2)) / 2"},
		{Max, []float64{1, -2}, "the largest of 1, -2"},
		{Sin, []float64{0}, "sin(0)"},
		{Square, []float64{-2}, "(-2)²"},
		{Abs, []float64{-2}, "|-2|"},
		{Negate, []float64{2}, "−2"},
		{Negate, []float64{-2}, "−(-2)"},
		{Given, nil, "0.3"},
		{NoValue, []float64{1, 0}, "1 and 0 lead to no value"},
		{NoValue, []float64{0}, "0 leads to no value"},
	} {
		s := Step{Op: c.op, Value: 0.3}
		for _, a := range c.args {
			s.Args = append(s.Args, Term{Value: a})
		}
		if got := s.Text(format); got != c.want {
			t.Errorf("%v: %q, want %q", c.op, got, c.want)
		}
	}
}

// Operands that are formulas or powers of ten stand in brackets where they
// would be misread without.
func TestTextOfTexts(t *testing.T) {
	for _, c := range []struct {
		op   Op
		args []string
		want string
	}{
		{Square, []string{"1.5×10⁻⁷"}, "(1.5×10⁻⁷)²"},
		{Quotient, []string{"2", "1.5×10⁻⁷"}, "2 / (1.5×10⁻⁷)"},
		{Product, []string{"2", "x + 1", "−y"}, "2 × (x + 1) × (−y)"},
		{Difference, []string{"a + b", "c − d"}, "a + b − (c − d)"},
		{Sum, []string{"a − b", "c − d", "−e"}, "a − b + c − d + (−e)"},
		{Power, []string{"x²", "12"}, "(x²)¹²"},
		{Power, []string{"2x", "n + 1"}, "(2x) ^ (n + 1)"},
		{Quotient, []string{"1", "2x"}, "1 / (2x)"},
		{Quotient, []string{"1", "2e"}, "1 / (2e)"},
		{Quotient, []string{"1", "2e-9"}, "1 / 2e-9"},
		{Quotient, []string{"a + b", "sin(x + 1)"}, "(a + b) / sin(x + 1)"},
		{Product, []string{"|x + 1|", "f(x) + 1"}, "|x + 1| × (f(x) + 1)"},
		{Negate, []string{"x + 1"}, "−(x + 1)"},
		{Negate, []string{"2 × x"}, "−2 × x"},
		{Dot, []string{"a", "b + c", "−d", "e"}, "a × (b + c) + (−d) × e"},
		{Product, []string{"learning rate", "slope in x after 1 step"}, "learning rate × slope in x after 1 step"},
	} {
		s, i := Step{Op: c.op, Args: make([]Term, len(c.args))}, -1
		got := s.Text(func(float64) string { i++; return c.args[i] })
		if got != c.want {
			t.Errorf("%v of %q: %q, want %q", c.op, c.args, got, c.want)
		}
	}
}

// Every operation can be done and written with as many arguments as it has.
func TestOps(t *testing.T) {
	for o := Sum; int(o) < len(ops); o++ {
		s := Step{Op: o, Args: []Term{{Value: 0.5}, {Value: 0.25}}}
		if !ops[o].args(2) {
			s.Args = s.Args[:1]
		}
		if !ops[o].args(len(s.Args)) {
			t.Errorf("%v has neither one argument nor two", o)
		}
		if v := s.Recompute(); math.IsNaN(v) {
			t.Errorf("%v of 0.5 and 0.25 is not a number", o)
		}
		if s.Text(func(float64) string { return "a" }) == "" || o.String() == "" {
			t.Errorf("operation %d has no words", o)
		}
	}
}

// Operations of one argument at places where their value is known.
func TestValues(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		op      Op
		a, want float64
	}{
		{Negate, 2, -2}, {Square, -3, 9}, {Sqrt, 9, 3}, {Sqrt, -1, nan}, {Abs, -2, 2},
		{Exp, 0, 1}, {Log, math.E, 1}, {Log10, 1000, 3}, {Sin, math.Pi / 2, 1}, {Cos, 0, 1},
		{Tan, 0, 0}, {Asin, 1, math.Pi / 2}, {Acos, 1, 0}, {Atan, 1, math.Pi / 4},
		{Sinh, 0, 0}, {Cosh, 0, 1}, {Tanh, math.Inf(1), 1}, {Sigmoid, 0, 0.5}, {Sigmoid, -1000, 0},
		{ReLU, -2, 0}, {ReLU, 2, 2}, {GELU, 0, 0}, {GELU, 1, 0.8411919906082768}, {GELU, -1, -0.15880800939172324}, {Step01, -2, 0}, {Step01, 2, 1}, {Step01, 0, nan},
		{Sign, -2, -1}, {Sign, 0, 0}, {Sign, 2, 1}, {Sign, nan, nan}, {NoValue, 1, nan},
	} {
		s := Step{Op: c.op, Args: []Term{{Value: c.a}}}
		if got := s.Recompute(); !near(got, c.want, 1e-15) {
			t.Errorf("%v of %v is %v, want %v", c.op, c.a, got, c.want)
		}
	}
}

// tanh(2·3 + 0.5), worked out step by step.
func TestWork(t *testing.T) {
	work := Work{Table: Table{}, Name: "work", I: 7}
	z := work.Op(Sum, work.Op(Product, work.Num(2), work.Given(at("x"), 3)), work.Num(0.5))
	op, args := work.Result(work.Op(Tanh, z))
	work.Table[at("y")] = Step{at("y"), math.Tanh(6.5), op, args}
	if err := Check(work, at("y"), 0); err != nil || op != Tanh || args[0].Ref != (Ref{"work", 7, 3}) {
		t.Errorf("%v of %v: %v", op, args, err)
	}
	for _, given := range []Term{{at("x"), 3}, work.Num(4)} {
		if op, args := work.Result(given); op != Sum || args[0] != given {
			t.Errorf("%v of %v, want the sum of %v", op, args, given)
		}
	}
}

// Probabilities sum to 1 and recompute, for logits of any size.
func TestSoftmax(t *testing.T) {
	for _, logits := range [][]float64{{1, 2, 3}, {0}, {1e5, -1e5, 1e5 - 1}, {-800, -801}} {
		table, total := Table{}, 0.0
		var z []Term
		for i, v := range logits {
			z = append(z, table.Given(Ref{"logit", i, 0}, v))
		}
		s := table.Softmax("probability", z)
		for i, p := range s.P {
			total += p.Value
			if err := Check(table, p.Ref, 1e-15); err != nil || p.Ref != (Ref{"probability", i, 0}) {
				t.Errorf("%v: %v", p.Ref, err)
			}
			if ln := s.Shifted[i].Value - s.LnSum.Value; p.Value > 0 && math.Abs(ln-math.Log(p.Value)) > 1e-12 {
				t.Errorf("ln %v is %v", p.Value, ln)
			}
		}
		if math.Abs(total-1) > 1e-15 {
			t.Errorf("%v: the sum is %v", logits, total)
		}
	}
}
