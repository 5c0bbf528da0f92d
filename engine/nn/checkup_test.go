package nn

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

// What Inspect finds is explained and recomputes, down to weights and places.
func TestCheckup(t *testing.T) {
	points := circle(6, 0.1, seeded(3))
	fs := []Feature{X, Y}
	net, err := New(Shape{Sizes: []int{2, 3, 3, 1}, Hidden: ReLU}, seeded(4))
	if err != nil {
		t.Fatal(err)
	}
	c := Checkup{Evaluation{Net: net, Loss: SquaredError, Examples: Examples(fs, points), Points: points, Features: fs}}
	for k, h := range Inspect(net, SquaredError, c.Examples) {
		found := map[trace.Ref]float64{GradientRef(k + 1): h.Gradient}
		for i, u := range h.Units {
			found[OnRef(k+1, i)], found[SaturatedRef(k+1, i)] = u.On, u.Saturated
		}
		for r, want := range found {
			if s, ok := c.Explain(r); !ok || math.Abs(s.Value-want) > 1e-12 {
				t.Errorf("%v is %v, want %v", r, s.Value, want)
			}
			if err := trace.Check(c, r, 1e-12); err != nil {
				t.Error(err)
			}
		}
	}
	for _, r := range []trace.Ref{GradientRef(0), GradientRef(4), OnRef(1, 3), {Name: "share on", I: 1, J: -1}, {Name: "example9.size", I: 1}, {Name: "size", I: 1}, {}} {
		if s, ok := c.Explain(r); ok {
			t.Errorf("%v is explained: %v", r, s)
		}
	}
	if _, ok := (Checkup{Evaluation{Net: net}}).Explain(GradientRef(1)); ok {
		t.Error("a gradient without examples is explained")
	}
}
