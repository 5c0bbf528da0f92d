package corpus_test

import (
	"fmt"
	"math"

	"zerotoai/engine/corpus"
)

// What "it" is becomes clear with the reason.
func ExampleReading_Next() {
	source := corpus.World().Source("seat", corpus.Training)
	for _, reason := range []string{"tired", "soft"} {
		r := source.Begin("The cat sat on the mat because it was " + reason + ". The")
		for _, c := range r.Next() {
			fmt.Printf("%s:%s %.0f%%\n", reason, c.Unit, 100*c.P)
		}
	}
	// Output:
	// tired: cat 100%
	// soft: mat 100%
}

// What a text surprises with, in nats, beside the mean of all texts.
func ExampleSource_Entropy() {
	source := corpus.World().Source("seat", corpus.Training)
	text := "The cat sat on the mat because it was tired. The cat fell asleep."
	fmt.Printf("%.2f of %.2f\n", -math.Log(source.Prob(text)), source.Entropy())
	// Output:
	// 12.13 of 13.21
}
