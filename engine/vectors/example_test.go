package vectors_test

import (
	"fmt"

	"zerotoai/engine/tensor"
	"zerotoai/engine/vectors"
)

// Four points on a line: the first component is its direction. Seen from the
// origin, the third is nearest to the second.
func Example() {
	m := tensor.Of(4, 2, []float32{0, -1, 2, 0, 4, 1, 6, 2})
	p := vectors.NewPCA(m, "points", []int{0, 1, 2, 3}, 1)
	for p.Next() {
	}
	fmt.Printf("%.3f, %.0f %%\n", p.Components[0], 100*p.Variance[0]/p.Total)
	for _, n := range vectors.Nearest(m, 1, 2, []int{0, 1, 2, 3}) {
		fmt.Printf("%d %.3f\n", n.Row, n.Cosine)
	}
	// Output:
	// [0.894 0.447], 100 %
	// 2 0.970
	// 3 0.949
}
