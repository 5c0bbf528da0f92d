package functions

import (
	"testing"

	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// The prediction and the checkpoint look and say as their goldens do.
func TestGoals(t *testing.T) {
	for _, name := range []string{"functions.predict", "functions.check"} {
		t.Run(name, func(t *testing.T) {
			uitest.Golden(t, func() ui.Widget { return New()[name] }, ui.Set{ID: name + ".guess", Number: 1}, ui.Set{ID: name + ".reveal"})
		})
	}
}
