package workshop

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/weights"
)

var small = gpt.Config{Layers: 2, Heads: 1, Width: 64, Context: 32, Vocabulary: 300}

// model returns a random model and its file.
func model(t *testing.T) (*gpt.Weights, []byte) {
	t.Helper()
	w, err := gpt.NewWeights(small)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(random(1, 1).NormFloat64)
	var b bytes.Buffer
	if err := checkpoint.Save(&b, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	return w, b.Bytes()
}

func fileOf(data []byte) job.File {
	return job.File{ReaderAt: bytes.NewReader(data), Size: int64(len(data))}
}

// heard is what a generation tells until it is done: by text, the tokens.
func heard(d *job.Desk) (texts map[int][]int, last job.Progress) {
	texts = map[int][]int{}
	for d.Busy() {
		for _, m := range d.Work(1) {
			if p, ok := m.(job.Progress); ok {
				last = p
				for _, s := range p.Samples {
					texts[s.Step] = append(texts[s.Step], s.Tokens...)
				}
			}
		}
	}
	return texts, last
}

// A job writes what a generator of package gpt leads to, however long the
// prompt; and then the next text.
func TestGeneration(t *testing.T) {
	w, data := model(t)
	greedy := func(prompt []int, n int) (ids []int) {
		g := gpt.NewGenerator(w)
		ids = slices.Clone(prompt)
		for range n {
			logits, err := g.Logits(ids)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, slices.Index(logits, slices.Max(logits)))
		}
		return ids[len(prompt):]
	}
	long := make([]int, 20)
	for i := range long {
		long[i] = 7 * i
	}
	s := Generation{Prompt: long, Count: 5}
	d := begin(t, s.Start(fileOf(data)))
	texts, last := heard(d)
	if !slices.Equal(texts[1], greedy(long, 5)) || last.Part != 1 || last.Tokens != 5 {
		t.Errorf("after twenty tokens: %v, %+v; want %v", texts, last, greedy(long, 5))
	}
	s.Prompt, s.Count = []int{3}, 100
	if out := d.Take(job.Set{Settings: job.Settings(s)}); out != nil {
		t.Fatal(out)
	}
	if texts, _ := heard(d); !slices.Equal(texts[2], greedy([]int{3}, 31)) {
		t.Errorf("until the context is full: %v, want %v", texts, greedy([]int{3}, 31))
	}
	s.Prompt, s.End = long, &greedy(long, 3)[2]
	d.Take(job.Set{Settings: job.Settings(s)})
	texts, _ = heard(d)
	if n := slices.Index(greedy(long, 3), *s.End); !slices.Equal(texts[3], greedy(long, n)) {
		t.Errorf("until the end of the text: %v", texts)
	}
}

// The same seed draws the same text.
func TestGenerationSeed(t *testing.T) {
	_, data := model(t)
	drawn := func(seed uint64) []int {
		s := Generation{Prompt: []int{1}, Count: 9, Settings: sample.Whole(), Seed: seed}
		texts, _ := heard(begin(t, s.Start(fileOf(data))))
		return texts[1]
	}
	if a := drawn(1); len(a) != 9 || !slices.Equal(a, drawn(1)) || slices.Equal(a, drawn(2)) {
		t.Errorf("seed 1 draws %v and %v, seed 2 %v", a, drawn(1), drawn(2))
	}
}

func TestGenerationRefuses(t *testing.T) {
	w, data := model(t)
	good := Generation{Prompt: []int{1}, Count: 1}
	none := good.Start(job.File{})
	none.Files = nil
	with := func(spoil func(*Generation)) job.Start {
		s := good
		spoil(&s)
		return s.Start(fileOf(data))
	}
	huge := `{"n_layer":48,"n_head":25,"n_embd":1600,"n_positions":1024,"vocab_size":50257}`
	for why, start := range map[string]job.Start{
		"no file":       none,
		"weights:":      good.Start(fileOf(data[:100])),
		"text of 0":     with(func(s *Generation) { s.Prompt = nil }),
		"-1 tokens":     with(func(s *Generation) { s.Count = -1 }),
		"no token 300":  with(func(s *Generation) { s.Prompt = []int{300} }),
		"temperature":   with(func(s *Generation) { s.Settings.Temperature = -1 }),
		"n_layer":       with(func(s *Generation) { s.Config = []byte(`{}`) }),
		"6.9 GB":        with(func(s *Generation) { s.Config = []byte(huge) }),
		"unknown field": {Kind: generationKind, Settings: []byte(`{"Rate":1}`)},
	} {
		if out := newDesk().Take(start); len(out) != 1 || !strings.Contains(fmt.Sprint(out), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
	d := begin(t, good.Start(fileOf(data)))
	heard(d)
	for _, settings := range []string{`{"Prompt":[]}`, `{"Config":{"n_layer":1}}`} {
		if out := d.Take(job.Set{Settings: []byte(settings)}); len(out) != 1 || d.Over() {
			t.Errorf("%s: %v", settings, out)
		}
	}
	w.Final.Bias[0] = float32(math.NaN())
	var b bytes.Buffer
	if err := checkpoint.Save(&b, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	_, _, _, over := finish(begin(t, good.Start(fileOf(b.Bytes()))))
	if f, ok := over.(job.Failed); !ok || !strings.Contains(f.Why, "ln_f.bias") {
		t.Errorf("a weight that is no number: %v", over)
	}
}
