package readout

import (
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestReadout(t *testing.T) {
	var asked []trace.Ref
	slope := func() ui.Widget {
		return &Readout{
			ID: "s", Name: "Slope", Value: func() string { return "6.00" },
			Explains: func() trace.Ref { return trace.Ref{Name: "slope"} }, Open: func(r trace.Ref) { asked = append(asked, r) },
		}
	}
	uitest.Golden(t, slope, ui.Set{ID: "s"})
	uitest.Check(t, slope())
	if len(asked) != 4 || asked[0].Name != "slope" { // Golden plays in four looks
		t.Errorf("asked for %v", asked)
	}
}
