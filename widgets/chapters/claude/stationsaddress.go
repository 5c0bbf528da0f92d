package claude

import (
	"fmt"
	"strconv"

	"zerotoai/widgets/ui"
)

// State implements ui.Stateful.
func (w *stations) State() []ui.Param {
	return []ui.Param{
		ui.String("question", &w.question, func(s string) error {
			if len(s) > 4*longest {
				return fmt.Errorf("question has at most %d bytes, not %d", 4*longest, len(s))
			}
			return nil
		}),
		ui.Int("seed", &w.seed, 1, mostSeed),
		w.replay.Param("steps", func() int { return w.made }, mostSteps),
		w.opened(), w.at.Param("looked-at"),
		ui.Ordinal("layer", &w.layer, 1<<12), ui.Ordinal("head", &w.head, 1<<12),
	}
}

// opened is the station that is looked at.
func (w *stations) opened() ui.Param {
	p := ui.Int("station", &w.sought, 0, atStream)
	p.Get = func() string {
		if w.open == w.lit()-1 || w.made == 0 {
			return ""
		}
		return strconv.Itoa(w.open)
	}
	return p
}

// Restored implements ui.Stateful: the steps are made as time goes by.
func (w *stations) Restored() {
	if w.model != nil {
		w.reset()
	}
	w.replay.Start()
}
