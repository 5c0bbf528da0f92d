package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The slow, obvious twins of the operations, in float64.

func twinMul(m, n, k int, a, b func(i, j int) float64) []float64 {
	c := make([]float64, 0, m*n)
	for i := range m {
		for j := range n {
			var s float64
			for p := range k {
				s += a(i, p) * b(p, j)
			}
			c = append(c, s)
		}
	}
	return c
}

func at(m Matrix) func(i, j int) float64 {
	return func(i, j int) float64 { return float64(m.Data[i*m.Stride+j]) }
}

func flipped(f func(i, j int) float64) func(i, j int) float64 {
	return func(i, j int) float64 { return f(j, i) }
}

func twinGELU(x float64) float64 {
	return x / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(x+0.044715*x*x*x)))
}

func twinSoftmax(x []float64) []float64 {
	var sum float64
	for _, v := range x {
		sum += math.Exp(v)
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = math.Exp(v) / sum
	}
	return y
}

func twinLayerNorm(x, gain, bias []float64, eps float64) []float64 {
	var mean, square float64
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		square += (v - mean) * (v - mean) / float64(len(x))
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = gain[i]*(v-mean)/math.Sqrt(square+eps) + bias[i]
	}
	return y
}

// slope returns ∂(dy·f(x))/∂x[i] of a twin by central differences.
func slope(f func(x []float64) []float64, x, dy []float32, i int) float64 {
	return rise(f, wide(x), dy, i)
}

func rise(f func(x []float64) []float64, x []float64, dy []float32, i int) float64 {
	const h = 1e-5
	loss := func(step float64) (sum float64) {
		moved := slices.Clone(x)
		moved[i] += step
		for j, y := range f(moved) {
			sum += y * float64(dy[j])
		}
		return sum
	}
	return (loss(h) - loss(-h)) / (2 * h)
}

func wide(x []float32) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

func random(r *rand.Rand, n int, size float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * size)
	}
	return x
}

// near reports numbers that differ by more than tol, relative to values over 1.
func near(t *testing.T, what string, got []float32, want []float64, tol float64) {
	t.Helper()
	for i, g := range got {
		if d := math.Abs(float64(g) - want[i]); !(d <= tol*max(1, math.Abs(want[i]))) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, g, want[i])
		}
	}
}

// panics reports whether f panics with a message of this package.
func panics(f func()) (did bool) {
	defer func() {
		text, ok := recover().(string)
		did = ok && len(text) > 8 && text[:8] == "tensor: "
	}()
	f()
	return false
}
