package corpus

import (
	"math"
	"testing"
)

// The entropy is the mean surprise of many texts, within four standard errors.
func TestEntropy(t *testing.T) {
	for _, rule := range []string{"text", "seat", "gift", "tale"} {
		source, draw := World().Source(rule, Training), chance(7)
		const n = 20_000
		sum, squares := 0.0, 0.0
		for range n {
			s := -math.Log(source.Write(draw).Prob)
			sum, squares = sum+s, squares+s*s
		}
		mean := sum / n
		deviation := math.Sqrt((squares/n - mean*mean) / n)
		if h := source.Entropy(); math.Abs(h-mean) > 4*deviation {
			t.Errorf("%s has an entropy of %v nats, but its texts %v ± %v", rule, h, mean, deviation)
		}
	}
}

// Worked by hand: ln 3 for the fruit two times out of three, else ln 3 + ln 2
// for two of them, and the choice between the ways.
func TestEntropyByHand(t *testing.T) {
	g := read(t, "table fruit: one\napple\npear\nplum\n\nrule text\n2 A <fruit>.\n1 No {x=fruit}, no {y=fruit !x}.")
	want := math.Log(3) + math.Log(2)/3 + (2*math.Log(1.5)+math.Log(3))/3
	if h := g.Source("text", All).Entropy(); !near(h, want) {
		t.Errorf("%v, not %v", h, want)
	}
}
