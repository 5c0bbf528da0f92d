package claude

import (
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// learnedFigures are those about how an assistant comes to be: from choices,
// from principles, and how large it is.
func learnedFigures(s *model.Shelf) map[string]ui.Widget {
	f := newFeedback()
	home := model.NewGate(precisionID+".gate", s, newPrecision())
	home.Home = true
	return map[string]ui.Widget{
		preferencesID:  newPreferences(f),
		tuningID:       newTuning(f),
		hackingID:      hacking(),
		leashID:        leashed(f),
		constitutionID: newConstitution(),
		footprintID:    newFootprint(),
		precisionID:    home,
	}
}
