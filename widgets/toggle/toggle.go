// Package toggle is a switch: something that is on or off.
package toggle

import (
	"math"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Toggle turns *On on and off.
type Toggle struct {
	ID, Name string
	On       *bool  // must not be nil
	Changed  func() // may be nil
	Disabled bool

	size paint.Point
	tap  ui.Tap
}

var _ ui.Widget = (*Toggle)(nil)

const (
	track = 34 // the width of the switch
	tall  = 18 // and its height
	gap   = 9  // between switch and name
)

// Layout implements ui.Widget.
func (t *Toggle) Layout(c *ui.Context, _ paint.Point) paint.Point {
	w := track + gap + c.Type.Shape(theme.Control, t.Name).Advance
	t.size = paint.Pt(math.Ceil(w), theme.Target)
	return t.size
}

// Handle implements ui.Widget.
func (t *Toggle) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == t.ID && t.turn()
	case ui.Pointer:
		pressed, changed := t.tap.Pointer(e, e.At.In(paint.Rect{Max: t.size}) && !t.Disabled)
		return pressed && t.turn() || changed
	}
	return false
}

func (t *Toggle) turn() bool {
	if t.Disabled {
		return false
	}
	*t.On = !*t.On
	if t.Changed != nil {
		t.Changed()
	}
	return true
}

// Draw implements ui.Widget. The place of the knob tells the state, the colour
// only underlines it.
func (t *Toggle) Draw(c *ui.Context, to paint.Canvas) {
	ink := c.Theme.Soft
	if *t.On && !t.Disabled {
		ink = c.Theme.Ink
	}
	t.drawSwitch(c, to)
	m := c.Type.Metrics(theme.Control)
	to.Text(paint.Pt(track+gap, (t.size.Y-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Control, t.Name), ink)
}

func (t *Toggle) drawSwitch(c *ui.Context, to paint.Canvas) {
	box := paint.Box(1, (t.size.Y-tall)/2, track-2, tall)
	knob := paint.Pt(box.Min.X+tall/2, box.Center().Y)
	dot := c.Theme.Line
	if *t.On {
		knob.X = box.Max.X - tall/2
	}
	if *t.On && !t.Disabled {
		to.Fill(paint.Rounded(box, tall/2), c.Theme.Accent)
		dot = c.Theme.OnAccent
	}
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	switch {
	case t.Disabled:
		edge.Dash = []float64{3, 3}
	case t.tap != (ui.Tap{}):
		edge.Color = c.Theme.Ink
	}
	to.Stroke(paint.Rounded(box, tall/2), edge)
	to.Fill(paint.Circle(knob, tall/2-4), dot)
}

// Describe implements ui.Widget.
func (t *Toggle) Describe() ui.Node {
	return ui.Node{ID: t.ID, Role: ui.Toggle, Name: t.Name, On: *t.On, Disabled: t.Disabled, Bounds: paint.Rect{Max: t.size}}
}
