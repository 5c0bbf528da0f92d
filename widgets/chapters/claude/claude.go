// Package claude is chapter 12: all that happens between a question and its
// answer, and how an assistant comes to be.
package claude

import (
	_ "embed"

	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed claude.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New(s *model.Shelf) map[string]ui.Widget {
	w, f, home := newStations(), newFeedback(), model.NewGate(precisionID+".gate", s, newPrecision())
	home.Home = true
	return map[string]ui.Widget{
		stationsID:     model.NewGate(stationsID+".gate", s, w),
		answerID:       newAnswer(),
		memoryID:       model.NewGate(memoryID+".gate", s, newMemory()),
		phasesID:       newPhases(),
		preferencesID:  newPreferences(f),
		tuningID:       newTuning(f),
		hackingID:      newHacking(),
		leashID:        leashed(f),
		constitutionID: newConstitution(),
		partsID:        model.NewGate(partsID+".gate", s, newParts()),
		footprintID:    newFootprint(),
		precisionID:    home,
		predictID:      question(),
		checkID:        exercise(w),
	}
}
