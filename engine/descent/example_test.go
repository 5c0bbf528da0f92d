package descent_test

import (
	"fmt"
	"strconv"

	"zerotoai/engine/descent"
)

// Three learning rates on the bowl: one that walks down, one that jumps from
// side to side, and one that climbs out.
func Example() {
	bowl := descent.Surfaces()[0]
	for _, rate := range []float64{0.05, 0.6, 1.1} {
		settings := descent.Defaults(descent.Plain)
		settings.LearningRate = rate
		run := descent.NewRun(bowl, bowl.Start, settings)
		fmt.Print(rate, ":")
		for range 4 {
			fmt.Printf(" %.2f", run.Now().P[0])
			run.Step()
		}
		for run.Step() {
		}
		fmt.Println(" …", "converged:", run.Converged, "diverged:", run.Diverged)
	}
	// Output:
	// 0.05: -2.50 -2.25 -2.02 -1.82 … converged: true diverged: false
	// 0.6: -2.50 0.50 -0.10 0.02 … converged: true diverged: false
	// 1.1: -2.50 3.00 -3.60 4.32 … converged: false diverged: true
}

// Every number of a step says how it was made.
func ExampleRun_Explain() {
	bowl := descent.Surfaces()[0]
	run := descent.NewRun(bowl, [2]float64{3, 1}, descent.Defaults(descent.Plain))
	run.Step()
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
	for ref, more := descent.PlaceRef(0, 1), true; more; {
		s, _ := run.Explain(ref)
		fmt.Printf("%s = %s = %s\n", ref.Name, s.Text(format), format(s.Value))
		if more = len(s.Args) > 0; more {
			ref = s.Args[len(s.Args)-1].Ref
		}
	}
	// Output:
	// x = 3 − 0.3 = 2.7
	// move = 0.05 × 6 = 0.3
	// grad = 2 × 3 = 6
	// x = 3 = 3
}

// The valleys of the saddle are apart at low levels, and one at higher ones.
func ExampleContours() {
	saddle := descent.Surfaces()[2]
	for _, level := range []float64{0.5, 1.5} {
		fmt.Println(level, len(descent.Contours(saddle, 60, 60, level)))
	}
	// Output:
	// 0.5 2
	// 1.5 1
}
