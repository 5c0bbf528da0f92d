package nn

import "math"

// A Loss says how wrong the outputs are.
type Loss uint8

// The losses, of outputs a and targets t.
//
// CrossEntropy takes the outputs as logits, so the last layer should be
// Linear; it judges their softmax p, and expects targets that sum to 1. A
// single output is a logit with 0 as its rival: then p is its sigmoid, and
// the target is the chance of class 1.
const (
	SquaredError Loss = iota // ½ Σ (a − t)²
	CrossEntropy             // −Σ t ln p,  p = e^a/Σ e^a
	elsewhere                // of a Pass whose outputs go on: BackwardFrom
)

// Losses returns all losses.
func Losses() []Loss { return []Loss{SquaredError, CrossEntropy} }

// String returns the name of l.
func (l Loss) String() string {
	switch l {
	case SquaredError:
		return "Squared error"
	case CrossEntropy:
		return "Cross-entropy"
	}
	return "unknown loss"
}

// TeX returns the formula of l for a typesetter.
func (l Loss) TeX() string {
	if l == CrossEntropy {
		return `-\sum_i t_i \ln p_i`
	}
	return `\tfrac{1}{2} \sum_i (a_i - t_i)^2`
}

// Softmax returns e^z/Σ e^z for each of the logits.
func Softmax(logits []float64) []float64 {
	p := make([]float64, len(logits))
	softmax(p, logits)
	return p
}

// softmax writes the softmax of logits to p, and returns the greatest logit m
// and ln Σ e^(z − m): e^z itself may be out of range.
func softmax(p, logits []float64) (m, lnTotal float64) {
	m = math.Inf(-1)
	for _, z := range logits {
		m = max(m, z)
	}
	var total float64
	for i, z := range logits {
		p[i] = math.Exp(z - m)
		total += p[i]
	}
	for i := range p {
		p[i] /= total
	}
	return m, math.Log(total)
}

// logits returns what softmax is taken of, and the targets of that: a single
// output gets its rival. room is for two numbers of each.
func logits(a, target []float64, room *[4]float64) (z, t []float64) {
	if len(a) > 1 {
		return a, target
	}
	*room = [4]float64{a[0], 0, target[0], 1 - target[0]}
	return room[:2], room[2:]
}

// judge returns the loss of outputs a. It writes the gradient to da and, if l
// is CrossEntropy, the probabilities to p.
func (l Loss) judge(a, target, p, da []float64) (loss float64) {
	if l == CrossEntropy {
		return crossEntropy(a, target, p, da)
	}
	for i, v := range a {
		da[i] = v - target[i]
		loss += da[i] * da[i]
	}
	return loss / 2
}

func crossEntropy(a, target, p, da []float64) (loss float64) {
	var room [4]float64
	z, t := logits(a, target, &room)
	m, lnTotal := softmax(p, z)
	for i := range z {
		loss += t[i] * (z[i] - m - lnTotal)
	}
	for i := range da {
		da[i] = p[i] - target[i]
	}
	return -loss
}
