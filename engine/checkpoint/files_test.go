package checkpoint_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

func section(data []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data)))
}

// files are those of a folder, of which some are others.
func files(t *testing.T, changed map[string][]byte) checkpoint.Files {
	t.Helper()
	fs := checkpoint.Files{}
	for name, f := range folder(t) {
		fs[name] = section(f.Data)
	}
	for name, data := range changed {
		fs[name] = section(data)
	}
	return fs
}

// saved is a file of tensors.
func saved(t *testing.T, ts ...weights.Tensor) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := weights.Write(&b, weights.F32, nil, ts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCheck(t *testing.T) {
	c, err := checkpoint.Check(files(t, nil), nil)
	if err != nil || c.Config.Width != 64 || c.Tokenizer.Size() != c.Config.Vocabulary || c.Guessed {
		t.Fatalf("%+v, %v", c, err)
	}
	l, err := c.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if more, err := l.Next(); more || err != nil || len(l.Fresh) != len(c.Config.Tensors()) {
		t.Errorf("more %v, %v, %d tensors", more, err, len(l.Fresh))
	}
	without := files(t, nil)
	delete(without, checkpoint.ConfigFile)
	if c, err := checkpoint.Check(without, nil); err != nil || !c.Guessed {
		t.Errorf("without a config.json: %+v, %v", c, err)
	}
}

// What does not fit is told with the file that it stands in.
func TestCheckRefuses(t *testing.T) {
	good := folder(t)
	model := good[checkpoint.ModelFile].Data
	one := func(name string, shape ...int) []byte {
		n := 1
		for _, k := range shape {
			n *= k
		}
		return saved(t, weights.Tensor{Name: name, Shape: shape, Data: make([]float32, n)})
	}
	other := gpt.Config{Layers: 2, Heads: 1, Width: 64, Context: 8, Vocabulary: 260}
	ints := slices.Clone(model)
	copy(ints[8:], bytes.Replace(ints[8:1000], []byte(`"F32"`), []byte(`"I32"`), 1))
	for _, c := range []struct {
		file string
		data []byte
		why  string
	}{
		{checkpoint.ModelFile, nil, "has 0 bytes"},
		{checkpoint.ModelFile, []byte("<!DOCTYPE html>"), "header"},
		{checkpoint.ModelFile, model[:len(model)-5], "behind the end of the file"},
		{checkpoint.ModelFile, model[:100], "header"},
		{checkpoint.ModelFile, binary.LittleEndian.AppendUint64(nil, 1<<40), "header"},
		{checkpoint.ModelFile, one("model.layers.0.self_attn.q_proj.weight", 2, 2), "Llama"},
		{checkpoint.ModelFile, one("wte.weight", 260, 64), `"wpe.weight"`},
		{checkpoint.ModelFile, ints, "I32"},
		{checkpoint.ConfigFile, checkpoint.WriteConfig(other, 0), "n_layer is 2, and in the weights it is 1"},
		{checkpoint.ConfigFile, []byte(`{"model_type":"llama"}`), "n_layer is missing"},
		{checkpoint.ConfigFile, []byte("{"), "JSON"},
		{checkpoint.TokenizerFile, []byte("{}"), "version"},
		{checkpoint.TokenizerFile, nil, "EOF"},
	} {
		_, err := checkpoint.Check(files(t, map[string][]byte{c.file: c.data}), nil)
		var f *checkpoint.Fault
		if !errors.As(err, &f) || f.File != c.file || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %s", c.file, err, c.why)
		}
	}
}

// A text that is too long is refused before there is room for it.
func TestCheckLong(t *testing.T) {
	fs := files(t, nil)
	fs[checkpoint.ConfigFile] = io.NewSectionReader(strings.NewReader(""), 0, 1<<40)
	if _, err := checkpoint.Check(fs, nil); err == nil || !strings.Contains(err.Error(), "1099511627776 bytes") {
		t.Error(err)
	}
	fs[checkpoint.ConfigFile] = io.NewSectionReader(strings.NewReader("{}"), 0, 9)
	if _, err := checkpoint.Check(fs, nil); err == nil || !strings.Contains(err.Error(), "up to byte 2") {
		t.Error(err)
	}
}

// FuzzCheck looks for files that are taken for a model and are none.
func FuzzCheck(f *testing.F) {
	tok, err := token.Train("", 256)
	if err != nil {
		f.Fatal(err)
	}
	w, err := gpt.NewWeights(gpt.Config{Layers: 1, Heads: 1, Width: 1, Context: 1, Vocabulary: tok.Size()})
	if err != nil {
		f.Fatal(err)
	}
	var model bytes.Buffer
	if err := checkpoint.Save(&model, weights.F16, w, nil); err != nil {
		f.Fatal(err)
	}
	f.Add(model.Bytes(), checkpoint.WriteConfig(w.Config, 0), tok.JSON())
	f.Add(model.Bytes(), []byte(nil), tok.JSON())
	f.Fuzz(func(t *testing.T, model, config, tokenizer []byte) {
		fs := checkpoint.Files{checkpoint.ModelFile: section(model), checkpoint.TokenizerFile: section(tokenizer)}
		if len(config) > 0 {
			fs[checkpoint.ConfigFile] = section(config)
		}
		c, err := checkpoint.Check(fs, nil)
		if err != nil {
			return
		}
		l, err := c.Begin()
		if err != nil || len(l.Weights.Data) > len(model) {
			t.Fatalf("a file of %d bytes: %v", len(model), err)
		}
	})
}
