// Package embedding is chapter 8: a text becomes tokens, and tokens become
// vectors.
package embedding

import (
	_ "embed"
	"fmt"
	"math"
	"strings"

	"zerotoai/widgets/guest"
	"zerotoai/widgets/model"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed embedding.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them. They read
// the model that is on the shelf.
func New(s *model.Shelf) map[string]ui.Widget {
	r := newReading()
	gate := func(id string, of model.Reader) ui.Widget { return model.NewGate(id+".gate", s, of) }
	return map[string]ui.Widget{
		ownID:            guest.New(ownID, s),
		piecesID:         gate(piecesID, newPieces(r)),
		lookupID:         gate(lookupID, newLookup(r)),
		atlasID:          gate(atlasID, newAtlas(r)),
		orderID:          gate(orderID, newOrder()),
		placesID:         gate(placesID, newPlaces()),
		windowsID:        gate(windowsID, newWindows(r)),
		"tokens.predict": question(s),
		"tokens.check":   checkpoint(r),
	}
}

const ownID = "tokens.own"

// cat is the sign that the prediction asks about.
const cat = "🐈"

// question asks how many tokens one sign takes in the guide's model.
func question(s *model.Shelf) *predict.Predict {
	return &predict.Predict{
		ID:       "tokens.predict",
		Question: "One sign instead of three letters: into how many tokens is the picture of a cat (" + cat + ") cut?",
		Min:      1, Max: 8, Step: 1,
		Truth: func() float64 {
			m := s.Guide()
			if m == nil {
				return math.NaN()
			}
			return float64(len(m.Tokenizer.Encode(cat)))
		},
		Explain: func(_, truth float64) string {
			var bytes []string
			for i := range len(cat) {
				bytes = append(bytes, fmt.Sprintf("%02X", cat[i]))
			}
			return fmt.Sprintf("A computer keeps this sign as %d bytes, %s. The texts that the tokenizer learned from have no pictures, so it has no merge for them, and %.0f bytes remain as %.0f tokens.",
				len(cat), strings.Join(bytes, " "), truth, truth)
		},
	}
}

// The checkpoint asks for so many words.
const fewestWords = 5

// checkpoint asks for a text of the reader's own that the tokenizer has all
// words of.
func checkpoint(r *reading) *task.Task {
	return &task.Task{
		ID:   "tokens.check",
		Goal: fmt.Sprintf("In the first figure, type a text of your own, of at least %d words, that takes no more tokens than it has words.", fewestWords),
		Done: func() bool {
			return r.model != nil && r.text != startText && r.words() >= fewestWords && len(r.list) <= r.words()
		},
		Progress: func() string {
			switch {
			case r.model == nil:
				return "The model is not there yet."
			case r.text == startText:
				return "The text is still the one that the chapter starts with."
			}
			return fmt.Sprintf("Your text has %s and %s.", count(r.words(), "word"), count(len(r.list), "token"))
		},
	}
}
