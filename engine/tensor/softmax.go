package tensor

import (
	"fmt"
	"math"
)

// Softmax turns scores into probabilities, in place: exp(x) divided by the sum
// of all exp(x). A score of −Inf, which masks, gets probability 0; if all are
// −Inf, all get 0. Scores of +Inf or NaN make NaN.
func Softmax(x []float32) {
	if sum := powers(x, greatest(x)); sum > 0 {
		Scale(x, 1/sum)
	}
}

// SoftmaxBackward sets dx from the probabilities y and their gradient dy:
// y·(dy − y·dy), where the second y·dy is the dot product. dx may be dy or y.
func SoftmaxBackward(dx, y, dy []float32) {
	fit("SoftmaxBackward", len(dx), len(y), len(dy))
	if haveKernel {
		kernelSoftmaxBackward(dx, y, dy)
		return
	}
	mean := Dot(y, dy)
	for i, p := range y {
		dx[i] = p * (dy[i] - mean)
	}
}

// CrossEntropy returns −ln of the probability that the softmax of logits gives
// to target, in nats, and sets dlogits to its gradient: the probabilities, less
// 1 at target. dlogits may be logits.
func CrossEntropy(dlogits, logits []float32, target int) float32 {
	fit("CrossEntropy", len(dlogits), len(logits))
	if target < 0 || target >= len(logits) {
		panic(fmt.Sprintf("tensor: CrossEntropy with target %d of %d", target, len(logits)))
	}
	top := greatest(logits)
	lack := top - logits[target]
	copy(dlogits, logits)
	sum := powers(dlogits, top)
	Scale(dlogits, 1/sum)
	dlogits[target]--
	return float32(math.Log(float64(sum))) + lack
}

// greatest returns the largest of x, or −Inf if there is none.
func greatest(x []float32) float32 {
	if haveKernel {
		return kernelGreatest(x)
	}
	top := float32(math.Inf(-1))
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

// powers sets x to exp(x − top), so that no power overflows, and returns the sum.
func powers(x []float32, top float32) (sum float32) {
	if math.IsInf(float64(top), -1) {
		clear(x) // −Inf − −Inf is not a number
		return 0
	}
	if haveKernel {
		return kernelPowers(x, top)
	}
	for i, v := range x {
		x[i] = exp(v - top)
		sum += x[i]
	}
	return sum
}
