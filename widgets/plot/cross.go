package plot

import (
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Cross is a cross-hair: dashed lines from a point to both axes, where its
// coordinates are written. A coordinate without text is left out.
type Cross struct {
	At   paint.Point
	X, Y string
}

// CrossHair draws dashed lines from at to both axes and writes the
// coordinates x and y there, over the numbers of the axes. A Plane's Cross
// leaves out the numbers that would be covered.
func (f Frame) CrossHair(c *ui.Context, to paint.Canvas, at paint.Point, x, y string) {
	if f.Has(at) {
		f.cross(c, to, Cross{at, x, y})
	}
}

// numbersAndCross paints the numbers of the axes, but for those that x
// covers, and x.
func (f Frame) numbersAndCross(c *ui.Context, to paint.Canvas, x Cross) {
	if !f.Has(x.At) {
		f.Numbers(c, to)
		return
	}
	across, up := f.tags(c, x)
	f.numbers(c, to, across, up)
	f.cross(c, to, x)
}

func (f Frame) cross(c *ui.Context, to paint.Canvas, x Cross) {
	px := f.Px(x.At)
	s := paint.Stroke{Width: 1.5, Color: c.Theme.Soft, Dash: []float64{5, 4}}
	to.Stroke(paint.Polyline(paint.Pt(px.X, f.Area.Max.Y), px, paint.Pt(f.Area.Min.X, px.Y)), s)
	across, up := f.tags(c, x)
	drawTag(c, to, x.X, across)
	drawTag(c, to, x.Y, up)
}

// tags are the rooms of the coordinates at the axes.
func (f Frame) tags(c *ui.Context, x Cross) (across, up paint.Rect) {
	px := f.Px(x.At)
	return f.tag(c, x.X, f.numberAt(c, px.X), label.Center),
		f.tag(c, x.Y, paint.Pt(f.Area.Min.X-gap, px.Y), label.Right)
}

// tag is the room of a coordinate at an axis, moved into the figure.
func (f Frame) tag(c *ui.Context, text string, at paint.Point, s label.Side) paint.Rect {
	if text == "" {
		return paint.Rect{}
	}
	box := label.Room(c, c.Type.Shape(theme.Label, text), at, s)
	return inside(paint.Rect{Min: box.Min.Sub(paint.Pt(4, 1)), Max: box.Max.Add(paint.Pt(4, 1))}, f.Outer)
}

func drawTag(c *ui.Context, to paint.Canvas, text string, box paint.Rect) {
	if text == "" {
		return
	}
	to.Fill(paint.Rounded(box, 4), c.Theme.Raised)
	label.Line(c, to, theme.Label, text, box.Center(), label.Center, c.Theme.Ink)
}

// inside returns r moved into room, as far as it fits.
func inside(r, room paint.Rect) paint.Rect {
	d := paint.Pt(
		max(room.Min.X-r.Min.X, 0)+min(room.Max.X-r.Max.X, 0),
		max(room.Min.Y-r.Min.Y, 0)+min(room.Max.Y-r.Max.Y, 0))
	return r.Shift(d)
}
