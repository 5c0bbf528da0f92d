package checkpoint_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// folder is a model that has learned nothing, in all files.
func folder(t *testing.T) fstest.MapFS {
	t.Helper()
	tok, err := token.Train("the cat sat on the mat; the cat sat", 260)
	if err != nil {
		t.Fatal(err)
	}
	w, err := gpt.NewWeights(gpt.Config{Layers: 1, Heads: 1, Width: 64, Context: 8, Vocabulary: tok.Size()})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := checkpoint.Save(&file, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	vocab, merges := tok.GPT2()
	return fstest.MapFS{
		checkpoint.ModelFile:     {Data: file.Bytes()},
		checkpoint.ConfigFile:    {Data: checkpoint.WriteConfig(w.Config, 0)},
		checkpoint.TokenizerFile: {Data: tok.JSON()},
		checkpoint.VocabFile:     {Data: vocab},
		checkpoint.MergesFile:    {Data: merges},
	}
}

// Of the files that say the same one will do; what is missing is named.
func TestOpen(t *testing.T) {
	for without, wrong := range map[string]string{
		"": "", checkpoint.ConfigFile: "", checkpoint.TokenizerFile: "", checkpoint.VocabFile: "", checkpoint.MergesFile: "",
		checkpoint.ModelFile: checkpoint.ModelFile,
		checkpoint.TokenizerFile + " " + checkpoint.MergesFile: checkpoint.MergesFile,
		checkpoint.TokenizerFile + " " + checkpoint.VocabFile:  checkpoint.VocabFile,
	} {
		files := maps.Clone(folder(t))
		for name := range strings.FieldsSeq(without) {
			delete(files, name)
		}
		w, tok, err := checkpoint.Open(files)
		switch {
		case wrong != "":
			if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), wrong) {
				t.Errorf("without %s: %v", without, err)
			}
		case err != nil || w.Config.Width != 64 || len(tok.Encode("the")) != 1:
			t.Errorf("without %s: %v", without, err)
		}
	}
}

// A tokenizer that knows more than the model is refused.
func TestOpenOther(t *testing.T) {
	files := folder(t)
	other, err := token.Train("the cat sat on the mat; the cat sat", 261, "<a>", "<b>", "<c>", "<d>", "<e>")
	if err == nil {
		files[checkpoint.TokenizerFile] = &fstest.MapFile{Data: other.JSON()}
		_, _, err = checkpoint.Open(files)
	}
	if err == nil || !strings.Contains(err.Error(), "261") {
		t.Errorf("the error is %v", err)
	}
}
