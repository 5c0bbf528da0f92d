// Package button is a button: a word, perhaps with an icon, that does
// something when it is pressed.
package button

import (
	"image/color"
	"math"

	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Button does what Do does. What it says is its name to a screen reader too.
type Button struct {
	ID, Name string
	Icon     icon.Icon // before the name; the zero Icon is none
	Do       func()    // nil does nothing
	Primary  bool      // the one thing to do here
	Disabled bool      // there is nothing to do now
	Files    bool      // it asks the reader for files, which come as ui.Files to the figure; Do is not used

	size paint.Point
	tap  ui.Tap
}

var _ ui.Widget = (*Button)(nil)

const (
	pad  = 14 // left and right of the name
	mark = 16 // the side of the icon
	gap  = 7  // between icon and name
)

// Layout implements ui.Widget.
func (b *Button) Layout(c *ui.Context, _ paint.Point) paint.Point {
	w := c.Type.Shape(theme.Control, b.Name).Advance + 2*pad
	if b.Icon != "" {
		w += mark + gap
	}
	b.size = paint.Pt(math.Ceil(w), theme.Target)
	return b.size
}

// Handle implements ui.Widget: a press counts when it ends on the button.
func (b *Button) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == b.ID && b.do()
	case ui.Pointer:
		pressed, changed := b.tap.Pointer(e, e.At.In(paint.Rect{Max: b.size}) && !b.Disabled)
		return pressed && b.do() || changed
	}
	return false
}

func (b *Button) do() bool {
	if b.Disabled {
		return false
	}
	if b.Do != nil {
		b.Do()
	}
	return true
}

// Draw implements ui.Widget.
func (b *Button) Draw(c *ui.Context, to paint.Canvas) {
	shape := paint.Rounded(paint.Rect{Max: b.size}.Inset(0.75), 8)
	ink := b.drawGround(c, to, shape)
	x := float64(pad)
	if b.Icon != "" {
		icon.Draw(to, b.Icon, paint.Box(x, (b.size.Y-mark)/2, mark, mark), ink)
		x += mark + gap
	}
	m := c.Type.Metrics(theme.Control)
	to.Text(paint.Pt(x, (b.size.Y-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Control, b.Name), ink)
}

// drawGround paints all but the words and returns the colour for these. A
// button that has nothing to do is flat and dashed, not only pale.
func (b *Button) drawGround(c *ui.Context, to paint.Canvas, shape paint.Path) (ink color.NRGBA) {
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	switch {
	case b.Disabled:
		edge.Dash = []float64{3, 3}
		to.Fill(shape, c.Theme.Panel)
		to.Stroke(shape, edge)
		return c.Theme.Soft
	case b.Primary:
		to.Fill(shape, c.Theme.Accent)
		b.drawVeil(to, shape, c.Theme.Ink)
		return c.Theme.OnAccent
	}
	if b.tap != (ui.Tap{}) {
		edge.Color = c.Theme.Accent
	}
	to.Fill(shape, c.Theme.Raised)
	b.drawVeil(to, shape, c.Theme.Accent)
	to.Stroke(shape, edge)
	return c.Theme.Ink
}

// drawVeil tints a button that a pointer is over, and more so one that is down.
func (b *Button) drawVeil(to paint.Canvas, shape paint.Path, c color.NRGBA) {
	switch {
	case b.tap.Down:
		c.A = 56
	case b.tap.Over:
		c.A = 28
	default:
		return
	}
	to.Fill(shape, c)
}

// Describe implements ui.Widget.
func (b *Button) Describe() ui.Node {
	return ui.Node{ID: b.ID, Role: ui.Button, Name: b.Name, Disabled: b.Disabled, Files: b.Files, Bounds: paint.Rect{Max: b.size}}
}
