package backpropagation

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/widgets/ui"
)

// A leg is stations of the loop that were passed at the same learning rate.
type leg struct {
	stations int
	rate     float64
}

// note adds a station. One that would have led too far is noted once: it is
// tried again when a link is followed.
func note(ls []leg, rate float64) []leg {
	if n := len(ls) - 1; n >= 0 && ls[n].rate == rate {
		ls[n].stations++
		return ls
	}
	return append(ls, leg{1, rate})
}

// mostLegs is with how many changes of the learning rate a link can tell a loop.
const mostLegs = 40

// State implements ui.Stateful.
func (f *loop) State() []ui.Param {
	return []ui.Param{
		ui.Float("rate", &f.rate, lowRate, highRate),
		ui.Option("pace", &f.pace, paces),
		{Name: "stations", Get: f.passed, Set: f.pass},
	}
}

// passed tells the stations: "7", or if they were passed at other learning rates
// than the present one, the legs, as "3*0.1 4*0.5".
func (f *loop) passed() string {
	if len(f.legs) == 0 || len(f.legs) > mostLegs {
		return ""
	}
	if len(f.legs) == 1 && f.legs[0].rate == f.rate {
		return strconv.Itoa(f.legs[0].stations)
	}
	var words []string
	for _, l := range f.legs {
		words = append(words, fmt.Sprintf("%d*%g", l.stations, l.rate))
	}
	return strings.Join(words, " ")
}

// pass reads what passed tells. A leg of stations alone is one at the present
// learning rate: its own is 0.
func (f *loop) pass(s string) error {
	var ls []leg
	words := strings.Fields(s)
	total := 0
	for _, word := range words {
		var l leg
		if n, err := strconv.Atoi(word); err == nil && len(words) == 1 {
			l.stations = n
		} else if n, err := fmt.Sscanf(word, "%d*%g", &l.stations, &l.rate); n != 2 || err != nil || !(lowRate <= l.rate && l.rate <= highRate) {
			return fmt.Errorf("stations is a number, or numbers and learning rates as 3*0.1, not %.40q", word)
		}
		if total += l.stations; l.stations < 0 || total > mostRounds*stationCount || len(ls) == mostLegs {
			return fmt.Errorf("stations are at most %d in %d legs", mostRounds*stationCount, mostLegs)
		}
		ls = append(ls, l)
	}
	f.replay = ls
	return nil
}

// Restored implements ui.Stateful.
func (f *loop) Restored() {
	f.begin()
	rate := f.rate
	for _, l := range f.replay {
		if f.rate = rate; l.rate > 0 {
			f.rate = l.rate
		}
		f.adjust()
		for range l.stations {
			f.advance()
		}
	}
	f.replay, f.rate = nil, rate
	if len(f.legs) > 0 && f.legs[len(f.legs)-1].rate != rate {
		f.adjust()
	}
}
