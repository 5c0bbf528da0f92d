package plot

import (
	"math"

	"zerotoai/widgets/paint"
)

// slack is how far a cut path reaches beyond the area, so that the ends of
// its strokes are never seen.
const slack = 16

// cut adds the graph pts to p without what lies far outside the area.
func (f Frame) cut(p *paint.Path, pts []paint.Point) {
	var last paint.Point
	drawn := false
	p.Grow(len(pts))
	for i := 1; i < len(pts); i++ {
		a, b, ok := f.segment(pts[i-1], pts[i])
		if !ok {
			drawn = false
			continue
		}
		if !drawn || a != last {
			p.Move(a)
		}
		p.Line(b)
		last, drawn = b, true
	}
}

// segment returns the part of the line from a to b near the area, in pixels.
func (f Frame) segment(a, b paint.Point) (from, to paint.Point, ok bool) {
	if !a.Finite() || !b.Finite() {
		return from, to, false
	}
	return clip(tame(f.Px(a)), tame(f.Px(b)), f.Area.Inset(-slack))
}

// tame brings a place that is very far away nearer, so that differences of
// places stay numbers.
func tame(p paint.Point) paint.Point {
	const far = 1e7
	return paint.Pt(min(max(p.X, -far), far), min(max(p.Y, -far), far))
}

// clip returns the part of the segment from a to b in r (Liang and Barsky,
// "A new concept and method for line clipping", 1984).
func clip(a, b paint.Point, r paint.Rect) (from, to paint.Point, ok bool) {
	d := b.Sub(a)
	lo, hi := 0.0, 1.0
	for _, e := range [...]struct{ p, q float64 }{
		{-d.X, a.X - r.Min.X}, {d.X, r.Max.X - a.X},
		{-d.Y, a.Y - r.Min.Y}, {d.Y, r.Max.Y - a.Y},
	} {
		switch {
		case e.p == 0 && e.q < 0, math.IsNaN(e.p + e.q):
			return from, to, false
		case e.p < 0:
			lo = max(lo, e.q/e.p)
		case e.p > 0:
			hi = min(hi, e.q/e.p)
		}
	}
	if lo > hi {
		return from, to, false
	}
	from, to = a, b
	if lo > 0 {
		from = a.Add(d.Mul(lo))
	}
	if hi < 1 {
		to = a.Add(d.Mul(hi))
	}
	return from, to, true
}
