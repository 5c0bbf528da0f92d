package checkpoint

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// The files of a model, as Hugging Face's tools name them.
const (
	ModelFile     = "model.safetensors"
	ConfigFile    = "config.json"
	TokenizerFile = "tokenizer.json"
	VocabFile     = "vocab.json" // with MergesFile, where there is no TokenizerFile
	MergesFile    = "merges.txt"
)

// Open reads a model and its tokenizer from a folder. Without ConfigFile its
// blueprint is told from the shapes of the weights. These are read in parts from
// a file that can be, as those of os.DirFS; they are finite, and the model knows
// all tokens of the tokenizer.
func Open(folder fs.FS) (*gpt.Weights, *token.Tokenizer, error) {
	t, err := openTokenizer(folder)
	if err != nil {
		return nil, nil, err
	}
	w, err := openWeights(folder)
	if err != nil {
		return nil, nil, err
	}
	if w.Config.Vocabulary < t.Size() {
		return nil, nil, fmt.Errorf("checkpoint: the tokenizer has %d tokens, and the model knows %d", t.Size(), w.Config.Vocabulary)
	}
	return w, t, weights.Finite(Tensors(w))
}

func openTokenizer(folder fs.FS) (*token.Tokenizer, error) {
	data, err := fs.ReadFile(folder, TokenizerFile)
	if err == nil {
		return token.ParseJSON(data)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	vocab, err := fs.ReadFile(folder, VocabFile)
	if err != nil {
		return nil, err
	}
	merges, err := fs.ReadFile(folder, MergesFile)
	if err != nil {
		return nil, err
	}
	return token.ParseGPT2(vocab, merges)
}

func openWeights(folder fs.FS) (*gpt.Weights, error) {
	file, err := folder.Open(ModelFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, size, err := readerAt(file)
	if err != nil {
		return nil, err
	}
	f, err := weights.Open(r, size)
	if err != nil {
		return nil, err
	}
	c, err := openConfig(folder, f)
	if err != nil {
		return nil, err
	}
	return Load(f, c)
}

// readerAt returns what reads a file in parts, and the file's size.
func readerAt(file fs.File) (r io.ReaderAt, size int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	if r, ok := file.(io.ReaderAt); ok {
		return r, info.Size(), nil
	}
	data, err := io.ReadAll(file)
	return bytes.NewReader(data), int64(len(data)), err
}

func openConfig(folder fs.FS, f *weights.File) (gpt.Config, error) {
	data, err := fs.ReadFile(folder, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Infer(f, 0)
	}
	if err != nil {
		return gpt.Config{}, err
	}
	return ReadConfig(data)
}
