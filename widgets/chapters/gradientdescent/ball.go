package gradientdescent

import (
	"fmt"

	"zerotoai/engine/descent"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/ui"
)

// drawWalk paints the trail, the next step and the gradient; the ball itself
// is the plane's handle.
func (w *walk) drawWalk(c *ui.Context, to paint.Canvas, f plot.Frame) {
	trail(c, to, f, w.run.History)
	ball := point(w.run.Now().P)
	if !f.Has(ball) {
		drawAway(c, to, f, ball)
		return
	}
	if next, ok := w.next(); ok {
		f.Line(to, ball, next, paint.Stroke{Width: 4, Color: faded(rim(c.Theme), 0.6), Dash: []float64{6, 4}})
		f.Line(to, ball, next, paint.Stroke{Width: 2, Color: c.Theme.Past, Dash: []float64{6, 4}})
	}
	drawGradient(c, to, f, w.run.Now())
}

// next is where the next step would lead.
func (w *walk) next() (paint.Point, bool) {
	ahead := descent.Run{Surface: w.run.Surface, Settings: w.settings(), History: []descent.State{w.run.Now()}}
	if !w.moving() || !ahead.Step() {
		return paint.Point{}, false
	}
	return point(ahead.Now().P), true
}

// drawGradient paints the arrow that points uphill from the ball. It is as
// long as the slope is steep, up to a point: reach·g/(g + half) pixels.
func drawGradient(c *ui.Context, to paint.Canvas, f plot.Frame, s descent.State) {
	const reach, half, radius = 110, 4, 9
	g := point(s.G)
	n := g.Len()
	long := reach * n / (n + half)
	if long < 2 {
		return
	}
	width := min(max(long/8, 2), 5.0)
	unit := f.X.Span() / f.Area.W() / n // g times this is one pixel long
	p := point(s.P)
	f.Arrow(c, to, p.Add(g.Mul(unit*radius)), p.Add(g.Mul(unit*(radius+long))), width, c.Theme.Backward)
}

// drawAway says where a ball is that has left the picture: an arrow at the
// border points to it.
func drawAway(c *ui.Context, to paint.Canvas, f plot.Frame, ball paint.Point) {
	edge := f.Clamp(ball)
	px, mid := f.Px(edge), f.Area.Center()
	out := px.Sub(mid)
	tail := px.Sub(out.Mul(56 / out.Len()))
	head := px.Sub(out.Mul(14 / out.Len()))
	arrow := paint.Arrow(tail, head, 5)
	to.Stroke(arrow, paint.Stroke{Width: 3, Color: c.Theme.Panel, Round: true})
	to.Fill(arrow, c.Theme.Held)
	f.Label(c, to, f.At(tail), fmt.Sprintf("the ball is at x = %s, y = %s", label.Fixed(ball.X, 1), label.Fixed(ball.Y, 1)), c.Theme.Ink)
}
