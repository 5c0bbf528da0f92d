package activations

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	low := func(a nn.Activation) string { v, _ := a.Range(); return label.Fixed(v, 4) }
	apart := func(z float64) string { return label.Fixed(math.Abs(nn.GELU.F(z)-nn.ReLU.F(z)), 4) }
	if apart(3) != apart(-3) {
		t.Errorf("%s and %s", apart(3), apart(-3))
	}
	told := func(p *pupil) string { return wording.Percent(p.score.Accuracy) }
	after := func(data, activation string, n int) *bend {
		f := newBend()
		f.data, f.activation = data, activation
		f.restart()
		for range n {
			f.step()
		}
		return f
	}
	xor, late, heaps := after("XOR", "ReLU", 20), after("XOR", "ReLU", 100), after("Clusters", "ReLU", 20)
	if told(heaps.bent) != told(heaps.flat) {
		t.Errorf("%s", heaps.says())
	}
	if numbers != 6 || len(sizes) != 5 || sizes[1] != 8 {
		t.Errorf("%d numbers, networks of %v", numbers, sizes)
	}
	start, end := newDepth(), newDepth()
	for end.step() {
	}
	share := func(s *side) string { return label.Fixed(s.health[0].Gradient/s.health[len(s.health)-1].Gradient, 7) }
	right := func(p *patient) string { return wording.Percent(p.score.Accuracy) }
	unit := func(activation string, rate, grown float64, n int) *units {
		f := newUnits()
		f.activation, f.rate, f.grown = activation, rate, grown
		f.restart()
		for range n {
			f.step()
		}
		return f
	}
	large, small := unit("ReLU", newUnits().rate, 1, 1), unit("ReLU", 0.02, 1, 5)
	if small.dead() != unit("ReLU", 0.02, 1, 0).dead() {
		t.Error("more neurons die at a small learning rate")
	}
	if large.health[1].Dead != unitWidth {
		t.Errorf("%d neurons of layer 2 are dead", large.health[1].Dead)
	}
	grown, usual := unit("Tanh", 0.1, 10, unitEpochs), unit("Tanh", 0.1, 1, unitEpochs)
	uitest.Prose(t, Text,
		fmt.Sprintf("each tenth of the full length stands for a factor of %s.", label.Fixed(math.Pow(1/leastGradient, 0.1), 1)),
		fmt.Sprintf("With %d hidden layers of sigmoids, layer 1 gets %s of the gradient at the output. With ReLU it gets %s.",
			int(start.layers), share(start.sides[0]), label.Number(start.sides[1].health[0].Gradient/start.sides[1].health[8].Gradient, 2)),
		fmt.Sprintf("after %d epochs the network still tells only %s of the held-out points right, and the one with ReLU %s.",
			depthEpochs, right(end.sides[0].patient), right(end.sides[1].patient)),
		fmt.Sprintf("With a learning rate of %g, %d of the %d neurons are dead after 1 epoch, all of layer 2 among them, so that nothing gets through any more: the network tells %s right. With %g there is %d,",
			large.rate, large.dead(), unitLayers*unitWidth, right(large.patient), small.rate, small.dead()),
		fmt.Sprintf("with a learning rate of %g and make the first weights %g times as large.", grown.rate, grown.grown),
		fmt.Sprintf("saturated for %s of the points before the training has begun, and after %d epochs the network tells %s right. With weights of the usual size it is %s.",
			wording.Percent(unit("Tanh", 0.1, 10, 0).saturated()), unitEpochs, right(grown.patient), right(usual.patient)),
		"Set “Hidden layers” to 2 and then to 12;", "its slope is 0 for every point", "Then its slope is 0 everywhere,", "sum is below 0 for every point",
		"their slope is never 0", "at the neurons of a layer",
		fmt.Sprintf("the same %d random weights and biases.", len(xor.bent.trainer.Net.Params)),
		"the network with ReLU tells "+told(xor.bent)+" of the held-out points right after 20 epochs. Its twin is at "+told(xor.flat)+",",
		"after 100 epochs it is at "+told(late.flat)+".",
		"three hidden layers of 8 neurons", "both networks reach "+told(heaps.bent)+",",
		fmt.Sprintf("give it %d epochs.", lastEpoch),
		fmt.Sprintf("At z = 3 they differ by %s, and at z = −3 by as much.", apart(3)),
		"ReLU0 and upAlexNet, which won the ImageNet contest of 2012",
		"YOLOv3, which",
		"Sigmoidbetween 0 and 1gates", "Tanhbetween −1 and 1what",
		fmt.Sprintf("GELUfrom %s upGPT-2", low(nn.GELU)),
		fmt.Sprintf("SiLUfrom %s upMistral", low(nn.SiLU)),
		"put z on 0 and look", "Where the red curve is near 0,", "below 0 before they settle", "Claude, GPT-4 and Gemini",
	)
}
