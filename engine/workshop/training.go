package workshop

import (
	"fmt"
	"slices"

	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
)

// The streams of chance; rows have the ones from 0 on.
const (
	initStream   = 1 << 62
	sampleStream = 1 << 61 // and the number of the step
)

// A training is a GPT that is learning.
type training struct {
	settings GPT
	trainer  *gpt.Trainer
	end      int
	random   func(seed, stream uint64) job.Random
	writer   *writer // of the sample that is being written, nil if there is none
	prompt   int     // tokens of its text that it was given
}

func newGPT(settings []byte, in job.Input) (job.Job, error) {
	s, err := change(GPT{}, settings, func(_, is GPT) error { return is.check() })
	if err != nil {
		return nil, err
	}
	t, end, err := s.tokenizer()
	if err != nil {
		return nil, fmt.Errorf("workshop: %w", err)
	}
	w, err := gpt.NewWeights(s.Model)
	if err != nil {
		return nil, err
	}
	w.Init(in.Random(s.Seed, initStream).NormFloat64)
	trainer, err := gpt.NewTrainer(w, s.Training, worldRows(t, s.Seed, in.Random).Row, 1)
	if err == nil && in.Weights != nil {
		trainer.Steps, err = loadState(in.Weights, trainer.Tensors())
	}
	return &training{settings: s, trainer: trainer, end: end, random: in.Random}, err
}

// Set implements job.Job.
func (t *training) Set(settings []byte) (err error) {
	if t.settings, err = change(t.settings, settings, checkGPT); err == nil {
		t.trainer.Settings = t.settings.Training
	}
	return err
}

// Slice computes some sequences of a step, or a token of a sample.
func (t *training) Slice(p *job.Progress) (more bool, err error) {
	if t.writer != nil {
		return t.write(p)
	}
	if !t.more() {
		return false, nil
	}
	r, done, err := t.trainer.Slice()
	if err != nil || !done {
		return true, err
	}
	p.Steps = append(p.Steps, job.Step{Step: r.Step, Loss: r.Loss, Rate: r.Rate})
	p.Tokens += t.settings.Training.Batch * t.settings.Training.Length
	if n := t.settings.Samples.Every; n > 0 && r.Step%n == 0 {
		t.begin()
	}
	return t.more(), nil
}

func (t *training) more() bool { return t.writer != nil || t.trainer.Steps < t.settings.Training.Steps }

// begin begins a sample.
func (t *training) begin() {
	s := t.settings.Samples
	t.writer = &writer{
		generator: gpt.NewGenerator(t.trainer.Weights), settings: s.Settings, end: t.end,
		draw: t.random(t.settings.Seed, sampleStream+uint64(t.trainer.Steps)).Float64,
	}
	prompt := s.Prompt
	if len(prompt) == 0 {
		prompt = []int{t.end}
	}
	t.writer.begin(prompt, s.Length)
	t.prompt = len(t.writer.text)
}

// write goes on with the sample and tells it when it is whole.
func (t *training) write(p *job.Progress) (more bool, err error) {
	if more, err = t.writer.slice(); more || err != nil {
		return more, err
	}
	p.Samples = append(p.Samples, job.Sample{Step: t.trainer.Steps, Tokens: slices.Clone(t.writer.text[t.prompt:])})
	t.writer = nil
	return t.more(), nil
}

// Steps implements job.Learner.
func (t *training) Steps() int { return t.trainer.Steps }

// Weights implements job.Learner.
func (t *training) Weights() ([]byte, error) { return saveState(t.trainer.Steps, t.trainer.Tensors()) }
