package course

import (
	"iter"
	"math/rand/v2"
	"strings"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
)

// Chance is a sequence of numbers for each row; rows are numbered from 0, and
// what is no row has a number of its own. Rows that are held out have another
// seed, which is this one with all bits turned.
const (
	vocabulary = 1<<63 + iota
	initial
)

// HeldOut returns rows that are of the same kind as those of a training with
// this recipe, and are not trained on.
func (r Recipe) HeldOut(t *token.Tokenizer) *Stream {
	return NewStream(t, corpus.World().Source(r.Rule, corpus.Training), ^r.Seed)
}

// A Stream writes rows of tokens: texts of the tiny world one after another,
// each with the token that ends a text, cut off where the row ends. What a row
// says depends on its number and the seed alone. A Stream is for one goroutine.
type Stream struct {
	Tokenizer *token.Tokenizer
	Source    *corpus.Source

	seed uint64
	end  int
	cuts map[string][]int // tokens of units
}

// NewStream returns the rows of what source writes.
func NewStream(t *token.Tokenizer, source *corpus.Source, seed uint64) *Stream {
	end, ok := t.Special(corpus.End)
	if !ok {
		panic("course: the tokenizer has no end of text")
	}
	return &Stream{t, source, seed, end, map[string][]int{corpus.End: {end}}}
}

// tokenizer makes the tokenizer of r from texts of its own.
func (r Recipe) tokenizer() (*token.Tokenizer, error) {
	source := corpus.World().Source(r.Rule, corpus.Training)
	draw := rand.New(rand.NewPCG(r.Seed, vocabulary)).Float64
	var b strings.Builder
	for range r.Texts {
		b.WriteString(source.Write(draw).Text)
		b.WriteByte('\n')
	}
	return token.Train(b.String(), r.Vocabulary, corpus.End)
}

// Cut returns the tokens of a unit.
func (s *Stream) Cut(unit string) []int {
	ids, ok := s.cuts[unit]
	if !ok {
		ids = s.Tokenizer.Encode(unit)
		s.cuts[unit] = ids
	}
	return ids
}

// Tokens returns the tokens of a text, as the tokenizer cuts it.
func (s *Stream) Tokens(text string) (ids []int) {
	units, ok := corpus.Units(text)
	if !ok {
		return s.Tokenizer.Encode(text)
	}
	for _, u := range units {
		ids = append(ids, s.Cut(u)...)
	}
	return ids
}

// documents returns the texts of row n, without end.
func (s *Stream) documents(n int) iter.Seq[corpus.Document] {
	draw := rand.New(rand.NewPCG(s.seed, uint64(n))).Float64
	return func(yield func(corpus.Document) bool) {
		for yield(s.Source.Write(draw)) {
		}
	}
}

// Row fills in row n for a gpt.Trainer. Every other row begins with the end of
// the text before, so that a model learns how texts begin, and to go on from
// one that has nothing before it.
func (s *Stream) Row(n int, tokens, targets []int) {
	ids := s.opening(n)
	for d := range s.documents(n) {
		ids = append(append(ids, s.Tokens(d.Text)...), s.end)
		if len(ids) > len(tokens) {
			break
		}
	}
	copy(tokens, ids)
	copy(targets, ids[1:])
}

func (s *Stream) opening(n int) []int {
	if n%2 == 1 {
		return []int{s.end}
	}
	return nil
}

// Surprise returns the surprise in nats of who knows the source at the targets
// of row n: their mean is what no model can expect to stay below.
func (s *Stream) Surprise(n, length int) []float64 {
	nats := make([]float64, len(s.opening(n)))
	for d := range s.documents(n) {
		more, ok := s.Source.Surprise(d.Text, s.Cut)
		if !ok {
			panic("course: the source cannot read what it wrote: " + d.Text)
		}
		if nats = append(nats, more...); len(nats) > length {
			break
		}
	}
	return nats[1 : length+1]
}

var _ gpt.Data = (*Stream)(nil).Row
