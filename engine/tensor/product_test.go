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

// A kind is one of the three products, with the sizes of its factors.
type kind struct {
	name               string
	of                 func(dst, a, b Matrix, add bool)
	a, b               [2]int
	aFlipped, bFlipped bool
}

func products(m, n, k int) []kind {
	return []kind{
		{"Mul", Mul, [2]int{m, k}, [2]int{k, n}, false, false},
		{"MulT", MulT, [2]int{m, k}, [2]int{n, k}, false, true},
		{"TMul", TMul, [2]int{k, m}, [2]int{k, n}, true, false},
	}
}

func testProduct(t *testing.T, r *rand.Rand, m, n, k int) {
	t.Helper()
	for _, p := range products(m, n, k) {
		for _, add := range []bool{false, true} {
			a, _ := scattered(r, p.a[0], p.a[1])
			b, _ := scattered(r, p.b[0], p.b[1])
			dst, whole := scattered(r, m, n)
			want := p.twin(dst, a, b, add)
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

func (p kind) twin(dst, a, b Matrix, add bool) []float64 {
	fa, fb := at(a), at(b)
	if p.aFlipped {
		fa = flipped(fa)
	}
	if p.bFlipped {
		fb = flipped(fb)
	}
	k := a.Cols
	if p.aFlipped {
		k = a.Rows
	}
	want := twinMul(dst.Rows, dst.Cols, k, fa, fb)
	for i := range want {
		if add {
			want[i] += at(dst)(i/dst.Cols, i%dst.Cols)
		}
	}
	return want
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
		"DenseForward": func() {
			DenseForward(make([]float32, 2), make([]float32, 2), make([]float32, 2), make([]float32, 3), make([]float32, 1), ActTanh)
		},
		"no activation": func() { DenseForward(nil, nil, nil, nil, make([]float32, 1), 99) },
		"no neurons":    func() { DenseForward(nil, nil, nil, nil, nil, ActTanh) },
		"DenseBackward": func() {
			DenseBackward(nil, make([]float32, 2), make([]float32, 1), make([]float32, 2), make([]float32, 2), make([]float32, 2), make([]float32, 1))
		},
		"NewDescent": func() { NewDescent([]int{1, 0}, []Activation{ActTanh}, 4) },
		"Run": func() {
			NewDescent([]int{1, 1}, []Activation{ActTanh}, 4).Run(make([]float32, 3), make([]float32, 8), []int32{0, 1}, 1, 1)
		},
		"Run past the end": func() {
			NewDescent([]int{1, 1}, []Activation{ActTanh}, 4).Run(make([]float32, 2), make([]float32, 4), []int32{0, 2}, 1, 1)
		},
		"Run before the start": func() {
			NewDescent([]int{1, 1}, []Activation{ActTanh}, 4).Run(make([]float32, 2), make([]float32, 4), []int32{-1}, 1, 1)
		},
		"Run too many": func() { NewDescent([]int{1, 1}, []Activation{ActTanh}, 4).Run(make([]float32, 2), nil, nil, 5, 1) },
		"AdamW step 0": func() { AdamW{}.Step(0, nil, nil, nil, nil) },
	} {
		if !panics(f) {
			t.Errorf("%s does not panic with a message", name)
		}
	}
}

// Square products, and those that a model of width 64 takes for one token and
// for a batch.
func BenchmarkProducts(b *testing.B) {
	for _, s := range [][3]int{{64, 64, 64}, {128, 128, 128}, {256, 256, 256}, {1, 256, 64}, {1, 64, 256}, {1, 1024, 64}, {512, 256, 64}} {
		m, n, k := s[0], s[1], s[2]
		for _, p := range products(m, n, k) {
			r := rand.New(rand.NewPCG(1, 2))
			x, y := Of(p.a[0], p.a[1], random(r, m*k, 1)), Of(p.b[0], p.b[1], random(r, k*n, 1))
			z := New(m, n)
			b.Run(fmt.Sprintf("%s/%d×%d×%d", p.name, m, n, k), func(b *testing.B) {
				for b.Loop() {
					p.of(z, x, y, false)
				}
				b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
