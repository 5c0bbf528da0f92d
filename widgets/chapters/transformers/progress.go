package transformers

import (
	"fmt"
	"strconv"

	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/wording"
)

func (w *training) data() chart.Data {
	d := chart.Data{Steps: 200, Lines: []chart.Line{chart.Training(nil)}, Top: 9}
	if w.pupil == nil {
		return d
	}
	d.Lines[0].Points = w.pupil.means()
	if nats, known := w.pupil.floor(); known {
		d.Levels = []chart.Level{{Name: "least possible", Value: nats}}
	}
	return d
}

func (w *training) lossNow() string {
	if w.steps() == 0 {
		return notYet
	}
	return label.Fixed(w.pupil.loss(), 3)
}

func (w *training) floorNow() string {
	if w.pupil != nil {
		if nats, known := w.pupil.floor(); known {
			return label.Fixed(nats, 3)
		}
	}
	return notYet
}

// words say how the training stands, but not each step of it.
func (w *training) words() string {
	p := w.pupil
	switch {
	case p == nil && w.tooMany > 0:
		return fmt.Sprintf("The model that you have brought has %s tokens. That is too many for a GPT that learns on a page: this figure needs the guide’s own model.", label.Whole(float64(w.tooMany)))
	case p == nil || p.phase == fresh && w.jobs != nil:
		return "The weights are random numbers." + space(w.said)
	case w.jobs == nil:
		return "The weights are random numbers. To train them takes the program of this page."
	case p.phase == failed:
		return w.failure() + space(w.said)
	case p.why != "":
		return "Refused: " + p.why + "."
	case p.phase == running:
		return w.progress()
	case p.phase == paused, p.steps() < pupilSteps: // a link may have asked for fewer
		return fmt.Sprintf("Paused after %s.", wording.Count(p.steps(), "step")) + space(w.said)
	}
	return fmt.Sprintf("Trained for %s.", wording.Count(p.steps(), "step")) + space(w.said)
}

func space(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// progress changes only when something has been reached.
func (w *training) progress() string {
	switch p := w.pupil; {
	case p.steps() == 0:
		return "The program that trains is being started."
	case p.first > 0:
		return "Training. The first sentence that is one of the tiny world came after " + strconv.Itoa(p.first) + " steps." + space(w.said)
	}
	return "Training." + space(w.said)
}

// failure says that the training has broken off, why, and what is left.
func (w *training) failure() string {
	s := w.pupil.why
	if w.pupil.kept == nil {
		return s + " No weights are kept yet: press “Play” to start again."
	}
	return fmt.Sprintf("%s The weights after %s are kept. “Go on from the kept weights” goes on from there.", s, wording.Count(w.pupil.keptAt, "step"))
}
