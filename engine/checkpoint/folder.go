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

// Open reads a model and its tokenizer from a folder. The weights are read in
// parts from a file that can be, as those of os.DirFS; they are finite. See
// Check.
func Open(folder fs.FS) (*gpt.Weights, *token.Tokenizer, error) {
	files, end, err := open(folder)
	defer end()
	if err != nil {
		return nil, nil, err
	}
	c, err := Check(files, nil)
	if err != nil {
		return nil, nil, err
	}
	w, err := Load(c.file, c.Config)
	if err != nil {
		return nil, nil, fault(ModelFile, err)
	}
	return w, c.Tokenizer, fault(ModelFile, weights.Finite(Tensors(w)))
}

// open opens the files of a folder that are a model's. What is needed and not
// there is an error that says so.
func open(folder fs.FS) (files Files, end func(), err error) {
	files = Files{}
	var opened []fs.File
	end = func() {
		for _, f := range opened {
			f.Close()
		}
	}
	for _, name := range []string{TokenizerFile, VocabFile, MergesFile, ModelFile, ConfigFile} {
		f, err := folder.Open(name)
		if errors.Is(err, fs.ErrNotExist) && !needed(name, files) {
			continue
		}
		if err != nil {
			return nil, end, err
		}
		opened = append(opened, f)
		if files[name], err = section(f); err != nil {
			return nil, end, fmt.Errorf("checkpoint: %s: %w", name, err)
		}
	}
	return files, end, nil
}

// needed reports whether there is no model without a file, beside those that
// were found before it.
func needed(name string, found Files) bool {
	switch name {
	case ModelFile:
		return true
	case VocabFile, MergesFile:
		return found[TokenizerFile] == nil
	}
	return false
}

// section reads a file in parts if it can be, otherwise all of it.
func section(f fs.File) (*io.SectionReader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if r, ok := f.(io.ReaderAt); ok {
		return io.NewSectionReader(r, 0, info.Size()), nil
	}
	data, err := io.ReadAll(f)
	return io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), err
}
