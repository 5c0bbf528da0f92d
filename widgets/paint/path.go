package paint

import (
	"math"
	"slices"
)

// A Path is a sequence of segments. The zero Path is empty.
//
// A segment with a coordinate that is not finite is left out and the path
// goes on with a new subpath, so that the plot of 1/x is two branches
// whatever the backend does with infinities.
type Path struct {
	segs []Segment
	pen  bool // the last segment ended at a finite point
}

// A Segment goes from the end of the one before it. Its last used point is its end.
type Segment struct {
	Kind SegmentKind
	P    [3]Point
}

// A SegmentKind says which points of a Segment are used.
type SegmentKind uint8

// The kinds of segments.
const (
	MoveTo  SegmentKind = iota // P[0]
	LineTo                     // P[0]
	CubicTo                    // P[0], P[1] control, P[2] end
	Close                      // none
)

// Segments returns the segments of p, which the caller must not change.
func (p *Path) Segments() []Segment { return p.segs }

// Grow makes room for n more segments, for who knows how many there will be.
func (p *Path) Grow(n int) { p.segs = slices.Grow(p.segs, n) }

// Move starts a new subpath at a. A subpath that has only been started before
// is nothing, and is left out.
func (p *Path) Move(a Point) {
	if n := len(p.segs); n > 0 && p.segs[n-1].Kind == MoveTo && a.Finite() {
		p.segs = p.segs[:n-1]
	}
	p.add(Segment{Kind: MoveTo, P: [3]Point{a}}, a)
}

// Line goes straight to a; without a point to start from it moves there.
func (p *Path) Line(a Point) {
	if !p.pen {
		p.Move(a)
		return
	}
	p.add(Segment{Kind: LineTo, P: [3]Point{a}}, a)
}

// Cubic goes to c along the Bézier curve with control points a and b.
func (p *Path) Cubic(a, b, c Point) {
	if !p.pen {
		p.Move(c)
		return
	}
	p.add(Segment{Kind: CubicTo, P: [3]Point{a, b, c}}, a, b, c)
}

// Close joins the end of the subpath to its start.
func (p *Path) Close() {
	if p.pen {
		p.segs = append(p.segs, Segment{Kind: Close})
	}
}

// Append adds the subpaths of q: many shapes of one colour are painted in less
// time as one path.
func (p *Path) Append(q Path) {
	for _, s := range q.segs {
		switch s.Kind {
		case MoveTo:
			p.Move(s.P[0])
		case LineTo:
			p.Line(s.P[0])
		case CubicTo:
			p.Cubic(s.P[0], s.P[1], s.P[2])
		case Close:
			p.Close()
		}
	}
}

// Map returns p with every point mapped by m.
func (p Path) Map(m Affine) (q Path) {
	for _, s := range p.segs {
		for i := range s.P {
			s.P[i] = m.Apply(s.P[i])
		}
		q.segs = append(q.segs, s)
	}
	q.pen = p.pen
	return q
}

func (p *Path) add(s Segment, pts ...Point) {
	for _, q := range pts {
		if !q.Finite() {
			p.pen = false
			return
		}
	}
	p.segs = append(p.segs, s)
	p.pen = true
}

// Polyline returns the open path through pts, cut where a point is not finite.
func Polyline(pts ...Point) (p Path) {
	p.Grow(len(pts) + 1) // it may be closed
	for _, q := range pts {
		p.Line(q)
	}
	return p
}

// Polygon returns the closed path through pts.
func Polygon(pts ...Point) (p Path) {
	p = Polyline(pts...)
	p.Close()
	return p
}

// Rectangle returns the outline of r.
func Rectangle(r Rect) Path {
	return Polygon(r.Min, Point{r.Max.X, r.Min.Y}, r.Max, Point{r.Min.X, r.Max.Y})
}

// k places the control points of the cubic that comes nearest a quarter circle.
const k = 0.5522847498

// Rounded returns the outline of r with corners of the given radius.
func Rounded(r Rect, radius float64) (p Path) {
	q := max(0, min(radius, r.W()/2, r.H()/2))
	c := q * (1 - k)
	lo, hi := r.Min, r.Max
	p.Grow(10)
	p.Move(Pt(lo.X+q, lo.Y))
	p.Line(Pt(hi.X-q, lo.Y))
	p.Cubic(Pt(hi.X-c, lo.Y), Pt(hi.X, lo.Y+c), Pt(hi.X, lo.Y+q))
	p.Line(Pt(hi.X, hi.Y-q))
	p.Cubic(Pt(hi.X, hi.Y-c), Pt(hi.X-c, hi.Y), Pt(hi.X-q, hi.Y))
	p.Line(Pt(lo.X+q, hi.Y))
	p.Cubic(Pt(lo.X+c, hi.Y), Pt(lo.X, hi.Y-c), Pt(lo.X, hi.Y-q))
	p.Line(Pt(lo.X, lo.Y+q))
	p.Cubic(Pt(lo.X, lo.Y+c), Pt(lo.X+c, lo.Y), Pt(lo.X+q, lo.Y))
	p.Close()
	return p
}

// Circle returns a circle as four cubics.
func Circle(o Point, r float64) (p Path) {
	at := func(x, y float64) Point { return o.Add(Point{x * r, y * r}) }
	p.Grow(6)
	p.Move(at(1, 0))
	p.Cubic(at(1, k), at(k, 1), at(0, 1))
	p.Cubic(at(-k, 1), at(-1, k), at(-1, 0))
	p.Cubic(at(-1, -k), at(-k, -1), at(0, -1))
	p.Cubic(at(k, -1), at(1, -k), at(1, 0))
	p.Close()
	return p
}

// Arrow returns the filled outline of a straight arrow from a to b with a
// shaft of the given width. A distance shorter than the head shrinks the head.
func Arrow(a, b Point, width float64) Path {
	d := b.Sub(a)
	n := d.Len()
	if n == 0 || !d.Finite() {
		return Path{}
	}
	head := math.Min(width*4, n)
	u := d.Mul(1 / n)
	v := Pt(-u.Y, u.X)
	neck := b.Sub(u.Mul(head))
	off := func(p Point, k float64) Point { return p.Add(v.Mul(k)) }
	return Polygon(off(a, width/2), off(neck, width/2), off(neck, head/2), b,
		off(neck, -head/2), off(neck, -width/2), off(a, -width/2))
}
