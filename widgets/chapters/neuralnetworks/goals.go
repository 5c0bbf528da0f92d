package neuralnetworks

import (
	"fmt"
	"slices"

	"zerotoai/engine/nn"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/wording"
)

// wetter is how much rain the prediction asks about.
const wetter = 0.5

// question asks what more rain does to the probability of a picnic.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       "networks.predict",
		Question: fmt.Sprintf("At first the network gives the picnic a probability of %s. Rain goes up from %s to %s, and nothing else changes. What will the probability be?", probability(odds(today[1])), exact(today[1]), exact(wetter)),
		Max:      1, Step: 0.01, Tolerance: 0.1, Format: probability,
		Truth: func() float64 { return odds(wetter) },
		Explain: func(_, _ float64) string {
			dry, wet := raining(today[1]), raining(wetter)
			return fmt.Sprintf("Rain has a negative weight for hidden neurons 1 and 3, and a positive one for 2 and 4. Neuron 1 falls from %s to %s and neuron 3 from %s to %s, while neuron 4 rises from %s to %s. And neuron 2, whose sum was below 0, wakes up: %s.",
				exact(dry[0]), exact(wet[0]), exact(dry[2]), exact(wet[2]), exact(dry[3]), exact(wet[3]), exact(wet[1]))
		},
	}
}

// inRain is the worked example as it is at first, in so much rain.
func inRain(rain float64) *outing {
	o := newOuting()
	o.in[1] = rain
	o.compute()
	return o
}

// raining are the activations of the hidden neurons in so much rain.
func raining(rain float64) []float64 { return inRain(rain).pass.A[1] }

// odds is the probability of a picnic in so much rain.
func odds(rain float64) float64 { return inRain(rain).pass.Probabilities()[0] }

// sure is the probability that the checkpoint asks for.
const sure = 0.9

// checkpoint asks for other weights that change the network's mind.
func checkpoint(o *outing) *task.Task {
	return &task.Task{
		ID:   "networks.check",
		Goal: fmt.Sprintf("Leave the weather as it is at first, and change weights or biases until the network says “%s” with a probability of more than %s.", plans[1], exact(sure)),
		Done: func() bool { return slices.Equal(o.in, today) && o.pass.Probabilities()[1] > sure },
		Progress: func() string {
			if !slices.Equal(o.in, today) {
				return "The weather is another one: Reset brings it back."
			}
			return fmt.Sprintf("Now the probability of “%s” is %s.", plans[1], probability(o.pass.Probabilities()[1]))
		},
	}
}

// The answers to the question whether a line solves XOR, in their order.
const (
	coin = iota
	some
	nearlyAll
)

// lineAnswer is the answer that an accuracy makes true.
func lineAnswer(accuracy float64) float64 {
	switch {
	case accuracy < 0.58:
		return coin
	case accuracy < 0.9:
		return some
	}
	return nearlyAll
}

// lineQuestion asks what a network without a hidden layer makes of XOR.
func lineQuestion() *predict.Predict {
	return &predict.Predict{
		ID:       "networks.line",
		Question: "Two inputs, no hidden layer, one output: such a network can draw one straight line. Trained on the points of XOR, how many of those held out will it tell right?",
		Options:  []string{coin: "About half, as by throwing a coin", some: "More than half, but far from all", nearlyAll: "Nearly all"},
		Truth:    func() float64 { return lineAnswer(xor(0)) },
		Explain: func(_, _ float64) string {
			return fmt.Sprintf("It tells %s right. Each colour lies in two opposite corners, and no straight line has two opposite corners on one side and the other two on the other: at least one of the four is wrong. With one hidden layer of %s, and all else the same, it is %s.",
				wording.Percent(xor(0)), wording.Count(xorWidth(), "neuron"), wording.Percent(xor(1)))
		},
	}
}

// xorSettings are those that solve XOR.
func xorSettings() settings {
	s := usual()
	s.data = nn.DataSets()[1].Name
	s.follow(nn.Recipes()[1])
	return s
}

func xorWidth() int { return int(xorSettings().widths[0]) }

// xor is the held-out accuracy after a training on XOR with so many hidden
// layers.
func xor(layers float64) float64 {
	s := xorSettings()
	s.layers = layers
	var t training
	t.begin(&s, nil, nil)
	for t.trainer.Epochs < nn.Recipes()[1].Epochs {
		t.epoch()
	}
	return t.score.Accuracy
}

// solved is the held-out accuracy that the second checkpoint asks for.
const solved = 0.95

// spiralCheckpoint asks for a network that tells the arms of the spiral apart.
func spiralCheckpoint(f *playground) *task.Task {
	spiral := nn.DataSets()[2].Name
	return &task.Task{
		ID:   "networks.spiral",
		Goal: fmt.Sprintf("In the playground, choose %s and train a network until it tells at least %s of the points held out right.", spiral, wording.Percent(solved)),
		Done: func() bool {
			t := &f.training
			return f.set.data == spiral && t.score.Count >= leastHeld && t.score.Accuracy >= solved
		},
		Progress: func() string {
			if f.set.data != spiral {
				return fmt.Sprintf("The data set is %s now.", f.set.data)
			}
			return fmt.Sprintf("Now it is %s, after %s.", f.training.accuracy(), wording.Count(f.training.trainer.Epochs, "epoch"))
		},
	}
}

// leastHeld is of how many points an accuracy says something.
const leastHeld = 30
