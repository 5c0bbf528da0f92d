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
// it says so, and lets the reader try again what has failed.
type Gate struct {
	ID    string
	Shelf *Shelf
	Of    Reader

	read  *Model // that Of has
	said  string
	parts ui.Parts
	retry button.Button
	size  paint.Point
}

var (
	_ ui.Stateful = (*Gate)(nil)
	_ ui.Sharing  = (*Gate)(nil)
)

// NewGate returns a gate before a figure.
func NewGate(id string, s *Shelf, of Reader) *Gate {
	g := &Gate{ID: id, Shelf: s, Of: of}
	g.retry = button.Button{ID: id + ".retry", Name: "Try again", Do: s.Retry}
	return g
}

// open gives the figure the model that is on the shelf.
func (g *Gate) open() bool {
	m := g.Shelf.Open()
	if m != nil && m != g.read {
		g.read = m
		g.Of.Read(m)
	}
	return m != nil
}

// words says why there is nothing to see.
func (g *Gate) words() string {
	switch {
	case g.Shelf.Failure() != "":
		return "There is no model for this figure to read yet: " + g.Shelf.Failure() + "."
	case g.Shelf.Waiting():
		return "The model that this figure reads is being loaded."
	}
	return "This figure reads a model, which is loaded when you come here."
}

// Layout implements ui.Widget.
func (g *Gate) Layout(c *ui.Context, room paint.Point) paint.Point {
	g.parts = nil
	if g.open() {
		g.said = ""
		g.size = g.parts.Place(c, g.Of, paint.Point{}, room)
		return g.size
	}
	g.said = g.words()
	ws := []ui.Widget{&label.Label{ID: g.ID + ".waiting", Name: "Model", Text: g.said, Font: theme.Small, Live: true}}
	if g.Shelf.Failure() != "" {
		ws = append(ws, &g.retry)
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
	if m := g.Shelf.Open(); m != nil {
		return m != g.read || g.said != ""
	}
	return g.words() != g.said
}

// Draw implements ui.Widget.
func (g *Gate) Draw(c *ui.Context, to paint.Canvas) { g.parts.Draw(c, to) }

// Describe implements ui.Widget: an open gate is not to be seen.
func (g *Gate) Describe() ui.Node {
	ns := g.parts.Describe()
	if g.said == "" && len(ns) == 1 {
		return ns[0]
	}
	return ui.Node{ID: g.ID, Role: ui.Group, Name: "A figure that waits for the model", Bounds: paint.Rect{Max: g.size}, Children: ns}
}

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
