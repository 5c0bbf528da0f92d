package label_test

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/widgets/label"
)

func ExampleNumber() {
	for _, v := range []float64{0.1 + 0.2, -12, 1.0 / 3, 123456, -1.5e-7, 3e9, math.Inf(-1)} {
		fmt.Println(label.Number(v, 4))
	}
	// Output:
	// 0.3
	// −12
	// 0.3333
	// 123456
	// −1.5×10⁻⁷
	// 3×10⁹
	// −∞
}

func ExampleFixed() {
	for _, v := range []float64{0, -0.001, -0.5, 12.345, 1e300} {
		fmt.Println(label.Fixed(v, 2))
	}
	// Output:
	// 0.00
	// 0.00
	// −0.50
	// 12.35
	// 1×10³⁰⁰
}

func TestNotANumber(t *testing.T) {
	if got := label.Number(math.NaN(), 3); got != "not a number" {
		t.Errorf("NaN is written %q", got)
	}
}
