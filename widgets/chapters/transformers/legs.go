package transformers

import (
	"slices"
	"strconv"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

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
func (p *pupil) legs() (ls []ui.Leg) {
	for i, t := range p.turns {
		end := p.steps()
		if i+1 < len(p.turns) {
			end = p.turns[i+1].after
		}
		if end > t.after {
			ls = append(ls, ui.Leg{Steps: end - t.after, Rate: t.rate})
		}
	}
	return ls
}

// made is the steps in a link, with the learning rates that they were made with.
func (w *training) made() ui.Param {
	return ui.Param{Name: "trained",
		Get: func() string {
			ls := w.asked
			if len(ls) == 0 && w.pupil != nil {
				ls = w.pupil.legs()
			}
			return ui.WriteLegs(ls, w.rate)
		},
		Set: func(s string) error {
			ls, err := ui.ReadLegs("trained", s, pupilSteps, w.slider.Min, w.slider.Max)
			if err == nil {
				w.asked = ls
			}
			return err
		}}
}

// follow trains for the next leg that a link asks for.
func (w *training) follow() {
	l := w.asked[w.begun]
	if w.begun++; l.Rate == 0 {
		l.Rate = w.rate
	}
	w.pupil.goOn(l.Rate, w.steps()+l.Steps)
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
