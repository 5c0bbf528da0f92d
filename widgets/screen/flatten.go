package screen

import (
	"math"

	"zerotoai/widgets/paint"
)

// A line is a subpath as straight pieces, in device pixels.
type line struct {
	pts    []paint.Point
	closed bool
}

// flatten maps p by m and makes straight pieces of its curves.
func flatten(p paint.Path, m paint.Affine) (ls []line) {
	var l line
	end := func() {
		if len(l.pts) > 0 {
			ls = append(ls, l)
		}
		l = line{}
	}
	var pen, start paint.Point
	for _, s := range p.Segments() {
		if s.Kind != paint.MoveTo && len(l.pts) == 0 { // after a Close
			l.add(start)
			pen = start
		}
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
			l.closed = true
			if n := len(l.pts); n > 1 && near(l.pts[0], l.pts[n-1]) {
				l.pts = l.pts[:n-1]
			}
			end()
		}
	}
	end()
	return ls
}

func near(a, b paint.Point) bool { return math.Abs(a.X-b.X)+math.Abs(a.Y-b.Y) < 1e-3 }

// add appends p unless the line is there already.
func (l *line) add(p paint.Point) {
	if n := len(l.pts); n == 0 || !near(l.pts[n-1], p) {
		l.pts = append(l.pts, p)
	}
}

// cubic appends a curve in as many pieces as its bend asks for.
func (l *line) cubic(o, a, b, c paint.Point) {
	bend := o.Sub(a.Mul(2)).Add(b).Len() + a.Sub(b.Mul(2)).Add(c).Len()
	n := min(64, int(math.Ceil(math.Sqrt(bend*1.2)))+1)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		l.add(o.Mul(s * s * s).Add(a.Mul(3 * s * s * t)).Add(b.Mul(3 * s * t * t)).Add(c.Mul(t * t * t)))
	}
}

// convex reports whether pts turn one way only, once round.
func convex(pts []paint.Point) bool {
	n := len(pts)
	if n < 3 {
		return false
	}
	var sign, turn float64
	for i, b := range pts {
		a, c := pts[(i+n-1)%n], pts[(i+1)%n]
		u, v := b.Sub(a), c.Sub(b)
		cross := u.X*v.Y - u.Y*v.X
		turn += math.Atan2(cross, u.X*v.X+u.Y*v.Y)
		if math.Abs(cross) < 1e-6 {
			continue
		}
		if sign*cross < 0 {
			return false
		}
		sign = cross
	}
	return math.Abs(math.Abs(turn)-2*math.Pi) < 0.1
}

// dash cuts a line into dashes; lengths alternate dashes and gaps.
func dash(l line, lengths []float64) (ls []line) {
	total := 0.0
	for _, d := range lengths {
		total += d
	}
	if total < 0.5 { // finer than can be seen, or not dashes at all
		return []line{l}
	}
	pts := l.pts
	if l.closed {
		pts = append(pts[:len(pts):len(pts)], pts[0])
	}
	i, left := 0, lengths[0]
	cur := line{pts: pts[:1:1]}
	for k := 1; k < len(pts); k++ {
		a, b := pts[k-1], pts[k]
		for d := b.Sub(a).Len(); d > left; d = b.Sub(a).Len() {
			a = a.Add(b.Sub(a).Mul(left / d))
			if i%2 == 0 {
				cur.pts = append(cur.pts, a)
				ls = append(ls, cur)
			}
			i++
			left = max(lengths[i%len(lengths)], 0.25)
			cur = line{pts: []paint.Point{a}}
		}
		left -= b.Sub(a).Len()
		cur.pts = append(cur.pts, b)
	}
	if i%2 == 0 && len(cur.pts) > 1 {
		ls = append(ls, cur)
	}
	return ls
}
