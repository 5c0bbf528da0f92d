package gpt

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

var _ trace.Source = (*Run)(nil)

// Sums of float32 are rounded at each step; a number that is shown differs
// from the one recomputed by some parts in a hundred thousand.
const rounding = 2e-5

func run(tb testing.TB, w *Weights, length int, off ...Head) *Run {
	tb.Helper()
	tokens, _ := text(w.Config, length, 9)
	r, err := NewRun(w, tokens, off...)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// Every probability of every token, and of every lens, down to weights and
// tokens; with heads on and off.
func TestCheck(t *testing.T) {
	c := small()
	for _, off := range [][]Head{nil, {{0, 1}, {1, 2}}} {
		r := run(t, random(t, c, 6), c.Context, off...)
		for place := range c.Context {
			ps := r.Probabilities(place)
			for id := range c.Vocabulary {
				if err := trace.Check(r, ProbabilityRef(place, id), rounding); err != nil {
					t.Fatal(err)
				}
				if s, _ := r.Explain(ProbabilityRef(place, id)); !near(s.Value, ps[id], 1e-12) {
					t.Errorf("%v is explained as %v, and is %v", s.Ref, s.Value, ps[id])
				}
			}
			for blocks := range c.Layers {
				if err := trace.Check(r, LensRef(blocks, place, 3), rounding); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// A kept number that is not what it was made of is found.
func TestCheckFinds(t *testing.T) {
	c := small()
	for name, kept := range map[string]func(s *State) []float32{
		"embedding":           func(s *State) []float32 { return s.Embedded.Data },
		"block0.norm1":        func(s *State) []float32 { return s.Blocks[0].Norm1.Out.Data },
		"block1.head0.weight": func(s *State) []float32 { return s.Attention(0, Head{1, 0}).Data },
		"block1.head2.value":  func(s *State) []float32 { return s.Value(0, Head{1, 2}).Data },
		"block0.mlp.active":   func(s *State) []float32 { return s.Blocks[0].Active.Data },
		"logits":              func(s *State) []float32 { return s.Logits.Data },
	} {
		r := run(t, random(t, c, 6), c.Context)
		kept(r.State)[0] += 0.01
		if err := trace.Check(r, ProbabilityRef(0, 0), rounding); err == nil {
			t.Errorf("a wrong %s passes", name)
		}
	}
}

// Every number that has a name says how it was made, and is what it says.
func TestExplainAll(t *testing.T) {
	c := small()
	r := run(t, random(t, c, 6), 5, Head{1, 0})
	r.Explain(TokenRef(0))
	if len(r.book) < 150 {
		t.Fatalf("%d names", len(r.book))
	}
	for name, n := range r.book {
		for i := range n.rows {
			for j := range n.cols {
				s, ok := r.Explain(trace.Ref{Name: name, I: i, J: j})
				if !ok {
					t.Fatalf("%s[%d %d] is not explained", name, i, j)
				}
				if v, ok := r.Value(s.Ref); !ok || v != s.Value {
					t.Fatalf("%v is %v without how it was made", s.Ref, v)
				}
				if got := s.Recompute(); got != s.Value && math.Abs(got-s.Value) > rounding*max(1, math.Abs(got)) {
					t.Fatalf("%v is %v, not %v", s.Ref, s.Value, got)
				}
			}
		}
		for _, at := range [][2]int{{-1, 0}, {0, -1}, {n.rows, 0}, {0, n.cols}} {
			if _, ok := r.Explain(trace.Ref{Name: name, I: at[0], J: at[1]}); ok {
				t.Errorf("%s%v is explained", name, at)
			}
			if _, ok := r.Value(trace.Ref{Name: name, I: at[0], J: at[1]}); ok {
				t.Errorf("%s%v has a value", name, at)
			}
		}
	}
	if _, ok := r.Explain(trace.Ref{Name: "block9.mid"}); ok {
		t.Error("block 9 is explained")
	}
}

// The names that are promised have the numbers that the state has.
func TestNames(t *testing.T) {
	c := small()
	r := run(t, random(t, c, 6), 5)
	h := Head{1, 2}
	s, a := r.State, &r.State.Blocks[1]
	for ref, want := range map[trace.Ref]float32{
		TokenRef(3):                          float32(s.Tokens[3]),
		{Name: "embedding", I: 4, J: 11}:     s.Embedded.Row(4)[11],
		BlockRef(1, "norm1", 2, 5):           a.Norm1.Out.Row(2)[5],
		BlockRef(1, "norm1.mean", 2, 0):      a.Norm1.Mean[2],
		BlockRef(1, "mid", 2, 5):             a.Mid.Row(2)[5],
		BlockRef(1, "attention.out", 2, 5):   a.Joined.Row(2)[5],
		BlockRef(1, "norm2", 2, 5):           a.Norm2.Out.Row(2)[5],
		BlockRef(1, "norm2.deviation", 2, 0): 1 / a.Norm2.Inv[2],
		BlockRef(1, "mlp.hidden", 2, 47):     a.Hidden.Row(2)[47],
		BlockRef(1, "mlp.active", 2, 47):     a.Active.Row(2)[47],
		BlockRef(1, "mlp.out", 2, 5):         a.Shrunk.Row(2)[5],
		BlockRef(1, "out", 2, 5):             a.Out.Row(2)[5],
		h.Ref("query", 3, 1):                 a.QKV.Row(3)[2*4+1],
		h.Ref("key", 3, 1):                   a.QKV.Row(3)[12+2*4+1],
		h.Ref("value", 3, 1):                 a.QKV.Row(3)[24+2*4+1],
		h.Ref("score", 1, 3):                 float32(math.Inf(-1)),
		h.Ref("weight", 3, 1):                s.Attention(0, h).Row(3)[1],
		h.Ref("weight", 1, 3):                0,
		h.Ref("out", 3, 1):                   a.Heads.Row(3)[2*4+1],
		{Name: "norm", I: 4, J: 5}:           s.Final.Out.Row(4)[5],
		LogitRef(4, 10):                      s.Logits.Row(4)[10],
		{Name: "lens1.logits", I: 4, J: 10}:  r.Lens(1, 4)[10],
		{Name: "h.1.mlp.c_fc.bias", I: 40}:   r.Weights.Blocks[1].Expand.B[40],
		{Name: "wpe.weight", I: 6, J: 2}:     r.Weights.Positions.Row(6)[2],
	} {
		got, ok := r.Explain(ref)
		if !ok || got.Value != float64(want) && !near(got.Value, float64(want), 1e-5) {
			t.Errorf("%v is explained as %v (%v), and is %v", ref, got.Value, ok, want)
		}
	}
}

// A text that is too long is read from where its window begins.
func TestRunWindow(t *testing.T) {
	c := small()
	w := random(t, c, 6)
	tokens, _ := text(c, c.Context+3, 9)
	long, err := NewRun(w, tokens)
	if err != nil {
		t.Fatal(err)
	}
	short, err := NewRun(w, tokens[3:])
	if err != nil {
		t.Fatal(err)
	}
	if long.Dropped != 3 || short.Dropped != 0 || long.State.Tokens[0] != tokens[3] {
		t.Errorf("%d and %d tokens are dropped", long.Dropped, short.Dropped)
	}
	for id, p := range long.Probabilities(c.Context - 1) {
		if p != short.Probabilities(c.Context - 1)[id] {
			t.Errorf("token %d has probability %v in a long text", id, p)
		}
	}
	for _, tokens := range [][]int{nil, {c.Vocabulary}} {
		if _, err := NewRun(w, tokens); err == nil {
			t.Errorf("%v is read", tokens)
		}
	}
}

// After all blocks the lens is the model; after none it sees the last token only.
func TestLens(t *testing.T) {
	c := small()
	r := run(t, random(t, c, 6), c.Context)
	if got := r.Lens(c.Layers, 1); &got[0] != &r.State.Logits.Row(1)[0] {
		t.Error("after all blocks the lens is not the model")
	}
	far := newTwin(r.Weights)
	far.Layers = 1
	for place, want := range far.logits(r.State.Tokens) {
		for id, v := range r.Lens(1, place) {
			if !near(float64(v), want[id], 1e-4) {
				t.Fatalf("after one block logit %d is %v, want %v", id, v, want[id])
			}
		}
	}
}

// The way down from one probability of a model of the size that is shipped.
func BenchmarkCheck(b *testing.B) {
	c := Config{Layers: 4, Heads: 4, Width: 96, Context: 64, Vocabulary: 1000}
	r := run(b, random(b, c, 1), 12)
	for b.Loop() {
		if err := trace.Check(r, ProbabilityRef(11, 7), 1e-4); err != nil {
			b.Fatal(err)
		}
	}
}
