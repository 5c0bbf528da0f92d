package model

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/static"
)

func shipped(t *testing.T) *Model {
	t.Helper()
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// files are those of the shipped model, to be spoilt.
func files(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"config.json", "tokenizer.json", "model.safetensors"} {
		data, err := static.Model.ReadFile("model/" + name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

func TestRead(t *testing.T) {
	m := shipped(t)
	if m.Tokenizer.Size() != m.Weights.Config.Vocabulary || m.Weights.Config.Layers != 3 {
		t.Errorf("read %+v", m.Weights.Config)
	}
	for name, why := range map[string]string{"config.json": "n_layer", "tokenizer.json": "version", "model.safetensors": "weights"} {
		spoilt := files(t)
		spoilt[name] = &fstest.MapFile{Data: []byte("{}")}
		if _, err := Read(spoilt); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("with a bad %s: %v", name, err)
		}
		delete(spoilt, name)
		if _, err := Read(spoilt); err == nil {
			t.Errorf("without %s it is read", name)
		}
	}
}

func TestNew(t *testing.T) {
	small, err := token.Train("a b", 257, "<|endoftext|>")
	if err == nil {
		_, err = New(small, shipped(t).Weights)
	}
	if err == nil || !strings.Contains(err.Error(), "1100") {
		t.Errorf("a tokenizer of another vocabulary: %v", err)
	}
	narrow, err := gpt.NewWeights(gpt.Config{Layers: 1, Heads: 1, Width: 1, Context: 1, Vocabulary: 257})
	if err == nil {
		_, err = New(small, narrow)
	}
	if err == nil || !strings.Contains(err.Error(), "have 1 number,") {
		t.Errorf("vectors of one number: %v", err)
	}
}

// Who asks for the same run gets the same, as long as it is remembered.
func TestRun(t *testing.T) {
	m := shipped(t)
	run := func(text string, off ...gpt.Head) *gpt.Run {
		r, err := m.Run(m.Cut(m.Tokenizer.Encode(text)), off...)
		if err != nil || r == nil {
			t.Fatalf("%q: %v, %v", text, r, err)
		}
		return r
	}
	first := run("The cat")
	want, err := gpt.NewRun(m.Weights, m.Tokenizer.Encode("The cat"))
	if err != nil || !slices.Equal(first.State.Logits.Data, want.State.Logits.Data) {
		t.Error("the run is another one than gpt's", err)
	}
	if run("The cat", gpt.Head{}) == first || run("The cat") != first {
		t.Error("a head makes no difference, or the run is forgotten")
	}
	for _, text := range []string{"a", "b", "c", "d"} {
		run(text)
	}
	if run("The cat") == first || len(m.runs) != remembered {
		t.Errorf("%d runs are remembered", len(m.runs))
	}
	if _, err := m.Run(nil); err == nil {
		t.Error("a run of nothing")
	}
	if _, err := m.Run([]int{-1}); err == nil {
		t.Error("a run of no token")
	}
	if n := len(m.Cut(make([]int, 500))); n != 96 {
		t.Errorf("%d tokens are read", n)
	}
}

// A guest may compute what is no number; that is no run, and is remembered.
func TestWild(t *testing.T) {
	m := narrow(t)
	for i := range m.Weights.Data {
		m.Weights.Data[i] *= 1e15
	}
	if r, err := m.Run([]int{1, 2}); r == nil || err != nil || m.Wild {
		t.Errorf("the guide's own model is examined: %v, %v", r, err)
	}
	m.Guest = true
	if r, err := m.Run([]int{1, 2, 3}); r != nil || err == nil || !m.Wild {
		t.Errorf("a run of numbers that are none: %v, %v", r, err)
	}
}

// A run of a large model is made in parts.
func TestWork(t *testing.T) {
	w, err := gpt.NewWeights(gpt.Config{Layers: 4, Heads: 2, Width: 64, Context: 200, Vocabulary: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	m := &Model{Weights: w}
	tokens := m.Cut(slices.Repeat([]int{7}, 150))
	if len(tokens) != Longest || m.Work() {
		t.Fatalf("%d tokens, or work before there is any", len(tokens))
	}
	if r, err := m.Run(tokens); r != nil || err != nil {
		t.Fatalf("at once: %v, %v", r, err)
	}
	parts := 0
	for m.Work() {
		parts++
	}
	r, err := m.Run(tokens)
	if r == nil || err != nil || parts != 1+2*4+Longest/8 {
		t.Errorf("after %d parts: %v, %v", parts, r, err)
	}
	want, err := gpt.NewRun(w, tokens)
	if err != nil || !slices.Equal(r.State.Logits.Data, want.State.Logits.Data) {
		t.Error("in parts it is another one", err)
	}
}
