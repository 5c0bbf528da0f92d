package nn_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"zerotoai/engine/nn"
)

// A network learns the spiral, from seed 1, and is asked about points that it
// has not seen.
func Example() {
	recipe := nn.Recipes()[2]
	random := rand.New(rand.NewPCG(1, 0)).Float64
	run, err := recipe.Trainer(300, 0.05, 0.3, random)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(recipe.Data.Name, recipe.Shape.Sizes, recipe.Shape.Hidden)
	for run.Score(run.Held).Accuracy < 0.95 && run.Epochs < recipe.Epochs && run.Epoch() {
	}
	fmt.Println(run.Score(run.Held).Accuracy >= 0.95, run.Diverged)
	// Output:
	// Spiral [2 8 8 8 1] SiLU
	// true false
}

// A neuron's activation, and how it was made.
func ExamplePass_Explain() {
	net, err := nn.Zero(nn.Shape{Sizes: []int{3, 1}, Output: nn.Sigmoid})
	if err != nil {
		fmt.Println(err)
		return
	}
	copy(net.Params, []float64{1, -2, 0.5, 0.1})
	pass := nn.NewPass(net)
	pass.Forward([]float64{0.8, 0.2, 0.5})
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
	for _, part := range []nn.Part{nn.Activated, nn.Total} {
		s, _ := pass.Explain(nn.Of(1, part, 0, 0))
		fmt.Printf("%s = %s = %s\n", part, s.Text(format), format(s.Value))
	}
	// Output:
	// activation = sigmoid(0.75) = 0.679
	// sum = 1 × 0.8 + (-2) × 0.2 + 0.5 × 0.5 + 0.1 = 0.75
}
