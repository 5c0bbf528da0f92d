package minigpt

import (
	"testing"

	"zerotoai/engine/trace"
)

// Every number of the tape is made as it says, down to weights.
func TestExplain(t *testing.T) {
	m := New(Defaults())
	r := m.Record(m.Example())
	for _, made := range r.Tape {
		if len(made.From) > 0 && r.maker(made) == nil {
			t.Errorf("%s cannot say how it was made", made.Name)
		}
	}
	for k, made := range r.Tape {
		for i := range made.Rows {
			j := (7*i + k) % made.Cols
			if err := trace.Check(r, r.Ref(made, i, j), 1e-12); err != nil {
				t.Fatalf("%s: %v", made.Name, err)
			}
		}
	}
	for _, ref := range []trace.Ref{{}, {Name: "x"}, {Name: "0", I: -1}, {Name: "0", J: 1 << 20}, {Name: "999"}} {
		if _, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained", ref)
		}
	}
}
