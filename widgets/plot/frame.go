package plot

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Frame is Axes with a place on the canvas.
type Frame struct {
	Axes             // Equal is worked into the ranges
	Area  paint.Rect // where the data are
	Outer paint.Rect // with the numbers and names
	ticks struct{ x, y []Tick }
}

// Room between the parts of a frame.
const (
	gap  = 6  // between a number of the y axis and the frame
	mind = 14 // between two numbers of the x axis
)

// Frame lays out a in r: numbers under and left of the area, the name of y
// above it and the name of x under it.
func (a Axes) Frame(c *ui.Context, r paint.Rect) Frame {
	f := Frame{Axes: a, Area: r, Outer: r}
	f.X, f.Y = a.X.usable(), a.Y.usable()
	if a.Log {
		f.Y = a.Y.positive()
	}
	if a.Bare {
		f.equalize()
		return f
	}
	line := height(c)
	f.clear(c, line)
	f.number(c, line)
	return f
}

// height is that of a line of labels.
func height(c *ui.Context) float64 {
	m := c.Type.Metrics(theme.Label)
	return math.Ceil(m.Ascent + m.Descent)
}

// clear keeps room for the names, for the numbers of x, and for what of the
// last numbers reaches beyond the area.
func (f *Frame) clear(c *ui.Context, line float64) {
	f.Area.Min.Y += line / 2
	if f.YName != "" {
		f.Area.Min.Y = f.Outer.Min.Y + line + gap
	}
	f.Area.Max.Y -= line + under(c)
	if f.XName != "" {
		f.Area.Max.Y -= line
	}
	f.Area.Max.X -= gap * 2
}

// number chooses the numbers of both axes. Those of y need room, and with
// equal units the room decides the numbers: the second round settles it.
func (f *Frame) number(c *ui.Context, line float64) {
	x, y := f.X, f.Y
	for range 2 {
		f.X, f.Y = x, y
		f.equalize()
		f.ticks.y = f.up(line)
		f.Area.Min.X = f.Outer.Min.X + widest(c, f.ticks.y) + gap
	}
	f.X, f.Y = x, y
	f.equalize()
	f.ticks.y = f.up(line)
	f.ticks.x = f.fit(c)
}

// up returns the numbers of the y axis, for which a line of text has a height.
func (f Frame) up(line float64) []Tick {
	most := int(f.Area.H() / (line * 1.3))
	if f.Log {
		return LogTicks(f.Y, most)
	}
	return Ticks(f.Y, most)
}

// under is the room between the frame and the numbers of the x axis: enough
// for the half of a number of the y axis that reaches below the frame.
func under(c *ui.Context) float64 {
	m := c.Type.Metrics(theme.Label)
	return math.Ceil((m.Ascent+m.Descent)/2) + 1
}

// numberAt is the middle of a number of the x axis.
func (f Frame) numberAt(c *ui.Context, px float64) paint.Point {
	m := c.Type.Metrics(theme.Label)
	return paint.Pt(px, f.Area.Max.Y+under(c)+(m.Ascent+m.Descent)/2)
}

// equalize makes a unit as long on both axes.
func (f *Frame) equalize() {
	if !f.Equal || f.Log || f.Area.W() <= 0 || f.Area.H() <= 0 {
		return
	}
	px := min(f.Area.W()/f.X.Span(), f.Area.H()/f.Y.Span())
	f.X = f.X.stretch(f.Area.W() / px)
	f.Y = f.Y.stretch(f.Area.H() / px)
}

func widest(c *ui.Context, ts []Tick) (w float64) {
	for _, t := range ts {
		w = max(w, c.Type.Shape(theme.Label, t.Text).Advance)
	}
	return math.Ceil(w)
}

// fit returns the finest numbers of the x axis that stand apart.
func (f Frame) fit(c *ui.Context) []Tick {
	step := nice(f.X.Span() / 16)
	for range 12 {
		ts := multiples(f.X, step)
		if widest(c, ts)+mind <= step*f.Area.W()/f.X.Span() {
			return ts
		}
		step = above(step)
	}
	return nil
}

// Px returns the place of data coordinates on the canvas.
func (f Frame) Px(p paint.Point) paint.Point {
	return paint.Pt(
		f.Area.Min.X+(p.X-f.X.Lo)/f.X.Span()*f.Area.W(),
		f.Area.Max.Y-f.part(p.Y)*f.Area.H())
}

// part is how far up y lies in the frame: 0 at the bottom, 1 at the top.
func (f Frame) part(y float64) float64 {
	if f.Log {
		lo := math.Log(f.Y.Lo)
		return (math.Log(y) - lo) / (math.Log(f.Y.Hi) - lo)
	}
	return (y - f.Y.Lo) / f.Y.Span()
}

// valueAt is the y that lies a part of the frame up.
func (f Frame) valueAt(part float64) float64 {
	if f.Log {
		return math.Exp((1-part)*math.Log(f.Y.Lo) + part*math.Log(f.Y.Hi))
	}
	return f.Y.Lo + part*f.Y.Span()
}

// At returns the data coordinates of a place on the canvas.
func (f Frame) At(px paint.Point) paint.Point {
	return paint.Pt(
		f.X.Lo+(px.X-f.Area.Min.X)/f.Area.W()*f.X.Span(),
		f.valueAt((f.Area.Max.Y-px.Y)/f.Area.H()))
}

// Has reports whether p lies in the frame, its border included.
func (f Frame) Has(p paint.Point) bool { return f.X.Has(p.X) && f.Y.Has(p.Y) }

// Clamp returns the point of the frame that is nearest to p, in data coordinates.
func (f Frame) Clamp(p paint.Point) paint.Point {
	return paint.Pt(f.X.Clamp(p.X), f.Y.Clamp(p.Y))
}

// Draw paints grid, axes, names and numbers.
func (f Frame) Draw(c *ui.Context, to paint.Canvas) {
	f.Grid(c, to)
	f.Numbers(c, to)
}

// Grid paints grid, axes and names: all but the numbers.
func (f Frame) Grid(c *ui.Context, to paint.Canvas) {
	f.grid(c, to)
	f.axes(c, to)
	f.names(c, to)
}

func (f Frame) grid(c *ui.Context, to paint.Canvas) {
	s := paint.Stroke{Width: 1, Color: c.Theme.Faint}
	var p paint.Path
	for _, t := range f.ticks.x {
		f.upright(&p, t.Value)
	}
	for _, t := range f.ticks.y {
		f.level(&p, t.Value)
	}
	to.Stroke(p, s)
}

// axes paints the lines through zero, or the left and lower border where
// zero is not in the frame.
func (f Frame) axes(c *ui.Context, to paint.Canvas) {
	if f.Bare {
		return
	}
	var p paint.Path
	f.upright(&p, f.X.Clamp(0))
	f.level(&p, f.Y.Clamp(0))
	to.Stroke(p, paint.Stroke{Width: 1.5, Color: c.Theme.Line})
}

func (f Frame) upright(p *paint.Path, x float64) {
	px := math.Round(f.Px(paint.Pt(x, 0)).X) + 0.5
	p.Move(paint.Pt(px, f.Area.Min.Y))
	p.Line(paint.Pt(px, f.Area.Max.Y))
}

func (f Frame) level(p *paint.Path, y float64) {
	px := math.Round(f.Px(paint.Pt(0, y)).Y) + 0.5
	p.Move(paint.Pt(f.Area.Min.X, px))
	p.Line(paint.Pt(f.Area.Max.X, px))
}

// Numbers paints the numbers of both axes.
func (f Frame) Numbers(c *ui.Context, to paint.Canvas) { f.numbers(c, to, paint.Rect{}, paint.Rect{}) }

// numbers leaves out the numbers that lie under x or y.
func (f Frame) numbers(c *ui.Context, to paint.Canvas, x, y paint.Rect) {
	for _, n := range append(f.xNumbers(c), f.yNumbers(c)...) {
		if !n.box.Overlaps(x) && !n.box.Overlaps(y) {
			label.Line(c, to, theme.Label, n.text, n.box.Center(), label.Center, c.Theme.Soft)
		}
	}
}

// A number is the text of a tick in its place.
type number struct {
	text string
	box  paint.Rect
}

func (f Frame) xNumbers(c *ui.Context) (ns []number) {
	for _, t := range f.ticks.x {
		at := f.numberAt(c, f.Px(paint.Pt(t.Value, 0)).X)
		box := label.Room(c, c.Type.Shape(theme.Label, t.Text), at, label.Center)
		if f.Outer.Min.X <= box.Min.X && box.Max.X <= f.Outer.Max.X { // not cut off at the edge of the figure
			ns = append(ns, number{t.Text, box})
		}
	}
	return ns
}

func (f Frame) yNumbers(c *ui.Context) (ns []number) {
	for _, t := range f.ticks.y {
		at := paint.Pt(f.Area.Min.X-gap, f.Px(paint.Pt(0, t.Value)).Y)
		ns = append(ns, number{t.Text, label.Room(c, c.Type.Shape(theme.Label, t.Text), at, label.Right)})
	}
	return ns
}

func (f Frame) names(c *ui.Context, to paint.Canvas) {
	if f.Bare {
		return
	}
	m := c.Type.Metrics(theme.Label)
	half := (m.Ascent + m.Descent) / 2
	if f.XName != "" {
		x := paint.Pt(f.Area.Max.X, f.Outer.Max.Y-half)
		label.Line(c, to, theme.Label, f.XName, x, label.Right, c.Theme.Ink)
	}
	if f.YName != "" {
		y := paint.Pt(f.Outer.Min.X, f.Outer.Min.Y+half)
		label.Line(c, to, theme.Label, f.YName, y, label.Left, c.Theme.Ink)
	}
}
