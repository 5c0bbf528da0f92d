package functions

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
)

// The numbers in the text are those that the figures show.
func TestProse(t *testing.T) {
	g := newGraph()
	at := func(formula string, x float64) *graph {
		g.curve.Take(formula)
		g.x = x
		return g
	}
	moved := func(formula string, x float64) string { return label.Fixed(at(formula, x).moved(), 4) }
	squared := at("x^2", -2).output()
	if squared != at("x^2", 2).output() {
		t.Errorf("(−2)² is %v", squared)
	}
	digits, room := digitsOfE(729), 1+int(math.Log10(math.MaxFloat64))
	if y := at("e^(x^6)", 3).output(); !math.IsInf(y, 1) {
		t.Errorf("e^(3^6) is %v", y)
	}
	if !math.IsNaN(at("1/x", 0).output()) || !math.IsNaN(at("sqrt(x)", -0.05).output()) || math.IsNaN(at("sqrt(x)", 0).output()) {
		t.Error("1/x or the root has another domain")
	}
	ratio := at("x^2", 4).moved() / at("x^2", 0).moved()
	if moved("2x - 1", -5) != moved("2x - 1", 4) || math.Abs(ratio-800) > 2 {
		t.Errorf("the line moves by %s and %s, the parabola %v times as far", moved("2x - 1", -5), moved("2x - 1", 4), ratio)
	}
	for x := -5.0; x <= 5; x += 0.05 {
		if at("sigmoid(3x)", x).moved() > 1.000001*at("sigmoid(3x)", 0).moved() {
			t.Errorf("the S-curve is steeper at %v than at 0", x)
		}
	}
	uitest.Prose(t, Text,
		fmt.Sprintf("when %g is added to the input", nudge),
		"Give it 3 and it answers; give it 3 again",
		fmt.Sprintf("on the parabola, −2 and 2 both give %g", squared),
		"walk towards 0 from the right", "At 0 itself", "1 divided by 0", "to the left of 0", "the curve runs smoothly through 0",
		fmt.Sprintf("Type `e^(x^6)` and move to 3. The true output has %d digits before the point", digits),
		fmt.Sprintf("no room for more than %d.", room),
		fmt.Sprintf("It stays at %s, wherever you are.", moved("2x - 1", 1)),
		fmt.Sprintf("At 0 the same read-out is %s, and at 4 it is %s: the same nudge of the input moves the output eight hundred times as far.", moved("x^2", 0), moved("x^2", 4)),
		"In its middle, at 0, it is at its most sensitive",
		"Type `x^3-3x` and then `x^3-x`: you have changed one parameter from 3 to 1",
		"GPT-3, of 2020, has 175 billion such numbers", // the note there is the source
		fmt.Sprintf("Over a nudge of %g you can measure", nudge),
		"Put the 2 in",
	)
}

// digitsOfE is how many digits e to the n has before the point: more than the
// logarithm of a float64 can tell with certainty.
func digitsOfE(n int) int {
	const precision = 4096
	sum, term := big.NewFloat(1).SetPrec(precision), big.NewFloat(1).SetPrec(precision)
	for k := 1; k < 4*n; k++ { // the series of e^n; past 4n the terms are nothing
		term.Mul(term, big.NewFloat(float64(n))).Quo(term, big.NewFloat(float64(k)))
		sum.Add(sum, term)
	}
	whole, _ := sum.Int(nil)
	return len(whole.String())
}
