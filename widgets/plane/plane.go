// Package plane is the square on which a network is shown points of two or
// more classes: a Plane shows them, and behind them as colours what the network
// says of every place; with a Pen the reader adds points and takes them away.
//
// A figure gives the plane its points by Show, gives its Ground the output of
// the network whenever that has changed, and puts the Pen's controls where it
// wants them. Each class has a colour and a shape of its own.
package plane

import (
	"image/color"

	"zerotoai/engine/nn"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Plane shows points on the square from −nn.Reach to nn.Reach.
type Plane struct {
	ID     string
	Name   string        // what it shows: "Labelled points"
	Words  func() string // what it shows now, in a sentence; may be nil
	Tall   float64       // the greatest height; 0 is 420
	Ground Ground        // behind the points; empty until it is shown something
	Pen    *Pen          // nil: nothing can be added

	learned, held []nn.Point
	plane         plot.Plane
	points        *paint.List // their picture
	drawn         drawn       // what it is of
	version       int         // of the points
}

var _ ui.Widget = (*Plane)(nil)

// A drawn says what the kept picture of the points was made of.
type drawn struct {
	area    paint.Rect
	theme   *theme.Theme
	version int
}

// Side is the range of x and y.
var Side = plot.Range{Lo: -nn.Reach, Hi: nn.Reach}

// Show shows points: filled those that the network learns from, hollow those
// that are held out. Points that are not on the plane, or of no class that has
// a look, are left out.
func (p *Plane) Show(learned, held []nn.Point) {
	p.learned, p.held = learned, held
	p.version++
}

// Layout implements ui.Widget.
func (p *Plane) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.plane.ID, p.plane.Name, p.plane.Value = p.ID, p.Name, p.Words
	p.plane.Axes, p.plane.Shape, p.plane.Tall, p.plane.Front = axes, 1, p.Tall, p.draw
	if p.Pen != nil {
		p.plane.Handles, p.plane.Pointed = []*plot.Handle{p.Pen.hand()}, p.Pen.pointed
	}
	size := p.plane.Layout(c, room)
	p.Ground.fit(p.square())
	if d := (drawn{p.square(), c.Theme, p.version}); p.points == nil || p.drawn != d {
		p.drawn = d
		p.points = paint.Record(func(to paint.Canvas) { p.mark(c.Theme, to) })
	}
	return size
}

func axes() plot.Axes { return plot.Axes{X: Side, Y: Side, XName: "x", YName: "y", Equal: true} }

// square is where the points are. The frame round it may be wider.
func (p *Plane) square() paint.Rect {
	f := p.plane.Frame()
	return paint.Rect{Min: f.Px(paint.Pt(Side.Lo, Side.Hi)), Max: f.Px(paint.Pt(Side.Hi, Side.Lo))}
}

// Place returns where a point of the plane was put by the last Layout.
func (p *Plane) Place(x, y float64) paint.Point { return p.plane.Frame().Px(paint.Pt(x, y)) }

// Handle implements ui.Widget.
func (p *Plane) Handle(e ui.Event) bool { return p.plane.Handle(e) }

// Draw implements ui.Widget.
func (p *Plane) Draw(c *ui.Context, to paint.Canvas) { p.plane.Draw(c, to) }

// Describe implements ui.Widget.
func (p *Plane) Describe() ui.Node { return p.plane.Describe() }

func (p *Plane) draw(c *ui.Context, to paint.Canvas, _ plot.Frame) {
	p.Ground.draw(c, to)
	p.points.Show(to, p.square().Inset(-2*markRadius))
}

// mark paints the points, those held out on top.
func (p *Plane) mark(th *theme.Theme, to paint.Canvas) {
	p.markAll(to, p.learned, func(col color.NRGBA) (fill, rim color.NRGBA) { return col, th.Panel }, th)
	p.markAll(to, p.held, func(col color.NRGBA) (fill, rim color.NRGBA) { return th.Panel, col }, th)
}

// markAll paints points as one shape a class, so that a thousand of them cost
// little more than ten.
func (p *Plane) markAll(to paint.Canvas, points []nn.Point, dress func(color.NRGBA) (fill, rim color.NRGBA), th *theme.Theme) {
	var shapes [len(looks)]paint.Path
	for _, q := range points {
		if Side.Has(q.X) && Side.Has(q.Y) && q.Class >= 0 && q.Class < len(looks) {
			shapes[q.Class].Append(looks[q.Class].mark(p.Place(q.X, q.Y), markRadius))
		}
	}
	for class, shape := range shapes {
		fill, rim := dress(looks[class].color(th))
		to.Stroke(shape, paint.Stroke{Width: 2, Color: rim})
		to.Fill(shape, fill)
	}
}
