package model

import (
	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Reader is a figure that reads the model.
type Reader interface {
	ui.Widget
	// Read gives it the model. It is called before the first Layout, and again
	// when another model is on the shelf; what the reader did stays as far as
	// it fits. Until then there are only State and Restored to be called.
	Read(m *Model)
}

// A Gate stands before a figure that reads the model: as long as there is none
// it says so, and lets the reader try again what has failed. Over a figure that
// reads a guest it says so, too.
type Gate struct {
	ID    string
	Shelf *Shelf
	Of    Reader
	Home  bool // the figure reads the guide's model, whatever else is open

	read  *Model // that Of has
	said  string // over the figure, or in its place
	parts ui.Parts
	note  label.Label
	retry button.Button
	back  button.Button
	size  paint.Point
}

var (
	_ ui.Stateful = (*Gate)(nil)
	_ ui.Sharing  = (*Gate)(nil)
)

// NewGate returns a gate before a figure.
func NewGate(id string, s *Shelf, of Reader) *Gate {
	g := &Gate{ID: id, Shelf: s, Of: of}
	g.note = label.Label{ID: id + ".note", Name: "Model", Font: theme.Small, Words: func() string { return g.said }}
	g.retry = button.Button{ID: id + ".retry", Name: "Try again", Do: s.Retry}
	g.back = button.Button{ID: id + ".back", Name: "Back to the guide’s model", Do: func() { s.Invite(nil) }}
	return g
}

// model is the one that the figure reads.
func (g *Gate) model() *Model {
	if g.Home {
		return g.Shelf.Guide()
	}
	return g.Shelf.Open()
}

// guest reports whether that is a guest.
func (g *Gate) guest() bool { return !g.Home && g.Shelf.Guest() != nil }

// wild reports whether that has failed.
func (g *Gate) wild() bool { return g.guest() && g.Shelf.Guest().Wild }

// open gives the figure its model.
func (g *Gate) open() bool {
	m := g.model()
	if m != nil && m != g.read {
		g.read = m
		g.Of.Read(m)
	}
	return m != nil
}

// words says why there is nothing to see, or what is read if that is not the
// guide's model.
func (g *Gate) words() string {
	switch {
	case g.wild():
		return "With some text, your model computes numbers that are too large to go on with. No figure can show them."
	case g.guest():
		return "This figure reads your model: " + g.Shelf.Guest().Plan() + ". Numbers in the text are of the guide’s model."
	case g.model() != nil:
		return ""
	case g.Shelf.Failure() != "":
		return "There is no model for this figure to read yet: " + g.Shelf.Failure() + "."
	case g.Shelf.Waiting():
		return "The model that this figure reads is being loaded."
	}
	return "This figure reads a model, which is loaded when you come here."
}

// Layout implements ui.Widget.
func (g *Gate) Layout(c *ui.Context, room paint.Point) paint.Point {
	open := g.open() // what the figure does then may fail
	g.parts, g.said = nil, g.words()
	g.note.Live = g.model() == nil // of a guest, its own figure tells
	var ws []ui.Widget
	if g.said != "" {
		ws = append(ws, &g.note)
	}
	switch {
	case !open && g.Shelf.Failure() != "":
		ws = append(ws, &g.retry)
	case g.wild():
		ws = append(ws, &g.back)
	case g.guest():
		ws = append(ws, &g.back, g.Of)
	case g.model() != nil:
		ws = append(ws, g.Of)
	}
	g.size = g.parts.Column(c, paint.Point{}, room, theme.Gap, ws...)
	return g.size
}

// Handle implements ui.Widget.
func (g *Gate) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Notice); ok && g.stale() {
		return true
	}
	return g.parts.Handle(e)
}

// stale reports whether what was laid out is not on the shelf any more.
func (g *Gate) stale() bool {
	m := g.model()
	return m != nil && m != g.read || g.words() != g.said
}

// Draw implements ui.Widget.
func (g *Gate) Draw(c *ui.Context, to paint.Canvas) { g.parts.Draw(c, to) }

// Describe implements ui.Widget: an open gate is not to be seen.
func (g *Gate) Describe() ui.Node {
	ns := g.parts.Describe()
	if g.said == "" && len(ns) == 1 {
		return ns[0]
	}
	name := "A figure that waits for the model"
	if g.guest() {
		name = "A figure that reads your model"
	}
	return ui.Node{ID: g.ID, Role: ui.Group, Name: name, Bounds: paint.Rect{Max: g.size}, Children: ns}
}

// Datasets implements ui.Tabular: they are those of the figure.
func (g *Gate) Datasets() []ui.Dataset { return g.parts.Datasets() }

// State implements ui.Stateful: it is that of the figure.
func (g *Gate) State() []ui.Param {
	if s, ok := g.Of.(ui.Stateful); ok {
		return s.State()
	}
	return nil
}

// Restored implements ui.Stateful.
func (g *Gate) Restored() {
	if s, ok := g.Of.(ui.Stateful); ok {
		s.Restored()
	}
}

// Shared implements ui.Sharing.
func (g *Gate) Shared() any {
	if s, ok := g.Of.(ui.Sharing); ok {
		return s.Shared()
	}
	return nil
}
