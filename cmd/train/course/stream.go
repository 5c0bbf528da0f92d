package course

import (
	"math/rand/v2"
	"strings"

	"zerotoai/engine/corpus"
	"zerotoai/engine/token"
	"zerotoai/engine/workshop"
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
func (r Recipe) HeldOut(t *token.Tokenizer) *workshop.Rows { return r.rows(t, ^r.Seed) }

// rows are those of a seed.
func (r Recipe) rows(t *token.Tokenizer, seed uint64) *workshop.Rows {
	return workshop.NewRows(t, corpus.World().Source(r.Rule, corpus.Training), func(row int) func() float64 {
		return rand.New(rand.NewPCG(seed, uint64(row))).Float64
	})
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
