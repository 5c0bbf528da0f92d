package rl_test

import (
	"fmt"
	"math/rand/v2"

	"zerotoai/engine/rl"
)

// An agent in a corridor between a pit and a goal learns where to go.
func Example() {
	world, err := rl.ParseWorld("P.S..G")
	if err != nil {
		fmt.Println(err)
		return
	}
	agent := rl.NewAgent(world, rl.Defaults(), rand.New(rand.NewPCG(1, 0)).Float64)
	for agent.Episodes < 100 {
		agent.Step()
	}
	best, worth := agent.Q.Best(world.Start)
	fmt.Printf("%v for %.4f, by %v\n", best, worth, agent.Path())
	_, known := world.Solve(agent.Settings.Discount).Best(world.Start)
	fmt.Printf("who knows the world expects %.4f\n", known)
	// Output:
	// Right for 0.8245, by [2 3 4 5]
	// who knows the world expects 0.8245
}
