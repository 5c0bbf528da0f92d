package plot

import (
	"image/color"
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Clip paints what draw paints, but nothing outside the area.
func (f Frame) Clip(to paint.Canvas, draw func(paint.Canvas)) {
	to.Group(paint.Group{Clip: f.Area}, draw)
}

// Curve draws along branches, each a sequence of points in data coordinates.
// A point that is not finite is a gap.
func (f Frame) Curve(to paint.Canvas, s paint.Stroke, branches ...[]paint.Point) {
	var p paint.Path
	for _, b := range branches {
		f.cut(&p, b)
	}
	if len(p.Segments()) > 0 {
		f.Clip(to, func(to paint.Canvas) { to.Stroke(p, s) })
	}
}

// Sample returns the graph of f over r as n+1 points, ready for Curve.
// It looks for no poles: a curve that has some brings its own branches.
func Sample(f func(float64) float64, r Range, n int) []paint.Point {
	pts := make([]paint.Point, n+1)
	for i := range pts {
		x := r.Lo + r.Span()*float64(i)/float64(n)
		pts[i] = paint.Pt(x, f(x))
	}
	return pts
}

// Under fills between the graph pts and y = 0.
func (f Frame) Under(to paint.Canvas, pts []paint.Point, col color.NRGBA) {
	var p paint.Path
	floor := f.Px(f.Clamp(paint.Point{})).Y
	for i := 1; i < len(pts); i++ {
		a, b, ok := f.segment(pts[i-1], pts[i])
		if !ok {
			continue
		}
		p.Move(paint.Pt(a.X, floor))
		p.Line(a)
		p.Line(b)
		p.Line(paint.Pt(b.X, floor))
		p.Close()
	}
	f.Clip(to, func(to paint.Canvas) { to.Fill(p, col) })
}

// Line draws the part of the segment from a to b that lies in the frame.
func (f Frame) Line(to paint.Canvas, a, b paint.Point, s paint.Stroke) {
	f.Curve(to, s, []paint.Point{a, b})
}

// Through draws the straight line through a and b across the whole frame.
// Where they are one point there is none.
func (f Frame) Through(to paint.Canvas, a, b paint.Point, s paint.Stroke) {
	if a.X == b.X {
		if a.Y != b.Y {
			f.Line(to, paint.Pt(a.X, f.Y.Lo), paint.Pt(a.X, f.Y.Hi), s)
		}
		return
	}
	f.Tangent(to, a, (b.Y-a.Y)/(b.X-a.X), s)
}

// Tangent draws the line through at with the given slope across the whole
// frame. An infinite slope is upright; where there is no slope there is no line.
func (f Frame) Tangent(to paint.Canvas, at paint.Point, slope float64, s paint.Stroke) {
	if math.IsInf(slope, 0) {
		f.Line(to, paint.Pt(at.X, f.Y.Lo), paint.Pt(at.X, f.Y.Hi), s)
		return
	}
	y := func(x float64) paint.Point { return paint.Pt(x, at.Y+(x-at.X)*slope) }
	f.Curve(to, s, []paint.Point{y(f.X.Lo), at, y(f.X.Hi)})
}

// Arrow draws an arrow from a to b with a rim that sets it off from a heat map.
func (f Frame) Arrow(c *ui.Context, to paint.Canvas, a, b paint.Point, width float64, col color.NRGBA) {
	p, q, ok := f.segment(a, b)
	if !ok {
		return
	}
	arrow := paint.Arrow(p, q, width)
	f.Clip(to, func(to paint.Canvas) {
		to.Stroke(arrow, paint.Stroke{Width: 3, Color: c.Theme.Panel, Round: true})
		to.Fill(arrow, col)
	})
}

// Band fills where both coordinates are in range. The zero Range is all.
func (f Frame) Band(to paint.Canvas, x, y Range, col color.NRGBA) {
	if x == (Range{}) {
		x = f.X
	}
	if y == (Range{}) {
		y = f.Y
	}
	a := f.Px(f.Clamp(paint.Pt(x.Lo, y.Hi)))
	b := f.Px(f.Clamp(paint.Pt(x.Hi, y.Lo)))
	if a.Finite() && b.Finite() {
		to.Fill(paint.Rectangle(paint.Rect{Min: a, Max: b}), col)
	}
}

// Dot paints a dot of radius r pixels with a rim that sets it off from what
// lies under it.
func (f Frame) Dot(c *ui.Context, to paint.Canvas, at paint.Point, r float64, col color.NRGBA) {
	if !f.Has(at) {
		return
	}
	px := f.Px(at)
	to.Fill(paint.Circle(px, r+1.5), c.Theme.Panel)
	to.Fill(paint.Circle(px, r), col)
}

// Label writes text near at, inside the area and clear of the point itself
// and of the rectangles in avoid, as far as there is such a place: right and
// above first, then round the point. It returns the room that it took.
func (f Frame) Label(c *ui.Context, to paint.Canvas, at paint.Point, text string, col color.NRGBA, avoid ...paint.Rect) paint.Rect {
	if !f.Has(at) || text == "" {
		return paint.Rect{}
	}
	box := f.near(f.Px(at), label.Room(c, c.Type.Shape(theme.Label, text), paint.Point{}, label.Center).Size(), avoid)
	to.Fill(paint.Rounded(box, 4), fade(c.Theme.Panel, 0.8))
	label.Line(c, to, theme.Label, text, box.Center(), label.Center, col)
	return box
}

// Along returns rectangles that cover the line through at with the given
// slope near at, for a Label there to avoid.
func (f Frame) Along(at paint.Point, slope float64) (rs []paint.Rect) {
	px := f.Px(at)
	d := f.Px(at.Add(paint.Pt(1, slope))).Sub(px)
	if math.IsInf(slope, 0) {
		d = paint.Pt(0, 1)
	}
	d = d.Mul(8 / d.Len())
	if !d.Finite() {
		return nil
	}
	for k := -20.0; k <= 20; k++ {
		q := px.Add(d.Mul(k))
		rs = append(rs, paint.Box(q.X-4, q.Y-4, 8, 8))
	}
	return rs
}

// Beside returns rectangles that cover the graph of fn near x, for a Label
// there to avoid.
func (f Frame) Beside(fn func(float64) float64, x float64) (rs []paint.Rect) {
	const half, step = 120, 6
	mid := f.Px(paint.Pt(x, f.Y.Lo)).X
	for px := mid - half; px <= mid+half; px += step {
		v := f.At(paint.Pt(px, 0)).X
		if q := f.Px(paint.Pt(v, fn(v))); q.Finite() {
			rs = append(rs, paint.Box(q.X-4, q.Y-4, 8, 8))
		}
	}
	return rs
}

// near returns the best place for a label of that size round px.
func (f Frame) near(px, size paint.Point, avoid []paint.Rect) paint.Rect {
	size = size.Add(paint.Pt(6, 2))
	best, least := paint.Rect{}, math.Inf(1)
	for _, d := range around {
		mid := px.Add(paint.Pt(d.X*(size.X/2+14), d.Y*(size.Y/2+14)))
		box := inside(paint.Box(mid.X-size.X/2, mid.Y-size.Y/2, size.X, size.Y), f.Area)
		if bad := clashes(box, px, avoid); bad < least {
			best, least = box, bad
		}
	}
	return best
}

var around = [...]paint.Point{{X: 1, Y: -1}, {X: -1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1},
	{X: 0, Y: -1}, {X: 0, Y: 1}, {X: 1}, {X: -1}}

func clashes(box paint.Rect, px paint.Point, avoid []paint.Rect) (n float64) {
	if box.Overlaps(paint.Box(px.X-11, px.Y-11, 22, 22)) {
		n += 10
	}
	for _, r := range avoid {
		if box.Overlaps(r) {
			n++
		}
	}
	return n
}

func fade(col color.NRGBA, opacity float64) color.NRGBA {
	col.A = uint8(float64(col.A)*opacity + 0.5)
	return col
}
