package ssm_test

import (
	"fmt"
	"math/rand/v2"

	"zerotoai/engine/ssm"
)

// A state of four numbers remembers the last name over any distance.
func Example() {
	model, err := ssm.New(ssm.Selective, 4, rand.New(rand.NewPCG(1, 0)).Float64)
	if err != nil {
		fmt.Println(err)
		return
	}
	for model.Steps < 600 && model.Step() {
	}
	text, err := ssm.Parse("the cat and the dog and then here and now and then so well and so and so")
	if err != nil {
		fmt.Println(err)
		return
	}
	reading := model.Read(text)
	for _, t := range []int{0, 1, 4, len(text) - 1} {
		fmt.Println(ssm.Words[text[t]], ssm.Answers[reading.Answer(t)])
	}
	// Output:
	// the none
	// cat cat
	// dog dog
	// so dog
}
