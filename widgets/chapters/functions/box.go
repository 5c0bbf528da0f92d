package functions

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A box is the picture of a machine: a pipe in, the rule, a pipe out.
type box struct {
	machine *machine
	width   float64
}

var _ ui.Widget = (*box)(nil)

const boxHeight = 92

// Layout implements ui.Widget.
func (b *box) Layout(_ *ui.Context, room paint.Point) paint.Point {
	b.width = room.X
	return paint.Pt(b.width, boxHeight)
}

// Handle implements ui.Widget.
func (b *box) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (b *box) Draw(c *ui.Context, to paint.Canvas) {
	r := paint.Box(b.width*0.3, 0, b.width*0.4, boxHeight)
	to.Fill(paint.Rounded(r, 12), c.Theme.Raised)
	to.Stroke(paint.Rounded(r, 12), paint.Stroke{Width: 2, Color: c.Theme.Data})
	rule := label.Set(c, theme.Number, "f(x) = "+b.machine.of, r.W()-16)
	rule.DrawCentered(to, paint.Pt(r.Center().X, r.Center().Y-rule.Size.Y/2), c.Theme.Ink)
	pipe(c, to, 0, r.Min.X, label.Number(b.machine.in, 4), c.Theme.Held)
	if out, ok := b.machine.last(); ok {
		pipe(c, to, r.Max.X, b.width, out, c.Theme.Forward)
	} else {
		pipe(c, to, r.Max.X, b.width, "?", c.Theme.Soft)
	}
}

// pipe paints an arrow between from and to with a number over it.
func pipe(c *ui.Context, to paint.Canvas, from, end float64, text string, col theme.Color) {
	const y = boxHeight/2 + 12
	to.Fill(paint.Arrow(paint.Pt(from+8, y), paint.Pt(end-8, y), 3), col)
	label.Line(c, to, label.NumberFont(text), text, paint.Pt((from+end)/2, y-22), label.Center, c.Theme.Ink)
}

// words tells what goes in and what comes out.
func (b *box) words() string {
	s := fmt.Sprintf("The machine works out %s. %s goes in", b.machine.of, label.Number(b.machine.in, 4))
	if out, ok := b.machine.last(); ok {
		return s + ", " + out + " comes out."
	}
	return s + " when you press “Put it in”."
}

// Describe implements ui.Widget.
func (b *box) Describe() ui.Node {
	return ui.Node{
		ID: machineID + ".picture", Role: ui.Output, Live: true, Name: "Machine", Value: b.words(),
		Bounds: paint.Box(0, 0, b.width, boxHeight),
	}
}
