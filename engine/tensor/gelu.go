package tensor

import "math"

// GELU sets y to GELU(x), element by element, in the form of GPT-2:
// x/2·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³). y may be x. The error is
// at most 4e-7·|x|.
//
// Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units, 2016.
func GELU(y, x []float32) {
	fit("GELU", len(y), len(x))
	if haveKernel {
		kernelGELU(y, x)
		return
	}
	for i, v := range x {
		y[i] = v * gate(v)
	}
}

// GELUBackward sets dx to dy·GELU'(x), element by element. dx may be dy or x.
// The error is at most 2e-6·|dy|.
func GELUBackward(dx, dy, x []float32) {
	fit("GELUBackward", len(dx), len(dy), len(x))
	if haveKernel {
		kernelGELUBackward(dx, dy, x)
		return
	}
	for i, v := range x {
		dx[i] = dy[i] * geluSlope(v)
	}
}

const (
	k1  = 2 * 0.7978845608028654 // 2·√(2/π), as tanh is written with exp here
	k3  = k1 * 0.044715
	far = 20 // GELU' is 0 or 1 in float32 long before, and powers of x overflow long after
)

// gate returns (1 + tanh u)/2, which is 1/(1 + exp(-2u)): nothing cancels in it.
func gate(x float32) float32 { return 1 / (1 + exp(-x*(k1+k3*x*x))) }

func geluSlope(x float32) float32 {
	x = max(-far, min(x, far))
	s := gate(x)
	return s + x*s*(1-s)*(k1+3*k3*x*x)
}

// exp returns e to the power of x with a relative error of at most 2e-7, where
// that is in float32's normal range; 0 below it, and e^88 above it.
//
// It is 2ⁿ·exp(r) with |r| ≤ ln 2/2 and a polynomial for exp(r). Source of the
// coefficients: S. L. Moshier, Cephes Mathematical Library, expf.c, 1992.
func exp(x float32) float32 {
	const (
		shift = 3 << 22                  // adding it rounds to an integer, which stands in the low bits
		high  = 0.693359375              // ln 2, in a part of few digits, exact when multiplied by n,
		low   = 0.693147180559945 - high // and the rest
	)
	if x < -87.3 {
		return 0
	}
	x = min(x, 88)
	t := x*math.Log2E + shift
	n := t - shift
	r := x - n*high - n*low
	p := float32(1.9875691500e-4)
	p = p*r + 1.3981999507e-3
	p = p*r + 8.3334519073e-3
	p = p*r + 4.1665795894e-2
	p = p*r + 1.6666665459e-1
	p = p*r + 5.0000001201e-1
	return (p*r*r + r + 1) * math.Float32frombits((math.Float32bits(t)+127)<<23)
}
