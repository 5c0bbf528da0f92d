package workshop

import (
	"iter"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/token"
)

// Rows are what a GPT learns from: texts of the tiny world one after another,
// each with the token that ends a text, cut off where the row ends. What a row
// says depends on its number and its chance alone. Rows are for one goroutine.
type Rows struct {
	Tokenizer *token.Tokenizer
	Source    *corpus.Source

	chance func(row int) (draw func() float64)
	end    int
	cuts   map[string][]int // tokens of units: there are few, and they come again and again
	ids    []int            // of the row that is being filled
}

// NewRows returns the rows of what source writes by chance, a sequence of
// numbers in [0, 1) for each row. The tokenizer must have corpus.End.
func NewRows(t *token.Tokenizer, source *corpus.Source, chance func(row int) (draw func() float64)) *Rows {
	end, ok := t.Special(corpus.End)
	if !ok {
		panic("workshop: the tokenizer has no end of text")
	}
	return &Rows{Tokenizer: t, Source: source, chance: chance, end: end, cuts: map[string][]int{corpus.End: {end}}}
}

// worldRows are those that a live training of a seed learns from.
func worldRows(t *token.Tokenizer, seed uint64, random func(seed, stream uint64) job.Random) *Rows {
	return NewRows(t, corpus.World().Source("text", corpus.Training), func(row int) func() float64 {
		return random(seed, uint64(row)).Float64
	})
}

// Cut returns the tokens of a unit.
func (r *Rows) Cut(unit string) []int {
	ids, ok := r.cuts[unit]
	if !ok {
		ids = r.Tokenizer.Encode(unit)
		r.cuts[unit] = ids
	}
	return ids
}

// Tokens returns the tokens of a text, as the tokenizer cuts it.
func (r *Rows) Tokens(text string) []int { return r.add(nil, text) }

// add adds the tokens of a text to ids.
func (r *Rows) add(ids []int, text string) []int {
	units, ok := corpus.Units(text)
	if !ok {
		return append(ids, r.Tokenizer.Encode(text)...)
	}
	for _, u := range units {
		ids = append(ids, r.Cut(u)...)
	}
	return ids
}

// documents returns the texts of row n, without end.
func (r *Rows) documents(n int) iter.Seq[corpus.Document] {
	draw := r.chance(n)
	return func(yield func(corpus.Document) bool) {
		for yield(r.Source.Write(draw)) {
		}
	}
}

// Row fills in row n for a gpt.Trainer. Every other row begins with the end of
// the text before, so that a model learns how texts begin, and to go on from
// one that has nothing before it.
func (r *Rows) Row(n int, tokens, targets []int) {
	r.ids = append(r.ids[:0], r.opening(n)...)
	for d := range r.documents(n) {
		if r.ids = append(r.add(r.ids, d.Text), r.end); len(r.ids) > len(tokens) {
			break
		}
	}
	copy(tokens, r.ids)
	copy(targets, r.ids[1:])
}

var _ gpt.Data = (*Rows)(nil).Row

func (r *Rows) opening(n int) []int {
	if n%2 == 1 {
		return []int{r.end}
	}
	return nil
}

// Surprise returns the surprise in nats of who knows the source at the targets
// of row n: their mean is what no model can expect to stay below.
func (r *Rows) Surprise(n, length int) []float64 {
	nats := make([]float64, len(r.opening(n)))
	for d := range r.documents(n) {
		more, ok := r.Source.Surprise(d.Text, r.Cut)
		if !ok {
			panic("workshop: the source cannot read what it wrote: " + d.Text)
		}
		if nats = append(nats, more...); len(nats) > length {
			break
		}
	}
	return nats[1 : length+1]
}
