package expr

import (
	"math"
	"strings"
	"testing"
)

// formulas are of every kind that a school has, with a value from 0.3 to 0.9.
var formulas = []string{
	"3", "x", "2x + 1", "x^2", "x^3 − 4x² + x − 7", "(x+1)(x-1)", "1/x", "1/x²", "x^-3", "√x", "x^(1/3)",
	"sqrt(1 + x²)", "x/(1+x²)", "(2x-1)/(x+3)", "x²/4", "0.5x^2", "0.1x³ - x/3", "e^x", "e^-x", "e^(-x²/2)",
	"2^x", "x^x", "x^sin x", "exp(3x)", "ln x", "log x", "ln(1+x²)", "x ln x − x", "sin x", "cos 2x", "tan x",
	"sin(x)*x", "sin² x", "sin x cos x", "sin(x)/x", "asin x", "acos(x/2)", "atan(2x)", "sinh x", "cosh x",
	"tanh x", "sigmoid(3x)", "relu(2x-1)", "|x − 2|", "|sin x|", "x|x|", "sin(sin(sin x))", "e^x sin 2x",
	"step(x)·x", "sign(x)x²", "(x+1)^5", "5(2−x)^4/3", "π x²", "−(−x)³", "ln(sqrt(x)/(1+x))",
}

// The derivative is the slope of a short chord.
func TestDeriveNumerically(t *testing.T) {
	for _, src := range formulas {
		e := mustParse(t, src)
		d, rules := e.Derive()
		for _, x := range []float64{0.31, 0.47, 0.62, 0.83} {
			const h = 1e-5
			want := (e.Eval(x+h) - e.Eval(x-h)) / (2 * h)
			if got := d.Eval(x); !(math.Abs(got-want) < 1e-6*max(1, math.Abs(want))) {
				t.Errorf("(%s)' = %s at %v: %v, want %v", src, d, x, got, want)
			}
		}
		if last := rules[len(rules)-1]; last.After != d.String() || last.Before != e.String() {
			t.Errorf("(%s)' = %s, but the last rule is %v", src, d, last)
		}
		roundTrip(t, d)
	}
}

func TestDerive(t *testing.T) {
	for _, c := range []struct{ src, want, rule string }{
		{"7", "0", "constant"},
		{"x", "1", "x itself"},
		{"x^2", "2x", "power rule"},
		{"x³ − 4x² + x − 7", "3x² − 8x + 1", "difference rule"},
		{"sin(x)*x", "x·cos(x) + sin(x)", "product rule"},
		{"1/x", "−1/x²", "reciprocal rule"},
		{"x²/4", "x/2", "factor rule"},
		{"0.1x³", "0.3x²", "factor rule"},
		{"√x", "1/(2·√x)", "derivative of √"},
		{"e^(-x)", "−e^(−x)", "exponential rule and chain rule"},
		{"e^x", "e^x", "exponential rule"},
		{"2^x", "2^x·ln(2)", "exponential rule"},
		{"ln x", "1/x", "derivative of ln"},
		{"sin 2x", "2·cos(2x)", "derivative of sin and chain rule"},
		{"cos x", "−sin(x)", "derivative of cos"},
		{"(x+1)^5", "5(x + 1)⁴", "power rule and chain rule"},
		{"|x|", "x/|x|", "derivative of absolute value"},
		{"relu x", "step(x)", "derivative of relu"},
		{"x/(1+x)", "1/(1 + x)²", "quotient rule"},
		{"tanh x", "1 − tanh(x)²", "derivative of tanh"},
		{"1/x²", "−2/x³", "reciprocal rule"},
		{"(2x-1)/(x+3)", "7/(x + 3)²", "quotient rule"},
		{"x ln x − x", "ln(x)", "difference rule"},
		{"log x", "1/(x·ln(10))", "derivative of log"},
		{"sin²x + cos²x", "0", "sum rule"},
		{"ln|x|", "1/x", "derivative of ln and chain rule"},
		{"x|x|", "2·|x|", "product rule"},
		{"x(x−1)(x−2)", "(2x − 1)(x − 2) + x² − x", "product rule"},
		{"cos πx", "−π·sin(πx)", "derivative of cos and chain rule"},
	} {
		d, rules := mustParse(t, c.src).Derive()
		if d.String() != c.want {
			t.Errorf("(%s)' = %s, want %s", c.src, d, c.want)
		}
		if last := rules[len(rules)-1]; last.Name != c.rule {
			t.Errorf("(%s)' by the %s, want %s", c.src, last.Name, c.rule)
		}
	}
}

// Each rule's After is the slope of its Before.
func TestRules(t *testing.T) {
	for _, src := range formulas {
		_, rules := mustParse(t, src).Derive()
		for _, r := range rules {
			before, after := mustParse(t, r.Before), mustParse(t, r.After)
			const x, h = 0.57, 1e-5
			want := (before.Eval(x+h) - before.Eval(x-h)) / (2 * h)
			if got := after.Eval(x); math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
				t.Errorf("%v: %v, want %v", r, got, want)
			}
		}
	}
}

func TestSimplify(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"x + 0", "x"},
		{"1·x", "x"},
		{"0·x", "0"},
		{"x + x", "2x"},
		{"x − x", "0"},
		{"x·x", "x²"},
		{"x·x²·2", "2x³"},
		{"2·3", "6"},
		{"0.1 + 0.2", "0.3"},
		{"1/2 + 1/3", "5/6"},
		{"6x/4", "3x/2"},
		{"x/2·2", "x"},
		{"−(−x)", "x"},
		{"(−x)²", "x²"},
		{"(−x)³", "−x³"},
		{"(x²)³", "x⁶"},
		{"x^1", "x"},
		{"x^0", "1"},
		{"2^10", "1024"},
		{"2^-1", "1/2"},
		{"(−2)^-1", "−1/2"},
		{"x·(1/x)", "1"},
		{"x/0", "x/0"},
		{"√16·x", "4x"},
		{"|−x|", "|x|"},
		{"ln e", "1"},
		{"x − (1 − x)", "2x − 1"},
		{"sin(x)·x·3", "3x·sin(x)"},
		{"1e300·1e300", "1e+300·1e+300"},
		{"0.5x + 0.5x", "x"},
		{"x π·2", "2πx"},
		{"1/(2·(1/x))", "x/2"},
		{"x³/x·3", "3x²"},
		{"2x/(6x²)", "1/(3x)"},
		{"2(x + 3) − (2x − 1)", "7"},
		{"2x(x² − 1) − 2x(x² + 1)", "−4x"},
		{"5(x + 1)", "5(x + 1)"},
		{"(2x)²", "4x²"},
		{"(x/2)²", "x²/4"},
		{"x⁻¹·x", "x⁻¹·x"},
		{"sin x cos x − cos x sin x", "0"},
		{"2sin(x)e^x/ln x + e^x sin(x)/ln x", "3·sin(x)·e^x/ln(x)"},
		{"|x|²", "x²"},
		{"|x|³", "|x|³"},
		{"x|x||x|", "x³"},
		{"x²/|x|", "|x|"},
		{"x⁴/|x|", "|x|³"},
		{"x³/|x|", "x³/|x|"},
		{"|x|/x²", "|x|/x²"},
		{"3√2·√2", "6"},
		{"x/(√2·√2)", "x/2"},
	} {
		e := mustParse(t, c.src).Simplify()
		if e.String() != c.want {
			t.Errorf("%s: %s, want %s", c.src, e, c.want)
		}
	}
	for _, src := range formulas {
		e := mustParse(t, src)
		sameWhereDefined(t, e, e.Simplify())
		once := e.Simplify()
		if twice := once.Simplify(); twice.String() != once.String() {
			t.Errorf("%s: %s, then %s", src, once, twice)
		}
	}
}

// Wherever a formula is smooth enough to measure its slope by chords, that is
// the value of its derivative.
func FuzzDerive(f *testing.F) {
	for i, src := range formulas {
		f.Add(src, float64(i%7)/3-0.9)
	}
	for _, src := range []string{"(1+1/x)^x", "|x|^x", "|x|³/x²", "sin x cos x/(cos x sin x)", "x^-x", "√(x√(x√x))", "tan(tan x)"} {
		f.Add(src, 0.7)
	}
	f.Fuzz(func(t *testing.T, src string, x float64) {
		e, err := Parse(src)
		if err != nil || e.Len() > 60 || !(math.Abs(x) < 10) {
			return
		}
		d, _ := e.Derive()
		want, ok := e.measuredSlope(x)
		if got := d.At(x); ok && got.benign() && math.Abs(got.Value()-want) > 1e-3*max(1, math.Abs(want)) {
			t.Fatalf("(%s)' = %s at %v: %v, want %v", e, d, x, got.Value(), want)
		}
	})
}

// measuredSlope returns the slope of e at x from chords of two lengths, and
// whether they agree as they do where e is smooth.
func (e *Expr) measuredSlope(x float64) (slope float64, ok bool) {
	chord := func(h float64) float64 {
		l, r := e.At(x-h), e.At(x+h)
		ok = ok && l.benign() && r.benign()
		return (r.Value() - l.Value()) / (2 * h)
	}
	ok = true
	long, short := chord(2e-4), chord(1e-4)
	return short, ok && math.Abs(long-short) < 1e-5*max(1, math.Abs(short))
}

// A formula as long as may be is differentiated in no time.
func TestDeriveLong(t *testing.T) {
	for _, src := range []string{
		strings.Repeat("x", 500),
		strings.Repeat("sin x cos x ", 41),
		strings.Repeat("(", 59) + "x" + strings.Repeat("^x)", 59),
		strings.Repeat("x^", 59) + "x",
		strings.Repeat("x/", 249) + "x",
		strings.Repeat("sin ", 59) + "x",
	} {
		d, rules := mustParse(t, src).Derive()
		if d.Len() > 1_000_000 || len(rules) > 1000 {
			t.Errorf("%.20s…: %d parts, %d rules", src, d.Len(), len(rules))
		}
	}
}

func BenchmarkDerive(b *testing.B) {
	e := mustParse(b, "sin²(2x)/(1 + e^-x)")
	for b.Loop() {
		e.Derive()
	}
}
