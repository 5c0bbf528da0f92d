// Package neuralnetworks is chapter 5: what a neural network is made of, and
// one that is trained.
package neuralnetworks

import (
	_ "embed"

	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed neuralnetworks.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	o, p := newOuting(), newPlayground()
	return map[string]ui.Widget{
		playgroundID:       p,
		"networks.line":    lineQuestion(),
		"networks.spiral":  spiralCheckpoint(p),
		outingID:           o,
		"networks.predict": question(),
		"networks.check":   checkpoint(o),
	}
}
