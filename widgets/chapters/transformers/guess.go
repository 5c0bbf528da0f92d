package transformers

import (
	"fmt"
	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/wording"
)

// read lets the kept weights go on with a text.
func (w *training) read() {
	w.runAt, w.run = w.pupil.keptAt, nil
	w.card.Close()
	m, err := w.pupil.model()
	if err != nil {
		return // weights that are no numbers: the training says so itself
	}
	w.text = m.Text(asked)
	if w.run, err = m.Run(w.text.IDs); err == nil && w.run != nil {
		w.likeliest, w.chance = likeliest(w.run.State.Logits.Row(len(w.text.IDs) - 1))
	}
}

func (w *training) guess() string {
	if w.run == nil {
		return notYet
	}
	return fmt.Sprintf("“%s” %s", clean(w.pupil.pieces.Piece(w.likeliest)), wording.Percent(w.chance))
}

func (w *training) guessRef() trace.Ref {
	return gpt.ProbabilityRef(len(w.text.IDs)-1, w.likeliest)
}

// Explain implements trace.Source.
func (w *training) Explain(r trace.Ref) (trace.Step, bool) {
	if w.run == nil {
		return trace.Step{}, false
	}
	return w.text.Source(w.run).Explain(r)
}

func (w *training) name(r trace.Ref) string {
	if w.text == nil {
		return r.Name
	}
	return w.text.Name(r)
}

func (w *training) origin(r trace.Ref) string {
	if w.text == nil {
		return ""
	}
	return w.text.Origin(r)
}
