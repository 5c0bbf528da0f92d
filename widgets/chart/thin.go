package chart

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
)

// thin returns pts with at most four points for each pixel of the width: the
// first and the last that lie there, the lowest and the highest. The line
// through them looks the same, however long a training runs.
func thin(pts []paint.Point, f plot.Frame) []paint.Point {
	if len(pts) <= 4*int(f.Area.W()) {
		return pts
	}
	var out []paint.Point
	for len(pts) > 0 {
		n := 1
		for column := int(f.Px(pts[0]).X); n < len(pts) && int(f.Px(pts[n]).X) == column && pts[n].Finite() == pts[0].Finite(); {
			n++
		}
		out = append(out, extremes(pts[:n])...)
		pts = pts[n:]
	}
	return out
}

// extremes returns the first, the lowest, the highest and the last of pts, in
// their order.
func extremes(pts []paint.Point) (out []paint.Point) {
	lo, hi := 0, 0
	for i, p := range pts {
		if p.Y < pts[lo].Y {
			lo = i
		}
		if p.Y > pts[hi].Y {
			hi = i
		}
	}
	last := -1
	for _, i := range [...]int{0, min(lo, hi), max(lo, hi), len(pts) - 1} {
		if i != last {
			out = append(out, pts[i])
		}
		last = i
	}
	return out
}
