package derivatives

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
)

// The numbers in the text are those that the figures show.
func TestProse(t *testing.T) {
	s := newStudy()
	slope := func(formula string, x float64) string {
		if err := s.curve.Take(formula); err != nil {
			t.Fatal(err)
		}
		s.differentiate()
		return label.Number(s.slopeAt(x), 4)
	}
	ratio := func(h float64) string {
		slope("x^2", 1)
		s.x = 1
		return label.Number((&secant{study: s, h: h}).ratio(), 5)
	}
	for formula, places := range map[string][]float64{"x^3/3 - 2x": {-math.Sqrt2, math.Sqrt2}, "x^3": {0}} {
		for _, x := range places {
			slope(formula, x)
			if m := s.slopeAt(x); math.Abs(m) > 1e-12 {
				t.Errorf("%s has slope %v at %v", formula, m, x)
			}
		}
	}
	top := label.Fixed(hill.Eval(-math.Sqrt2), 2)
	if slope("|x|", 0) != label.NoValue || slope("sin(3x)", 0) != "3" {
		t.Error("|x| has a slope at 0, or sin(3x) has another one")
	}
	slope("sin(3x)", 0)
	chain := s.derivative.String()
	parabola := func(x float64) string { return slope("x^2", x) }
	uitest.Prose(t, Text,
		fmt.Sprintf("Put the point at 1 and the slope is %s; at 2 it is %s; at −1 it is %s.", parabola(1), parabola(2), parabola(-1)),
		"The nudge may not be 0: then rise and run would both be 0, and 0 divided by 0 has no value.",
		fmt.Sprintf("With the point at 1 on the parabola, set the nudge to 1, then to 0.1, then to 0.01. The ratio is %s, then %s, then %s.", ratio(1), ratio(0.1), ratio(0.01)),
		"the figure finds "+chain,
		"in print since 1684", // the note there is the source
		"Then type `|x|` and go to 0. The curve has a corner there",
		"It shrinks to 0 on top of the hill", "and is 0 once more on the floor of the valley",
		"walk through 0. The slope falls to 0 and rises again",
		fmt.Sprintf("On top of the hill the slope is 0 and the height is about %s.", top),
		"A road sign that says 10 % gives the slope of the road, which climbs 10 metres for every 100 metres", // a definition
		fmt.Sprintf("Say it stands at 3, where the slope is %s. Adding 0.01 would make matters worse by about %s", parabola(3), label.Fixed(0.01*s.slopeAt(3), 2)),
		fmt.Sprintf("At −3 the slope is %s", parabola(-3)),
	)
}
