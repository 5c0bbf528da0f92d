// Package model is the model that chapters read with: a transformer with its
// tokenizer. A Shelf holds the one that is open for all figures of the guide.
// At first there may be none: on a page it is brought when a chapter that
// needs it comes near. A Gate stands before each figure that reads it.
package model

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/static"
)

// A Model is a transformer and the tokenizer of its vocabulary. It is not
// changed but for the runs that it remembers.
type Model struct {
	Tokenizer *token.Tokenizer
	Weights   *gpt.Weights
	Guest     bool // the reader has brought it: nobody here knows what it has read
	Wild      bool // in some run of it, numbers have become too large to go on with

	runs []*reading // the latest last
}

// leastWidth is how many numbers a vector has at least: a map of vectors has
// three directions.
const leastWidth = 4

// New ties a tokenizer and weights together. It is an error if they are not of
// the same vocabulary, or if the vectors are too short for the figures.
func New(t *token.Tokenizer, w *gpt.Weights) (*Model, error) {
	if w.Config.Width < leastWidth {
		return nil, fmt.Errorf("model: vectors have %s, and the figures need %d", count(w.Config.Width, "number"), leastWidth)
	}
	if t.Size() != w.Config.Vocabulary {
		return nil, fmt.Errorf("model: the tokenizer has %d tokens, the model %d", t.Size(), w.Config.Vocabulary)
	}
	return &Model{Tokenizer: t, Weights: w}, nil
}

// Plan says how large the model is.
func (m *Model) Plan() string {
	c := m.Weights.Config
	return fmt.Sprintf("%s, %s in each, %s for each token, %s", count(c.Layers, "layer"), count(c.Heads, "head"), count(c.Width, "number"), count(c.Vocabulary, "token"))
}

// Read reads a model from files as Hugging Face's tools name them:
// model.safetensors, tokenizer.json and config.json.
func Read(files fs.FS) (*Model, error) {
	w, t, err := checkpoint.Open(files)
	if err != nil {
		return nil, err
	}
	return New(t, w)
}

// Shipped reads the guide's own model where it is part of the program, for
// programs without a page: a window, pictures, tests.
func Shipped() (*Model, error) {
	files, err := fs.Sub(static.Model, "model")
	if err != nil {
		return nil, err
	}
	return Read(files)
}

// Longest is how many tokens of a text a Run has at most: as many as a figure
// can show, and few enough that GPT-2's activations take no more than a
// hundred megabytes.
const Longest = 96

// Cut returns the tokens that a Run of a text reads: the last ones for which
// there is room.
func (m *Model) Cut(tokens []int) []int {
	tokens = m.Weights.Config.Window(tokens)
	return tokens[max(0, len(tokens)-Longest):]
}

// A reading is a run of some tokens that is done or under way.
type reading struct {
	tokens []int
	off    []gpt.Head
	run    *gpt.Run
	done   bool
	wild   bool // logits are not finite, and so there are none
}

// remembered is how many runs are kept: of the texts that a chapter compares,
// with and without a head.
const remembered = 4

// Run returns the run of some tokens, which Cut returned, with some heads
// switched off. While there is work to do for it, it returns nil: the figure
// shows "not computed yet" and calls Work. A small model has it done at once.
// Runs are shared: who asks for the same gets the same.
func (m *Model) Run(tokens []int, off ...gpt.Head) (*gpt.Run, error) {
	r, err := m.reading(tokens, off)
	if err == nil && r.wild {
		err = errWild
	}
	if err != nil || !r.done {
		return nil, err
	}
	return r.run, nil
}

var errWild = errors.New("model: numbers of the run are too large to go on with")

func (m *Model) reading(tokens []int, off []gpt.Head) (*reading, error) {
	at := slices.IndexFunc(m.runs, func(r *reading) bool {
		return slices.Equal(r.tokens, tokens) && slices.Equal(r.off, off)
	})
	if at >= 0 {
		r := m.runs[at]
		m.runs = append(slices.Delete(m.runs, at, at+1), r)
		return r, nil
	}
	run, err := gpt.BeginRun(m.Weights, tokens, off...)
	if err != nil {
		return nil, err
	}
	r := &reading{tokens: slices.Clone(tokens), off: slices.Clone(off), run: run}
	for m.small(len(tokens)) && !r.done {
		m.next(r)
	}
	m.runs = append(m.runs[max(0, len(m.runs)+1-remembered):], r)
	return r, nil
}

// small reports whether a run of so many tokens is done within a few
// milliseconds: each token takes a multiplication and an addition for each
// parameter.
func (m *Model) small(tokens int) bool { return len(m.Weights.Data)*tokens <= 50e6 }

// next does the next part of a run. The logits of the guide's model are known to
// be finite; those of another one need not be.
func (m *Model) next(r *reading) {
	if r.done = !r.run.Next(); r.done && m.Guest {
		r.wild = !finite(r.run.State.Logits.Data)
		m.Wild = m.Wild || r.wild
	}
}

// finite reports whether no number is infinite or none at all.
func finite(numbers []float32) bool {
	return !slices.ContainsFunc(numbers, func(v float32) bool { return v-v != 0 })
}

// Work does a part of the run that was asked for last and is not done yet, and
// reports whether it did: then the figure has changed, or will have. It is to
// be called at each Tick.
func (m *Model) Work() bool {
	for _, r := range slices.Backward(m.runs) {
		if !r.done {
			m.next(r)
			return true
		}
	}
	return false
}
