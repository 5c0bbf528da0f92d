//go:build !js

package main

import (
	"fmt"
	"io"
	"time"

	"zerotoai/cmd/train/course"
	"zerotoai/engine/gpt"
	"zerotoai/engine/workshop"
)

const (
	lineEvery = 100  // steps from one line to the next
	saveEvery = 1000 // steps from one saving to the next
)

// A progress tells how far a training is.
type progress struct {
	out      io.Writer
	training *course.Training
	state    string  // the file to save in
	floor    float64 // nats a token
	since    time.Time
	loss     float64 // sum over steps since the last line
	steps    int
	tokens   int
}

// newProgress begins to tell, of a floor that it measures.
func newProgress(out io.Writer, t *course.Training, state string) *progress {
	c, s := t.Trainer.Weights.Config, t.Recipe.Settings
	p := &progress{out: out, training: t, state: state, floor: floor(t.HeldOut(), s.Length)}
	fmt.Fprintf(out, "%d parameters, %d tokens in the vocabulary, %d tokens to read; floor %.4f nats a token\n",
		c.Parameters(), c.Vocabulary, s.Steps*s.Batch*s.Length, p.floor)
	if t.Trainer.Steps > 0 {
		fmt.Fprintf(out, "going on after step %d\n", t.Trainer.Steps)
	}
	p.since = time.Now()
	return p
}

// floor returns the mean surprise, for who knows the world, of rows that are
// held out.
func floor(s *workshop.Rows, length int) float64 {
	const rows = 200
	sum := 0.0
	for n := range rows {
		for _, v := range s.Surprise(n, length) {
			sum += v
		}
	}
	return sum / float64(rows*length)
}

// seen tells of a step, and saves the training from time to time.
func (p *progress) seen(r gpt.Report) error {
	p.loss, p.steps, p.tokens = p.loss+r.Loss, p.steps+1, p.tokens+r.Counted
	if r.Step%lineEvery == 0 {
		p.line(r)
	}
	if r.Step%saveEvery == 0 {
		return p.training.Save(p.state)
	}
	return nil
}

func (p *progress) line(r gpt.Report) {
	took, s := time.Since(p.since), p.training.Recipe.Settings
	left := took / time.Duration(p.steps) * time.Duration(s.Steps-r.Step)
	fmt.Fprintf(p.out, "step %5d of %d   loss %.4f   floor %.4f   rate %.5f   %5.1f k tokens/s   %v left\n",
		r.Step, s.Steps, p.loss/float64(p.steps), p.floor, r.Rate, float64(p.tokens)/took.Seconds()/1e3, left.Round(time.Second))
	p.since, p.loss, p.steps, p.tokens = time.Now(), 0, 0, 0
}
