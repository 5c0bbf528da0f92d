package nn

import (
	"math"

	"zerotoai/engine/descent"
)

// Bound is how large a weight or bias may become before a training counts as
// diverged. Below it, no sum in a network that New makes overflows.
const Bound = 1e6

// An Optimizer makes steps of package descent with any number of parameters.
// The zero value remembers no gradients yet.
type Optimizer struct {
	mean, size []float64 // V and S of descent
	next       []float64
	steps      int
}

// Step moves params by their gradients, and reports whether it did. It does
// not if one of them would get beyond Bound or be no number: then all stay.
func (o *Optimizer) Step(s descent.Settings, params, grad []float64) bool {
	if len(o.next) != len(params) {
		n := len(params)
		*o = Optimizer{mean: make([]float64, n), size: make([]float64, n), next: make([]float64, n)}
	}
	o.steps++
	move := o.mover(s)
	for k, w := range params {
		w -= move(k, grad[k])
		if !(math.Abs(w) <= Bound) { // NaN neither
			return false
		}
		o.next[k] = w
	}
	copy(params, o.next)
	return true
}

// mover returns what the method takes from parameter k with the gradient g.
func (o *Optimizer) mover(s descent.Settings) func(k int, g float64) float64 {
	beta, rho := s.Momentum, s.Decay
	switch s.Method {
	case descent.Momentum:
		return func(k int, g float64) float64 {
			o.mean[k] = beta*o.mean[k] + g
			return s.LearningRate * o.mean[k]
		}
	case descent.RMSProp:
		return func(k int, g float64) float64 {
			o.size[k] = rho*o.size[k] + (1-rho)*g*g
			return s.LearningRate * g / (math.Sqrt(o.size[k]) + s.Epsilon)
		}
	case descent.Adam:
		mean, size := 1-math.Pow(beta, float64(o.steps)), 1-math.Pow(rho, float64(o.steps))
		return func(k int, g float64) float64 {
			o.mean[k] = beta*o.mean[k] + (1-beta)*g
			o.size[k] = rho*o.size[k] + (1-rho)*g*g
			return s.LearningRate * (o.mean[k] / mean) / (math.Sqrt(o.size[k]/size) + s.Epsilon)
		}
	}
	return func(_ int, g float64) float64 { return s.LearningRate * g }
}
