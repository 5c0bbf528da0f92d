package expr

import (
	"math"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

func mustParse(t testing.TB, src string) *Expr {
	t.Helper()
	e, err := Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return e
}

// How formulas are read, by how they are written again and what they are at 2.
func TestParse(t *testing.T) {
	sin, cos := math.Sin, math.Cos
	for _, c := range []struct {
		src, text string
		at2       float64
	}{
		{"2", "2", 2},
		{".5", "0.5", 0.5},
		{"1e3", "1000", 1000},
		{"2e-3", "0.002", 0.002},
		{"1e300", "1e+300", 1e300},
		{"2x", "2x", 4},
		{"2(x+1)", "2(x + 1)", 6},
		{"x sin x", "x·sin(x)", 2 * sin(2)},
		{"xsinx", "x·sin(x)", 2 * sin(2)},
		{"(x+1)(x-1)", "(x + 1)(x − 1)", 3},
		{"sin 2x", "sin(2x)", sin(4)},
		{"sin x cos x", "sin(x)·cos(x)", sin(2) * cos(2)},
		{"sin 2pi x", "sin(2πx)", sin(4 * math.Pi)},
		{"sin x/2", "sin(x)/2", sin(2) / 2},
		{"sin -x", "sin(−x)", sin(-2)},
		{"sin^2 x", "sin(x)²", sin(2) * sin(2)},
		{"sin²x", "sin(x)²", sin(2) * sin(2)},
		{"sin(x)^2", "sin(x)²", sin(2) * sin(2)},
		{"sin x^2", "sin(x²)", sin(4)},
		{"SIN X", "sin(x)", sin(2)},
		{"x^2", "x²", 4},
		{"x²", "x²", 4},
		{"x⁻²", "x⁻²", 0.25},
		{"x^-2", "x⁻²", 0.25},
		{"e^-x", "e^(−x)", math.Exp(-2)},
		{"-x^2", "−x²", -4},
		{"(-x)^2", "(−x)²", 4},
		{"2^3^2", "2^3²", 512},
		{"(2^3)^2", "(2³)²", 64},
		{"2^3^x", "2^3^x", 512},
		{"|x-3|", "|x − 3|", 1},
		{"||x|-3|", "||x| − 3|", 1},
		{"2|x|", "2·|x|", 4},
		{"|x|x", "|x|·x", 4},
		{"sqrt(x+2)", "√(x + 2)", 2},
		{"√x²", "√(x²)", 2},
		{"√2x", "√2·x", 2 * math.Sqrt2},
		{"√(x)²", "(√x)²", 2},
		{"ln x", "ln(x)", math.Ln2},
		{"log 50x", "log(50x)", 2},
		{"exp x", "exp(x)", math.Exp(2)},
		{"abs(-x)", "|−x|", 2},
		{"arcsin(x/2)", "asin(x/2)", math.Pi / 2},
		{"acos(x/2)", "acos(x/2)", 0},
		{"atan x", "atan(x)", math.Atan(2)},
		{"sinh x cosh x", "sinh(x)·cosh(x)", math.Sinh(2) * math.Cosh(2)},
		{"tanh(x)", "tanh(x)", math.Tanh(2)},
		{"sigmoid(x-2)", "sigmoid(x − 2)", 0.5},
		{"relu(-x)+step x", "relu(−x) + step(x)", 1},
		{"sign(x)", "sign(x)", 1},
		{"π", "π", math.Pi},
		{"3 − x", "3 − x", 1},
		{"3 × x · 2 * 2", "3x·2·2", 24},
		{"8 ÷ x", "8/x", 4},
		{"1/2x", "1/2·x", 1},
		{"1/(2x)", "1/(2x)", 0.25},
		{"8/x/2", "8/x/2", 2},
		{"8/(x/2)", "8/(x/2)", 8},
		{"8-x-1", "8 − x − 1", 5},
		{"8-(x-1)", "8 − (x − 1)", 7},
		{"x - -x", "x − (−x)", 4},
		{"2·-x", "2(−x)", -4},
		{"-2x", "−2x", -4},
		{"--x", "−(−x)", 2},
		{"+x", "x", 2},
		{"ex", "e·x", 2 * math.E},
		{"2e - 3", "2e − 3", 2*math.E - 3},
		{"x(x+1)", "x(x + 1)", 6},
		{"2x(x+1)²", "2x(x + 1)²", 36},
		{"x²(x+1)", "x²(x + 1)", 12},
		{"x^x(x+1)", "x^x·(x + 1)", 12},
		{"e(x+1)", "e·(x + 1)", 3 * math.E},
		{"πx", "πx", 2 * math.Pi},
		{"π(x+1)", "π·(x + 1)", 3 * math.Pi},
		{"e^2x", "e²·x", 2 * math.Exp(2)},
		{"f(x) = x + 1", "x + 1", 3},
		{"y=x", "x", 2},
		{" x ", "x", 2},
		{"e^sin x", "e^sin(x)", math.Exp(sin(2))},
		{"x^(1/2)", "x^(1/2)", math.Sqrt2},
	} {
		e, err := Parse(c.src)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		if e.String() != c.text {
			t.Errorf("%s: %s, want %s", c.src, e, c.text)
		}
		if v := e.Eval(2); math.Abs(v-c.at2) > 1e-12*max(1, c.at2) {
			t.Errorf("%s at 2: %v, want %v", c.src, v, c.at2)
		}
		roundTrip(t, e)
	}
}

func roundTrip(t *testing.T, e *Expr) {
	t.Helper()
	again, err := parse(e.String(), 1<<20, 1<<20)
	if err != nil {
		t.Fatalf("%s: %v", e, err)
	}
	if !again.equal(e.root) {
		t.Fatalf("%s is read back as %s", e, again)
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		src      string
		pos, end int
		msg      string
	}{
		{"", 0, 0, "write a formula of x"},
		{"x +", 2, 3, "something is missing after +"},
		{"2·", 1, 3, "something is missing after ·"},
		{"x^", 1, 2, "something is missing after ^"},
		{"* x", 0, 1, "something is missing before *"},
		{"(x + )", 3, 4, "something is missing after +"},
		{"foo(x)", 0, 3, "I do not know the name foo; use x, e, pi or a function such as sin"},
		{"2(x+1", 1, 2, "this bracket is never closed"},
		{"x+1)", 3, 4, "this bracket closes nothing"},
		{"|x+1", 0, 1, "this | has no partner"},
		{"(|x+1)", 1, 2, "this | has no partner"},
		{"|2|x||", 5, 6, "something is missing after |"},
		{"()", 0, 2, "nothing between these brackets"},
		{"0,5x", 1, 2, "a decimal number is written with a point: 0.5, not 0,5"},
		{"x, 2", 1, 2, "a comma has no meaning"},
		{"1.2.3", 0, 4, "only one decimal point"},
		{"x2", 0, 2, "a sign is missing between x and 2"},
		{"2 3", 0, 3, "a sign is missing between 2 and 3"},
		{"sin", 0, 3, "sin needs something to work on, as in sin(x)"},
		{"sin + 1", 0, 3, "sin needs something"},
		{"sin^-1 x", 3, 5, "only a number"},
		{"sin⁻¹x", 3, 8, "this could mean two things"},
		{"log2(x)", 0, 4, "log is to the base 10"},
		{"x = 2", 2, 3, "there is an = too many"},
		{"[x]", 0, 1, "only round brackets"},
		{"x $ 2", 2, 3, "I do not know the sign $"},
		{"1e999", 0, 5, "too large"},
		{"x²^3", 3, 4, "put brackets"},
		{"\xff", 0, 1, "not text"},
		{strings.Repeat("x", 501), 500, 501, "too long"},
		{strings.Repeat("(", 61) + "x", 60, 61, "nested too deeply"},
		{strings.Repeat("-", 61) + "x", 60, 61, "nested too deeply"},
	} {
		_, err := Parse(c.src)
		e, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("%q: error %v", c.src, err)
			continue
		}
		if e.Pos != c.pos || e.End != c.end || !strings.Contains(e.Error(), c.msg) {
			t.Errorf("%q: [%d:%d] %s, want [%d:%d] %s", c.src, e.Pos, e.End, e.Msg, c.pos, c.end, c.msg)
		}
	}
}

// Places without a value, and values that are too large.
func TestEvalEdges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		src     string
		x, want float64
	}{
		{"1/x", 0, nan},
		{"ln x", 0, nan},
		{"log x", -1, nan},
		{"sqrt x", -1, nan},
		{"x^-1", 0, nan},
		{"x^0.5", -1, nan},
		{"asin x", 2, nan},
		{"(1/x)^0", 0, nan},
		{"1^(1/x)", 0, nan},
		{"0·(1/x)", 0, nan},
		{"relu(1/x)", 0, nan},
		{"x/|x|", 0, nan},
		{"step x", 0, nan},
		{"e^x", 1000, inf},
		{"-e^x", 1000, -inf},
		{"x^400", 10, inf},
		{"1/e^x", 1000, 0},
		{"x^0", 0, 1},
		{"x^x", 0, 1},
		{"x^(1/3)", -8, nan},
		{"x^(1/2)", 4, 2},
		{"x^3", -2, -8},
		{"x^-3", -2, -0.125},
		{"sign x", 0, 0},
		{"tan x", math.Pi, math.Tan(math.Pi)},
	} {
		e := mustParse(t, c.src)
		v := e.Eval(c.x)
		if v != c.want && !(v != v && c.want != c.want) {
			t.Errorf("%s at %v: %v, want %v", c.src, c.x, v, c.want)
		}
		if err := trace.Check(e.At(c.x), ValueRef(0), 0); err != nil {
			t.Errorf("%s at %v: %v", c.src, c.x, err)
		}
	}
}

// Every value says how it was made.
func TestExplain(t *testing.T) {
	for _, src := range formulas {
		e := mustParse(t, src)
		for _, x := range []float64{-2.5, -1, 0, 0.3, 1, 2, 1000} {
			v := e.At(x)
			if got := e.Eval(x); v.Value() != got && got == got {
				t.Errorf("%s at %v: %v and %v", src, x, v.Value(), got)
			}
			for i := range e.Len() {
				if err := trace.Check(v, ValueRef(i), 0); err != nil {
					t.Errorf("%s at %v: %v", src, x, err)
				}
				if s, _ := v.Explain(ValueRef(i)); e.Part(i).Eval(x) != s.Value && s.Value == s.Value {
					t.Errorf("%s: part %d is %v, not %v", src, i, e.Part(i), s.Value)
				}
			}
		}
	}
	v := mustParse(t, "2x + 1").At(3)
	s, _ := v.Explain(ValueRef(0))
	if s.Op != trace.Sum || len(s.Args) != 2 || s.Args[0].Value != 6 || s.Args[1].Value != 1 {
		t.Errorf("2x + 1 at 3: %+v", s)
	}
	for _, r := range []trace.Ref{{Name: "value", I: 5}, {Name: "value", I: -1}, {Name: "value", J: 1}, {Name: "x"}} {
		if _, ok := v.Explain(r); ok {
			t.Errorf("%v is explained", r)
		}
	}
}

// What an explanation writes, put together from the numbers and x up, is a
// formula with the same value: no bracket is missing.
func TestTextOfSteps(t *testing.T) {
	for _, src := range append(formulas, "−x²", "(−x)²", "(x + 1)²·2/(3/x)", "2^(x/2)", "x²³", "1/(2x)", "(2x)³", "1e-7x²", "−(x − 1)", "(x/2)/(3/(x + 1))") {
		e := mustParse(t, src)
		slope, _ := e.Derive()
		for _, f := range []*Expr{e, slope} {
			text := written(f, 0)
			g, err := Parse(text)
			if err != nil {
				t.Errorf("%s is written %q: %v", f, text, err)
				continue
			}
			for _, x := range []float64{-1.75, 0.6, 1.3} {
				if got, want := g.Eval(x), f.Eval(x); math.Abs(got-want) > 1e-9*math.Abs(want) || (got != got) != (want != want) {
					t.Errorf("%s is written %q: %v and %v at %v", f, text, want, got, x)
				}
			}
		}
	}
}

// written is part i of e as the steps of an explanation write it.
func written(e *Expr, i int) string {
	p := e.parts[i]
	if p.node.op == trace.Given {
		return p.node.leafText()
	}
	args := []int{p.a, p.b}
	s, k := trace.Step{Op: p.node.op, Args: make([]trace.Term, 1)}, -1
	if p.b >= 0 {
		s.Args = make([]trace.Term, 2)
	}
	return s.Text(func(float64) string { k++; return written(e, args[k]) })
}

func FuzzParse(f *testing.F) {
	for _, src := range formulas {
		f.Add(src)
	}
	for _, src := range []string{"|x||x|", "2|x|-|x", "-(-x)^-x⁻²", "√√x", "1e5e5", "f(x)=e", "0,5", "sin^2|x|"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			s := err.(*SyntaxError)
			if s.Pos < 0 || s.End < s.Pos || s.End > len(src) || s.Msg == "" {
				t.Fatalf("%q: error at [%d:%d]: %q", src, s.Pos, s.End, s.Msg)
			}
			return
		}
		roundTrip(t, e)
		simple := e.Simplify()
		roundTrip(t, simple)
		sameWhereDefined(t, e, simple)
		if e.Len() < 60 {
			slope, _ := e.Derive()
			roundTrip(t, slope)
		}
		if err := trace.Check(e.At(0.7), ValueRef(0), 0); err != nil {
			t.Fatalf("%q: %v", src, err)
		}
	})
}

// sameWhereDefined compares the values of two formulas where neither is so
// large that rounding hides the law.
func sameWhereDefined(t *testing.T, a, b *Expr) {
	t.Helper()
	for _, x := range []float64{-1.75, 0.6, 1.3} {
		v, w := a.At(x), b.At(x)
		if v.benign() && w.benign() && math.Abs(v.Value()-w.Value()) > 1e-6 {
			t.Fatalf("%s is %v at %v, %s is %v", a, v.Value(), x, b, w.Value())
		}
	}
}

// benign reports whether no number on the way is large, tiny or missing.
func (v *Evaluation) benign() bool {
	for _, y := range v.value {
		if y != y || math.Abs(y) > 20 || y != 0 && math.Abs(y) < 1e-3 {
			return false
		}
	}
	return true
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		mustParse(b, "f(x) = sin²(2x)/(1 + e^-x) + |x − 3|")
	}
}

func BenchmarkEval(b *testing.B) {
	e := mustParse(b, "x³ − 2x + sin(x)/3")
	for b.Loop() {
		e.Eval(1.5)
	}
}
