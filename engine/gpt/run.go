package gpt

import (
	"errors"
	"math"
	"slices"

	"zerotoai/engine/tensor"
)

// A Run is a forward pass over one text with all its numbers kept, and each
// of them explained. It is for one goroutine, and for as long as the weights
// stay as they are.
type Run struct {
	Weights *Weights
	State   *State // of one sequence
	Dropped int    // how many tokens the text had before the Window that was read

	done   int     // parts of the work
	lenses []*lens // [L T], nil until one is asked for
	book   book    // nil until it is asked for
}

// A lens is what the model would say after a token, after some of its blocks.
type lens struct{ norm, logits []float32 } // [d] and [V]

// NewRun reads a text, of which it reads the Window; the heads in off are
// switched off. It is an error if there is no text or if a token is not of
// the vocabulary.
func NewRun(w *Weights, tokens []int, off ...Head) (*Run, error) {
	r, err := BeginRun(w, tokens, off...)
	if err != nil {
		return nil, err
	}
	for r.Next() {
	}
	return r, nil
}

// BeginRun is like NewRun, but leaves the work to Next, for who has other
// things to do meanwhile.
func BeginRun(w *Weights, tokens []int, off ...Head) (*Run, error) {
	window := w.Config.Window(tokens)
	if len(window) == 0 {
		return nil, errors.New("gpt: no token to read")
	}
	r := &Run{Weights: w, State: NewState(w.Config, 1, len(window)), Dropped: len(tokens) - len(window)}
	r.State.Off = slices.Clone(off)
	r.lenses = make([]*lens, w.Config.Layers*len(window))
	return r, w.begin(r.State, window)
}

// A Part is what a part of a run's work is.
type Part uint8

// The parts of a run, in their order; the two of a layer come once a layer.
const (
	Embedding   Part = iota // token and position vectors
	Attention               // of a layer, with the norm before it
	FeedForward             // of a layer, with the norm before it
	Unembedding             // logits, of some tokens at a time; the last norm is in the first of them
)

// rowsAtOnce is of how many tokens Next makes the logits at once: with a
// vocabulary of 50,257 that is about as much work as a block of GPT-2.
const rowsAtOnce = 8

// Part returns what Next does, and in which layer. When all is done it is the
// Unembedding, of no tokens.
func (r *Run) Part() (p Part, layer int) {
	switch half := r.done - 1; {
	case half < 0:
		return Embedding, 0
	case half < 2*len(r.State.Blocks):
		return Attention + Part(half%2), half / 2
	}
	return Unembedding, 0
}

// Next does a part of the work and reports whether there is more to do. Until
// there is none, State has what has been done and zeros, and only of what has
// been done may Explain be asked.
func (r *Run) Next() (more bool) {
	s, w := r.State, r.Weights
	switch p, l := r.Part(); p {
	case Embedding:
		w.embedAll(s)
	case Attention:
		w.attention(s, l)
	case FeedForward:
		w.Blocks[l].feedForward(&s.Blocks[l])
	case Unembedding:
		return r.unembed()
	}
	r.done++
	return true
}

// unembed makes logits of some more tokens.
func (r *Run) unembed() (more bool) {
	s, w := r.State, r.Weights
	from := (r.done - 1 - 2*len(s.Blocks)) * rowsAtOnce
	if from == 0 {
		w.Final.forward(&s.Final, s.stream(len(s.Blocks)))
	}
	if rows := min(rowsAtOnce, s.Length-from); rows > 0 {
		tensor.MulT(s.Logits.View(from, 0, rows, s.Logits.Cols), s.Final.Out.View(from, 0, rows, s.Final.Out.Cols), w.Tokens, false)
		r.done++
	}
	return from+rowsAtOnce < s.Length
}

// Lens returns the logits [V] that the model would give after the token at t if
// its first blocks were all there are: the last layer norm and the unembedding
// of the residual stream after so many blocks, 0 to Layers. After all of them it
// is the logits of the model.
//
// Source: nostalgebraist, Interpreting GPT: the logit lens, 2020.
func (r *Run) Lens(blocks, t int) []float32 {
	if blocks == len(r.State.Blocks) {
		return r.State.Logits.Row(t)
	}
	return r.lens(blocks, t).logits
}

func (r *Run) lens(blocks, t int) *lens {
	l := &r.lenses[blocks*r.State.Length+t]
	if *l == nil {
		c := r.Weights.Config
		n, logits := newNormState(1, c.Width), tensor.New(1, c.Vocabulary)
		r.Weights.unembed(logits, &n, r.State.stream(blocks).View(t, 0, 1, c.Width))
		*l = &lens{n.Out.Row(0), logits.Row(0)}
	}
	return *l
}

// Probabilities returns how likely the model holds each token to come after
// the token at t, [V]. They are its softmax over the logits in float64.
func (r *Run) Probabilities(t int) []float64 { return probabilities(r.State.Logits.Row(t)) }

// Surprise returns −ln of the probability of token id after token t, in nats: with
// the rounding of a float32, and quicker than by all Probabilities.
func (r *Run) Surprise(t, id int) float64 {
	logits := r.State.Logits.Row(t)
	return float64(tensor.CrossEntropy(make([]float32, len(logits)), logits, id))
}

func probabilities(logits []float32) []float64 {
	top, sum := float64(slices.Max(logits)), 0.0
	ps := make([]float64, len(logits))
	for id, v := range logits {
		ps[id] = math.Exp(float64(v) - top)
		sum += ps[id]
	}
	for id := range ps {
		ps[id] /= sum
	}
	return ps
}
