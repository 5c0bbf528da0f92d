package grad_test

import (
	"fmt"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
)

// The slope of a weight, along the path from it to the loss.
func ExampleTape_Paths() {
	var t grad.Tape
	x, w, target := t.Leaf("x", 3), t.Leaf("w", 2), t.Leaf("target", 5)
	wx := t.Do("wx", trace.Product, w, x)
	t.Do("loss", trace.Square, t.Do("error", trace.Difference, wx, target))
	t.Forward()
	t.Backward()
	paths, _ := t.Paths(w)
	fmt.Println(paths[0].Local, paths[0].Slope, t.Nodes[w].Grad)
	// Output:
	// [3 1 2] 6 6
}
