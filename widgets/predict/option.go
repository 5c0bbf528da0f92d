package predict

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An option is one of the answers to choose from: a ring and wrapped text.
type option struct {
	of    *Predict
	index int
	text  label.Block
	size  paint.Point

	hover, pressed bool
}

const (
	ring = 18
	side = 10 // room left and right in the row
)

func (o *option) Layout(c *ui.Context, room paint.Point) paint.Point {
	o.text = label.Set(c, theme.Small, o.words(), room.X-ring-3*side)
	o.size = paint.Pt(room.X, max(o.text.Size.Y+12, 36))
	return o.size
}

func (o *option) id() string { return fmt.Sprintf("%s.option%d", o.of.ID, o.index) }

func (o *option) picked() bool { return o.of.Given && int(o.of.Guess) == o.index }

func (o *option) right() bool { return o.of.asked && o.of.truth == float64(o.index) }

// words are what the row says.
func (o *option) words() string {
	s := o.of.Options[o.index]
	if n := o.note(); n != "" {
		s += " (" + n + ")"
	}
	return s
}

// note tells what the option has turned out to be.
func (o *option) note() string {
	switch {
	case !o.of.Revealed:
		return ""
	case o.right() && o.picked():
		return "the answer, and yours"
	case o.right():
		return "the answer"
	case o.picked():
		return "yours"
	}
	return ""
}

func (o *option) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == o.id() && o.choose()
	case ui.Pointer:
		return o.pointer(e)
	}
	return false
}

// pointer chooses when a press ends on the row.
func (o *option) pointer(e ui.Pointer) bool {
	hover, pressed := o.hover, o.pressed
	on := e.At.In(paint.Rect{Max: o.size}) && !o.of.Revealed
	switch e.Kind {
	case ui.Hover:
		o.hover = on
	case ui.Press:
		o.pressed = on
	case ui.Release:
		o.pressed = false
		if pressed && on {
			return o.choose()
		}
	case ui.Cancel, ui.Leave:
		o.hover, o.pressed = false, false
	}
	return hover != o.hover || pressed != o.pressed
}

func (o *option) choose() bool {
	if o.of.Revealed {
		return false
	}
	o.of.Guess, o.of.Given = float64(o.index), true
	return true
}

func (o *option) Draw(c *ui.Context, to paint.Canvas) {
	box := paint.Rect{Max: o.size}.Inset(0.5)
	edge := c.Theme.Line
	to.Fill(paint.Rounded(box, theme.Radius), c.Theme.Raised)
	if o.picked() || o.hover || o.pressed {
		edge = c.Theme.Accent
	}
	if o.right() {
		edge = c.Theme.Forward
	}
	to.Stroke(paint.Rounded(box, theme.Radius), paint.Stroke{Width: 1.5, Color: edge})
	o.mark(c, to, paint.Pt(side+ring/2, o.size.Y/2))
	o.text.Draw(to, paint.Pt(ring+2*side, (o.size.Y-o.text.Size.Y)/2), c.Theme.Ink)
}

// mark paints a tick for the answer, a dot for the reader's choice.
func (o *option) mark(c *ui.Context, to paint.Canvas, mid paint.Point) {
	if o.right() {
		tick := paint.Polyline(mid.Add(paint.Pt(-7, 0)), mid.Add(paint.Pt(-2, 5)), mid.Add(paint.Pt(7, -6)))
		to.Stroke(tick, paint.Stroke{Width: 2.5, Color: c.Theme.Forward, Round: true})
		return
	}
	to.Stroke(paint.Circle(mid, ring/2-1), paint.Stroke{Width: 1.5, Color: c.Theme.Line})
	if o.picked() {
		to.Fill(paint.Circle(mid, ring/2-4.5), c.Theme.Held)
	}
}

func (o *option) Describe() ui.Node {
	return ui.Node{
		ID: o.id(), Role: ui.Toggle, Name: o.words(), On: o.picked(),
		Disabled: o.of.Revealed, Bounds: paint.Rect{Max: o.size},
	}
}
