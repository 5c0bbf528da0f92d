package moe_test

import (
	"fmt"
	"math/rand/v2"

	"zerotoai/engine/moe"
)

// Where a word goes, and what comes of it.
func Example() {
	model, err := moe.New(moe.Mixture(), rand.New(rand.NewPCG(1, 0)).Float64)
	if err != nil {
		fmt.Println(err)
		return
	}
	for model.Steps < 200 && model.Step() {
	}
	total, active := model.Shape.Parameters()
	fmt.Println(total, "parameters,", active, "at work for a word")
	cat := model.Tokens[0]
	answer, _ := model.Answer(0)
	fmt.Println(model.Words[0].Ask, "goes to", len(cat.Chosen), "of", len(cat.P), "experts and becomes", answer)
	// Output:
	// 2000 parameters, 432 at work for a word
	// cat goes to 2 of 16 experts and becomes kitten
}
