package transformers

import (
	"math/rand/v2"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// seeded is the chance of a figure: the same for the same seed.
func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 0)).Float64 }

// A column is widgets under one another, as one of several columns.
type column struct {
	ID string
	of []ui.Widget

	parts ui.Parts
	size  paint.Point
}

// Layout implements ui.Widget.
func (w *column) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.parts = nil
	w.size = w.parts.Column(c, paint.Point{}, room, theme.Gap/2, w.of...)
	return w.size
}

// Datasets implements ui.Tabular.
func (w *column) Datasets() []ui.Dataset { return w.parts.Datasets() }

// Handle implements ui.Widget.
func (w *column) Handle(e ui.Event) bool { return w.parts.Handle(e) }

// Draw implements ui.Widget.
func (w *column) Draw(c *ui.Context, to paint.Canvas) { w.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (w *column) Describe() ui.Node {
	return ui.Node{ID: w.ID, Role: ui.Group, Bounds: paint.Rect{Max: w.size}, Children: w.parts.Describe()}
}
