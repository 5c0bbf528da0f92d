package main

import (
	"os"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
)

const endOfText = "<|endoftext|>"

// A model is what can go on with a text.
type model struct {
	tok     *token.Tokenizer
	weights *gpt.Weights
}

// open reads the files of a model.
func open(dir string) (*model, error) {
	w, tok, err := checkpoint.Open(frugally(os.DirFS(dir)))
	if err != nil {
		return nil, err
	}
	return &model{tok, w}, nil
}
