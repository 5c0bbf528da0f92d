package backpropagation

import "zerotoai/widgets/ui"

// note adds a station. One that would have led too far is noted once: it is
// tried again when a link is followed.
func note(ls []ui.Leg, rate float64) []ui.Leg {
	if n := len(ls) - 1; n >= 0 && ls[n].Rate == rate {
		ls[n].Steps++
		return ls
	}
	return append(ls, ui.Leg{Steps: 1, Rate: rate})
}

// State implements ui.Stateful.
func (f *loop) State() []ui.Param {
	return []ui.Param{
		ui.Float("rate", &f.rate, lowRate, highRate),
		ui.Option("pace", &f.pace, paces),
		{Name: "stations", Get: f.passed, Set: f.pass},
	}
}

// passed tells the stations, and the learning rates that they were passed at.
func (f *loop) passed() string { return ui.WriteLegs(f.legs, f.rate) }

// pass reads what passed tells.
func (f *loop) pass(s string) error {
	legs, err := ui.ReadLegs("stations", s, mostRounds*stationCount, lowRate, highRate)
	if err == nil {
		f.replay = legs
	}
	return err
}

// Restored implements ui.Stateful.
func (f *loop) Restored() {
	f.begin()
	rate := f.rate
	for _, l := range f.replay {
		if f.rate = rate; l.Rate > 0 {
			f.rate = l.Rate
		}
		f.adjust()
		for range l.Steps {
			f.advance()
		}
	}
	f.replay, f.rate = nil, rate
	if len(f.legs) > 0 && f.legs[len(f.legs)-1].Rate != rate {
		f.adjust()
	}
}
