// Package button is a button: a word, perhaps with an icon, that does
// something when it is pressed.
package button

import (
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Button does what Do does. What it says is its name to a screen reader too.
type Button struct {
	ID, Name string
	Icon     icon.Icon // before the name; the zero Icon is none
	Do       func()
	Primary  bool // the one thing to do here
	Disabled bool // there is nothing to do now

	size    paint.Point
	pressed bool // the pointer went down here
	hover   bool
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
	b.size = paint.Pt(float64(int(w+0.999)), theme.Target)
	return b.size
}

// Handle implements ui.Widget: a press counts when it ends on the button.
func (b *Button) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == b.ID && b.do()
	case ui.Pointer:
		return b.pointer(e)
	}
	return false
}

func (b *Button) pointer(e ui.Pointer) bool {
	was := *b
	on := e.At.In(paint.Rect{Max: b.size}) && !b.Disabled
	switch e.Kind {
	case ui.Press:
		b.pressed = on
	case ui.Hover:
		b.hover = on
	case ui.Release:
		hit := b.pressed && on
		b.pressed = false
		if hit {
			return b.do()
		}
	case ui.Cancel, ui.Leave:
		b.pressed, b.hover = false, false
	}
	return was.pressed != b.pressed || was.hover != b.hover
}

func (b *Button) do() bool {
	if b.Disabled {
		return false
	}
	b.Do()
	return true
}

// Draw implements ui.Widget.
func (b *Button) Draw(c *ui.Context, to paint.Canvas) {
	ground, ink := c.Theme.Raised, c.Theme.Ink
	switch {
	case b.Disabled:
		ground, ink = c.Theme.Panel, c.Theme.Soft
	case b.Primary:
		ground, ink = c.Theme.Accent, c.Theme.OnAccent
	}
	shape := paint.Rounded(paint.Rect{Max: b.size}.Inset(0.75), 8)
	to.Fill(shape, ground)
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	if b.Disabled {
		edge.Dash = []float64{3, 3}
	}
	if b.hover || b.pressed {
		edge.Color = c.Theme.Accent
	}
	if !b.Primary || b.Disabled {
		to.Stroke(shape, edge)
	}
	x := float64(pad)
	if b.Icon != "" {
		icon.Draw(to, b.Icon, paint.Box(x, (b.size.Y-mark)/2, mark, mark), ink)
		x += mark + gap
	}
	m := c.Type.Metrics(theme.Control)
	to.Text(paint.Pt(x, (b.size.Y-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Control, b.Name), ink)
}

// Describe implements ui.Widget.
func (b *Button) Describe() ui.Node {
	return ui.Node{ID: b.ID, Role: ui.Button, Name: b.Name, Disabled: b.Disabled, Bounds: paint.Rect{Max: b.size}}
}
