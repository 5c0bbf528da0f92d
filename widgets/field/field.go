// Package field is a line of text that the reader types.
package field

import (
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Pad is the room left and right of the text in its box. The page's own field
// lies over the box with the same padding and theme.Code.
const Pad = 10

// A Field is a line of text with a name above it and, when what is typed
// cannot be taken, the reason below it with a mark under the place.
type Field struct {
	ID, Name     string
	Text         string       // as the reader typed it
	Error        string       // why it cannot be taken, or ""
	ErrAt, ErrTo int          // where in Text, in bytes
	Changed      func(string) // takes what was typed and sets Error

	width, head float64
	message     label.Block
	size        paint.Point
}

var _ ui.Widget = (*Field)(nil)

// Layout implements ui.Widget.
func (f *Field) Layout(c *ui.Context, room paint.Point) paint.Point {
	m := c.Type.Metrics(theme.Control)
	f.width, f.head = room.X, m.Ascent+m.Descent+4
	f.message = label.Set(c, theme.Small, f.Error, f.width)
	f.size = paint.Pt(f.width, f.head+theme.Target+4)
	if f.Error != "" {
		f.size.Y += 4 + f.message.Size.Y
	}
	return f.size
}

func (f *Field) box() paint.Rect { return paint.Box(0, f.head, f.width, theme.Target+4) }

// Handle implements ui.Widget.
func (f *Field) Handle(e ui.Event) bool {
	s, ok := e.(ui.Set)
	if !ok || s.ID != f.ID || s.Text == f.Text {
		return false
	}
	f.Text = s.Text
	f.Changed(s.Text)
	return true
}

// Draw implements ui.Widget.
func (f *Field) Draw(c *ui.Context, to paint.Canvas) {
	m := c.Type.Metrics(theme.Control)
	to.Text(paint.Pt(0, m.Ascent), c.Type.Shape(theme.Control, f.Name), c.Theme.Ink)
	edge := c.Theme.Line
	if f.Error != "" {
		edge = c.Theme.Backward
	}
	to.Fill(paint.Rounded(f.box().Inset(0.75), 8), c.Theme.Raised)
	to.Stroke(paint.Rounded(f.box().Inset(0.75), 8), paint.Stroke{Width: 1.5, Color: edge})
	if !c.Native {
		f.drawText(c, to)
	}
	if f.Error != "" {
		f.drawMark(c, to)
		f.message.Draw(to, paint.Pt(0, f.box().Max.Y+4), c.Theme.Backward)
	}
}

func (f *Field) drawText(c *ui.Context, to paint.Canvas) {
	m, b := c.Type.Metrics(theme.Code), f.box()
	to.Group(paint.Group{Clip: b.Inset(2)}, func(to paint.Canvas) {
		to.Text(paint.Pt(Pad, b.Min.Y+(b.H()-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Code, f.Text), c.Theme.Ink)
	})
}

// drawMark underlines the part of the text that is wrong.
func (f *Field) drawMark(c *ui.Context, to paint.Canvas) {
	at, end := min(f.ErrAt, len(f.Text)), min(f.ErrTo, len(f.Text))
	from := c.Type.Shape(theme.Code, f.Text[:at]).Advance
	width := max(c.Type.Shape(theme.Code, f.Text[at:max(at, end)]).Advance, 8)
	b := f.box()
	to.Group(paint.Group{Clip: b.Inset(2)}, func(to paint.Canvas) {
		y := b.Max.Y - 6
		to.Stroke(paint.Polyline(paint.Pt(Pad+from, y), paint.Pt(Pad+from+width, y)),
			paint.Stroke{Width: 2, Color: c.Theme.Backward, Dash: []float64{3, 2}})
	})
}

// Describe implements ui.Widget.
func (f *Field) Describe() ui.Node {
	return ui.Node{ID: f.ID, Role: ui.Field, Name: f.Name, Value: f.Text, Error: f.Error, Bounds: f.box()}
}
