// Package backpropagation is chapter 7: how the gradient of the loss is found,
// by going backwards through what has made it.
package backpropagation

import (
	_ "embed"

	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed backpropagation.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	l := newLab()
	f := newLoop(l)
	return map[string]ui.Widget{
		runID:      newRun(l),
		chainID:    newChain(l),
		loopID:     f,
		questionID: question(),
		checkID:    checkpoint(f),
	}
}
