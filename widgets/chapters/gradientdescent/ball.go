package gradientdescent

import (
	"fmt"
	"image/color"
	"math"

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

// drawHidden paints on the ball what it hides of the trail, where the last
// steps are shorter than it is wide.
func (w *walk) drawHidden(c *ui.Context, to paint.Canvas, f plot.Frame) {
	const radius = 8
	pts := places(w.run.History)
	ball := pts[len(pts)-1]
	last := len(pts) - 1 // the first of those that are hidden
	for last > 0 && f.Px(pts[last-1]).Sub(f.Px(ball)).Len() < radius {
		last--
	}
	if last == len(pts)-1 || !f.Has(ball) {
		return
	}
	var line []paint.Point
	for _, p := range pts[last:] {
		line = append(line, f.Px(p))
	}
	to.Stroke(paint.Polyline(line...), paint.Stroke{Width: 1.5, Color: rim(c.Theme), Round: true})
	to.Fill(dots(f, pts[last:], 2), rim(c.Theme))
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
// long as the slope is steep, up to a point: reach·g/(g + half), where reach is
// a part of the map. It ends at the border of the figure.
func drawGradient(c *ui.Context, to paint.Canvas, f plot.Frame, s descent.State) {
	const half, radius = 4, 9
	n := point(s.G).Len()
	reach := min(110, f.Area.W()/4)
	uphill := paint.Pt(s.G[0], -s.G[1]).Mul(1 / n)
	tail := f.Px(point(s.P)).Add(uphill.Mul(radius))
	long := min(reach*n/(n+half), way(tail, uphill, f.Outer.Inset(3)))
	if !(long >= 2) { // also where n is 0
		return
	}
	arrow(c, to, tail, tail.Add(uphill.Mul(long)), min(max(long/8, 2), 5), c.Theme.Backward)
}

// way is how far it is from p to the border of r in the direction d.
func way(p, d paint.Point, r paint.Rect) float64 {
	far := math.Inf(1)
	for _, to := range [...]float64{(r.Min.X - p.X) / d.X, (r.Max.X - p.X) / d.X, (r.Min.Y - p.Y) / d.Y, (r.Max.Y - p.Y) / d.Y} {
		if to >= 0 {
			far = min(far, to)
		}
	}
	return far
}

// arrow paints an arrow with a rim that sets it off from the map.
func arrow(c *ui.Context, to paint.Canvas, tail, head paint.Point, width float64, col color.NRGBA) {
	a := paint.Arrow(tail, head, width)
	to.Stroke(a, paint.Stroke{Width: 3, Color: c.Theme.Panel, Round: true})
	to.Fill(a, col)
}

// drawAway says where a ball is that has left the picture: an arrow at the
// border points to it.
func drawAway(c *ui.Context, to paint.Canvas, f plot.Frame, ball paint.Point) {
	px := f.Px(f.Clamp(ball))
	out := px.Sub(f.Area.Center())
	out = out.Mul(1 / out.Len())
	tail := px.Sub(out.Mul(56))
	arrow(c, to, tail, px.Sub(out.Mul(14)), 5, c.Theme.Held)
	f.Label(c, to, f.At(tail), fmt.Sprintf("the ball is at x = %s, y = %s", label.Fixed(ball.X, 1), label.Fixed(ball.Y, 1)), c.Theme.Ink)
}
