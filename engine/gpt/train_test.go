package gpt

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zerotoai/engine/tensor"
)

// counting is sequences that go up or down by one from a number on; the first
// token does not say which, so it is not to be learned.
func counting(vocabulary int) Data {
	return func(n int, tokens, targets []int) {
		rnd := rand.New(rand.NewPCG(uint64(n), 4))
		at, by := rnd.IntN(vocabulary), 1+rnd.IntN(2)*(vocabulary-2)
		for i := range tokens {
			tokens[i], targets[i] = at, (at+by)%vocabulary
			at = targets[i]
		}
		targets[0] = NoTarget
	}
}

func quick() Settings {
	s := Defaults()
	s.Batch, s.Micro, s.Length, s.Rate, s.WarmUp, s.Steps = 8, 2, 6, 1e-2, 10, 400
	return s
}

func trainer(tb testing.TB, c Config, s Settings, workers int) *Trainer {
	tb.Helper()
	w, err := NewWeights(c)
	if err != nil {
		tb.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	t, err := NewTrainer(w, s, counting(c.Vocabulary), workers)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func steps(tb testing.TB, t *Trainer, n int) (r Report) {
	tb.Helper()
	for range n {
		var err error
		if r, err = t.Step(); err != nil {
			tb.Fatal(err)
		}
	}
	return r
}

// After the first two tokens of a sequence there is nothing left to guess.
func TestTrainerLearns(t *testing.T) {
	tr := trainer(t, small(), quick(), 2)
	first := steps(t, tr, 1)
	if math.Abs(first.Loss-math.Log(11)) > 0.1 || first.Counted != 8*5 || first.Step != 1 {
		t.Errorf("the first step: %+v", first)
	}
	if last := steps(t, tr, 399); last.Loss > 0.02 || last.Step != 400 {
		t.Errorf("after %d steps the loss is %v", last.Step, last.Loss)
	}
}

// The same numbers come out on any number of goroutines, in slices or in
// steps, and after a pause.
func TestTrainerIsExact(t *testing.T) {
	want := trainer(t, small(), quick(), 1)
	report := steps(t, want, 20)
	for _, workers := range []int{0, 2, 3, 4, 9} {
		tr := trainer(t, small(), quick(), workers)
		if got := steps(t, tr, 20); got != report || !slices.Equal(tr.Weights.Data, want.Weights.Data) {
			t.Errorf("%d workers: %+v, not %+v", workers, got, report)
		}
	}
	paused := trainer(t, small(), quick(), 2)
	steps(t, paused, 9)
	if _, done, err := paused.Slice(); done || err != nil {
		t.Fatal("a slice is a step", err)
	}
	on, kept := trainer(t, small(), quick(), 1), paused.Tensors()
	for i, to := range on.Tensors() {
		if copy(to.Data, kept[i].Data) != len(to.Data) || to.Name != kept[i].Name {
			t.Errorf("%s is kept as %s", to.Name, kept[i].Name)
		}
	}
	if last := kept[len(kept)-1]; last.Name != "v.ln_f.bias" || &last.Data[0] != &paused.V.Final.Bias[0] {
		t.Errorf("the last of them is %s", last.Name)
	}
	on.Steps = paused.Steps
	if got := steps(t, on, 11); got != report || !slices.Equal(on.Weights.Data, want.Weights.Data) {
		t.Errorf("after a pause: %+v, not %+v", got, report)
	}
}

func copied(w *Weights) *Weights {
	to := zeros(w.Config)
	copy(to.Data, w.Data)
	return to
}

// One step against its formula: the mean gradient of the batch, clipped, and
// decay of matrices only.
func TestTrainerStep(t *testing.T) {
	s := quick()
	s.Clip = 0.05
	tr := trainer(t, small(), s, 1)
	before := copied(tr.Weights)
	p, n := NewPass(small(), s.Batch, s.Length), s.Batch*s.Length
	tokens, targets := make([]int, n), make([]int, n)
	for i := range s.Batch {
		counting(11)(i, tokens[i*s.Length:][:s.Length], targets[i*s.Length:][:s.Length])
	}
	loss, counted, err := p.Gradients(before, tokens, targets)
	if err != nil {
		t.Fatal(err)
	}
	norm := math.Sqrt(tensor.SumSquares(p.Gradient.Data)) / float64(counted)
	r := steps(t, tr, 1)
	if !near(r.Loss, loss/float64(counted), 1e-6) || !near(r.Norm, norm, 1e-6) || norm < s.Clip || r.Rate != s.Rate/10 {
		t.Errorf("%+v, want loss %v, norm %v", r, loss/float64(counted), norm)
	}
	after, gradient := tr.Weights.Tensors(), p.Gradient.Tensors()
	for k, w := range before.Tensors() {
		for i, v := range w.Data {
			g := float64(gradient[k].Data[i]) / float64(counted) * s.Clip / norm
			want := float64(v) - r.Rate*g/(math.Abs(g)+s.Epsilon) // the first step of Adam
			if w.Matrix() {
				want -= r.Rate * s.Decay * float64(v)
			}
			// Where a gradient is as small as its rounding, its sign is open.
			if got := float64(after[k].Data[i]); math.Abs(g) > 1e-7 && math.Abs(got-want) > 2e-5 {
				t.Fatalf("%s[%d] is %v, want %v", w.Name, i, got, want)
			}
		}
	}
}

func TestRateAt(t *testing.T) {
	s := Settings{Rate: 1, Floor: 0.1, WarmUp: 4, Steps: 14}
	for step, want := range map[int]float64{0: 0.25, 3: 1, 4: 1, 9: 0.55, 14: 0.1, 1000: 0.1} {
		if got := s.RateAt(step); !near(got, want, 1e-12) {
			t.Errorf("the rate of step %d is %v, not %v", step, got, want)
		}
	}
	if got := (Settings{Rate: 1, Floor: 0.5}).RateAt(0); got != 0.5 {
		t.Errorf("without warm-up and steps: %v", got)
	}
}

// A step that cannot be made leaves the model as it is.
func TestTrainerDiverges(t *testing.T) {
	tr := trainer(t, small(), quick(), 2)
	steps(t, tr, 1)
	tr.Weights.Final.Gain[0] = float32(math.Inf(1))
	before := copied(tr.Weights)
	for range 2 {
		if _, err := tr.Step(); !errors.Is(err, ErrDiverged) || tr.Steps != 1 || !slices.Equal(before.Data, tr.Weights.Data) {
			t.Errorf("after %d steps: %v", tr.Steps, err)
		}
	}
	tr.Weights.Final.Gain[0] = 1
	if r := steps(t, tr, 1); r.Step != 2 {
		t.Errorf("not to be mended: %+v", r)
	}
}

func TestTrainerRefuses(t *testing.T) {
	for i, change := range []func(*Settings){
		func(s *Settings) { s.Batch = 0 },
		func(s *Settings) { s.Micro = 0 },
		func(s *Settings) { s.Micro = 3 },
		func(s *Settings) { s.Length = 8 },
		func(s *Settings) { s.Length = 0 },
		func(s *Settings) { s.Rate = math.NaN() },
		func(s *Settings) { s.Floor = -1 },
		func(s *Settings) { s.Decay = math.Inf(1) },
		func(s *Settings) { s.Clip = -1 },
		func(s *Settings) { s.Beta1 = 1 },
		func(s *Settings) { s.Beta2 = -0.5 },
		func(s *Settings) { s.Epsilon = 0 },
	} {
		s := quick()
		change(&s)
		if _, err := NewTrainer(random(t, small(), 1), s, counting(11), 1); err == nil {
			t.Errorf("%d: %+v is accepted", i, s)
		}
	}
	tr := trainer(t, small(), quick(), 2)
	tr.data = counting(12)
	for range 10 {
		if _, err := tr.Step(); err != nil {
			return
		}
	}
	t.Error("token 11 is learned")
}

// A model that learns, of the size that the guide's chapters use.
func BenchmarkStep(b *testing.B) {
	for _, c := range []struct {
		name    string
		config  Config
		workers int
	}{
		{"170k", Config{Layers: 3, Heads: 4, Width: 64, Context: 64, Vocabulary: 256}, 1},
		{"110k two cores", Config{Layers: 2, Heads: 4, Width: 64, Context: 64, Vocabulary: 100}, 2},
		{"500k two cores", Config{Layers: 4, Heads: 4, Width: 96, Context: 64, Vocabulary: 1000}, 2},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := Defaults()
			s.Batch, s.Micro = 8, 4
			tr := trainer(b, c.config, s, c.workers)
			for b.Loop() {
				steps(b, tr, 1)
			}
			b.ReportMetric(float64(b.N*s.Batch*s.Length)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(c.config.Parameters()), "parameters")
		})
	}
}
