package minigpt

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

// Every number of the tape is made as it says, and so is every gradient; some
// are followed down to what is learned, and up to the loss.
func TestExplain(t *testing.T) {
	s := Defaults()
	s.Text = "owl"
	m := New(s)
	r := m.Record(m.Example())
	for k, v := range r.all {
		i := (7*k + 3) % len(v.Data)
		for _, ref := range []trace.Ref{r.Ref(v, i), r.GradRef(v, i)} {
			checkStep(t, r, ref)
		}
	}
	for _, ref := range []trace.Ref{r.Ref(r.Tape[len(r.Tape)-1], 0), r.GradRef(m.Learned[1], 2)} {
		if err := trace.Check(r, ref, 1e-12); err != nil {
			t.Errorf("%s: %v", r.Name(ref), err)
		}
	}
	for _, ref := range []trace.Ref{{}, {Name: "x"}, {Name: "0", I: -1}, {Name: "0", I: 1 << 20}, {Name: "99999"}, {Name: "3 nothing"}, {Name: "3 4 nothing"}} {
		if _, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained", ref)
		}
	}
}

// checkStep checks the last step of the making of a number.
func checkStep(t *testing.T, r *Record, ref trace.Ref) {
	t.Helper()
	s, ok := r.Explain(ref)
	if !ok || s.Op == trace.Given && r.Origin(ref) == "" || math.Abs(s.Recompute()-s.Value) > 1e-12 {
		t.Fatalf("%s is explained as %v", r.Name(ref), s)
	}
	for _, a := range s.Args {
		if of, ok := r.Explain(a.Ref); !ok || of.Value != a.Value || r.Name(a.Ref) == "" {
			t.Fatalf("%s, in the making of %s, is %v and not %v", r.Name(a.Ref), r.Name(ref), of.Value, a.Value)
		}
	}
}

// The first step moves each number as is explained, from the gradients of every
// example.
func TestUpdate(t *testing.T) {
	s := Defaults()
	s.Text, s.Batch = "owl\nauk", 2
	u := FirstStep(s)
	for u.Next() {
	}
	for row, v := range u.Before.Learned {
		i := (5*row + 1) % len(v.Data)
		for _, name := range []string{Moved, BatchGradient, MeanGradient} {
			ref, want := u.Ref(name, row, i), u.Value(name, row, i)
			if s, ok := u.Explain(ref); !ok || math.Abs(s.Value-want) > 1e-9 || u.Name(ref) == "" {
				t.Fatalf("%s is explained as %v, and is %v", u.Name(ref), s.Value, want)
			}
		}
	}
	if err := trace.Check(u, u.Ref(Moved, 3, 2), 1e-12); err != nil {
		t.Error(err)
	}
}
