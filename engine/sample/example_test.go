package sample_test

import (
	"fmt"

	"zerotoai/engine/sample"
)

// Five tokens on their way from logits to a draw.
func Example() {
	var d sample.Distribution
	err := d.Set([]float32{2, 1, 3, 0, -1}, sample.Settings{Temperature: 0.5, TopK: 3, TopP: 0.95})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("token logit  /T     p   sum of p  top-k top-p   q")
	for _, r := range d.Rows(5) {
		fmt.Printf("%d %9.0f %5.0f %7.3f %7.3f %8v %5v %7.3f\n", r.ID, r.Logit, r.Scaled, r.P, r.Mass, r.InK, r.InP, r.Q)
	}
	fmt.Println("u = 0.9 draws token", d.Draw(0.9))
	// Output:
	// token logit  /T     p   sum of p  top-k top-p   q
	// 2         3     6   0.865   0.865     true  true   0.881
	// 0         2     4   0.117   0.982     true  true   0.119
	// 1         1     2   0.016   0.998     true false   0.000
	// 3         0     0   0.002   1.000    false false   0.000
	// 4        -1    -2   0.000   1.000    false false   0.000
	// u = 0.9 draws token 0
}
