package tensor

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// What the kernel makes of random numbers is what plain Go makes of them, but
// for roundings.
func TestKernelAgrees(t *testing.T) {
	if !haveKernel {
		t.Log("there is no kernel")
		return
	}
	defer func() { haveKernel = true }()
	for n := range 75 {
		haveKernel = true
		got := everything(rand.New(rand.NewPCG(1, uint64(n))), n)
		haveKernel = false
		want := everything(rand.New(rand.NewPCG(1, uint64(n))), n)
		for i := range got {
			near(t, fmt.Sprintf("result %d of %d numbers", i, n), got[i], wide(want[i]), 4e-6)
		}
	}
}

// everything does each operation on vectors of n numbers and returns the results.
func everything(r *rand.Rand, n int) [][]float32 {
	x := func() []float32 { return random(r, n, 1) }
	a, b, c, d, e, f, g, h := x(), x(), x(), x(), x(), x(), x(), x()
	Axpy(a, 1.5, b)
	Scale(b, 0.7)
	GELU(c, d)
	GELUBackward(d, d, e)
	Softmax(e)
	SoftmaxBackward(f, e, f)
	mean, inv := LayerNorm(g, h, a, b, 1e-2)
	LayerNormBackward(a, b, c, d, h, g, mean, inv)
	v := x()
	for i := range v {
		v[i] *= v[i]
	}
	AdamW{Rate: 0.1, Beta1: 0.9, Beta2: 0.99, Eps: 1e-3, Decay: 0.1}.Step(3, f, g, h, v)
	sums := []float32{mean, inv, Dot(a, b) / 10, float32(SumSquares(c)) / 10}
	if n > 0 {
		sums = append(sums, CrossEntropy(d, d, n/2))
	}
	return [][]float32{a, b, c, d, e, f, g, h, v, sums}
}
