package cluster_test

import (
	"fmt"

	"zerotoai/engine/cluster"
)

// Two heaps on a line, and two centres that begin in one of them.
func Example() {
	points := []cluster.Point{{X: 0}, {X: 1}, {X: 9}, {X: 10}}
	run := cluster.StartAt(points, points[:2])
	fmt.Println(run.Next, run.Centers)
	for run.Step() {
		if run.Next == cluster.Assign {
			fmt.Printf("%d %.1f %.1f\n", run.Rounds, run.Centers, run.Inertia())
		}
	}
	fmt.Println(run.Of, run.Converged)
	// Output:
	// Assign [{0 0} {1 0}]
	// 1 [{0.0 0.0} {6.7 0.0}] 48.7
	// 2 [{0.5 0.0} {9.5 0.0}] 1.0
	// [0 0 1 1] true
}
