package gpt_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"zerotoai/engine/gpt"
)

// The number of parameters that was published for GPT-2, from its blueprint.
func ExampleConfig_Parameters() {
	fmt.Println(gpt.GPT2().Parameters())
	// Output: 124439808
}

// A model learns to count in circles of five, and counts on.
func Example() {
	c := gpt.Config{Layers: 1, Heads: 2, Width: 16, Context: 8, Vocabulary: 5}
	w, err := gpt.NewWeights(c)
	if err != nil {
		panic(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)

	settings := gpt.Defaults()
	settings.Length, settings.Steps, settings.WarmUp = 8, 100, 10
	circle := func(n int, tokens, targets []int) {
		for i := range tokens {
			tokens[i], targets[i] = (n+i)%5, (n+i+1)%5
		}
	}
	trainer, err := gpt.NewTrainer(w, settings, circle, 2)
	if err != nil {
		panic(err)
	}
	for range settings.Steps {
		if _, err := trainer.Step(); err != nil {
			panic(err)
		}
	}

	text, generator := []int{3}, gpt.NewGenerator(w)
	for len(text) < 12 { // longer than the context
		logits, err := generator.Logits(text)
		if err != nil {
			panic(err)
		}
		text = append(text, slices.Index(logits, slices.Max(logits)))
	}
	fmt.Println(text)
	// Output: [3 4 0 1 2 3 4 0 1 2 3 4]
}

// A number of a model with weights that are easy to reckon with, and the way
// down from it.
func ExampleRun_Explain() {
	w, err := gpt.NewWeights(gpt.Config{Layers: 1, Heads: 1, Width: 2, Context: 4, Vocabulary: 3})
	if err != nil {
		panic(err)
	}
	copy(w.Tokens.Data, []float32{1, 0, 0, 1, 2, 2}) // [3 2]
	copy(w.Positions.Row(1), []float32{0.5, 0})
	run, err := gpt.NewRun(w, []int{0, 2})
	if err != nil {
		panic(err)
	}
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
	for ref, more := gpt.BlockRef(0, "mid", 1, 0), true; more; {
		s, _ := run.Explain(ref)
		fmt.Printf("%v = %s\n", ref, s.Text(format))
		if more = len(s.Args) > 0; more {
			ref = s.Args[0].Ref
		}
	}
	// Output:
	// block0.mid[1 0] = 2.5 + 0
	// embedding[1 0] = 2 + 0.5
	// token embedding[1 0] = 2 at 2
	// wte.weight[2 0] = 2
}
