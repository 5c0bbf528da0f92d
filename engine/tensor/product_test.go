package tensor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// scattered returns a random view in a larger matrix of random numbers.
func scattered(r *rand.Rand, rows, cols int) (view, whole Matrix) {
	top, left := r.IntN(3), r.IntN(3)
	h, w := top+rows+r.IntN(3), left+cols+r.IntN(3)
	whole = Of(h, w, random(r, h*w, 1))
	return whole.View(top, left, rows, cols), whole
}

// beside returns the numbers of whole, with 0 for those of a view on it.
func beside(whole, view Matrix) []float32 {
	x := slices.Clone(whole.Data)
	if len(view.Data) == 0 {
		return x
	}
	v := Matrix{view.Rows, view.Cols, view.Stride, x[len(x)-len(view.Data):]}
	for i := range v.Rows {
		clear(v.Row(i))
	}
	return x
}

// The three products against the twin, on views: odd sizes, size zero, set and
// add; and nothing is written beside the result.
func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := func() int {
		if r.IntN(4) == 0 {
			return r.IntN(70)
		}
		return r.IntN(12)
	}
	for range 600 {
		m, n, k := sizes(), sizes(), sizes()
		testProduct(t, r, m, n, k)
	}
	for _, s := range [][3]int{{64, 64, 64}, {65, 130, 63}, {1, 300, 64}, {1, 64, 300}, {300, 1, 5}, {8, 3, 1000}, {7, 9, 5000}} {
		testProduct(t, r, s[0], s[1], s[2])
	}
}

func testProduct(t *testing.T, r *rand.Rand, m, n, k int) {
	t.Helper()
	for _, p := range []struct {
		name               string
		of                 func(dst, a, b Matrix, add bool)
		aRows, aCols       int
		bRows, bCols       int
		aFlipped, bFlipped bool
	}{
		{"Mul", Mul, m, k, k, n, false, false},
		{"MulT", MulT, m, k, n, k, false, true},
		{"TMul", TMul, k, m, k, n, true, false},
	} {
		for _, add := range []bool{false, true} {
			a, _ := scattered(r, p.aRows, p.aCols)
			b, _ := scattered(r, p.bRows, p.bCols)
			dst, whole := scattered(r, m, n)
			fa, fb := at(a), at(b)
			if p.aFlipped {
				fa = flipped(fa)
			}
			if p.bFlipped {
				fb = flipped(fb)
			}
			want := twinMul(m, n, k, fa, fb)
			if add {
				for i := range want {
					want[i] += at(dst)(i/n, i%n)
				}
			}
			before := beside(whole, dst)
			p.of(dst, a, b, add)
			what := fmt.Sprintf("%s %d×%d×%d add %v", p.name, m, n, k, add)
			for i := range m {
				near(t, what, dst.Row(i), want[i*n:], 1e-5*float64(1+k/100))
			}
			if !slices.Equal(before, beside(whole, dst)) {
				t.Fatalf("%s wrote beside its result", what)
			}
		}
	}
}

func TestSizesThatDoNotFit(t *testing.T) {
	m := func(rows, cols int) Matrix { return New(rows, cols) }
	short := Matrix{Rows: 3, Cols: 4, Stride: 4, Data: make([]float32, 11)}
	for name, f := range map[string]func(){
		"Mul":             func() { Mul(m(2, 3), m(2, 4), m(5, 3), false) },
		"MulT":            func() { MulT(m(2, 3), m(2, 4), m(4, 3), false) },
		"TMul":            func() { TMul(m(2, 3), m(2, 4), m(4, 3), false) },
		"short":           func() { Mul(short, m(3, 2), m(2, 4), false) },
		"narrow stride":   func() { Mul(Matrix{1, 2, 1, make([]float32, 9)}, m(1, 1), m(1, 2), false) },
		"negative":        func() { Mul(Matrix{-1, 2, 2, nil}, Matrix{-1, 2, 2, nil}, m(2, 2), false) },
		"overflow":        func() { Mul(Matrix{1 << 62, 1, 8, make([]float32, 9)}, Matrix{Rows: 1 << 62}, m(0, 1), false) },
		"Of":              func() { Of(2, 2, make([]float32, 5)) },
		"Of negative":     func() { Of(-1, -4, make([]float32, 4)) },
		"Row":             func() { m(2, 2).Row(2) },
		"View":            func() { m(2, 2).View(1, 1, 2, 1) },
		"View negative":   func() { m(2, 2).View(-1, 0, 1, 1) },
		"View beyond":     func() { m(2, 2).View(3, 0, 0, 1) },
		"Dot":             func() { Dot(make([]float32, 2), make([]float32, 3)) },
		"Axpy":            func() { Axpy(make([]float32, 2), 1, make([]float32, 3)) },
		"SoftmaxBackward": func() { SoftmaxBackward(make([]float32, 2), make([]float32, 2), make([]float32, 1)) },
		"CrossEntropy":    func() { CrossEntropy(make([]float32, 2), make([]float32, 2), 2) },
		"GELU":            func() { GELU(make([]float32, 2), make([]float32, 3)) },
		"LayerNorm":       func() { LayerNorm(make([]float32, 2), make([]float32, 2), make([]float32, 1), make([]float32, 2), 0) },
		"AdamW": func() {
			AdamW{}.Step(1, make([]float32, 2), make([]float32, 2), make([]float32, 1), make([]float32, 2))
		},
		"AdamW step 0": func() { AdamW{}.Step(0, nil, nil, nil, nil) },
	} {
		if !panics(f) {
			t.Errorf("%s does not panic with a message", name)
		}
	}
}

func BenchmarkProducts(b *testing.B) {
	for _, n := range []int{64, 128, 256} {
		r := rand.New(rand.NewPCG(1, 2))
		x, y, z := Of(n, n, random(r, n*n, 1)), Of(n, n, random(r, n*n, 1)), New(n, n)
		for name, of := range map[string]func(dst, a, b Matrix, add bool){"Mul": Mul, "MulT": MulT, "TMul": TMul} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					of(z, x, y, false)
				}
				b.ReportMetric(2*float64(n*n*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
