package neuralnetworks

import (
	"fmt"
	"slices"

	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
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
