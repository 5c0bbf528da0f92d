package nn

import (
	"math"
	"testing"
)

func TestActivations(t *testing.T) {
	for _, a := range Activations() {
		low, high := a.Range()
		least := math.Inf(1)
		for z := -8.005; z < 8; z += 0.01 {
			f := a.F(z)
			least = min(least, f)
			if f < low || f > high {
				t.Errorf("%v(%v) = %v is not from %v to %v", a, z, f, low, high)
			}
			at := z
			if want := slope(func() float64 { return a.F(at) }, &at); math.Abs(a.Slope(z)-want) > 1e-6*max(1e-2, math.Abs(want)) && math.Abs(z) > 0.002 {
				t.Errorf("%v′(%v) = %v, finite difference %v", a, z, a.Slope(z), want)
			}
		}
		if !math.IsInf(low, 0) && least > low+1e-3 {
			t.Errorf("%v is %v at least, not %v", a, least, low)
		}
		for _, z := range []float64{0, 1e-300, 1e6, -1e6, 1e150, -1e150, 1e300, -1e300} {
			if !finite(a.F(z), a.Slope(z)) {
				t.Errorf("%v(%v) = %v with the slope %v", a, z, a.F(z), a.Slope(z))
			}
		}
	}
}

// Values that the papers and every library agree on.
func TestActivationValues(t *testing.T) {
	for _, c := range []struct {
		a       Activation
		z, f, d float64
	}{
		{Linear, -3, -3, 1},
		{ReLU, -3, 0, 0}, {ReLU, 0, 0, 0}, {ReLU, 3, 3, 1},
		{LeakyReLU, -3, -0.03, 0.01}, {LeakyReLU, 0, 0, 0.01}, {LeakyReLU, 3, 3, 1},
		{Sigmoid, 0, 0.5, 0.25}, {Tanh, 0, 0, 1}, {SiLU, 0, 0, 0.5}, {GELU, 0, 0, 0.5},
		{GELU, 1, 0.8411919906082768, 1.0829640838457826}, // torch.nn.functional.gelu(x, approximate="tanh")
		{SiLU, 1, 0.7310585786300049, 0.9276705118714869}, // torch.nn.functional.silu
	} {
		if f, d := c.a.F(c.z), c.a.Slope(c.z); math.Abs(f-c.f) > 1e-12 || math.Abs(d-c.d) > 1e-12 {
			t.Errorf("%v(%v) = %v with the slope %v, want %v and %v", c.a, c.z, f, d, c.f, c.d)
		}
	}
	for _, z := range []float64{-2, -0.5, 0.3, 1.7} { // GELU is nearly z Φ(z)
		if f, phi := GELU.F(z), z*(1+math.Erf(z/math.Sqrt2))/2; math.Abs(f-phi) > 5e-4 {
			t.Errorf("GELU(%v) = %v, z Φ(z) = %v", z, f, phi)
		}
	}
}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range Activations() {
		if !a.known() || seen[a.String()] || a.Formula() == "" || a.TeX() == "" || a.SlopeTeX() == "" {
			t.Errorf("activation %d: %q %q %q %q", a, a, a.Formula(), a.TeX(), a.SlopeTeX())
		}
		seen[a.String()] = true
	}
	for _, l := range append(Losses(), 9) {
		if seen[l.String()] || l.TeX() == "" {
			t.Errorf("loss %d: %q %q", l, l, l.TeX())
		}
		seen[l.String()] = true
	}
}
