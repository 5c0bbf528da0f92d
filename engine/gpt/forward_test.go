package gpt

import (
	"math"
	"testing"
)

func TestForwardIsTwin(t *testing.T) {
	for _, c := range []Config{
		small(),
		{Layers: 1, Heads: 1, Width: 1, Context: 1, Vocabulary: 1},
		{Layers: 3, Heads: 4, Width: 32, Context: 20, Vocabulary: 50},
	} {
		for _, off := range [][]Head{nil, {{0, 0}}, {{c.Layers - 1, c.Heads - 1}, {0, 0}}} {
			w := random(t, c, 3)
			length := c.Context
			tokens, targets := text(c, 2*length, 5)
			s := NewState(c, 2, length)
			s.Off = off
			if err := w.Forward(s, tokens); err != nil {
				t.Fatal(err)
			}
			for b := range 2 {
				for i, want := range newTwin(w).logits(tokens[b*length:(b+1)*length], off...) {
					for id, v := range s.Logits.Row(b*length + i) {
						if !near(float64(v), want[id], 1e-4) {
							t.Fatalf("%+v without %v: logit %d after token %d is %v, want %v", c, off, id, i, v, want[id])
						}
					}
				}
			}
			loss, counted, err := s.Loss(targets)
			if want := newTwin(w).loss(tokens, targets, length); off == nil && !near(loss, want, 1e-5) || err != nil {
				t.Errorf("%+v: the loss is %v, want %v; %v", c, loss, want, err)
			}
			if n := count(targets); counted != n {
				t.Errorf("%d targets counted, not %d", counted, n)
			}
		}
	}
}

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol*max(1, math.Abs(b)) }

func count(targets []int) (n int) {
	for _, id := range targets {
		if id != NoTarget {
			n++
		}
	}
	return n
}

// Each row of attention sums to 1 and looks at nothing that comes later; a
// later token changes nothing before it.
func TestCausal(t *testing.T) {
	c := small()
	w := random(t, c, 1)
	tokens, _ := text(c, c.Context, 2)
	s, other := NewState(c, 1, c.Context), NewState(c, 1, c.Context)
	if err := w.Forward(s, tokens); err != nil {
		t.Fatal(err)
	}
	tokens[c.Context-1] = (tokens[c.Context-1] + 1) % c.Vocabulary
	if err := w.Forward(other, tokens); err != nil {
		t.Fatal(err)
	}
	for l := range c.Layers {
		for h := range c.Heads {
			a := s.Attention(0, Head{l, h})
			for i := range a.Rows {
				var sum float64
				for j, p := range a.Row(i) {
					sum += float64(p)
					if j > i && p != 0 || p < 0 {
						t.Errorf("%d attends to %d with %v", i, j, p)
					}
				}
				if !near(sum, 1, 1e-6) {
					t.Errorf("row %d sums to %v", i, sum)
				}
			}
		}
	}
	for i := range c.Context - 1 {
		for id, v := range s.Logits.Row(i) {
			if other.Logits.Row(i)[id] != v {
				t.Fatalf("the last token changes logit %d after token %d", id, i)
			}
		}
	}
}

func TestForwardRefuses(t *testing.T) {
	c := small()
	w := random(t, c, 1)
	s := NewState(c, 1, 3)
	for _, tokens := range [][]int{nil, {1, 2}, {1, 2, 3, 4}, {0, -1, 0}, {0, 0, c.Vocabulary}} {
		if w.Forward(s, tokens) == nil {
			t.Errorf("%v is read", tokens)
		}
	}
	for _, targets := range [][]int{nil, {1, 2}, {0, -2, 0}, {0, 0, c.Vocabulary}} {
		if _, _, err := s.Loss(targets); err == nil {
			t.Errorf("%v is a target", targets)
		}
		if _, _, err := NewPass(c, 1, 3).Gradients(w, []int{1, 2, 3}, targets); err == nil {
			t.Errorf("%v is a target", targets)
		}
	}
	if _, _, err := NewPass(c, 1, 3).Gradients(w, []int{1, 2, 99}, []int{1, 2, 3}); err == nil {
		t.Error("token 99 is read")
	}
}
