package label

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPercents(t *testing.T) {
	for _, c := range []struct {
		parts []float64
		want  []string
	}{
		{[]float64{1}, []string{"100.0\u00a0%"}},
		{[]float64{1, 1, 1}, []string{"33.4\u00a0%", "33.3\u00a0%", "33.3\u00a0%"}},
		{[]float64{2, 1}, []string{"66.7\u00a0%", "33.3\u00a0%"}},
		{[]float64{0.00001, 0, 0.99999}, []string{"0.0\u00a0%", "0.0\u00a0%", "100.0\u00a0%"}},
		{[]float64{0.1234, 0.8766}, []string{"12.3\u00a0%", "87.7\u00a0%"}},
		{[]float64{math.NaN(), 1}, []string{NoValue, NoValue}},
		{[]float64{-1, 2}, []string{NoValue, NoValue}},
		{[]float64{0, 0}, []string{NoValue, NoValue}},
		{[]float64{math.Inf(1), 1}, []string{NoValue, NoValue}},
		{nil, []string{}},
	} {
		if got := Percents(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", c.parts, got, c.want)
		}
	}
}

// All seats are given away, and nobody gets one more or fewer than is due.
func TestShare(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		parts := make([]float64, 1+draw.IntN(96))
		whole := 0.0
		for i := range parts {
			parts[i] = math.Exp(6 * draw.NormFloat64())
			whole += parts[i]
		}
		got, ok := share(parts, 1000)
		sum := 0
		for i, n := range got {
			sum += n
			if due := parts[i] / whole * 1000; math.Abs(float64(n)-due) >= 1 {
				t.Fatalf("%d seats where %v are due", n, due)
			}
		}
		if !ok || sum != 1000 {
			t.Fatalf("%d seats of 1000 for %v", sum, parts)
		}
	}
}
