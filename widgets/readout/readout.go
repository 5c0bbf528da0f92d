// Package readout is a number that changes, with its name.
package readout

import (
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Readout shows what Value says. If it Explains a number, pressing it opens
// the card that tells where the number comes from.
type Readout struct {
	ID, Name string
	Value    func() string
	Color    label.Color // of the value; nil is Ink
	Live     bool        // to be spoken when it changes
	Room     int         // characters to reserve, so that nothing jumps; 0 is 7

	Explains func() trace.Ref // the number; nil if it cannot be asked
	Open     func(trace.Ref)  // opens the card

	size    paint.Point
	pressed bool
}

var _ ui.Widget = (*Readout)(nil)

const pad = 10

// Layout implements ui.Widget.
func (r *Readout) Layout(c *ui.Context, room paint.Point) paint.Point {
	n := r.Room
	if n == 0 {
		n = 7
	}
	digit := c.Type.Shape(theme.Number, "0").Advance
	value := c.Type.Shape(theme.Number, r.Value()).Advance
	name := c.Type.Shape(theme.Label, r.Name).Advance
	w := max(name, value, digit*float64(n)) + 2*pad
	r.size = paint.Pt(min(float64(int(w+0.999)), room.X), 52)
	return r.size
}

// Handle implements ui.Widget.
func (r *Readout) Handle(e ui.Event) bool {
	if r.Explains == nil || r.Open == nil {
		return false
	}
	switch e := e.(type) {
	case ui.Set:
		return e.ID == r.ID && r.open()
	case ui.Pointer:
		on := e.At.In(paint.Rect{Max: r.size})
		switch e.Kind {
		case ui.Press:
			r.pressed = on
			return on
		case ui.Release:
			hit := r.pressed && on
			r.pressed = false
			return hit && r.open()
		case ui.Cancel:
			r.pressed = false
		}
	}
	return false
}

func (r *Readout) open() bool {
	r.Open(r.Explains())
	return true
}

// Draw implements ui.Widget.
func (r *Readout) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Rect{Max: r.size}, 8), c.Theme.Raised)
	col := c.Theme.Ink
	if r.Color != nil {
		col = r.Color(c.Theme)
	}
	to.Group(paint.Group{Clip: paint.Rect{Max: r.size}}, func(to paint.Canvas) {
		to.Text(paint.Pt(pad, 20), c.Type.Shape(theme.Label, r.Name), c.Theme.Soft)
		run := c.Type.Shape(theme.Number, r.Value())
		to.Text(paint.Pt(pad, 41), run, col)
		if r.Explains != nil {
			to.Stroke(paint.Polyline(paint.Pt(pad, 45.5), paint.Pt(pad+run.Advance, 45.5)),
				paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}})
		}
	})
}

// Describe implements ui.Widget.
func (r *Readout) Describe() ui.Node {
	n := ui.Node{ID: r.ID, Role: ui.Output, Name: r.Name, Value: r.Value(), Live: r.Live, Bounds: paint.Rect{Max: r.size}}
	if r.Explains != nil {
		n.Explains = r.Explains()
	}
	return n
}
