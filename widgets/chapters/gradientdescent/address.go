package gradientdescent

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/descent"
	"zerotoai/widgets/ui"
)

// farthest is how far out a link may put the ball: as far as it can have rolled
// when the reader takes it. most is how many steps a link may ask for, and
// mostLegs with how many changes of the settings.
const (
	farthest = descent.Bound
	most     = 1000
	mostLegs = 40
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

// A leg is steps of a walk that were made with the same settings.
type leg struct {
	steps          int
	rate, momentum float64
}

// legs are those of the run. The step that leads too far is one of them, though
// it is not made.
func (w *walk) legs() (ls []leg) {
	add := func(by descent.Settings) {
		if n := len(ls) - 1; n >= 0 && ls[n].rate == by.LearningRate && ls[n].momentum == by.Momentum {
			ls[n].steps++
			return
		}
		ls = append(ls, leg{1, by.LearningRate, by.Momentum})
	}
	for _, s := range w.run.History[1:] {
		add(s.By)
	}
	if w.run.Diverged {
		add(w.run.Settings)
	}
	return ls
}

// made tells the steps of the ball: "38", or if they were made with other
// settings than those of the knobs, the legs, such as "3*0.05*0.1 35*0.78*0.9":
// steps, learning rate and momentum. What is too much for a link is not told.
func (w *walk) made() string {
	ls := w.legs()
	var words []string
	total := 0
	for _, l := range ls {
		words = append(words, fmt.Sprintf("%d*%g*%g", l.steps, l.rate, l.momentum))
		total += l.steps
	}
	switch {
	case total == 0 || total > most || len(ls) > mostLegs:
		return ""
	case len(ls) == 1 && ls[0].rate == w.rate && ls[0].momentum == w.momentum:
		return strconv.Itoa(total)
	}
	return strings.Join(words, " ")
}

func (w *walk) remake(s string) error {
	legs, err := readLegs(s)
	if err == nil {
		w.replay = legs
	}
	return err
}

// readLegs reads what made tells. A leg of steps alone is one with the settings
// of the knobs: its rate is 0.
func readLegs(s string) (ls []leg, err error) {
	words := strings.Split(s, " ")
	if len(words) > mostLegs {
		return nil, fmt.Errorf("made is at most %d legs", mostLegs)
	}
	total := 0
	for _, word := range words {
		var l leg
		if n, err := strconv.Atoi(word); err == nil && len(words) == 1 {
			l.steps = n
		} else if word != "" && (!ui.Scan(word, "%d*%g*%g", &l.steps, &l.rate, &l.momentum) || !rates.Has(l.rate) || !momenta.Has(l.momentum)) {
			return nil, fmt.Errorf("made is steps, or steps, learning rate and momentum as 3*0.05*0.1, not %.40q", word)
		}
		if total += l.steps; l.steps < 0 || l.steps == 0 && s != "" || total > most {
			return nil, fmt.Errorf("made is of 1 to %d steps, not %.40q", most, s)
		}
		ls = append(ls, l)
	}
	return ls, nil
}

// Restored implements ui.Stateful: it makes the steps that a link asks for.
func (w *walk) Restored() {
	w.terrain = terrainOf(surfaceOf(w.surface))
	w.begin()
	for _, l := range w.replay {
		if w.run.Settings = w.settings(); l.rate > 0 {
			w.run.Settings.LearningRate, w.run.Settings.Momentum = l.rate, l.momentum
		}
		for range l.steps {
			w.run.Step()
		}
	}
	w.replay = nil
}
