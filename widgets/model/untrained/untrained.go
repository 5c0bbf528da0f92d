// Package untrained makes models of any size that have learned nothing: for the
// tests of what reads any model.
package untrained

import (
	"math/rand/v2"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/widgets/model"
)

// New is a model with the tokens of a tokenizer and random weights, the same each
// time. It panics if there is no model of that size.
func New(tok *token.Tokenizer, c gpt.Config) *model.Model {
	c.Vocabulary = tok.Size()
	w, err := gpt.NewWeights(c)
	if err != nil {
		panic(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	m, err := model.New(tok, w)
	if err != nil {
		panic(err)
	}
	return m
}
