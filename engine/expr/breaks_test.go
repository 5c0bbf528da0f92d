package expr

import (
	"math"
	"testing"
)

var none, inf = math.NaN(), math.Inf(1)

func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []Break
	}{
		{"x", nil}, {"x²", nil}, {"√x", nil}, {"e^-x", nil}, {"x³ − 2x", nil}, {"relu(x)", nil}, {"|x|", nil},
		{"1/(x² + 1)", nil}, {"x^1.5", nil}, {"sin(x)/2", nil}, {"√(x² − 1)", nil}, {"asin(x)", nil}, {"1/(sign(x) + 0.5)", []Break{{0, -2, 2.0 / 3, 2}}},
		{"1/x", []Break{{0, -inf, inf, none}}},
		{"1e-6/x", []Break{{0, -inf, inf, none}}},
		{"5 − 1/x²", []Break{{0, -inf, -inf, none}}},
		{"x^-2", []Break{{0, inf, inf, none}}},
		{"1/(x − 0.1)²", []Break{{0.1, inf, inf, none}}},
		{"1/(x² − 2x + 1)", []Break{{1, inf, inf, none}}},
		{"x/(x² − 2)", []Break{{-math.Sqrt2, -inf, inf, none}, {math.Sqrt2, -inf, inf, none}}},
		{"ln x", []Break{{0, none, -inf, none}}},
		{"ln|x|", []Break{{0, -inf, -inf, none}}},
		{"1/√(x − 2)", []Break{{2, none, inf, none}}},
		{"x ln x", []Break{{0, none, 0, none}}},
		{"sin(x)/x", []Break{{0, 1, 1, none}}},
		{"(1 − cos x)/x²", []Break{{0, 0.5, 0.5, none}}},
		{"(x² − 1)/(x − 1)", []Break{{1, 2, 2, none}}},
		{"(x² − 2)/(x − √2)", []Break{{math.Sqrt2, 2 * math.Sqrt2, 2 * math.Sqrt2, none}}},
		{"x/x", []Break{{0, 1, 1, none}}},
		{"|x|/x", []Break{{0, -1, 1, none}}},
		{"sign(x)", []Break{{0, -1, 1, 0}}},
		{"sign(x)²", []Break{{0, 1, 1, 0}}},
		{"step(x − 1)", []Break{{1, 0, 1, none}}},
		{"e^(1/x)", []Break{{0, 0, inf, none}}},
		{"atan(1/x)", []Break{{0, -math.Pi / 2, math.Pi / 2, none}}},
		{"sin(1/x)", nil}, // no side has a limit
		{"tan x", []Break{{-math.Pi / 2, inf, -inf, none}, {math.Pi / 2, inf, -inf, none}}},
		{"1/tan x", []Break{{-math.Pi / 2, 0, 0, none}, {0, -inf, inf, none}, {math.Pi / 2, 0, 0, none}}},
		{"1/(1/x)", []Break{{0, 0, 0, none}}},
		{"x^x", []Break{}},
		{"1/0", nil}, {"ln(−1)", nil}, {"√(−1 − x²)", nil},
	} {
		for _, n := range []int{100, 320, 333} {
			got := mustParse(t, c.src).Breaks(-3, 3.01, n)
			if len(got) != len(c.want) {
				t.Errorf("%s in %d steps: %v, want %v", c.src, n, got, c.want)
				continue
			}
			for i, b := range got {
				if !b.near(c.want[i]) {
					t.Errorf("%s in %d steps: %v, want %v", c.src, n, b, c.want[i])
				}
			}
		}
	}
}

func (b Break) near(c Break) bool {
	close := func(v, w float64) bool {
		return v == w || v != v && w != w || math.Abs(v-w) < 1e-4
	}
	return close(b.X, c.X) && close(b.Left, c.Left) && close(b.Right, c.Right) && close(b.Value, c.Value)
}

func TestKinds(t *testing.T) {
	for src, want := range map[string][2]bool{
		"1/x": {true, false}, "ln x": {true, false}, "|x|/x": {false, false}, "sin(x)/x": {false, true}, "sign(x)²": {false, true}, "x ln x": {false, false},
	} {
		bs := mustParse(t, src).Breaks(-3, 3, 200)
		if len(bs) != 1 || bs[0].Pole() != want[0] || bs[0].Hole() != want[1] {
			t.Errorf("%s: %+v", src, bs)
		}
	}
}

// A break is no part of any branch of the curve: no line is drawn across it
// but over a hole.
func TestBreaksAndBranches(t *testing.T) {
	for _, src := range []string{"1/x", "tan x", "|x|/x", "x/(x² − 2)", "1/(x − 0.1)²", "ln|x|", "sign(x − 1)"} {
		e := mustParse(t, src)
		for _, b := range e.Breaks(-3, 3.01, 320) {
			for _, l := range Branches(e.Eval, -3, 3.01, 320, -5, 5) {
				if l[0].X < b.X-1e-9 && b.X+1e-9 < l[len(l)-1].X {
					t.Errorf("%s: a line crosses %v", src, b.X)
				}
			}
		}
	}
}

func TestNoBreaks(t *testing.T) {
	e := mustParse(t, "1/x")
	for _, w := range [][2]float64{{1, 0}, {none, 1}, {0, inf}, {1, 2}} {
		if bs := e.Breaks(w[0], w[1], 100); len(bs) != 0 {
			t.Errorf("from %v to %v: %v", w[0], w[1], bs)
		}
	}
	if bs := e.Breaks(-1, 1, 0); bs != nil {
		t.Errorf("without steps: %v", bs)
	}
}

// Every break that is told is one, whatever the formula, and the work is done
// in time.
func FuzzBreaks(f *testing.F) {
	for _, src := range formulas {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			return
		}
		last := math.Inf(-1)
		for _, b := range e.Breaks(-5, 5, 100) {
			if !(b.X > last) || b.X > 5 || !b.broken() {
				t.Fatalf("%q breaks at %v after %v", src, b, last)
			}
			last = b.X
		}
	})
}

func BenchmarkBreaks(b *testing.B) {
	e := mustParse(b, "tan(x)/(x² − 2) + ln|x|")
	for b.Loop() {
		e.Breaks(-5, 5, 320)
	}
}
