package tensor

import "fmt"

// fit panics if a slice is not n long.
func fit(name string, n int, others ...int) {
	for _, o := range others {
		if o != n {
			panic(fmt.Sprintf("tensor: %s of %d numbers and %d", name, n, o))
		}
	}
}

// Dot returns x·y.
func Dot(x, y []float32) float32 {
	fit("Dot", len(x), len(y))
	if haveProduct {
		return kernelDot(x, y)
	}
	return plainDot(x, y)
}

// Axpy adds a·x to y.
func Axpy(y []float32, a float32, x []float32) {
	fit("Axpy", len(y), len(x))
	if haveKernel {
		kernelAxpy(y, a, x)
		return
	}
	plainAxpy(y, a, x)
}

// Add adds x to y.
func Add(y, x []float32) { Axpy(y, 1, x) }

// Scale multiplies x by a.
func Scale(x []float32, a float32) {
	if haveKernel {
		kernelScale(x, a)
		return
	}
	for i := range x {
		x[i] *= a
	}
}

// SumSquares returns Σ x², summed in float64: over all gradients its root is
// the norm that clipping needs.
func SumSquares(x []float32) (sum float64) {
	if haveKernel {
		return kernelSquares(x)
	}
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	return sum
}

// plainDot keeps four sums, since an addition waits for the one before it.
func plainDot(x, y []float32) float32 {
	var s0, s1, s2, s3 float32
	for ; len(x) >= 4 && len(y) >= 4; x, y = x[4:], y[4:] {
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
	}
	for i, v := range x {
		s0 += v * y[i]
	}
	return s0 + s1 + (s2 + s3)
}

func plainAxpy(y []float32, a float32, x []float32) {
	x = x[:len(y)]
	for i := range y {
		y[i] += a * x[i]
	}
}
