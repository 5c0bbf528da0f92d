package transformers

import (
	"bytes"
	"fmt"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/corpus"
	"zerotoai/engine/weights"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// askToSave hands out the weights: those of now, if there is somebody to ask.
func (w *training) askToSave() {
	if w.pupil.job != nil && w.pupil.keptAt != w.steps() {
		w.saving = true
		w.pupil.ask()
		return
	}
	w.handOut()
}

func (w *training) handOut() {
	w.saving = false
	data, err := w.pupil.safetensors()
	if err != nil {
		w.said = "The weights cannot be saved: " + err.Error() + "."
		return
	}
	w.savedAt = w.pupil.keptAt
	w.outlet.Keep(w.save.ID, checkpoint.ModelFile, data)
}

// handed says what has become of a file: each has a button of its own, as a
// browser asks about several at a time.
func (w *training) handed(o ui.Outcome) bool {
	saved := ""
	switch o.ID {
	case w.save.ID:
		saved = fmt.Sprintf("Saved after %s: %s. Who reads it needs the other two files as well.", wording.Count(w.savedAt, "step"), checkpoint.ModelFile)
	case w.config.ID:
		saved = "Saved: " + checkpoint.ConfigFile + "."
	case w.pieces.ID:
		saved = "Saved: " + checkpoint.TokenizerFile + "."
	default:
		return false
	}
	if w.said = saved; o.State != ui.Saved {
		w.said = o.State.Words()
	}
	return true
}

// model is the pupil as it was when weights were sent last.
func (p *pupil) model() (*model.Model, error) {
	w, _, err := p.settings.Weights(p.kept)
	if err != nil {
		return nil, err
	}
	return model.New(p.pieces, w)
}

// safetensors are the kept weights as a file, with the names of GPT-2.
func (p *pupil) safetensors() ([]byte, error) {
	m, err := p.model()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = checkpoint.Save(&b, weights.F32, m.Weights, map[string]string{"steps": fmt.Sprint(p.keptAt)})
	return b.Bytes(), err
}

// config is the blueprint as a file.
func (p *pupil) config() []byte {
	end, _ := p.pieces.Special(corpus.End)
	return checkpoint.WriteConfig(p.settings.Model, end)
}
