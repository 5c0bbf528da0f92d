package claude

import (
	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

// Explain implements trace.Source.
func (w *stations) Explain(r trace.Ref) (trace.Step, bool) {
	if s, ok := w.counts.Explain(r); ok {
		return s, true
	}
	if w.draw != nil && r.Name != gpt.TokenRef(0).Name {
		return w.draw.Explain(r)
	}
	return w.turn.Explain(r)
}

func (w *stations) nameOf(r trace.Ref) string {
	if _, ok := w.counts.Explain(r); ok {
		return r.Name
	}
	if w.draw != nil {
		return w.draw.Name(r)
	}
	return w.Text.Name(r)
}

func (w *stations) origin(r trace.Ref) string {
	if _, ok := w.counts.Explain(r); ok {
		return "it is the model’s blueprint, or counted"
	}
	if r.Name == gpt.TokenRef(0).Name {
		return "drawn from what the model held likely after the token before it"
	}
	if w.draw != nil {
		return w.draw.Origin(r)
	}
	return w.Text.Origin(r)
}

// value is a number of the shown run without how it was made.
func (w *stations) value(r trace.Ref) (float64, bool) {
	if w.shown == nil {
		return 0, false
	}
	return w.shown.Value(r)
}
