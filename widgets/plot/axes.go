// Package plot is the coordinate plane of the figures, as parts that a
// figure composes: Axes are the ranges, a Frame maps them to pixels and has
// the marks (curve, dot, tangent, cross-hair, label) as methods, a Handle is
// a point that the reader drags, and a Plane puts them together as one
// widget.
//
// Data coordinates are paint.Points with y upwards. A mark with a coordinate
// that is not finite is not painted, and nothing is painted far outside the
// frame, whatever the numbers are.
package plot

import (
	"math"

	"zerotoai/widgets/paint"
)

// Axes say what a plane shows.
type Axes struct {
	X, Y         Range
	XName, YName string // at the ends of the axes; may be empty
	Equal        bool   // a unit is as long on both axes: the shorter range grows
	Log          bool   // y is logarithmic: what is not positive is not in the plane
	Bare         bool   // no numbers and no names: the frame is the whole rectangle
}

// A Range is the numbers from Lo to Hi.
type Range struct{ Lo, Hi float64 }

// Span is the length of r.
func (r Range) Span() float64 { return r.Hi - r.Lo }

// Has reports whether v lies in r, the ends included.
func (r Range) Has(v float64) bool { return r.Lo <= v && v <= r.Hi }

// Clamp returns the number of r that is nearest to v.
func (r Range) Clamp(v float64) float64 { return min(max(v, r.Lo), r.Hi) }

// Grow returns r made longer at both ends by part of its length.
func (r Range) Grow(part float64) Range {
	d := r.Span() * part
	return Range{r.Lo - d, r.Hi + d}
}

// Fit returns the ranges of the finite points among pts, with a margin of
// a twentieth. Without two different numbers to go by a range is one unit
// round what there is.
func Fit(pts ...paint.Point) (x, y Range) {
	x, y = empty, empty
	for _, p := range pts {
		if p.Finite() {
			x, y = x.with(p.X), y.with(p.Y)
		}
	}
	return x.margin(), y.margin()
}

var empty = Range{math.Inf(1), math.Inf(-1)}

func (r Range) with(v float64) Range { return Range{min(r.Lo, v), max(r.Hi, v)} }

func (r Range) margin() Range {
	switch {
	case r.Lo > r.Hi:
		return Range{-0.5, 0.5}
	case r.Lo == r.Hi:
		return Range{r.Lo - 0.5, r.Hi + 0.5}
	}
	return r.Grow(0.05)
}

// stretch returns r with its length made span, about its middle.
func (r Range) stretch(span float64) Range {
	mid := r.Lo + r.Span()/2
	return Range{mid - span/2, mid + span/2}
}

// positive returns r for a logarithmic axis: three powers of ten where r does
// not start above zero.
func (r Range) positive() Range {
	r = r.usable()
	switch {
	case !(r.Hi > 0):
		return Range{1e-3, 1}
	case !(r.Lo > 0):
		return Range{r.Hi / 1e3, r.Hi}
	}
	return r
}

// usable returns r, or a unit range where r is empty or not finite.
func (r Range) usable() Range {
	if s := r.Span(); !(s > 0) || math.IsInf(s, 0) {
		return Range{-0.5, 0.5}
	}
	return r
}
