package ui

import (
	"fmt"
	"strconv"
	"strings"
)

// A Leg is steps of a training that were made at the same learning rate.
type Leg struct {
	Steps int
	Rate  float64 // 0 is the one that the figure is set to
}

// mostLegs is with how many changes of the learning rate a link can tell a
// training.
const mostLegs = 40

// WriteLegs tells steps in a link: "38", or if they were made at other rates than
// the one that the figure is set to, the legs, as "30*0.005 8*0.001". Of none,
// and of more than a link can tell, it is "".
func WriteLegs(ls []Leg, rate float64) string {
	if len(ls) > mostLegs {
		return ""
	}
	if len(ls) == 1 && (ls[0].Rate == 0 || ls[0].Rate == rate) {
		return strconv.Itoa(ls[0].Steps)
	}
	var words []string
	for _, l := range ls {
		words = append(words, fmt.Sprintf("%d*%g", l.Steps, l.Rate))
	}
	return strings.Join(words, " ")
}

// ReadLegs reads what WriteLegs tells: most steps at most, at rates from lo to
// hi. name is the parameter's, for the error.
func ReadLegs(name, text string, most int, lo, hi float64) (ls []Leg, err error) {
	words, total := strings.Fields(text), 0
	for _, word := range words {
		var l Leg
		if n, err := strconv.Atoi(word); err == nil && len(words) == 1 {
			l.Steps = n
		} else if !Scan(word, "%d*%g", &l.Steps, &l.Rate) || !(lo <= l.Rate && l.Rate <= hi) {
			return nil, fmt.Errorf("%s is a number, or numbers and learning rates from %g to %g as 30*0.005, not %.40q", name, lo, hi, word)
		}
		if total += l.Steps; l.Steps < 1 || total > most || len(ls) == mostLegs {
			return nil, fmt.Errorf("%s are at most %d, in %d legs", name, most, mostLegs)
		}
		ls = append(ls, l)
	}
	return ls, nil
}
