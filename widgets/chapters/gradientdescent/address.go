package gradientdescent

import (
	"fmt"
	"strconv"

	"zerotoai/widgets/ui"
)

// farthest is how far out a link may put the ball, and most how many steps it
// may ask for.
const (
	farthest = 10
	most     = 1000
)

// State implements ui.Stateful.
func (w *walk) State() []ui.Param {
	return []ui.Param{
		ui.Option("landscape", &w.surface, surfaces()),
		ui.Float("x", &w.start[0], -farthest, farthest),
		ui.Float("y", &w.start[1], -farthest, farthest),
		ui.Float("rate", &w.rate, rates.Lo, rates.Hi),
		ui.Float("momentum", &w.momentum, momenta.Lo, momenta.Hi),
		whole(ui.Float("steps", &w.steps, counts.Lo, counts.Hi)),
		{Name: "made", Get: w.made, Set: w.remake},
	}
}

// whole makes a parameter refuse a fraction.
func whole(p ui.Param) ui.Param {
	set := p.Set
	p.Set = func(s string) error {
		if _, err := strconv.Atoi(s); err != nil && s != "" {
			return fmt.Errorf("%s is a whole number, not %.40q", p.Name, s)
		}
		return set(s)
	}
	return p
}

// made is how many steps the ball has made, if they can be made again: all of
// them with the settings that the knobs have now.
func (w *walk) made() string {
	n := w.run.Now().Step
	if n == 0 || n > most {
		return ""
	}
	for _, s := range w.run.History[1:] {
		if s.By != w.settings() {
			return ""
		}
	}
	return strconv.Itoa(n)
}

func (w *walk) remake(s string) error {
	if s == "" {
		w.replay = 0
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return fmt.Errorf("made is a number of steps from 1 to %d, not %.40q", most, s)
	}
	w.replay = n
	return nil
}

// Restored implements ui.Stateful: it makes the steps that a link asks for.
func (w *walk) Restored() {
	w.terrain = terrainOf(surfaceOf(w.surface))
	w.begin()
	for range w.replay {
		w.run.Step()
	}
	w.replay = 0
}
