package gpt

import (
	"fmt"
	"math"

	"zerotoai/engine/tensor"
)

// Settings say how a model is trained.
type Settings struct {
	Batch  int // sequences that make one step
	Micro  int // sequences that are computed at once; divides Batch
	Length int // tokens in a sequence, at most the model's Context

	Rate    float64 // the learning rate after the warm-up
	Floor   float64 // the learning rate at the end
	WarmUp  int     // steps in which the rate rises from 0
	Steps   int     // steps until the rate has come down to Floor
	Beta1   float64 // how much of the mean gradient stays
	Beta2   float64 // how much of the mean squared gradient stays
	Epsilon float64 // keeps a quotient finite
	Decay   float64 // weight decay, of matrices only
	Clip    float64 // the longest gradient that is used as it is; 0 clips nothing
}

// Defaults returns settings that are usual for small models: those of
// nanoGPT, with a rate and lengths for some hundred thousand parameters.
func Defaults() Settings {
	return Settings{
		Batch: 16, Micro: 4, Length: 64,
		Rate: 3e-3, Floor: 3e-4, WarmUp: 100, Steps: 2000,
		Beta1: 0.9, Beta2: 0.99, Epsilon: 1e-8, Decay: 0.1, Clip: 1,
	}
}

// Check returns an error that says which setting cannot be for a model of
// blueprint c, which has passed its own Check.
func (s Settings) Check(c Config) error {
	switch {
	case s.Micro < 1 || s.Batch < 1 || s.Batch%s.Micro != 0:
		return fmt.Errorf("gpt: a batch of %d cannot be computed %d at once", s.Batch, s.Micro)
	case s.Length < 1 || s.Length > c.Context:
		return fmt.Errorf("gpt: sequences of %d tokens, not 1 to %d", s.Length, c.Context)
	}
	for _, n := range []struct {
		what     string
		is, most float64
	}{
		{"rate", s.Rate, math.MaxFloat32}, {"floor", s.Floor, math.MaxFloat32}, {"decay", s.Decay, math.MaxFloat32},
		{"clip", s.Clip, math.MaxFloat32}, {"beta1", s.Beta1, below1}, {"beta2", s.Beta2, below1},
	} {
		if !(n.is >= 0 && n.is <= n.most) {
			return fmt.Errorf("gpt: %s is %v, not 0 to %v", n.what, n.is, n.most)
		}
	}
	if !(s.Epsilon > 0) {
		return fmt.Errorf("gpt: epsilon is %v, not above 0", s.Epsilon)
	}
	return nil
}

// below1 is the most of a moment that may stay: with all of it, nothing new
// would come in, and the correction for the start from 0 would divide by 0.
const below1 = 1 - 1e-9

// RateAt returns the learning rate of a step, counted from 0. It rises evenly
// over WarmUp steps to Rate, then falls along half a cosine to Floor, and stays.
//
// Source: I. Loshchilov and F. Hutter, SGDR: Stochastic Gradient Descent with
// Warm Restarts, 2016, with one period.
func (s Settings) RateAt(step int) float64 {
	switch {
	case step < s.WarmUp:
		return s.Rate * float64(step+1) / float64(s.WarmUp)
	case step >= s.Steps:
		return s.Floor
	}
	way := float64(step-s.WarmUp) / float64(s.Steps-s.WarmUp)
	return s.Floor + (s.Rate-s.Floor)*(1+math.Cos(math.Pi*way))/2
}

// optimizer returns AdamW for a step, counted from 0, and a tensor: weights of
// layer norms and biases do not decay.
func (s Settings) optimizer(step int, t Tensor) tensor.AdamW {
	o := tensor.AdamW{Rate: s.RateAt(step), Beta1: s.Beta1, Beta2: s.Beta2, Eps: s.Epsilon}
	if t.Matrix() {
		o.Decay = s.Decay
	}
	return o
}
