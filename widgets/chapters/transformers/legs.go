package transformers

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

// A leg is steps of a training that were made with the same learning rate.
type leg struct {
	steps int
	rate  float64
}

// A turn is a learning rate, and after how many steps it came to be used.
type turn struct {
	after int
	rate  float64
}

// turned notes the learning rate that a step was made with. In the warm-up it is
// a part of the one that was set, which has the digits that a slider gives it.
func (p *pupil) turned(s job.Step) {
	rate := s.Rate
	if n := p.settings.Training.WarmUp; s.Step < n {
		rate = digits(rate * float64(n) / float64(s.Step))
	}
	if n := len(p.turns); n == 0 || p.turns[n-1].rate != rate {
		p.turns = append(p.turns, turn{s.Step - 1, rate})
	}
}

// digits rounds to nine of them.
func digits(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 9, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// legs are those of the steps that have been made.
func (p *pupil) legs() (ls []leg) {
	for i, t := range p.turns {
		end := p.steps()
		if i+1 < len(p.turns) {
			end = p.turns[i+1].after
		}
		if end > t.after {
			ls = append(ls, leg{end - t.after, t.rate})
		}
	}
	return ls
}

// mostLegs is with how many changes of the learning rate a link can tell a
// training.
const mostLegs = 40

// made is the steps in a link: "38", or if they were made with other learning
// rates than that of the slider, the legs, as "30*0.005 8*0.001".
func (w *training) made() ui.Param {
	return ui.Param{Name: "trained",
		Get: func() string {
			ls := w.asked
			if len(ls) == 0 && w.pupil != nil {
				ls = w.pupil.legs()
			}
			if len(ls) > mostLegs {
				return ""
			}
			var words []string
			for _, l := range ls {
				if len(ls) == 1 && (l.rate == 0 || l.rate == w.rate) {
					return strconv.Itoa(l.steps)
				}
				words = append(words, fmt.Sprintf("%d*%g", l.steps, l.rate))
			}
			return strings.Join(words, " ")
		},
		Set: func(s string) error {
			ls, err := readLegs(s, w.slider.Min, w.slider.Max)
			if err == nil {
				w.asked = ls
			}
			return err
		}}
}

// readLegs reads what made tells. A leg of steps alone has the learning rate of
// the slider: its own is 0.
func readLegs(s string, lo, hi float64) (ls []leg, err error) {
	words, total := strings.Fields(s), 0
	for _, word := range words {
		var l leg
		if n, err := strconv.Atoi(word); err == nil && len(words) == 1 {
			l.steps = n
		} else if n, err := fmt.Sscanf(word, "%d*%g", &l.steps, &l.rate); n != 2 || err != nil || !(lo <= l.rate && l.rate <= hi) || math.IsInf(l.rate, 0) {
			return nil, fmt.Errorf("trained is steps, or steps and learning rates as 30*0.005, not %.40q", word)
		}
		if total += l.steps; l.steps < 1 || total > pupilSteps || len(ls) == mostLegs {
			return nil, fmt.Errorf("trained is at most %d steps in %d legs", pupilSteps, mostLegs)
		}
		ls = append(ls, l)
	}
	return ls, nil
}

// follow trains for the next leg that a link asks for.
func (w *training) follow() {
	l := w.asked[w.begun]
	if w.begun++; l.rate == 0 {
		l.rate = w.rate
	}
	w.pupil.goOn(l.rate, w.steps()+l.steps)
}

// followed goes on with the next leg when one is done, and after the last one
// leaves the training to the reader.
func (w *training) followed() {
	switch {
	case w.pupil.phase != finished:
	case w.begun < len(w.asked):
		w.follow()
		w.pupil.phase = running
	default:
		w.asked = nil
	}
}

// forget drops the turns after a step.
func forget(ts []turn, step int) []turn {
	return slices.DeleteFunc(ts, func(t turn) bool { return t.after >= step })
}
