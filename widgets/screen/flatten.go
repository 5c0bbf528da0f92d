package screen

import (
	"iter"
	"math"

	"zerotoai/widgets/paint"
)

// A line is a subpath as straight pieces, in device pixels. No two points in
// succession are equal, nor the first and the last of a closed line.
type line struct {
	pts    []paint.Point
	closed bool
	before float64 // the length that was cut off before it: dashes go on from there
}

// flatten maps p by m and makes straight pieces of its curves. A subpath that
// is only started is nothing; one that goes nowhere is a line of one point.
func flatten(p paint.Path, m paint.Affine) (ls []line) {
	room := make([]paint.Point, 0, points(p)) // for all lines
	l := line{pts: room}
	drawn := false
	end := func() {
		if drawn {
			n := len(l.pts)
			l.pts, room = l.pts[:n:n], room[:min(len(room)+n, cap(room))]
			ls = append(ls, l)
		}
		l, drawn = line{pts: room[len(room):]}, false
	}
	var pen, start paint.Point
	for _, s := range p.Segments() {
		if s.Kind != paint.MoveTo && len(l.pts) == 0 { // after a Close
			l.add(start)
			pen = start
		}
		drawn = s.Kind != paint.MoveTo || drawn
		switch s.Kind {
		case paint.MoveTo:
			end()
			pen = m.Apply(s.P[0])
			start = pen
			l.add(pen)
		case paint.LineTo:
			pen = m.Apply(s.P[0])
			l.add(pen)
		case paint.CubicTo:
			a, b, c := m.Apply(s.P[0]), m.Apply(s.P[1]), m.Apply(s.P[2])
			l.cubic(pen, a, b, c)
			pen = c
		case paint.Close:
			l.close()
			end()
		}
	}
	end()
	return ls
}

// points is about how many points the lines of p have.
func points(p paint.Path) (n int) {
	const few = 6 // for a curve
	for _, s := range p.Segments() {
		if n++; s.Kind == paint.CubicTo {
			n += few
		}
	}
	return n
}

func near(a, b paint.Point) bool { return math.Abs(a.X-b.X)+math.Abs(a.Y-b.Y) < 1e-3 }

// add appends p unless the line is there already.
func (l *line) add(p paint.Point) {
	if n := len(l.pts); n == 0 || !near(l.pts[n-1], p) {
		l.pts = append(l.pts, p)
	}
}

// close makes an area of l.
func (l *line) close() {
	l.closed = true
	if n := len(l.pts); n > 1 && near(l.pts[0], l.pts[n-1]) {
		l.pts = l.pts[:n-1]
	}
}

// flatness is how far a flattened curve may be from the true one, in pixels.
const flatness = 0.08

// cubic appends a curve in as many pieces as flatness asks for: n pieces are
// at most 3/4 bend/n² off, bend being the greatest second difference.
func (l *line) cubic(o, a, b, c paint.Point) {
	bend := max(o.Sub(a.Mul(2)).Add(b).Len(), a.Sub(b.Mul(2)).Add(c).Len())
	n := int(min(256, math.Ceil(math.Sqrt(0.75*bend/flatness))))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		l.add(o.Mul(s * s * s).Add(a.Mul(3 * s * s * t)).Add(b.Mul(3 * s * t * t)).Add(c.Mul(t * t * t)))
	}
	l.add(c)
}

// bounds is the smallest rectangle that has all of ls in it.
func bounds(ls []line) paint.Rect {
	r := paint.Rect{Min: paint.Pt(math.Inf(1), math.Inf(1)), Max: paint.Pt(math.Inf(-1), math.Inf(-1))}
	for _, l := range ls {
		for _, p := range l.pts {
			r.Min = paint.Pt(min(r.Min.X, p.X), min(r.Min.Y, p.Y))
			r.Max = paint.Pt(max(r.Max.X, p.X), max(r.Max.Y, p.Y))
		}
	}
	return r
}

// inside reports whether all of r is in s.
func inside(r, s paint.Rect) bool {
	return r.Min.X >= s.Min.X && r.Min.Y >= s.Min.Y && r.Max.X <= s.Max.X && r.Max.Y <= s.Max.Y
}

// trim cuts off what of l lies outside box. Lines of millions of pixels come
// from steep functions, and would be dashed to the end.
func (l line) trim(box paint.Rect) (ls []line) {
	pts := l.pts
	if l.closed {
		pts = append(pts[:len(pts):len(pts)], pts[0])
	}
	var cur line
	end := func() {
		if len(cur.pts) > 1 {
			ls = append(ls, cur)
		}
		cur = line{}
	}
	walked := 0.0
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		d, length := b.Sub(a), b.Sub(a).Len()
		from, to, ok := within(a, d, box)
		if !ok || from > 0 {
			end()
		}
		if ok {
			if len(cur.pts) == 0 {
				cur = line{pts: []paint.Point{a.Add(d.Mul(from))}, before: walked + from*length}
			}
			cur.add(a.Add(d.Mul(to)))
		}
		walked += length
	}
	end()
	return ls
}

// within returns the part of the segment from a to a+d that lies in box, after
// Liang and Barsky.
func within(a, d paint.Point, box paint.Rect) (from, to float64, ok bool) {
	from, to = 0, 1
	for _, side := range [4][2]float64{
		{-d.X, a.X - box.Min.X}, {d.X, box.Max.X - a.X}, {-d.Y, a.Y - box.Min.Y}, {d.Y, box.Max.Y - a.Y},
	} {
		p, q := side[0], side[1]
		switch {
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		case q < 0:
			return 0, 0, false
		}
	}
	return from, to, from < to
}

// crop cuts the area that l encloses to box, side by side, after Sutherland
// and Hodgman.
func (l line) crop(box paint.Rect) line {
	l = l.half(func(p paint.Point) float64 { return p.X - box.Min.X })
	l = l.half(func(p paint.Point) float64 { return box.Max.X - p.X })
	l = l.half(func(p paint.Point) float64 { return p.Y - box.Min.Y })
	return l.half(func(p paint.Point) float64 { return box.Max.Y - p.Y })
}

// half keeps the part of l's area where f is positive.
func (l line) half(f func(paint.Point) float64) (in line) {
	for i, b := range l.pts {
		a := l.pts[(i+len(l.pts)-1)%len(l.pts)]
		fa, fb := f(a), f(b)
		if (fa < 0) != (fb < 0) {
			in.add(a.Add(b.Sub(a).Mul(fa / (fa - fb))))
		}
		if fb >= 0 {
			in.add(b)
		}
	}
	in.close()
	return in
}

// dash cuts a line into dashes; lengths alternate dashes and gaps. The points
// of a dash are only its own until the next.
func (l line) dash(lengths []float64) iter.Seq[line] {
	return func(yield func(line) bool) {
		total := 0.0
		for _, d := range lengths {
			total += d
		}
		if len(l.pts) < 2 || total*float64(1+len(lengths)%2) < 0.5 { // a dot, dashes finer than can be seen, or none at all
			yield(l)
			return
		}
		pts := l.pts
		if l.closed {
			pts = append(pts[:len(pts):len(pts)], pts[0])
		}
		i, left := phase(lengths, l.before, total)
		cur := line{pts: append(make([]paint.Point, 0, 8), pts[0])}
		for k := 1; k < len(pts); k++ {
			a, b := pts[k-1], pts[k]
			for d := b.Sub(a).Len(); d > left; d = b.Sub(a).Len() {
				a = a.Add(b.Sub(a).Mul(left / d))
				if cur.add(a); i%2 == 0 && !yield(cur.straightened()) {
					return
				}
				i++
				left = lengths[i%len(lengths)]
				cur.pts = append(cur.pts[:0], a)
			}
			left -= b.Sub(a).Len()
			cur.add(b)
		}
		if i%2 == 0 && len(cur.pts) > 1 {
			yield(cur.straightened())
		}
	}
}

// straightened is l without its bends if they cannot be seen: most dashes along
// a curve are as good as straight.
func (l line) straightened() line {
	n := len(l.pts)
	if n < 3 {
		return l
	}
	first, last := l.pts[0], l.pts[n-1]
	across := normal(first, last)
	for _, p := range l.pts[1 : n-1] {
		d := p.Sub(first)
		if math.Abs(d.X*across.X+d.Y*across.Y) > flatness {
			return l
		}
	}
	return line{pts: append(l.pts[:1], last)}
}

// phase returns the index of the dash or gap at a distance along a line, and
// what is left of it there.
func phase(lengths []float64, at, total float64) (i int, left float64) {
	if len(lengths)%2 == 1 {
		total *= 2
	}
	at = math.Mod(at, total)
	for at >= lengths[i%len(lengths)] && at > 0 {
		at -= lengths[i%len(lengths)]
		i++
	}
	return i, lengths[i%len(lengths)] - at
}
