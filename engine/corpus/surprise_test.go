package corpus

import (
	"math"
	"testing"
)

// letters cuts a unit into its bytes.
func letters(unit string) (ids []int) {
	if unit == End {
		return []int{-1}
	}
	for _, b := range []byte(unit) {
		ids = append(ids, int(b))
	}
	return ids
}

// However a text is cut into tokens, its surprise is the same.
func TestSurprise(t *testing.T) {
	source := World().Source("text", Training)
	for _, d := range texts(Training, 100) {
		nats, ok := source.Surprise(d.Text, letters)
		sum := 0.0
		for _, v := range nats {
			if v < -1e-12 {
				t.Fatalf("%q: a surprise of %v", d.Text, v)
			}
			sum += v
		}
		if !ok || len(nats) != len(d.Text)+1 || !near(sum, -math.Log(d.Prob)) {
			t.Errorf("%q: %v in %d tokens, not %v", d.Text, sum, len(nats), -math.Log(d.Prob))
		}
	}
}

// Worked by hand: "pear" and "plum" share a letter; whether "plum" goes on to
// "plums" is known one letter later.
func TestSurpriseByHand(t *testing.T) {
	g := read(t, "table fruit: one\napple\npear\nplum\nplums\n\nrule text\n1 a <fruit>.")
	nats, ok := g.Source("text", All).Surprise("a plum.", letters)
	want := []float64{0, 0, math.Log(4.0 / 3), math.Log(1.5), 0, 0, math.Log(2), 0}
	if !ok || len(nats) != len(want) {
		t.Fatal(nats, ok)
	}
	for i := range want {
		if math.Abs(nats[i]-want[i]) > 1e-12 {
			t.Errorf("letter %d surprises by %v, not %v", i, nats[i], want[i])
		}
	}
	if _, ok := g.Source("text", All).Surprise("a plu.", letters); ok {
		t.Error("the surprise of what is no text")
	}
}
