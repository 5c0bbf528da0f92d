package gpt

import (
	"slices"
	"testing"
)

// What the generator says, token by token, is what the whole forward pass
// says of the window: while the text grows, when it is longer than the
// context, and when it changes in the middle.
func TestGeneratorIsForward(t *testing.T) {
	c := Config{Layers: 3, Heads: 2, Width: 16, Context: 70, Vocabulary: 13}
	w := random(t, c, 4)
	long, _ := text(c, 2*c.Context, 1)
	other := slices.Clone(long)
	other[5] = (other[5] + 1) % c.Vocabulary
	for _, off := range [][]Head{nil, {{1, 0}, {2, 1}}} {
		g := NewGenerator(w, off...)
		says := func(tokens []int) {
			t.Helper()
			got, err := g.Logits(tokens)
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range lastLogits(t, w, tokens, off) {
				if !near(float64(got[id]), float64(want), 1e-4) {
					t.Fatalf("%d tokens without %v: logit %d is %v, want %v", len(tokens), off, id, got[id], want)
				}
			}
		}
		for n := 1; n < c.Context+5; n++ {
			says(long[:n])
		}
		for _, tokens := range [][]int{long[:3], long[:3], other[:50], other[:68], long[:68], long} {
			says(tokens)
		}
	}
}

func lastLogits(t *testing.T, w *Weights, tokens []int, off []Head) []float32 {
	t.Helper()
	tokens = tokens[max(0, len(tokens)-w.Config.Context):]
	s := NewState(w.Config, 1, len(tokens))
	s.Off = off
	if err := w.Forward(s, tokens); err != nil {
		t.Fatal(err)
	}
	return s.Logits.Row(len(tokens) - 1)
}

func TestGeneratorRefuses(t *testing.T) {
	g := NewGenerator(random(t, small(), 1))
	for _, tokens := range [][]int{nil, {1, 2, 11}, {-1}} {
		if _, err := g.Logits(tokens); err == nil {
			t.Errorf("%v is read", tokens)
		}
	}
	if _, err := g.Logits([]int{1, 2}); err != nil {
		t.Error("not usable after an error:", err)
	}
}

// A token generated, at several sizes, the last of them GPT-2's.
func BenchmarkToken(b *testing.B) {
	for _, c := range []struct {
		name   string
		config Config
	}{
		{"170k", Config{Layers: 3, Heads: 4, Width: 64, Context: 64, Vocabulary: 256}},
		{"500k", Config{Layers: 4, Heads: 4, Width: 96, Context: 64, Vocabulary: 1000}},
		{"GPT-2", GPT2()},
	} {
		b.Run(c.name, func(b *testing.B) {
			w, err := NewWeights(c.config)
			if err != nil {
				b.Fatal(err)
			}
			for i := range w.Data { // not 0, which would be quick, and quicker drawn than from a source
				w.Data[i] = float32(i%17-8) / 100
			}
			g, tokens := NewGenerator(w), []int{0}
			for b.Loop() {
				if len(tokens) == 64 {
					tokens = tokens[:1]
				}
				tokens = append(tokens, len(tokens))
				if _, err := g.Logits(tokens); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// What is kept grows with the text: a key and a value of each token in each
// layer, of four bytes a number.
func TestKept(t *testing.T) {
	w, err := NewWeights(Config{Layers: 3, Heads: 2, Width: 8, Context: 16, Vocabulary: 5})
	if err != nil {
		t.Fatal(err)
	}
	g := NewGenerator(w)
	for n := range 10 {
		if got, want := g.Kept(), 3*2*8*4*n; got != want {
			t.Errorf("%d bytes of %d tokens, want %d", got, n, want)
		}
		if _, err := g.Logits(make([]int, n+1)); err != nil {
			t.Fatal(err)
		}
	}
}
