package tensor

import "fmt"

// An Activation is a function f that bends the sums z of a dense layer.
type Activation uint8

// The activations. Those of the lower rows are off by at most 4e-7, or 4e-7·|z|.
const (
	ActLinear    Activation = iota // z
	ActReLU                        // max(0, z)
	ActLeakyReLU                   // z, or z/100 below 0
	ActSigmoid                     // 1/(1 + e^−z)
	ActTanh                        // tanh z
	ActGELU                        // as GELU
	ActSiLU                        // z/(1 + e^−z)
)

// DenseForward does a dense layer for n examples at once, as columns: it sets
// a, [out n], to f(w·x + b) with w [out in], x [in n] and b [out], and slope,
// [out n], to f′ there, at the corners of the ReLUs that of their left side.
// Networks of a few neurons are fast this way, whose products alone are too
// small to be. n is best a multiple of 4.
func DenseForward(a, slope, x, w, b []float32, f Activation) {
	if f > ActSiLU {
		panic(fmt.Sprintf("tensor: activation %d", f))
	}
	l := dense("DenseForward", a, x, w, b)
	fit("DenseForward", len(a), len(slope))
	if haveKernel {
		kernelDenseForward(l, a, slope, x, w, b, f)
		return
	}
	l.sum(a, x, w, b)
	for i, z := range a {
		a[i], slope[i] = activate(f, z)
	}
}

// DenseBackward goes back through a layer of DenseForward. It sets dw and db
// from da and, unless it is nil, dx; da becomes dz, the gradient of the sums.
func DenseBackward(dx, dw, db, da, slope, x, w []float32) {
	l := dense("DenseBackward", da, x, w, db)
	fit("DenseBackward", len(da), len(slope))
	fit("DenseBackward", len(w), len(dw))
	if dx != nil {
		fit("DenseBackward", len(x), len(dx))
	}
	if haveKernel {
		kernelDenseBackward(l, dx, dw, db, da, slope, x, w)
		return
	}
	for i := range da {
		da[i] *= slope[i]
	}
	for i := range l.out {
		dz := da[i*l.n:][:l.n]
		db[i] = 0
		for _, d := range dz {
			db[i] += d
		}
		for j := range l.in {
			dw[i*l.in+j] = plainDot(dz, x[j*l.n:][:l.n])
		}
	}
	l.pull(dx, da, w)
}

// A layer is the sizes of a dense layer: its neurons, its inputs and the
// examples.
type layer struct{ out, in, n int }

func dense(name string, a, x, w, b []float32) layer {
	if len(b) == 0 || len(w)%len(b) != 0 || len(a)%len(b) != 0 {
		panic(fmt.Sprintf("tensor: %s with %d neurons, %d weights and %d activations", name, len(b), len(w), len(a)))
	}
	l := layer{len(b), len(w) / len(b), len(a) / len(b)}
	fit(name, l.in*l.n, len(x))
	return l
}

// sum sets z to w·x + b.
func (l layer) sum(z, x, w, b []float32) {
	for i := range l.out {
		row := z[i*l.n:][:l.n]
		for e := range row {
			row[e] = b[i]
		}
		for j := range l.in {
			plainAxpy(row, w[i*l.in+j], x[j*l.n:][:l.n])
		}
	}
}

// pull sets dx to wᵀ·dz.
func (l layer) pull(dx, dz, w []float32) {
	clear(dx)
	for j := range len(dx) / max(1, l.n) {
		for i := range l.out {
			plainAxpy(dx[j*l.n:][:l.n], w[i*l.in+j], dz[i*l.n:][:l.n])
		}
	}
}

// activate returns f(z) and f′(z).
func activate(f Activation, z float32) (a, slope float32) {
	switch f {
	case ActReLU:
		return max(0, z), step(z, 0)
	case ActLeakyReLU:
		return max(0.01*z, z), step(z, 0.01)
	case ActSigmoid:
		s := sigmoid(z)
		return s, s * (1 - s)
	case ActTanh:
		t := 2*sigmoid(2*z) - 1
		return t, 1 - t*t
	case ActGELU:
		return z * gate(z), geluSlope(z)
	case ActSiLU:
		s := sigmoid(z)
		return z * s, s + z*s*(1-s)
	}
	return z, 1
}

func sigmoid(z float32) float32 { return 1 / (1 + exp(-z)) }

func step(z, below float32) float32 {
	if z > 0 {
		return 1
	}
	return below
}
