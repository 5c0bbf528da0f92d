package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

const (
	endOfText     = "<|endoftext|>"
	weightsFile   = "model.safetensors"
	configFile    = "config.json"
	tokenizerFile = "tokenizer.json"
	vocabFile     = "vocab.json"
	mergesFile    = "merges.txt"
)

// A model is what can go on with a text.
type model struct {
	tok     *token.Tokenizer
	weights *gpt.Weights
}

// open reads the files of a model.
func open(dir string) (*model, error) {
	tok, err := openTokenizer(dir)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(dir, weightsFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	f, err := weights.Open(frugally(file), info.Size())
	if err != nil {
		return nil, err
	}
	c, err := config(dir, f)
	if err != nil {
		return nil, err
	}
	if c.Vocabulary < tok.Size() {
		return nil, fmt.Errorf("the tokenizer has %d pieces, and the model knows %d", tok.Size(), c.Vocabulary)
	}
	w, err := checkpoint.Load(f, c)
	if err != nil {
		return nil, err
	}
	return &model{tok, w}, weights.Finite(checkpoint.Tensors(w))
}

// openTokenizer reads tokenizer.json or, where there is none, the older files.
func openTokenizer(dir string) (*token.Tokenizer, error) {
	data, err := os.ReadFile(filepath.Join(dir, tokenizerFile))
	if err == nil {
		return token.ParseJSON(data)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	vocab, err := os.ReadFile(filepath.Join(dir, vocabFile))
	if err != nil {
		return nil, err
	}
	merges, err := os.ReadFile(filepath.Join(dir, mergesFile))
	if err != nil {
		return nil, err
	}
	return token.ParseGPT2(vocab, merges)
}

// config reads config.json or, where there is none, tells the blueprint from
// the shapes of the weights.
func config(dir string, f *weights.File) (gpt.Config, error) {
	data, err := os.ReadFile(filepath.Join(dir, configFile))
	if errors.Is(err, fs.ErrNotExist) {
		return checkpoint.Infer(f, 0)
	}
	if err != nil {
		return gpt.Config{}, err
	}
	return checkpoint.ReadConfig(data)
}
