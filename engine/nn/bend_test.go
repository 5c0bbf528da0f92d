package nn

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

// What a table says of an activation at a z recomputes, down to z and the
// numbers of the formula, and is what F and Slope say.
func TestAt(t *testing.T) {
	for _, a := range Activations() {
		for _, z := range []float64{-4, -0.7, 0, 1e-9, 0.3, 5} {
			at := a.At(z)
			for r, want := range map[trace.Ref]float64{InputRef: z, a.ValueRef(): a.F(z), a.SlopeRef(): a.Slope(z)} {
				if s, ok := at.Explain(r); !ok || math.Abs(s.Value-want) > 1e-15 {
					t.Errorf("%v at %v: %v is %v, want %v", a, z, r, s.Value, want)
				}
				if err := trace.Check(at, r, 0); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
