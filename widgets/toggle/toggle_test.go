package toggle

import (
	"testing"

	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func grid() ui.Widget {
	on := false
	return &Toggle{ID: "t", Name: "Contours", On: &on}
}

func TestToggle(t *testing.T) {
	uitest.Golden(t, grid, ui.Set{ID: "t"}, ui.Set{ID: "t"}, ui.Set{ID: "t"})
	uitest.Check(t, grid())
}
