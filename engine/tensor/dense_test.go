package tensor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func twinActivate(f Activation, z float64) float64 {
	s := 1 / (1 + math.Exp(-z))
	switch f {
	case ActReLU:
		return max(0, z)
	case ActLeakyReLU:
		return max(z/100, z)
	case ActSigmoid:
		return s
	case ActTanh:
		return math.Tanh(z)
	case ActGELU:
		return twinGELU(z)
	case ActSiLU:
		return z * s
	}
	return z
}

// twinDense does one example after the other.
func twinDense(f Activation, n int, x, w, b []float64) []float64 {
	in := len(w) / len(b)
	a := make([]float64, len(b)*n)
	for o := range b {
		for e := range n {
			z := b[o]
			for j := range in {
				z += w[o*in+j] * x[j*n+e]
			}
			a[o*n+e] = twinActivate(f, z)
		}
	}
	return a
}

func TestActivate(t *testing.T) {
	for f := ActLinear; f <= ActSiLU; f++ {
		for z := float32(-25); z < 25; z += 0.0173 {
			a, slope := []float32{0}, []float32{0}
			DenseForward(a, slope, []float32{1}, []float32{z}, []float32{0}, f)
			want := twinActivate(f, float64(z))
			if d := math.Abs(float64(a[0]) - want); !(d <= 4e-7*max(1, math.Abs(float64(z)))) {
				t.Fatalf("activation %d of %v is off by %.2g", f, z, d)
			}
			rise := (twinActivate(f, float64(z)+1e-6) - twinActivate(f, float64(z)-1e-6)) / 2e-6
			near(t, fmt.Sprintf("slope %d at %v", f, z), slope, []float64{rise}, 4e-6)
		}
	}
	for f, want := range map[Activation]float32{ActReLU: 0, ActLeakyReLU: 0.01} {
		a, slope := []float32{1}, []float32{1}
		if DenseForward(a, slope, []float32{0}, []float32{1}, []float32{0}, f); a[0] != 0 || slope[0] != want {
			t.Errorf("activation %d at its corner is %v and rises by %v", f, a, slope)
		}
	}
}

func TestDense(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		out, in, n := 1+r.IntN(5), r.IntN(5), r.IntN(14)
		f := Activation(r.IntN(int(ActSiLU) + 1))
		x, w, b, da := random(r, in*n, 1), random(r, in*out, 1), random(r, out, 1), random(r, out*n, 1)
		a, slopes := make([]float32, out*n), make([]float32, out*n)
		DenseForward(a, slopes, x, w, b, f)
		near(t, "DenseForward", a, twinDense(f, n, wide(x), wide(w), wide(b)), 2e-6)

		dx, dw, db := random(r, in*n, 1), random(r, in*out, 1), random(r, out, 1)
		given := slices.Clone(da)
		DenseBackward(dx, dw, db, da, slopes, x, w)
		if f == ActReLU || f == ActLeakyReLU {
			continue // differences across a corner are no slopes: TestActivate has these
		}
		for i := range x {
			ofX := func(x []float64) []float64 { return twinDense(f, n, x, wide(w), wide(b)) }
			near(t, "dx", dx[i:i+1], []float64{slope(ofX, x, given, i)}, 1e-5)
		}
		for i := range w {
			ofW := func(w []float64) []float64 { return twinDense(f, n, wide(x), w, wide(b)) }
			near(t, "dw", dw[i:i+1], []float64{slope(ofW, w, given, i)}, 1e-5)
		}
		for i := range b {
			ofB := func(b []float64) []float64 { return twinDense(f, n, wide(x), wide(w), b) }
			near(t, "db", db[i:i+1], []float64{slope(ofB, b, given, i)}, 1e-5)
		}
		before := slices.Clone(dw)
		if DenseBackward(nil, dw, db, slices.Clone(given), slopes, x, w); !slices.Equal(before, dw) {
			t.Fatal("without dx it is another")
		}
	}
}

// BenchmarkDense is what a step takes of a network of 2, 4, 2 and 1 neurons and
// a batch of 10, padded to 12.
func BenchmarkDense(b *testing.B) {
	const n = 12
	r := rand.New(rand.NewPCG(1, 2))
	x := func(n int) []float32 { return random(r, n, 1) }
	sizes := []int{2, 4, 2, 1}
	a, slope, d := [][]float32{x(2 * n)}, [][]float32{nil}, [][]float32{nil}
	w, bias := [][]float32{nil}, [][]float32{nil}
	for l, out := range sizes[1:] {
		a, slope, d = append(a, x(out*n)), append(slope, x(out*n)), append(d, x(out*n))
		w, bias = append(w, x(out*sizes[l])), append(bias, x(out))
	}
	dw, db, da := x(8), x(4), x(n)
	for b.Loop() {
		copy(d[3], da) // or it would shrink to numbers that processors are slow with
		for l := 1; l < 4; l++ {
			DenseForward(a[l], slope[l], a[l-1], w[l], bias[l], ActTanh)
		}
		for l := 3; l > 0; l-- {
			DenseBackward(d[l-1], dw[:len(w[l])], db[:len(bias[l])], d[l], slope[l], a[l-1], w[l])
		}
	}
	b.ReportMetric(10*float64(b.N)/b.Elapsed().Seconds(), "examples/s")
}
