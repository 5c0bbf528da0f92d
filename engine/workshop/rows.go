package workshop

import (
	"zerotoai/engine/corpus"
	"zerotoai/engine/job"
	"zerotoai/engine/token"
)

// rows are what a GPT learns from: texts of the tiny world one after another,
// each with the token that ends a text, cut off where the row ends. What a row
// says depends on its number and the seed alone.
type rows struct {
	texts     *corpus.Source
	tokenizer *token.Tokenizer
	end       int
	random    func(row int) job.Random
	known     map[string][]int // tokens of units: there are few, and they come again and again
	ids       []int
}

func newRows(t *token.Tokenizer, end int, random func(row int) job.Random) *rows {
	return &rows{
		texts: corpus.World().Source("text", corpus.Training), tokenizer: t, end: end, random: random,
		known: map[string][]int{corpus.End: {end}},
	}
}

// fill is a gpt.Data. Every other row begins with the end of the text before,
// so that a model learns how texts begin, and to go on from one that has
// nothing before it.
func (r *rows) fill(n int, tokens, targets []int) {
	r.ids = r.ids[:0]
	if n%2 == 1 {
		r.ids = append(r.ids, r.end)
	}
	for draw := r.random(n).Float64; len(r.ids) <= len(tokens); {
		r.add(r.texts.Write(draw).Text)
	}
	copy(tokens, r.ids)
	copy(targets, r.ids[1:])
}

// add adds the tokens of a text and of its end.
func (r *rows) add(text string) {
	units, ok := corpus.Units(text)
	if !ok {
		panic("workshop: a text of the world has no units: " + text)
	}
	for _, u := range append(units, corpus.End) {
		r.ids = append(r.ids, r.cut(u)...)
	}
}

// cut returns the tokens of a unit.
func (r *rows) cut(unit string) []int {
	ids, ok := r.known[unit]
	if !ok {
		ids = r.tokenizer.Encode(unit)
		r.known[unit] = ids
	}
	return ids
}

// surprise returns the mean surprise in nats, at the targets of row n, of who
// knows the tiny world: no model can expect to stay below it.
func (r *rows) surprise(n, length int) float64 {
	var nats []float64
	if n%2 == 1 {
		nats = append(nats, 0) // the end of the text before: it is no target
	}
	for draw := r.random(n).Float64; len(nats) <= length; {
		text := r.texts.Write(draw).Text
		more, ok := r.texts.Surprise(text, r.cut)
		if !ok {
			panic("workshop: the world cannot read what it wrote: " + text)
		}
		nats = append(nats, more...)
	}
	sum := 0.0
	for _, v := range nats[1 : length+1] {
		sum += v
	}
	return sum / float64(length)
}
