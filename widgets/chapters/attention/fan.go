package attention

import (
	"fmt"

	"zerotoai/engine/trace"
	"zerotoai/widgets/arcs"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A fan is the first figure: the arcs from one token of the reader's text.
type fan struct {
	ui.Stack
	*reading

	field  field.Field
	heads  headChoice
	arcs   arcs.Arcs
	status label.Label
	about  label.Label
	number readout.Readout
	card   card.Card
}

var (
	_ model.Reader = (*fan)(nil)
	_ ui.Stateful  = (*fan)(nil)
	_ ui.Sharing   = (*fan)(nil)
)

const fanID = "attention.arcs"

func newFan(r *reading) *fan {
	f := &fan{Stack: ui.Stack{ID: fanID, Name: "What a token attends to"}, reading: r}
	f.card = card.Card{ID: fanID + ".card", Source: r, Names: r.name, Origin: r.origin}
	f.field = field.Field{ID: fanID + ".text", Name: "Text", Placeholder: "Type a sentence", Changed: r.write}
	f.heads = newHeadChoice(r, fanID, "Layer", "Head")
	f.arcs = arcs.Arcs{
		ID: fanID + ".tokens", Name: "Attention from one token", Pieces: r.pieces, Weights: r.weights,
		Chosen: &r.row, Explains: r.ref, Open: f.card.Show,
	}
	f.status = label.Label{ID: fanID + ".status", Name: "Attention", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
	f.about = label.Label{ID: fanID + ".about", Name: "About the text", Font: theme.Small, Live: true, Words: r.notice}
	f.number = readout.Readout{
		ID: fanID + ".doubt", Name: "Doubt", Value: func() string { return r.Doubt().Number() },
		Explains: func() trace.Ref { return model.DoubtRef }, Open: f.card.Show,
	}
	return f
}

// Read implements model.Reader.
func (f *fan) Read(m *model.Model) { f.open(m) }

// says tells where most of the attention of the chosen token goes.
func (f *fan) says() string {
	i := f.row
	ws := f.weights(i)
	switch {
	case len(f.Text.IDs) == 0:
		return "No token, no attention."
	case ws == nil:
		return "Not computed yet."
	case i == 0:
		return f.Word(0) + " is the first token. It can look only at itself, so all of its attention stays there."
	}
	to := best(ws)
	target := f.Word(to)
	if to == i {
		target = "itself"
	}
	return fmt.Sprintf("%s, token %d, gives most of its attention, %s, to %s.", f.Word(i), i+1, label.Percents(ws)[to], target)
}

// Layout implements ui.Widget.
func (f *fan) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.field.Text = f.Written
	tidy(&f.card, f)
	f.Begin(c, room)
	f.Add(&f.field, &f.about)
	f.heads.row(&f.Stack)
	f.Add(&f.arcs, &f.status)
	if f.Doubt().Known() {
		f.Row(&f.number)
	}
	f.Add(&f.card)
	return f.End()
}

// tidy closes a card whose number is there no more.
func tidy(d *card.Card, src trace.Source) {
	if _, ok := src.Explain(d.Open); !ok {
		d.Close()
	}
}

// Handle implements ui.Widget.
func (f *fan) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && f.Work() {
		return true
	}
	return f.Stack.Handle(e)
}

// State implements ui.Stateful.
func (f *fan) State() []ui.Param {
	return append(f.state(), ui.Ordinal("token", &f.row, model.Longest))
}

// Restored implements ui.Stateful.
func (f *fan) Restored() { f.begin() }

// Shared implements ui.Sharing.
func (f *fan) Shared() any { return f.reading }

// A headChoice is the choices of a layer and a head.
type headChoice struct {
	of          *reading
	layer, head choice.Choice
}

func newHeadChoice(r *reading, id, layer, head string) headChoice {
	return headChoice{
		of:    r,
		layer: choice.Choice{ID: id + ".layer", Name: layer, Value: &r.layer},
		head:  choice.Choice{ID: id + ".head", Name: head, Value: &r.head},
	}
}

// row places them, with as many options as the model has.
func (h *headChoice) row(s *ui.Stack) {
	c := h.of.Model.Weights.Config
	h.layer.Options, h.head.Options = wording.Ordinals(c.Layers), wording.Ordinals(c.Heads)
	s.Row(&h.layer, &h.head)
}
