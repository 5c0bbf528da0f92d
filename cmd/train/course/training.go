package course

import (
	"context"
	"math/rand/v2"

	"zerotoai/engine/gpt"
	"zerotoai/engine/workshop"
)

// A Training is a model that is learning.
type Training struct {
	Recipe  Recipe
	Stream  *workshop.Rows
	Trainer *gpt.Trainer
}

// New returns a training at its beginning, which computes on as many
// goroutines as workers says.
func New(r Recipe, workers int) (*Training, error) {
	t, err := r.tokenizer()
	if err != nil {
		return nil, err
	}
	r.Model.Vocabulary = t.Size()
	w, err := gpt.NewWeights(r.Model)
	if err != nil {
		return nil, err
	}
	w.Init(rand.New(rand.NewPCG(r.Seed, initial)).NormFloat64)
	s := r.rows(t, r.Seed)
	trainer, err := gpt.NewTrainer(w, r.Settings, s.Row, workers)
	if err != nil {
		return nil, err
	}
	return &Training{r, s, trainer}, nil
}

// HeldOut returns rows that are of the same kind as those of the training, and
// are never trained on.
func (t *Training) HeldOut() *workshop.Rows { return t.Recipe.HeldOut(t.Stream.Tokenizer) }

// Run makes steps until the last one is made, ctx ends, or seen says no. The
// error is nil if the training is at its end.
func (t *Training) Run(ctx context.Context, seen func(gpt.Report) error) error {
	for t.Trainer.Steps < t.Recipe.Settings.Steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := t.Trainer.Step()
		if err == nil {
			err = seen(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
