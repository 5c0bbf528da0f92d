package label_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
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

func ExampleWhole() {
	for _, v := range []float64{0, 12, 123, -1234, 124439808} {
		fmt.Println(label.Whole(v))
	}
	// Output:
	// 0
	// 12
	// 123
	// −1,234
	// 124,439,808
}

func TestNotANumber(t *testing.T) {
	for _, got := range []string{label.Number(math.NaN(), 3), label.Fixed(math.NaN(), 3), label.Nonzero(math.NaN(), 3)} {
		if got != label.NoValue {
			t.Errorf("NaN is written %q", got)
		}
	}
}

func ExampleNonzero() {
	for _, v := range []float64{0, 0.00004, -0.00004, 0.00006, 12.345, math.Inf(1)} {
		fmt.Println(label.Nonzero(v, 4))
	}
	// Output:
	// 0.0000
	// 4×10⁻⁵
	// −4×10⁻⁵
	// 0.0001
	// 12.3450
	// ∞
}

// Rounded is what Number writes, read as a reader does.
func TestRounded(t *testing.T) {
	read := strings.NewReplacer("−", "-", "×10", "e", "⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4",
		"⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	for _, v := range []float64{0, 0.1 + 0.2, -1.0 / 3, 123456.789, 1234567.89, 9999999.9, 1e7 / 3, 1e7, -2.34567e-5, 1e300 / 7, 1e-320} {
		for digits := 1; digits <= 15; digits++ {
			text := label.Number(v, digits)
			want, err := strconv.ParseFloat(read.Replace(text), 64)
			if got := label.Rounded(v, digits); err != nil || got != want {
				t.Errorf("%v in %d digits is written %s, rounded %v", v, digits, text, got)
			}
		}
	}
}

// What rounds to a thousand of a unit is one of the next.
func TestCount(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 266.6: "267", 999_949: "999,949", 999_950: "1 million", 8.03e9: "8.03 billion", 405e9: "405 billion", 15e12: "15 trillion", 2e17: "200 quadrillion"} {
		if got := label.Count(v, 4); got != want {
			t.Errorf("%v is written %q, not %q", v, got, want)
		}
	}
}

func TestBytes(t *testing.T) {
	for v, want := range map[float64]string{0: "0 B", 9999: "9,999 B", 1e4: "10 kB", 999.4e3: "999 kB", 999.6e3: "1 MB", 13.5e9: "13.5 GB", 999.5e9: "1 TB"} {
		if got := label.Bytes(v); got != strings.ReplaceAll(want, " ", "\u00a0") {
			t.Errorf("%v bytes are written %q, not %q", v, got, want)
		}
	}
}
