package course

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
)

// quick is a recipe for seconds: one animal, or many.
func quick() Recipe {
	r := Recipe{Seed: 3, Rule: "agree", Vocabulary: 400, Texts: 300, Settings: gpt.Defaults()}
	r.Model = gpt.Config{Layers: 2, Heads: 2, Width: 32, Context: 32}
	r.Settings.Batch, r.Settings.Micro, r.Settings.Length = 8, 2, 32
	r.Settings.Rate, r.Settings.WarmUp, r.Settings.Steps = 1e-2, 20, 250
	return r
}

func begin(t *testing.T, r Recipe, workers int) *Training {
	t.Helper()
	training, err := New(r, workers)
	if err != nil {
		t.Fatal(err)
	}
	return training
}

// run makes steps up to a number of them.
func run(t *testing.T, training *Training, steps int) (last gpt.Report) {
	t.Helper()
	training.Recipe.Settings.Steps = steps
	err := training.Run(context.Background(), func(r gpt.Report) error { last = r; return nil })
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// heldOut returns the loss and the floor on rows that were not trained on.
func heldOut(t *testing.T, training *Training) (loss, floor float64) {
	t.Helper()
	const rows = 100
	length := training.Recipe.Settings.Length
	stream, s := training.HeldOut(), gpt.NewState(training.Trainer.Weights.Config, 1, length)
	tokens, targets := make([]int, length), make([]int, length)
	for n := range rows {
		stream.Row(n, tokens, targets)
		if err := training.Trainer.Weights.Forward(s, tokens); err != nil {
			t.Fatal(err)
		}
		nats, _, err := s.Loss(targets)
		if err != nil {
			t.Fatal(err)
		}
		loss += nats / float64(rows*length)
		for _, v := range stream.Surprise(n, length) {
			floor += v / float64(rows*length)
		}
	}
	return loss, floor
}

// A small training comes near to the floor and not below it.
func TestTrains(t *testing.T) {
	training := begin(t, quick(), 2)
	run(t, training, quick().Settings.Steps)
	loss, floor := heldOut(t, training)
	if !(floor > 0.1) || loss < floor || loss > 1.08*floor {
		t.Errorf("a loss of %.4f nats, the floor is %.4f", loss, floor)
	}
}

// A training that was interrupted, and went on with another number of workers,
// has the same numbers to the bit as one that was not.
func TestResume(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "training.safetensors")
	whole := begin(t, quick(), 1)
	run(t, whole, 9)

	first := begin(t, quick(), 2)
	if err := first.Resume(path); err != nil || first.Trainer.Steps != 0 {
		t.Fatalf("after nothing: step %d, %v", first.Trainer.Steps, err)
	}
	run(t, first, 4)
	first.Recipe = whole.Recipe
	if err := first.Save(path); err != nil {
		t.Fatal(err)
	}
	second := begin(t, quick(), 2)
	second.Recipe = whole.Recipe
	if err := second.Resume(path); err != nil || second.Trainer.Steps != 4 {
		t.Fatalf("after four steps: step %d, %v", second.Trainer.Steps, err)
	}
	run(t, second, 9)
	for i, a := range whole.Trainer.Tensors() {
		if b := second.Trainer.Tensors()[i]; !slices.Equal(a.Data, b.Data) {
			t.Errorf("%s differs", a.Name)
		}
	}
}

// Another recipe's training is not gone on with, nor is a broken file.
func TestResumeRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "training.safetensors")
	if err := begin(t, quick(), 1).Save(path); err != nil {
		t.Fatal(err)
	}
	other := quick()
	other.Seed++
	if err := begin(t, other, 1).Resume(path); !errors.Is(err, ErrOther) {
		t.Errorf("another seed: %v", err)
	}
	if err := os.WriteFile(path, []byte("not a training"), 0o666); err != nil {
		t.Fatal(err)
	}
	if begin(t, quick(), 1).Resume(path) == nil {
		t.Error("a broken file was gone on with")
	}
}

// A training that is told to stop stops after a step.
func TestRunStops(t *testing.T) {
	training := begin(t, quick(), 1)
	ctx, stop := context.WithCancel(context.Background())
	err := training.Run(ctx, func(r gpt.Report) error {
		if r.Step == 2 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || training.Trainer.Steps != 2 {
		t.Errorf("%v after step %d", err, training.Trainer.Steps)
	}
}

// A row is texts of the world, one after another; the targets are the tokens
// that come next; and the surprise at each is there.
func TestRow(t *testing.T) {
	training := begin(t, Shipped().small(), 1)
	s := training.Stream
	const length = 96
	for n := range 40 {
		tokens, targets := make([]int, length), make([]int, length)
		s.Row(n, tokens, targets)
		if !slices.Equal(tokens[1:], targets[:length-1]) {
			t.Fatalf("row %d: targets are not the next tokens", n)
		}
		if (tokens[0] == s.Cut(corpus.End)[0]) != (n%2 == 1) {
			t.Errorf("row %d begins with %d", n, tokens[0])
		}
		if nats := s.Surprise(n, length); len(nats) != length || slices.Min(nats) < -1e-9 {
			t.Errorf("row %d: %d surprises, the least is %v", n, len(nats), slices.Min(nats))
		}
		for _, text := range split(tokens, s.Cut(corpus.End)[0]) {
			if got, _ := s.Tokenizer.Decode(text); !s.Source.Parses(got) {
				t.Errorf("row %d has %q", n, got)
			}
		}
	}
}

// small is r for a test of rows.
func (r Recipe) small() Recipe {
	r.Texts, r.Model.Layers, r.Model.Width = 500, 1, 8
	return r
}

// split returns the complete texts of a row.
func split(tokens []int, end int) (texts [][]int) {
	for i := slices.Index(tokens, end); i >= 0; i = slices.Index(tokens, end) {
		if i > 0 {
			texts = append(texts, tokens[:i])
		}
		tokens = tokens[i+1:]
	}
	return texts
}

// The units of a text are cut as the tokenizer cuts the whole.
func TestCut(t *testing.T) {
	s := begin(t, Shipped().small(), 1).Stream
	draw := rand.New(rand.NewPCG(1, 2)).Float64
	for range 30 {
		text := s.Source.Write(draw).Text
		if a, b := s.Tokens(text), s.Tokenizer.Encode(text); !slices.Equal(a, b) {
			t.Errorf("%q is %v and %v", text, a, b)
		}
	}
}

// What is written is read again: the same tokens, and the weights but for what
// F16 rounds.
func TestExport(t *testing.T) {
	dir := t.TempDir()
	training := begin(t, quick(), 1)
	run(t, training, 2)
	if err := training.Export(dir); err != nil {
		t.Fatal(err)
	}
	w, tok, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if w.Config != training.Trainer.Weights.Config || !slices.Equal(tok.Encode("Two comes"), training.Stream.Tokens("Two comes")) {
		t.Errorf("%+v was read", w.Config)
	}
	for i, v := range training.Trainer.Weights.Data {
		if d := w.Data[i] - v; d > 1e-3 || d < -1e-3 {
			t.Fatalf("weight %d was %v and is %v", i, v, w.Data[i])
		}
	}
	if err := os.Remove(filepath.Join(dir, checkpoint.ConfigFile)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(dir); err == nil {
		t.Error("a model without a config was read")
	}
}

// Rows that are held out are others.
func TestHeldOut(t *testing.T) {
	training := begin(t, quick(), 1)
	same := 0
	for n := range 20 {
		a, b := make([]int, 32), make([]int, 32)
		training.Stream.Row(n, a, make([]int, 32))
		training.HeldOut().Row(n, b, make([]int, 32))
		if slices.Equal(a, b) {
			same++
		}
	}
	if same > 2 {
		t.Errorf("%d of 20 rows are the same", same)
	}
	if training.HeldOut().Source.Entropy() != corpus.World().Source("agree", corpus.Training).Entropy() {
		t.Error("rows that are held out are of another source")
	}
}
