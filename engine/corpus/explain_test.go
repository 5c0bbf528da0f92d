package corpus

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

// Every surprise recomputes down to the weights of the grammar.
func TestExplain(t *testing.T) {
	source := World().Source("text", Training)
	for _, d := range texts(Training, 40) {
		r, sum := source.Begin(d.Text+End), 0.0
		for k := range r.units {
			if err := trace.Check(r, SurpriseRef(k), 1e-12); err != nil {
				t.Fatalf("%q: %v", d.Text, err)
			}
			s, _ := r.Explain(SurpriseRef(k))
			sum += s.Value
		}
		if !near(sum, -math.Log(d.Prob)) {
			t.Errorf("%q: surprises sum to %v, not %v", d.Text, sum, -math.Log(d.Prob))
		}
	}
}

// What is not there is not explained.
func TestExplainNothing(t *testing.T) {
	r := World().Source("text", Training).Begin("The cat sat")
	for _, ref := range []trace.Ref{
		{}, {Name: "mass", I: 4}, {Name: "mass", I: -1}, {Name: "mass", J: 1}, {Name: "chance", I: 3}, {Name: "surprise", I: -1},
		{Name: "path"}, {Name: "path 0", I: 9}, {Name: "path 0", J: 9}, {Name: "path 99", I: 1}, {Name: "path -1", I: 1},
		{Name: "choice 1", I: 1}, {Name: "choice 1: text → <fit>", I: 1}, {Name: "weight 0: a → b"},
	} {
		if s, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained by %+v", ref, s)
		}
	}
}
