package tensor_test

import (
	"fmt"

	"zerotoai/engine/tensor"
)

// Attention of two tokens: scores of queries and keys, their softmax, and the
// mean of the values by it.
func Example() {
	q := tensor.Of(2, 2, []float32{1, 0, 0, 2})
	k := tensor.Of(2, 2, []float32{1, 1, 3, 0})
	v := tensor.Of(2, 1, []float32{10, 20})
	scores, out := tensor.New(2, 2), tensor.New(2, 1)
	tensor.MulT(scores, q, k, false)
	for i := range 2 {
		tensor.Softmax(scores.Row(i))
	}
	tensor.Mul(out, scores, v, false)
	fmt.Printf("%.2f\n%.1f\n", scores.Data, out.Data)
	// Output:
	// [0.12 0.88 0.88 0.12]
	// [18.8 11.2]
}
