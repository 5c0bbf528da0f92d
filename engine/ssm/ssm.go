// Package ssm is a state-space model: it reads a text word by word and keeps
// what it needs in a state that does not grow.
//
//	model, err := ssm.New(ssm.Selective, 4, random)
//	for model.Steps < 300 && model.Step() {
//	}
//	reading := model.Read(words)
//
// The state is a few numbers, the channels. At each word a channel keeps a
// share of what it has and takes in a share of something new, and the output is
// read off the channels:
//
//	hₜ = (1 − gₜ) hₜ₋₁ + gₜ uₜ      yₜ = W hₜ + b      h before the first word = 0
//
// This is the equation h′ = u − h of a tank that is filled and empties, solved
// from word to word: for as long as Δ the inflow is u, and 1 − g = e^−Δ. With
// Δ = ln(1 + e^z) the share g is σ(z). In a selective model z is learned for
// each word, so that one word can be written down and another one passed by. In
// a fixed model all words have the same z: then the state is a convolution of
// what is taken in, and far words fade out in favour of near ones, whatever
// they say.
//
// The model has to know at each word which of the Names came last.
//
// Sources: A. Gu, K. Goel and C. Ré, Efficiently Modeling Long Sequences with
// Structured State Spaces, 2021, arXiv:2111.00396 (state-space models as
// recurrence and convolution); A. Gu, A. Gupta and J. Berant, Diagonal State
// Spaces, 2022, arXiv:2203.14343; A. Gu and T. Dao, Mamba: Linear-Time Sequence
// Modeling with Selective State Spaces, 2023, arXiv:2312.00752, of which this
// is the smallest case (theorem 1); T. Dao and A. Gu, Transformers are SSMs, 2024,
// arXiv:2405.21060 (one gate for all channels).
package ssm

import (
	"fmt"
	"math"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
)

// A Kind says whether the words have a say in what is kept.
type Kind uint8

// The kinds.
const (
	Selective Kind = iota
	Fixed
)

// String returns the name of k.
func (k Kind) String() string { return [...]string{"Selective", "Fixed"}[k] }

// MaxChannels is how many channels a Model can have.
const MaxChannels = 64

// A Model is a state-space model with its training.
type Model struct {
	Kind     Kind
	Channels int

	// Params has z of each word, or of each channel if the model is Fixed; then
	// row by row: u of each channel, in a row for each word; the weights of the
	// channels, in a row for each answer; b of the answers.
	Params []float64
	z      []float64
	u      [][]float64 // [word][channel]
	w      [][]float64 // [answer][channel]
	b      []float64

	// The training: steps of Batch random texts of Length words.
	Settings      descent.Settings
	Batch, Length int
	Steps         int
	Loss          float64 // the mean loss of a word in the last step's texts, before it
	Diverged      bool    // the next step would lead to weights that are no numbers

	random    func() float64
	grad      []float64
	optimizer nn.Optimizer
}

// New returns a model that has learned nothing, with 1 to MaxChannels channels.
// The random source, which returns numbers evenly spread over [0, 1), draws its
// weights and, as it learns, its texts.
func New(k Kind, channels int, random func() float64) (*Model, error) {
	if channels < 1 || channels > MaxChannels {
		return nil, fmt.Errorf("ssm: %d channels, not 1 to %d", channels, MaxChannels)
	}
	m := &Model{Kind: k, Channels: channels, Settings: descent.Defaults(descent.Adam), Batch: 8, Length: 24, random: random}
	m.Settings.LearningRate = 0.05
	m.Params = nn.Normals(m.gates()+(len(Words)+len(Answers))*channels+len(Answers), random)
	m.grad = make([]float64, len(m.Params))
	m.z, m.u, m.w, m.b = m.parts(m.Params)
	clear(m.b)
	return m, nil
}

// gates returns how many z there are.
func (m *Model) gates() int {
	if m.Kind == Fixed {
		return m.Channels
	}
	return len(Words)
}

// gate returns which z is channel d's at a word.
func (m *Model) gate(word, d int) int {
	if m.Kind == Fixed {
		return d
	}
	return word
}

// parts takes the parameters, or their gradients, apart.
func (m *Model) parts(p []float64) (z []float64, u, w [][]float64, b []float64) {
	next := func(n int) []float64 {
		part := p[:n:n]
		p = p[n:]
		return part
	}
	z = next(m.gates())
	for range Words {
		u = append(u, next(m.Channels))
	}
	for range Answers {
		w = append(w, next(m.Channels))
	}
	return z, u, w, p
}

// Gate returns the share g that channel d takes in at a word.
func (m *Model) Gate(word, d int) float64 { return nn.Sigmoid.F(m.z[m.gate(word, d)]) }

// Inflow returns u, what channel d takes in at a word.
func (m *Model) Inflow(word, d int) float64 { return m.u[word][d] }

// A Reading is a text on its way through a model. The words are counted from
// 0; word t leads to State[t].
type Reading struct {
	Model *Model
	Text  []int       // numbers of Words
	State [][]float64 // [t][channel]
	P     [][]float64 // [t][answer]: how sure the model is of each answer after word t
}

// Read reads a text, whose words are numbers of Words.
func (m *Model) Read(text []int) *Reading {
	r := &Reading{Model: m, Text: text}
	h := make([]float64, m.Channels)
	for _, word := range text {
		h = m.Next(h, word)
		r.State = append(r.State, h)
		r.P = append(r.P, nn.Softmax(m.logits(h)))
	}
	return r
}

// Next returns the state after a word that comes to the state h, [Channels]. It
// is all that has to be kept to read on; before the first word it is 0.
func (m *Model) Next(h []float64, word int) []float64 {
	to := make([]float64, len(h))
	for d := range h {
		g := m.Gate(word, d)
		to[d] = (1-g)*h[d] + g*m.u[word][d]
	}
	return to
}

// logits returns W h + b.
func (m *Model) logits(h []float64) []float64 {
	y := make([]float64, len(m.b))
	for c, w := range m.w {
		for d, v := range w {
			y[c] += v * h[d]
		}
		y[c] += m.b[c]
	}
	return y
}

// Answer returns the answer after word t, as a number of Answers.
func (r *Reading) Answer(t int) int {
	best := 0
	for c, p := range r.P[t] {
		if p > r.P[t][best] {
			best = c
		}
	}
	return best
}

// before returns the state that word t comes to.
func (r *Reading) before(t, d int) float64 {
	if t == 0 {
		return 0
	}
	return r.State[t-1][d]
}

// Influence returns how much of what each word brought is in channel d after
// word t: State[t][d] = Σ Influence[s] · u of word s. It is what a weight is in
// attention; the rest to 1 is still empty.
func (r *Reading) Influence(t, d int) []float64 {
	shares, kept := make([]float64, t+1), 1.0
	for s := t; s >= 0; s-- {
		g := r.Model.Gate(r.Text[s], d)
		shares[s] = kept * g
		kept *= 1 - g
	}
	return shares
}

// Kernel returns the convolution that a Fixed model is: the influence of a
// word that is 0, 1, 2 … words back on channel d.
func (m *Model) Kernel(n, d int) []float64 {
	g := m.Gate(0, d)
	k := make([]float64, n)
	for back := range k {
		k[back] = g * math.Pow(1-g, float64(back))
	}
	return k
}

// Accuracy returns the share of right answers over all words of random texts.
func (m *Model) Accuracy(texts, length int, random func() float64) float64 {
	right := 0
	for range texts {
		r := m.Read(Text(length, random))
		for t, want := range Last(r.Text) {
			if r.Answer(t) == want {
				right++
			}
		}
	}
	return float64(right) / float64(max(1, texts*length))
}
