// Package attention is chapter 9: what each token takes from the tokens before
// it, in the guide's own model.
package attention

import (
	_ "embed"

	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed attention.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them. They
// read the model on the shelf. The first and the last show the same text.
func New(s *model.Shelf) map[string]ui.Widget {
	r := newReading()
	f, it, g := newFan(r), newIt(), newGrid(r)
	return map[string]ui.Widget{
		fanID:     model.NewGate(fanID+".gate", s, f),
		itID:      model.NewGate(itID+".gate", s, it),
		gridID:    model.NewGate(gridID+".gate", s, g),
		predictID: question(s),
		checkID:   checkpoint(it),
	}
}
