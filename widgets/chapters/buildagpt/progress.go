package buildagpt

import (
	"fmt"

	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/table"
)

// recent is the mean loss of the last steps, once there are enough.
func (w *training) recent() (loss float64, ok bool) {
	n := len(w.losses)
	if n < together {
		return 0, false
	}
	return mean(w.losses[n-together:]), true
}

func (w *training) lossNow() string {
	if loss, ok := w.recent(); ok {
		return label.Fixed(loss, 2)
	}
	return "not yet"
}

// words tell how the training stands.
func (w *training) words() string {
	loss, ok := w.recent()
	switch {
	case w.why != nil:
		return "These settings cannot be trained: " + w.why.Error() + "."
	case w.phase == failed:
		return "The training has ended: " + w.failed + ". “Play” begins anew."
	case w.phase == fresh:
		return fmt.Sprintf("Press “Play”. Guessing all letters alike has a loss of %s; knowing how often each comes, %s.", label.Fixed(w.model.Uniform(), 2), label.Fixed(w.model.Single(), 2))
	case !ok:
		return w.state()
	case loss < w.model.Single():
		return fmt.Sprintf("%s The loss is below %s: the model uses the letters before, not only how often each comes.", w.state(), label.Fixed(w.model.Single(), 2))
	}
	return w.state() + " The loss is not yet below that of who knows only how often each letter comes."
}

func (w *training) state() string {
	switch w.phase {
	case paused:
		return "Paused."
	case finished:
		return "All steps are made."
	}
	return "It learns."
}

func (w *training) data() chart.Data {
	d := chart.Data{Lines: []chart.Line{chart.Training(smooth(w.losses, max(5, int(w.steps)/100)))}, Steps: w.steps}
	if w.model != nil {
		d.Levels = levels(w.model)
		d.Top = 2 * w.model.Uniform()
	}
	return d
}

// rows are the last samples, the newest first.
func (w *training) rows() (rows [][]table.Cell) {
	for i := len(w.samples) - 1; i >= 0 && len(rows) < kept; i-- {
		text := shown(w.samples[i].text)
		if text == "" {
			text = "(an empty line)"
		}
		rows = append(rows, []table.Cell{{Text: fmt.Sprint(w.samples[i].step)}, {Text: text}})
	}
	return rows
}
