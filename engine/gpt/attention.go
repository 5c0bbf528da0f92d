package gpt

import (
	"math"
	"slices"

	"zerotoai/engine/tensor"
)

// attend does what one head does in one sequence: the weights are
// softmax(q·kᵀ/√n), and out is what they mix from v. The rows of q are the
// last of those of k and v: no token sees one that comes after it.
func attend(out, weights, q, k, v tensor.Matrix) {
	tensor.MulT(weights, q, k, false)
	scale := headScale(q.Cols)
	for i := range weights.Rows {
		row, seen := weights.Row(i), k.Rows-q.Rows+i+1
		tensor.Scale(row[:seen], scale)
		tensor.Softmax(row[:seen])
		clear(row[seen:])
	}
	tensor.Mul(out, weights, v, false)
}

// attendBackward adds to nothing: it sets dq, dk and dv from dout. dweights is
// room for the gradient of the weights. The weights that the mask holds at 0
// stay out of it, since the gradient of a softmax is 0 where its result is 0.
func attendBackward(dq, dk, dv, dweights, dout, weights, q, k, v tensor.Matrix) {
	tensor.MulT(dweights, dout, v, false)
	tensor.TMul(dv, weights, dout, false)
	scale := headScale(q.Cols)
	for i := range weights.Rows {
		row, seen := dweights.Row(i), k.Rows-q.Rows+i+1
		tensor.SoftmaxBackward(row[:seen], weights.Row(i)[:seen], row[:seen])
		tensor.Scale(row[:seen], scale)
		clear(row[seen:])
	}
	tensor.Mul(dq, dweights, k, false)
	tensor.TMul(dk, dweights, q, false)
}

// headScale is what scores are multiplied by, so that they do not grow with
// the width of a head.
func headScale(width int) float32 { return float32(1 / math.Sqrt(float64(width))) }

// attention lets all heads of a layer attend in all sequences.
func (s *State) attention(layer int) {
	for b := range s.Sequences {
		for h := range s.Config.Heads {
			head := Head{layer, h}
			attend(s.Output(b, head), s.Attention(b, head), s.Query(b, head), s.Key(b, head), s.Value(b, head))
			if slices.Contains(s.Off, head) {
				wipe(s.Output(b, head))
			}
		}
	}
}

func wipe(m tensor.Matrix) {
	for i := range m.Rows {
		clear(m.Row(i))
	}
}
