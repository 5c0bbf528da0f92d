package rlhf_test

import (
	"fmt"
	"math/rand/v2"

	"zerotoai/engine/rlhf"
)

// A judge who likes friendly words chooses a hundred times; the policy is tuned
// to what a reward model makes of that, with a leash and without.
func Example() {
	random := rand.New(rand.NewPCG(1, 0)).Float64
	reference := rlhf.Reference(random)
	reward := rlhf.NewReward(reference.Units)
	rlhf.Kind().Ask(100, reference, reward, random)
	reward.Learn(300)
	for _, beta := range []float64{1, 0} {
		tuner := rlhf.NewTuner(reference, reward, beta)
		for range 300 {
			tuner.Step()
		}
		a := tuner.Account()
		fmt.Printf("β = %v: reward over 10: %v, sentences: %.0f %%\n", beta, a.Reward > 10, 100*a.Grammar)
	}
	// Output:
	// β = 1: reward over 10: false, sentences: 100 %
	// β = 0: reward over 10: true, sentences: 0 %
}

// A draft, what is wrong with it under each principle, and what becomes of it.
func ExampleRevise() {
	principles, err := rlhf.ParsePrinciples("no rude; name the animal; say thank")
	if err != nil {
		fmt.Println(err)
		return
	}
	draft, _ := rlhf.ParseReply("Please note that it was very rude today.")
	revisions, err := rlhf.Revise(draft, principles)
	for _, r := range revisions {
		fmt.Println(r.Fault, r.After.Text())
	}
	fmt.Println(err)
	// Output:
	// It says “rude”. Please note that it was very happy today.
	// It calls the animal “it”. Please note that the cat was very happy today.
	// It does not say “thank”. Please note that the cat was very happy today, thank you.
	// <nil>
}
