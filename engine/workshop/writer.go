package workshop

import (
	"slices"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
)

// A writer lets a model go on with a text, in slices.
type writer struct {
	generator *gpt.Generator
	settings  sample.Settings
	draw      func() float64
	chances   sample.Distribution
	text      []int // the prompt and what has been written
	read      int   // how many tokens of text the model has read
	left      int   // how many tokens are to be written
	end       int   // the token that ends a text, or -1
}

// chunk is how many tokens of a prompt are read in a slice: GPT-2 takes some
// hundred milliseconds for so many.
const chunk = 8

// begin gives the writer a prompt, of which it reads what the context has room
// for. There must be a token.
func (w *writer) begin(prompt []int, count int) {
	w.text = slices.Clone(w.generator.Weights.Config.Window(prompt))
	w.read, w.left = 0, count
}

// slice reads a chunk of the prompt or writes a token, which is then
// w.text's last, and reports whether there is more to write. A full context
// ends the text, as to go on would mean to read all of it again for each token.
func (w *writer) slice() (more bool, err error) {
	context := w.generator.Weights.Config.Context
	if w.left == 0 || len(w.text) == context {
		return false, nil
	}
	w.read = min(w.read+chunk, len(w.text))
	logits, err := w.generator.Logits(w.text[:w.read])
	if err != nil || w.read < len(w.text) {
		return true, err
	}
	if err := w.chances.Set(logits, w.settings); err != nil {
		return false, err
	}
	id := w.chances.Draw(w.draw())
	if id == w.end {
		w.left = 0
		return false, nil
	}
	w.text = append(w.text, id)
	w.left--
	return w.left > 0 && len(w.text) < context, nil
}
