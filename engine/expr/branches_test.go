package expr

import (
	"math"
	"testing"
)

func branchesOf(t testing.TB, src string, x0, x1 float64) [][]Point {
	return Branches(mustParse(t, src).Eval, x0, x1, 200, -5, 5)
}

func TestBranches(t *testing.T) {
	for _, c := range []struct {
		src    string
		x0, x1 float64
		want   int
	}{
		{"x", -10, 10, 1},
		{"x²", -2, 2, 1},
		{"1/x", -10, 10, 2},
		{"1/x", -9, 10, 2},
		{"1/x²", -10, 10, 2},
		{"1/x²", -9.9, 10, 2},
		{"1/(x−0.3)²", -1, 1.07, 2},
		{"0.001/(x−0.3)", -10, 10, 2},
		{"tan x", -4, 4, 3},
		{"tan x", -10, 10, 7},
		{"|x|/x", -1, 1, 2},
		{"|x|/x", -1, 1.03, 2},
		{"sign(x − 0.123)", -1, 1, 2},
		{"sqrt x", -1, 4, 1},
		{"sqrt(x²−1)", -3, 3, 2},
		{"ln x", -1, 4, 1},
		{"ln|x|", -1, 4, 2},
		{"x^400", -3, 3, 1},
		{"e^x", -10, 1000, 1},
		{"1000x", -10, 10, 1},
		{"tanh(10000x)", -10, 10, 1},
		{"sin(20x)", -10, 10, 1},
		{"atan(1/x)", -1, 1.01, 2},
		{"1/sin x", -4, 4, 4},
		{"sqrt(−1−x²)", -1, 1, 0},
		{"x + 100", -1, 1, 0},
	} {
		got := branchesOf(t, c.src, c.x0, c.x1)
		if len(got) != c.want {
			t.Errorf("%s: %d branches, want %d", c.src, len(got), c.want)
		}
		wellFormed(t, c.src, got)
	}
}

// wellFormed checks that points run from left to right on the curve, in the
// band that is drawn.
func wellFormed(t *testing.T, src string, bs [][]Point) {
	t.Helper()
	e := mustParse(t, src)
	last := math.Inf(-1)
	for _, b := range bs {
		if len(b) < 2 {
			t.Errorf("%s: a branch of %d points", src, len(b))
		}
		for i, p := range b {
			if p.X <= last || p.Y != e.Eval(p.X) || math.Abs(p.Y) > 15 {
				t.Fatalf("%s: point %d is %v after %v", src, i, p, last)
			}
			last = p.X
		}
	}
}

// No line crosses a place where the formula has no value.
func TestBranchesDoNotCrossPoles(t *testing.T) {
	for _, c := range []struct {
		src   string
		poles []float64
	}{
		{"1/x", []float64{0}},
		{"1/x²", []float64{0}},
		{"0.01/(x − 1)", []float64{1}},
		{"tan x", []float64{-math.Pi / 2, math.Pi / 2}},
		{"x/(x² − 2)", []float64{-math.Sqrt2, math.Sqrt2}},
		{"|x|/x", []float64{0}},
		{"e^(1/x)", []float64{0}},
		{"sin(1/x)", []float64{0}},
		{"1/(x−0.1)²", []float64{0.1}},
	} {
		for _, n := range []int{3, 10, 57, 200, 401} {
			for _, b := range Branches(mustParse(t, c.src).Eval, -3, 3.01, n, -5, 5) {
				for _, pole := range c.poles {
					if b[0].X < pole && pole < b[len(b)-1].X {
						t.Errorf("%s with %d steps: a line from %v to %v", c.src, n, b[0], b[len(b)-1])
					}
				}
			}
		}
	}
}

// Chords stay near the curve, and the ends of a domain are found.
func TestBranchesPrecision(t *testing.T) {
	for _, src := range []string{"sin(20x)", "x³", "√x", "tanh(50x)", "10000x"} {
		e := mustParse(t, src)
		for _, b := range branchesOf(t, src, -2, 2) {
			for i := range b[1:] {
				p, q := b[i], b[i+1]
				m := e.Eval(p.X/2 + q.X/2)
				if math.Abs(m-(p.Y+q.Y)/2) > 0.1 {
					t.Errorf("%s: the chord from %v to %v misses %v", src, p, q, m)
				}
			}
		}
	}
	if b := branchesOf(t, "sqrt(x)", -1, 4); b[0][0].X != 0 {
		t.Errorf("√x begins at %v", b[0][0])
	}
	if b := branchesOf(t, "sqrt(2 − x)", -1, 4); math.Abs(b[0][len(b[0])-1].X-2) > 1e-12 {
		t.Errorf("√(2 − x) ends at %v", b[0][len(b[0])-1])
	}
}

// The work is bounded however wild the function is.
func TestBranchesWork(t *testing.T) {
	for _, src := range []string{"sin(1/x)", "sin(1e9x)", "tan(1000x)", "ln(sin(1e9x))", "1e300x sin(1e9 x)", "sign(sin(1e6x))"} {
		e, n := mustParse(t, src), 0
		count := func(x float64) float64 { n++; return e.Eval(x) }
		wellFormed(t, src, Branches(count, -1, 1, 400, -5, 5))
		t.Logf("%s: %d values", src, n)
		if n > 8_000_000 {
			t.Errorf("%s: %d values", src, n)
		}
	}
}

func TestBranchesEmpty(t *testing.T) {
	f := func(x float64) float64 { return x }
	nan, inf := math.NaN(), math.Inf(1)
	for _, w := range [][4]float64{{1, 0, 0, 1}, {0, 1, 1, 1}, {nan, 1, 0, 1}, {0, inf, 0, 1}, {0, 1, nan, 1}, {0, 1, -inf, inf}} {
		if b := Branches(f, w[0], w[1], 10, w[2], w[3]); b != nil {
			t.Errorf("%v: %v", w, b)
		}
	}
	if b := Branches(f, 0, 1, 0, 0, 1); b != nil {
		t.Errorf("no steps: %v", b)
	}
}

func BenchmarkBranches(b *testing.B) {
	e := mustParse(b, "tan x")
	for b.Loop() {
		Branches(e.Eval, -10, 10, 400, -5, 5)
	}
}
