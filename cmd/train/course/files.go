package course

import (
	"fmt"
	"os"
	"path/filepath"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// CardFile is the name of the model card.
const CardFile = "README.md"

// Export writes the model into a folder: its weights as F16.
func (t *Training) Export(dir string) error {
	w := t.Trainer.Weights
	err := Replace(filepath.Join(dir, checkpoint.ModelFile), func(f *os.File) error { return checkpoint.Save(f, weights.F16, w, nil) })
	if err != nil {
		return err
	}
	end, _ := t.Stream.Tokenizer.Special(corpus.End)
	for name, data := range map[string][]byte{checkpoint.TokenizerFile: t.Stream.Tokenizer.JSON(), checkpoint.ConfigFile: checkpoint.WriteConfig(w.Config, end)} {
		if err := WriteFile(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}

// WriteFile writes a file, which takes the place of the one at path when it is
// complete.
func WriteFile(path string, data []byte) error {
	return Replace(path, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}

// Open reads a model and its tokenizer from a folder.
func Open(dir string) (*gpt.Weights, *token.Tokenizer, error) {
	w, t, err := checkpoint.Open(os.DirFS(dir))
	if err == nil && w.Config.Vocabulary != t.Size() {
		err = fmt.Errorf("course: a model of %d tokens with a tokenizer of %d", w.Config.Vocabulary, t.Size())
	}
	return w, t, err
}
