package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// writeRandom writes a model that has learned nothing, in all files.
func writeRandom(dir string, c gpt.Config, t weights.DType, seed uint64) error {
	tok, err := madeUp(c.Vocabulary)
	if err != nil {
		return err
	}
	w, err := gpt.NewWeights(c)
	if err != nil {
		return err
	}
	w.Init(rand.New(rand.NewPCG(seed, 0)).NormFloat64)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	vocab, merges := tok.GPT2()
	end, _ := tok.Special(endOfText)
	for name, data := range map[string][]byte{
		checkpoint.TokenizerFile: tok.JSON(), checkpoint.VocabFile: vocab, checkpoint.MergesFile: merges, checkpoint.ConfigFile: checkpoint.WriteConfig(c, end),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return writeWeights(filepath.Join(dir, checkpoint.ModelFile), t, w)
}

func writeWeights(path string, t weights.DType, w *gpt.Weights) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := checkpoint.Save(f, t, w, nil); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// madeUp returns a tokenizer of any size that learned from no text: its merges
// make the words of two, three, four … small letters, as far as there is room.
func madeUp(size int) (*token.Tokenizer, error) {
	bytes, err := token.Train("", 256)
	if err != nil {
		return nil, err
	}
	vocab, _ := bytes.GPT2()
	pieces, merges := new(strings.Builder), new(strings.Builder)
	pieces.WriteString(strings.TrimSuffix(strings.TrimSpace(string(vocab)), "}"))
	words := strings.Split("abcdefghijklmnopqrstuvwxyz", "")
	for n := 256; n < size-1; n++ {
		word, letter := words[(n-256)/26], words[(n-256)%26]
		words = append(words, word+letter)
		fmt.Fprintf(pieces, ",%q:%d", word+letter, n)
		fmt.Fprintln(merges, word, letter)
	}
	fmt.Fprintf(pieces, ",%q:%d}", endOfText, size-1)
	return token.ParseGPT2([]byte(pieces.String()), []byte(merges.String()))
}
