package activations

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
)

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	low := func(a nn.Activation) string { v, _ := a.Range(); return label.Fixed(v, 4) }
	apart := func(z float64) string { return label.Fixed(math.Abs(nn.GELU.F(z)-nn.ReLU.F(z)), 4) }
	if apart(3) != apart(-3) {
		t.Errorf("%s and %s", apart(3), apart(-3))
	}
	uitest.Prose(t, Text,
		fmt.Sprintf("At z = 3 they differ by %s, and at z = −3 by as much.", apart(3)),
		"ReLU0 and upAlexNet, which won the ImageNet contest of 2012",
		"YOLOv3, which",
		"Sigmoidbetween 0 and 1gates", "Tanhbetween −1 and 1what",
		fmt.Sprintf("GELUfrom %s upGPT-2", low(nn.GELU)),
		fmt.Sprintf("SiLUfrom %s upMistral", low(nn.SiLU)),
		"put z on 0 and look", "Where the red curve is near 0,", "below 0 before they settle", "Claude, GPT-4 and Gemini",
	)
}
