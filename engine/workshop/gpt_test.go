package workshop

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/token"
)

// pieces learns a tokenizer from some texts of the world, once.
var pieces = sync.OnceValues(func() (*token.Tokenizer, error) {
	source, draw := corpus.World().Source("text", corpus.Training), random(3, 3).Float64
	var b strings.Builder
	for range 500 {
		b.WriteString(source.Write(draw).Text + "\n")
	}
	return token.Train(b.String(), 400, corpus.End)
})

func tokenizer(t testing.TB) *token.Tokenizer {
	t.Helper()
	tok, err := pieces()
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// tiny is a model that takes milliseconds to train.
func tiny(t testing.TB) GPT {
	tok := tokenizer(t)
	s := GPT{Model: gpt.Config{Layers: 1, Heads: 2, Width: 16, Context: 32, Vocabulary: tok.Size()}, Training: gpt.Defaults(), Tokenizer: tok.JSON(), Seed: 7}
	s.Training.Batch, s.Training.Micro, s.Training.Length, s.Training.Steps, s.Training.WarmUp = 4, 1, 32, 12, 4
	s.Samples = Samples{Every: 5, Length: 6, Settings: sample.Whole()}
	return s
}

// A job does what package gpt does when it is called.
func TestGPT(t *testing.T) {
	s := tiny(t)
	w, err := gpt.NewWeights(s.Model)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(random(s.Seed, initStream).NormFloat64)
	trainer, err := gpt.NewTrainer(w, s.Training, worldRows(tokenizer(t), s.Seed, random).Row, 2)
	if err != nil {
		t.Fatal(err)
	}
	var want []job.Step
	for range s.Training.Steps {
		r, err := trainer.Step()
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, job.Step{Step: r.Step, Loss: r.Loss, Rate: r.Rate})
	}

	start := s.Start()
	start.Every = 6
	steps, samples, kept, over := finish(begin(t, start))
	if !slices.Equal(steps, want) || over != (job.Done{}) {
		t.Errorf("the job finds\n%v, %v, want\n%v", steps, over, want)
	}
	if len(samples) != 2 || samples[0].Step != 5 || len(samples[1].Tokens) > 6 {
		t.Errorf("samples after each 5 of 12 steps: %v", samples)
	}
	if len(kept) != 2 || kept[0].Step != 6 {
		t.Fatalf("weights after each 6 of 12 steps: %d of them", len(kept))
	}
	got, n, err := s.Weights(kept[1].Data)
	if err != nil || n != 12 || !slices.Equal(got.Data, w.Data) {
		t.Errorf("the weights after step %d are others: %v", n, err)
	}
}

// A training that goes on from weights finds what one without a break finds.
func TestGoOnGPT(t *testing.T) {
	s := tiny(t)
	start := s.Start()
	start.Every = 6
	steps, samples, kept, _ := finish(begin(t, start))
	again := s.Start()
	again.Weights = kept[0].Data
	steps2, samples2, kept2, _ := finish(begin(t, again))
	if !slices.Equal(steps2, steps[6:]) || !reflect.DeepEqual(samples2, samples[1:]) || !slices.Equal(kept2[0].Data, kept[1].Data) {
		t.Errorf("from step 6 on it finds\n%v %v, and without a break\n%v %v", steps2, samples2, steps[6:], samples[1:])
	}
}

func TestChangeGPT(t *testing.T) {
	s := tiny(t)
	d := begin(t, s.Start())
	d.Work(7)
	s.Training.Rate, s.Training.Floor, s.Samples.Every = 1e-4, 1e-4, 0
	if out := d.Take(job.Set{Settings: job.Settings(s)}); out != nil {
		t.Fatal(out)
	}
	steps, samples, _, _ := finish(d)
	if last := steps[len(steps)-1]; last.Rate != 1e-4 || samples != nil {
		t.Errorf("after the change: %v, %v", last, samples)
	}
	for _, spoil := range []func(*GPT){
		func(s *GPT) { s.Training.Batch = 8 },
		func(s *GPT) { s.Seed++ },
		func(s *GPT) { s.Training.Rate = -1 },
	} {
		bad := s
		spoil(&bad)
		if out := d.Take(job.Set{Settings: job.Settings(bad)}); len(out) != 1 || d.Over() {
			t.Errorf("%+v: %v", bad.Training, out)
		}
	}
}

// A training at a rate that is too high is over, with weights that are numbers.
func TestDivergenceGPT(t *testing.T) {
	s := tiny(t)
	s.Training.Rate, s.Training.Clip, s.Training.Steps, s.Training.WarmUp = 3e38, 0, 50, 0
	steps, _, kept, over := finish(begin(t, s.Start()))
	if f, ok := over.(job.Failed); !ok || !strings.Contains(f.Why, "finite") || len(steps) == 0 || len(kept) != 1 {
		t.Errorf("at a rate of 3e38: %v, %v", steps, over)
	}
}

func TestGPTRefuses(t *testing.T) {
	for why, spoil := range map[string]func(*GPT){
		"layers is 0": func(s *GPT) { s.Model.Layers = 0 },
		"too large":   func(s *GPT) { s.Model.Width, s.Model.Layers = 1024, 64 },
		"at once are too many": func(s *GPT) {
			s.Model.Context, s.Training.Length, s.Training.Micro, s.Training.Batch = 4096, 4096, 64, 64
		},
		"sequences of 33": func(s *GPT) { s.Training.Length = 33 },
		"no token 400":    func(s *GPT) { s.Samples.Prompt = []int{400} },
		"samples of -1":   func(s *GPT) { s.Samples.Length = -1 },
		"temperature":     func(s *GPT) { s.Samples.Settings.Temperature = -1 },
		"401":             func(s *GPT) { s.Model.Vocabulary = 401 },
		"token:":          func(s *GPT) { s.Tokenizer = []byte(`{}`) },
	} {
		s := tiny(t)
		spoil(&s)
		if out := newDesk().Take(s.Start()); len(out) != 1 || !strings.Contains(fmt.Sprint(out), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
	s := tiny(t)
	bare, err := token.Train("", 256)
	if err != nil {
		t.Fatal(err)
	}
	s.Tokenizer, s.Model.Vocabulary = bare.JSON(), 256
	if out := newDesk().Take(s.Start()); !strings.Contains(fmt.Sprint(out), "end of a text") {
		t.Errorf("a tokenizer without an end: %v", out)
	}
	start := tiny(t).Start()
	for _, data := range []string{"", "no weights", "\x08\x00\x00\x00\x00\x00\x00\x00{}      "} {
		start.Weights = []byte(data)
		if out := newDesk().Take(start); len(out) != 1 {
			t.Errorf("weights %q: %v", data, out)
		}
	}
}

// Rows are texts of the world, each with its end, and the targets are the
// tokens that come next.
func TestRows(t *testing.T) {
	tok := tokenizer(t)
	r := worldRows(tok, 7, random)
	source := corpus.World().Source("text", corpus.Training)
	for n := range 20 {
		tokens, targets := make([]int, 64), make([]int, 64)
		r.Row(n, tokens, targets)
		if !slices.Equal(tokens[1:], targets[:63]) {
			t.Fatalf("row %d: the targets are not what comes next", n)
		}
		text, err := tok.Decode(append(tokens, targets[63]))
		if err != nil {
			t.Fatal(err)
		}
		if n%2 == 1 {
			text = strings.TrimPrefix(text, corpus.End)
		}
		whole := strings.Split(text, corpus.End)
		for _, text := range whole[:len(whole)-1] {
			if !source.Parses(text) {
				t.Errorf("row %d has %q", n, text)
			}
		}
		again := make([]int, 64)
		r.Row(n, again, targets)
		if !slices.Equal(tokens, again) {
			t.Errorf("row %d is another the second time", n)
		}
	}
}

// A training as chapter 10 has it, with all that goes with it: texts are
// written, samples and weights are told.
func BenchmarkGPT(b *testing.B) {
	s := tiny(b)
	s.Model.Layers, s.Model.Heads, s.Model.Width, s.Model.Context = 3, 4, 64, 64
	s.Training.Batch, s.Training.Length, s.Training.Steps = 8, 64, 1<<30
	s.Samples.Every, s.Samples.Length = 20, 20
	for _, micro := range []int{1, 2, 4} {
		b.Run(fmt.Sprint("micro ", micro), func(b *testing.B) {
			s.Training.Micro = micro
			start := s.Start()
			start.Every = 25
			d := newDesk()
			if out := d.Take(start); out != nil {
				b.Fatal(out)
			}
			steps := 0
			for b.Loop() {
				for _, m := range d.Work(50) {
					if p, ok := m.(job.Progress); ok {
						steps += len(p.Steps)
					}
					job.Encode(m)
				}
			}
			b.ReportMetric(float64(steps*8*64)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
