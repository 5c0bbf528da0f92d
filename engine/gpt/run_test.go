package gpt

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A run that is made in parts is the run that is made at once, and takes as
// many parts as it has halves of blocks and eights of tokens, and one before.
func TestNext(t *testing.T) {
	w, err := NewWeights(Config{Layers: 3, Heads: 2, Width: 8, Context: 20, Vocabulary: 11})
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	for _, n := range []int{1, 8, 9, 20, 25} {
		tokens := make([]int, n)
		for i := range tokens {
			tokens[i] = i * i % 11
		}
		off := Head{1, 0}
		whole, err := NewRun(w, tokens, off)
		if err != nil {
			t.Fatal(err)
		}
		s := NewState(w.Config, 1, len(w.Config.Window(tokens)))
		s.Off = []Head{off}
		if err := w.Forward(s, w.Config.Window(tokens)); err != nil {
			t.Fatal(err)
		}
		for i, v := range whole.State.Logits.Data { // products of other sizes may round otherwise
			if d := math.Abs(float64(v - s.Logits.Data[i])); d > 1e-6 {
				t.Fatalf("%d tokens: logit %d of all is %v in parts, %v at once", n, i, v, s.Logits.Data[i])
			}
		}
		parts, err := BeginRun(w, tokens, off)
		if err != nil {
			t.Fatal(err)
		}
		count, order := 1, []Part{Embedding}
		for parts.Next() {
			count++
			if p, _ := parts.Part(); p != order[len(order)-1] {
				order = append(order, p)
			}
		}
		if want := []Part{Embedding, Attention, FeedForward, Attention, FeedForward, Attention, FeedForward, Unembedding}; !slices.Equal(order, want) {
			t.Errorf("%d tokens: the parts are %v", n, order)
		}
		if want := 1 + 2*3 + (s.Length+7)/8; count != want {
			t.Errorf("%d tokens took %d parts, want %d", n, count, want)
		}
		if parts.Next() || !slices.Equal(parts.State.Logits.Data, whole.State.Logits.Data) {
			t.Errorf("%d tokens: more than all is done", n)
		}
	}
}
