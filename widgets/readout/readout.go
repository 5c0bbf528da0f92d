// Package readout is a number that changes, with its name.
package readout

import (
	"math"

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
	Value    func() string // must not be nil
	Color    label.Color   // of the value; nil is Ink
	Live     bool          // to be spoken when it changes
	Room     int           // characters to reserve, so that nothing jumps; 0 is 7

	Explains func() trace.Ref // the number
	Open     func(trace.Ref)  // opens the card; if either is nil there is none

	size paint.Point
	tap  ui.Tap
}

var _ ui.Widget = (*Readout)(nil)

const (
	pad      = 10 // left and right of the words
	tall     = 52
	nameLine = 20 // the baselines of the name and of the value
	line     = 41
)

// Layout implements ui.Widget.
func (r *Readout) Layout(c *ui.Context, room paint.Point) paint.Point {
	n := r.Room
	if n == 0 {
		n = 7
	}
	digit := c.Type.Shape(theme.Number, "0").Advance
	value := r.run(c).Advance
	name := c.Type.Shape(theme.Label, r.Name).Advance
	w := max(name, value, digit*float64(n)) + 2*pad
	r.size = paint.Pt(min(math.Ceil(w), room.X), tall)
	return r.size
}

func (r *Readout) run(c *ui.Context) paint.Run {
	v := r.Value()
	return c.Type.Shape(label.NumberFont(v), v)
}

// Handle implements ui.Widget.
func (r *Readout) Handle(e ui.Event) bool {
	if !r.opens() {
		return false
	}
	switch e := e.(type) {
	case ui.Set:
		return e.ID == r.ID && r.open()
	case ui.Pointer:
		pressed, changed := r.tap.Pointer(e, e.At.In(paint.Rect{Max: r.size}))
		return pressed && r.open() || changed
	}
	return false
}

// opens reports whether there is a card to open.
func (r *Readout) opens() bool { return r.Explains != nil && r.Open != nil }

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
		to.Text(paint.Pt(pad, nameLine), c.Type.Shape(theme.Label, r.Name), c.Theme.Soft)
		run := r.run(c)
		to.Text(paint.Pt(pad, line), run, col)
		if r.opens() {
			r.drawOpener(c, to, run.Advance)
		}
	})
}

// drawOpener underlines the value: in dots, and in a line when a pointer is
// over it.
func (r *Readout) drawOpener(c *ui.Context, to paint.Canvas, width float64) {
	under := paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}}
	if r.tap != (ui.Tap{}) {
		under.Dash = nil
	}
	to.Stroke(paint.Polyline(paint.Pt(pad, line+4.5), paint.Pt(pad+width, line+4.5)), under)
}

// Describe implements ui.Widget.
func (r *Readout) Describe() ui.Node {
	n := ui.Node{ID: r.ID, Role: ui.Output, Name: r.Name, Value: r.Value(), Live: r.Live, Bounds: paint.Rect{Max: r.size}}
	if r.opens() {
		n.Explains = r.Explains()
	}
	return n
}
