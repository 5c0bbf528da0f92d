package tensor

import (
	"fmt"
	"math"
)

// AdamW is the settings of the optimizer: Adam with weight decay that is not
// part of the gradient.
//
// Sources: D. P. Kingma and J. Ba, Adam: A Method for Stochastic Optimization,
// 2014; I. Loshchilov and F. Hutter, Decoupled Weight Decay Regularization, 2017.
type AdamW struct {
	Rate         float64 // the size of a step
	Beta1, Beta2 float64 // how much of the two moments stays: 0.9 and 0.999, often
	Eps          float64 // is added to the root of the second moment
	Decay        float64 // Rate·Decay is the part of a weight that goes away
}

// Step takes step t, counted from 1: it moves the weights w along their
// gradients g, whose first and second moments are m and v, 0 before step 1.
func (o AdamW) Step(t int, w, g, m, v []float32) {
	fit("AdamW", len(w), len(g), len(m), len(v))
	if t < 1 {
		panic(fmt.Sprintf("tensor: AdamW's step %d", t))
	}
	b1, b2, eps := float32(o.Beta1), float32(o.Beta2), float32(o.Eps)
	c1, c2 := float32(1-o.Beta1), float32(1-o.Beta2)
	keep := float32(1 - o.Rate*o.Decay)
	rate := float32(o.Rate / (1 - math.Pow(o.Beta1, float64(t))))
	inv := float32(1 / math.Sqrt(1-math.Pow(o.Beta2, float64(t)))) // of the root of the second moment
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i, d := range g {
		m[i] = b1*m[i] + c1*d
		v[i] = b2*v[i] + c2*d*d
		root := float32(math.Sqrt(float64(v[i])))
		w[i] = keep*w[i] - rate*m[i]/(root*inv+eps)
	}
}
