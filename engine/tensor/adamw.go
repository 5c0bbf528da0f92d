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
	if s := o.at(t); haveKernel {
		kernelAdamW(s, w, g, m, v)
	} else {
		s.move(w, g, m, v)
	}
}

// An adamStep is what is the same for all weights in a step.
type adamStep struct {
	b1, c1 float32 // how much of the first moment stays, and how much of the gradient comes in
	b2, c2 float32 // the same of the second
	rate   float32 // of the first moment, corrected for its beginning at 0
	inv    float32 // corrects the root of the second moment
	eps    float32
	keep   float32 // of a weight
}

func (o AdamW) at(t int) adamStep {
	return adamStep{
		b1: float32(o.Beta1), c1: float32(1 - o.Beta1),
		b2: float32(o.Beta2), c2: float32(1 - o.Beta2),
		rate: float32(o.Rate / (1 - math.Pow(o.Beta1, float64(t)))),
		inv:  float32(1 / math.Sqrt(1-math.Pow(o.Beta2, float64(t)))),
		eps:  float32(o.Eps),
		keep: float32(1 - o.Rate*o.Decay),
	}
}

func (s adamStep) move(w, g, m, v []float32) {
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i, d := range g {
		m[i] = s.b1*m[i] + s.c1*d
		v[i] = s.b2*v[i] + s.c2*d*d
		root := float32(math.Sqrt(float64(v[i])))
		w[i] = s.keep*w[i] - s.rate*m[i]/(root*s.inv+s.eps)
	}
}
