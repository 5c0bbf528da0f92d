package neuralnetworks

import (
	"fmt"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// trainedOnSpiral is what the settings that work make of the spiral.
func trainedOnSpiral(epochs int) (settings, *training) {
	s := usual()
	s.data = "Spiral"
	s.follow(nn.Recipes()[2])
	return s, trained(s, epochs)
}

// circleOnSpiral is what the playground's first network makes of the spiral.
func circleOnSpiral(epochs int) (settings, *training) {
	s := usual()
	s.data = "Spiral"
	return s, trained(s, epochs)
}

func trained(s settings, epochs int) *training {
	t := new(training)
	t.begin(&s, nil, nil)
	for t.trainer.Epochs < epochs {
		t.epoch()
	}
	return t
}

// ends are the last losses of a training: in training and held out.
func ends(run *training) (s [2]string) {
	for i, l := range run.losses {
		s[i] = label.Fixed(l[len(l)-1].Y, 3)
	}
	return s
}

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	o, woken := newOuting(), newOuting()
	sleeper := network.Place{Layer: 1, I: 1}
	bias := &woken.net.Layers[0].B[1]
	*bias = 0.4
	woken.compute()
	solver, spiral := trainedOnSpiral(100)
	if solver.layers != 3 || solver.widths[0] != solver.widths[2] || solver.widths[1] != solver.widths[2] {
		t.Errorf("the spiral is solved by %v layers of %v", solver.layers, solver.widths)
	}
	if _, plain := circleOnSpiral(100); plain.score.Accuracy > 0.75 {
		t.Errorf("the network of the circle gets far: %s", plain.accuracy())
	}
	far := usual()
	far.rate = 10
	if run := trained(far, 40); !run.stuck() {
		t.Errorf("a learning rate of %v leads to %s", far.rate, run.accuracy())
	}
	noisy := solver
	noisy.data, noisy.noise, noisy.penalty = "XOR", nn.MaxNoise, nn.NoPenalty.String()
	strong := noisy
	strong.penalty, strong.strength = nn.L2.String(), 0.005
	heart, calm := ends(trained(noisy, 200)), ends(trained(strong, 200))
	first := network.Place{Layer: 1}
	uitest.Prose(t, Text,
		fmt.Sprintf("a warmth of %s, a rain of %s and a wind of %s.", exact(o.in[0]), exact(o.in[1]), exact(o.in[2])),
		"each from 0 to 1:",
		fmt.Sprintf("Hidden neuron 1 counts warmth with %s and rain with %s.", exact(o.net.Layers[0].Weight(0, 0)), exact(o.net.Layers[0].Weight(0, 1))),
		"what is negative becomes 0.",
		fmt.Sprintf("So hidden neuron 1 makes %s = %s. That is positive, and %s is what it passes on.", o.terms(first), exact(o.total(first)), exact(o.activation(first))),
		fmt.Sprintf("Hidden neuron 2 comes to %s, and passes on %s.", exact(o.total(sleeper)), exact(o.activation(sleeper))),
		fmt.Sprintf("Press hidden neuron 2 and move its “Bias” from %s to %s. Its sum rises to %s,", exact(o.net.Layers[0].B[1]), exact(*bias), exact(woken.total(sleeper))),
		fmt.Sprintf("goes from %s to %s.", probability(o.pass.Probabilities()[0]), probability(woken.pass.Probabilities()[0])),
		fmt.Sprintf("%s for the picnic, %s for staying in.", exact(o.pass.Outputs()[0]), exact(o.pass.Outputs()[1])),
		"adds up to 1,",
		fmt.Sprintf("with %d numbers.", len(o.net.Params)),
		"chapter 3:", "chapter 7.", // their numbers are their places in the guide
		"“green” above 0", "“Hidden layers” to 0", "In 1969", "in 1986,",
		fmt.Sprintf("makes it three layers of %s, and", wording.Count(int(solver.widths[2]), "neuron")),
		fmt.Sprintf("After %d epochs it tells %s of the points held out right.", spiral.trainer.Epochs, spiral.accuracy()),
		fmt.Sprintf("set “Learning rate” to %g.", far.rate), "say −1 or 1 everywhere,",
		fmt.Sprintf("“Noise” at %g,", nn.MaxNoise),
		fmt.Sprintf("After 200 epochs its training loss is %s and its loss on held-out data %s:", heart[0], heart[1]),
		fmt.Sprintf("L2 with a strength of %g,", strong.strength),
		fmt.Sprintf("The two come to %s and %s:", calm[0], calm[1]),
		"in 1943.", "which in 2012 showed", "had 650,000 neurons and 60 million weights and biases.", // the sources are the notes there
	)
}
