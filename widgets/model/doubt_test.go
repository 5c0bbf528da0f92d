package model

import (
	"math"
	"strings"
	"testing"
)

// A doubt is the perplexity of the text, recomputed from all probabilities, and
// is told in words.
func TestDoubt(t *testing.T) {
	m := shipped(t)
	for text, says := range map[string]string{
		"The cat sat on the mat because it was tired. The": "at home in this text: in the mean it gave the token that came next one chance in 2.98.",
		"Mia has a ball. The ball is red.":                 "in doubt, for it has hardly read such texts",
		"Zebras quarrel.":                                  "never read such a text: in the mean it gave the token that came next one chance in 1,300,000. By lot it would have been one in 1,100.",
		"a":                                                "",
	} {
		ids := m.Text(text).IDs
		run, err := m.Run(ids)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, id := range ids[1:] {
			sum -= math.Log(run.Probabilities(i)[id])
		}
		d := DoubtOf(run)
		want := math.Exp(sum / float64(len(ids)-1)) // 0/0 of a text of one token
		if math.IsNaN(want) == d.Known() || math.Abs(d.Value-want) > 1e-4*want {
			t.Errorf("%q: the doubt is %v, want %v", text, d.Value, want)
		}
		if said := d.Words(false); !strings.Contains(said, says) || d.Known() != (said != "") || d.Much() != (want > much) {
			t.Errorf("%q: %s", text, said)
		}
		if made, ok := d.Explain(DoubtRef); ok != d.Known() || ok && math.Abs(made.Value-d.Value) > 1e-4*d.Value {
			t.Errorf("%q: the doubt is %v, and opens as %v", text, d.Value, made.Value)
		}
	}
	if d := DoubtOf(nil); d.Known() || d.Number() != "no value" {
		t.Error("there is a doubt of no run")
	}
	for v, want := range map[float64]string{999.6: "1000", 1234: "1,230", 1299622: "1,300,000", 3.2e8: "3.2×10⁸"} {
		if got := (&Doubt{Value: v}).Number(); got != want {
			t.Errorf("%v is read out as %s, not %s", v, got, want)
		}
	}
}

// The doubt of a guest says nothing of what it has read.
func TestDoubtOfGuest(t *testing.T) {
	for v, want := range map[float64]string{2: "at home", 40: "The model is in doubt: ", 5000: "The model is lost in this text"} {
		if said := (&Doubt{Value: v, lot: 1100}).Words(true); !strings.Contains(said, want) || strings.Contains(said, "read") {
			t.Errorf("%v: %s", v, said)
		}
	}
}
