// Package field is a line of text that the reader types.
package field

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Pad is the room left and right of the text in its box. The page's own field
// lies over the box with the same padding and theme.Code.
const Pad = 10

const (
	tall  = theme.Target + 4 // the height of the box
	below = 4                // between name and box, and box and message
)

// A Field is a line of text with a name above it and, when what is typed
// cannot be taken, the reason below it with a mark under the place.
type Field struct {
	ID, Name     string
	Text         string       // as the reader typed it
	Placeholder  string       // an example, seen while Text is empty
	Error        string       // why it cannot be taken, or ""
	ErrAt, ErrTo int          // where in Text, in bytes
	Changed      func(string) // takes what was typed and sets Error; may be nil
	Disabled     bool

	width, head float64
	message     label.Block
	size        paint.Point
}

var _ ui.Widget = (*Field)(nil)

// Layout implements ui.Widget: the field takes the width that it gets.
func (f *Field) Layout(c *ui.Context, room paint.Point) paint.Point {
	m := c.Type.Metrics(theme.Control)
	f.width, f.head = room.X, m.Ascent+m.Descent+below
	f.message = label.Set(c, theme.Small, f.Error, f.width)
	f.size = paint.Pt(f.width, f.head+tall)
	if f.Error != "" {
		f.size.Y += below + f.message.Size.Y
	}
	return f.size
}

// box is the room of the control itself.
func (f *Field) box() paint.Rect { return paint.Box(0, f.head, f.width, tall) }

// Handle implements ui.Widget. Typing comes from the page's own field.
func (f *Field) Handle(e ui.Event) bool {
	s, ok := e.(ui.Set)
	if !ok || s.ID != f.ID || s.Text == f.Text || f.Disabled {
		return false
	}
	f.Text = s.Text
	if f.Changed != nil {
		f.Changed(s.Text)
	}
	return true
}

// Draw implements ui.Widget.
func (f *Field) Draw(c *ui.Context, to paint.Canvas) {
	m, ink := c.Type.Metrics(theme.Control), c.Theme.Ink
	if f.Disabled {
		ink = c.Theme.Soft
	}
	to.Text(paint.Pt(0, m.Ascent), c.Type.Shape(theme.Control, f.Name), ink)
	f.drawBox(c, to)
	switch {
	case f.Text == "":
		f.drawText(c, to, f.Placeholder, c.Theme.Soft)
	case !c.Native:
		f.drawText(c, to, f.Text, ink)
	}
	if f.Error != "" {
		f.drawMark(c, to)
		f.message.Draw(to, paint.Pt(0, f.box().Max.Y+below), c.Theme.Backward)
	}
}

func (f *Field) drawBox(c *ui.Context, to paint.Canvas) {
	ground, edge := c.Theme.Raised, paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	switch {
	case f.Disabled:
		ground, edge.Dash = c.Theme.Panel, []float64{3, 3}
	case f.Error != "":
		edge.Color = c.Theme.Backward
	}
	shape := paint.Rounded(f.box().Inset(0.75), 8)
	to.Fill(shape, ground)
	to.Stroke(shape, edge)
}

func (f *Field) drawText(c *ui.Context, to paint.Canvas, text string, ink theme.Color) {
	m, b := c.Type.Metrics(theme.Code), f.box()
	to.Group(paint.Group{Clip: b.Inset(2)}, func(to paint.Canvas) {
		to.Text(paint.Pt(Pad, b.Min.Y+(b.H()-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Code, text), ink)
	})
}

// drawMark underlines the part of the text that is wrong. A text that is too
// long for the box is moved by the browser, nobody knows where to, so there is
// no mark then.
func (f *Field) drawMark(c *ui.Context, to paint.Canvas) {
	if c.Type.Shape(theme.Code, f.Text).Advance > f.width-2*Pad {
		return
	}
	at := min(max(0, f.ErrAt), len(f.Text))
	end := min(max(at, f.ErrTo), len(f.Text))
	from := Pad + c.Type.Shape(theme.Code, f.Text[:at]).Advance
	width := max(c.Type.Shape(theme.Code, f.Text[at:end]).Advance, 8)
	to.Stroke(wave(from, from+width, f.box().Max.Y-7), paint.Stroke{Width: 1.75, Color: c.Theme.Backward, Round: true})
}

// wave is a line of small teeth from left to right.
func wave(left, right, y float64) (p paint.Path) {
	const tooth, rise = 2.5, 1.25
	n := math.Ceil((right - left) / tooth)
	for i := range int(n) + 1 {
		p.Line(paint.Pt(left+(right-left)*float64(i)/n, y+rise*float64(1-2*(i%2))))
	}
	return p
}

// Describe implements ui.Widget.
func (f *Field) Describe() ui.Node {
	return ui.Node{ID: f.ID, Role: ui.Field, Name: f.Name, Value: f.Text, Error: f.Error, Disabled: f.Disabled, Bounds: f.box()}
}
