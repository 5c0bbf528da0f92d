// Package sampling is chapter 11: how one token is taken of all that may come
// next, with the guide's own model.
package sampling

import (
	_ "embed"

	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed sampling.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them. They
// share one prompt and its settings.
func New(s *model.Shelf) map[string]ui.Widget {
	p := newPrompt()
	c := newCandidates(p)
	return map[string]ui.Widget{
		candidatesID: model.NewGate(candidatesID+".gate", s, c),
		drawsID:      model.NewGate(drawsID+".gate", s, newDraws(p)),
		goingID:      model.NewGate(goingID+".gate", s, newGoing(p)),
		predictID:    question(p),
		checkID:      checkpoint(p),
	}
}
