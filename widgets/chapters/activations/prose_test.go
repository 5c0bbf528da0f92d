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
	uitest.Prose(t, Text,
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
