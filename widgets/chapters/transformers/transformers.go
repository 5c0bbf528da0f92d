// Package transformers is chapter 10: how large transformers are, what is built
// instead of them, and one that is trained on the page.
package transformers

import (
	_ "embed"

	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed transformers.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them. What is
// trained here learns the tokens of the model on the shelf.
func New(s *model.Shelf) map[string]ui.Widget {
	t := newTraining()
	return map[string]ui.Widget{
		calculatorID: newCalculator(),
		predictID:    question(),
		expertsID:    newExperts(),
		statesID:     newStates(),
		memoryID:     newMemory(),
		trainingID:   model.NewGate(trainingID+".gate", s, t),
		checkID:      exercise(t),
	}
}
