package neuralnetworks

import (
	"testing"

	"zerotoai/widgets/network"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

func TestOuting(t *testing.T) {
	uitest.Golden(t, figure(outingID),
		ui.Focus{ID: outingID + ".net.1.1"}, ui.Set{ID: knobID(network.Place{Layer: 1, I: 1}, 3), Number: 0.4},
		ui.Set{ID: outingID + ".net.0.2"}, ui.Set{ID: outingID + ".net.2.0"}, ui.Set{ID: outingID + ".odds.1"})
}

func TestFigures(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}
