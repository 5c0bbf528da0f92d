package course

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"zerotoai/engine/gpt"
	"zerotoai/engine/weights"
)

// ErrOther says that a saved training has another recipe.
var ErrOther = errors.New("course: the saved training has another recipe; remove the file or name another")

// Save writes all that is needed to go on from here, to the same numbers, into
// a file. A file that is there is replaced when the new one is complete.
func (t *Training) Save(path string) error {
	recipe, err := json.Marshal(t.Recipe)
	if err != nil {
		return err
	}
	meta := map[string]string{"recipe": string(recipe), "steps": strconv.Itoa(t.Trainer.Steps)}
	return Replace(path, func(f *os.File) error { return weights.Write(f, weights.F32, meta, tensors(t.Trainer)) })
}

// Replace writes a file, which takes the place of the one at path when write
// has ended well.
func Replace(path string, write func(f *os.File) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when it has been renamed
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Resume goes on from the file that Save wrote. If there is none, it changes
// nothing.
func (t *Training) Resume(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := weights.Open(file, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return t.load(f)
}

func (t *Training) load(f *weights.File) error {
	recipe, err := json.Marshal(t.Recipe)
	if err != nil {
		return err
	}
	if f.Metadata["recipe"] != string(recipe) {
		return ErrOther
	}
	steps, err := strconv.Atoi(f.Metadata["steps"])
	if err != nil || steps < 0 {
		return fmt.Errorf("course: the saved training says it has made %q steps", f.Metadata["steps"])
	}
	if err := f.Load(tensors(t.Trainer)); err != nil {
		return err
	}
	t.Trainer.Steps = steps
	return nil
}

func tensors(t *gpt.Trainer) (ts []weights.Tensor) {
	for _, g := range t.Tensors() {
		ts = append(ts, weights.Tensor{Name: g.Name, Shape: g.Shape, Data: g.Data})
	}
	return ts
}
