package model

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

const guide = "The cat sat on the mat because it was tired. The"

// narrow is a model that has learned nothing, so small that all its numbers are
// gone through in no time.
func narrow(t *testing.T) *Model {
	t.Helper()
	tok := shipped(t).Tokenizer
	w, err := gpt.NewWeights(gpt.Config{Layers: 3, Heads: 4, Width: 8, Context: 96, Vocabulary: tok.Size()})
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	m, err := New(tok, w)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every number that a probability goes back to has a name in words and, if it
// was not computed, an origin.
func TestNames(t *testing.T) {
	m := narrow(t)
	text := m.Text(guide)
	run, err := m.Run(text.IDs, gpt.Head{Layer: 1, Head: 2})
	if err != nil {
		t.Fatal(err)
	}
	last := len(text.IDs) - 1
	src := &named{text.Source(run), text, t, map[string]bool{}, nil}
	for _, tensor := range m.Weights.Tensors() {
		src.files = append(src.files, tensor.Name)
	}
	slices.Sort(src.files)
	for _, r := range []trace.Ref{gpt.ProbabilityRef(last, 7), gpt.LensRef(1, 2, 7), gpt.Head{Layer: 2, Head: 2}.Ref("score", 0, 5)} {
		if err := trace.Check(src, r, 5e-5); err != nil {
			t.Error(err)
		}
	}
	if len(src.seen) < 100 {
		t.Errorf("%d names were asked for", len(src.seen))
	}
	for _, c := range []struct {
		r    trace.Ref
		want string
	}{
		{gpt.Head{Layer: 2, Head: 2}.Ref("weight", 11, 1), "attention of “The” (12) to “cat” (2), layer 3, head 3"},
		{gpt.Head{Layer: 0, Head: 3}.Ref("query", 11, 0), "query of “The” (12), number 1, layer 1, head 4"},
		{gpt.BlockRef(1, "out", 1, 4), "stream of “cat” (2) after the layer, number 5, layer 2"},
		{gpt.BlockRef(1, "norm2.mean", 1, 0), "mean for “cat” (2), layer 2"},
		{gpt.LensRef(1, 1, m.Tokenizer.Encode(" mat")[0]), "probability of “mat” after “cat” (2) after 1 layer"},
		{gpt.ProbabilityRef(99, 5), "probability of “⟨05⟩” after nothing"},
		{trace.Ref{Name: "h.0.attn.c_attn.weight", I: 5, J: 7}, "h.0.attn.c_attn.weight, row 5, column 7"},
		{trace.Ref{Name: "byte", I: 3}, "byte 4 of the text, “ ”"},
	} {
		if got := text.Name(c.r); got != c.want {
			t.Errorf("%v is called %q, want %q", c.r, got, c.want)
		}
	}
}

// A named source looks at the names of all that it is asked for.
type named struct {
	trace.Source
	text  *Text
	t     *testing.T
	seen  map[string]bool // names of refs
	files []string        // names of tensors
}

func (n *named) Explain(r trace.Ref) (trace.Step, bool) {
	s, ok := n.Source.Explain(r)
	if ok && !n.seen[r.Name] {
		n.seen[r.Name] = true
		name := n.text.Name(r)
		_, file := slices.BinarySearch(n.files, r.Name)
		if strings.Contains(name, "column") != file || strings.ContainsAny(name, "{}") || strings.HasPrefix(name, ",") {
			n.t.Errorf("%v is called %q", r, name)
		}
		if weight := n.text.Origin(r) == "a weight of the model, found in training"; s.Op == trace.Given && weight != file {
			n.t.Errorf("%v comes from: %q", r, n.text.Origin(r))
		}
	}
	return s, ok
}

// Of a long text the last tokens are read, and go back to their own bytes.
func TestLong(t *testing.T) {
	m := shipped(t)
	text := m.Text(strings.Repeat("The cat sat. ", 100) + "The dog")
	if len(text.IDs) != Longest || text.Dropped == 0 || len(text.Pieces()) != Longest {
		t.Fatalf("%d tokens are read, %d not", len(text.IDs), text.Dropped)
	}
	run, err := m.Run(text.IDs)
	if err != nil {
		t.Fatal(err)
	}
	src := text.Source(run)
	s, ok := src.Explain(gpt.TokenRef(Longest - 1))
	if !ok || s.Ref != gpt.TokenRef(Longest-1) || s.Value != float64(m.Tokenizer.Encode(" dog")[0]) {
		t.Errorf("the last token is explained as %v", s)
	}
	if err := trace.Check(src, gpt.TokenRef(Longest-1), 0); err != nil {
		t.Error(err)
	}
	for _, i := range []int{-1, Longest} {
		if _, ok := src.Explain(gpt.TokenRef(i)); ok {
			t.Errorf("token %d is explained", i)
		}
	}
	if none := m.Text(""); len(none.IDs) != 0 || none.At(0) != "nothing" {
		t.Error("no text has tokens")
	}
}

func BenchmarkText(b *testing.B) {
	m, err := Shipped()
	if err != nil {
		b.Fatal(err)
	}
	long := strings.Repeat("The cat sat on the mat because it was tired. ", 222)
	for b.Loop() {
		m.Text(long)
	}
}

func BenchmarkRun(b *testing.B) {
	m, err := Shipped()
	if err != nil {
		b.Fatal(err)
	}
	ids := m.Text(strings.Repeat(guide, 10)).IDs
	for b.Loop() {
		if _, err := gpt.NewRun(m.Weights, ids); err != nil {
			b.Fatal(err)
		}
	}
}
