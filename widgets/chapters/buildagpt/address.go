package buildagpt

import (
	"fmt"
	"strings"

	"zerotoai/widgets/ui"
)

// State implements ui.Stateful.
func (w *training) State() []ui.Param {
	ps := []ui.Param{ui.Option("text", &w.text, w.choice.Options), ui.String("own", &w.own, func(s string) error {
		if len(s) > mostOwn {
			return fmt.Errorf("more than %d bytes", mostOwn)
		}
		return nil
	})}
	for _, s := range w.sliders {
		ps = append(ps, ui.Float(strings.TrimPrefix(s.ID, trainingID+"."), s.Value, s.Min, s.Max))
	}
	return append(ps, ui.Count("learned", func() int { return max(len(w.losses), w.replay) }, &w.replay, mostSteps))
}

// Restored implements ui.Stateful.
func (w *training) Restored() {
	for _, s := range w.sliders {
		*s.Value = s.Snap(*s.Value)
	}
	replay := w.replay
	w.begin()
	w.replay = replay
}
