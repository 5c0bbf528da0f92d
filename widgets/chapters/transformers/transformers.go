// Package transformers is chapter 10: the way through a transformer, how large
// they are, what is built instead of them, and one that is trained on the page.
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

// New makes the chapter's figures, by the names its text calls them. The first
// ones read the model on the shelf, and the same text; what is trained here
// learns its tokens.
func New(s *model.Shelf) map[string]ui.Widget {
	t, p := newTraining(), newPassage()
	trained := model.NewGate(trainingID+".gate", s, t)
	trained.Home = true // whatever is open, it learns the tiny world
	return map[string]ui.Widget{
		attendID:     model.NewGate(attendID+".gate", s, newAttend(p)),
		throughID:    model.NewGate(throughID+".gate", s, newThrough(p)),
		calculatorID: newCalculator(),
		predictID:    question(),
		expertsID:    newExperts(),
		statesID:     newStates(),
		memoryID:     newMemory(),
		trainingID:   trained,
		checkID:      exercise(t),
	}
}
