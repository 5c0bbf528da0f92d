// Package buildagpt is chapter 13: a whole GPT in one file, line by line beside
// what each line has just done, and the end of the guide.
package buildagpt

import (
	_ "embed"

	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed buildagpt.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them. answers
// tells how the reader's predictions in all chapters came out.
func New(answers func() []Answer) map[string]ui.Widget {
	t := newTraining()
	return map[string]ui.Widget{
		linesID:    newLines(),
		predictID:  told{question()},
		trainingID: t,
		checkID:    exercise(t),
		scoreID:    newScore(answers),
	}
}
