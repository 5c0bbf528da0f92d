package heat

import (
	"math"

	"zerotoai/widgets/paint"
)

// Levels returns n values between Lo and Hi, evenly spaced on the ramp.
func (m *Map) Levels(n int) []float64 {
	vs := make([]float64, n)
	for i := range vs {
		vs[i] = m.Value(float64(i+1) / float64(n+1))
	}
	return vs
}

// Contour returns the line along which the values of m are level, when m is
// drawn over dst. It is found by marching squares between the middles of the
// cells; a square with a corner that has not been computed has no line.
func (m *Map) Contour(level float64, dst paint.Rect) (p paint.Path) {
	next := m.march(level)
	inner := make([]bool, len(next))
	for _, to := range next {
		if to != none {
			inner[to] = true
		}
	}
	for e := range next { // lines that start at the border, in a fixed order
		if !inner[e] {
			m.follow(&p, next, edge(e), level, dst)
		}
	}
	for e := range next { // what is left are closed lines
		m.follow(&p, next, edge(e), level, dst)
	}
	return p
}

// An edge joins the middles of two neighbouring cells: 2i joins cell i with
// the one to its right, 2i+1 with the one below it.
type edge int

// none is no edge.
const none edge = -1

// march returns the pieces of the line: for each edge that the line enters a
// square by the edge by which it leaves, the higher values on its right, and
// none for the others.
func (m *Map) march(level float64) []edge {
	next := make([]edge, 2*m.W*m.H)
	for e := range next {
		next[e] = none
	}
	for j := range m.H - 1 {
		for i := range m.W - 1 {
			m.square(next, j*m.W+i, level)
		}
	}
	return next
}

// square adds the pieces in the square whose top left corner is cell i. Its
// corners are numbered clockwise; a piece leaves where, going round clockwise,
// the values rise above the level, and enters where they sink under it.
func (m *Map) square(next []edge, i int, level float64) {
	corner := [4]float64{m.Values[i], m.Values[i+1], m.Values[i+1+m.W], m.Values[i+m.W]}
	side := [4]edge{edge(2 * i), edge(2*(i+1) + 1), edge(2 * (i + m.W)), edge(2*i + 1)}
	var ups, downs [2]edge // there are no more
	up, down := ups[:0], downs[:0]
	for k, v := range corner {
		w := corner[(k+1)%4]
		switch {
		case math.IsNaN(v):
			return
		case v < level && w >= level:
			up = append(up, side[k])
		case v >= level && w < level:
			down = append(down, side[k])
		}
	}
	if len(up) == 2 && (corner[0]+corner[1]+corner[2]+corner[3])/4 >= level != (corner[0] >= level) {
		up[0], up[1] = up[1], up[0] // a saddle: its middle decides which corners are joined
	}
	for k := range up {
		next[down[k]] = up[k]
	}
}

// follow adds the line from e on to p and takes its pieces out of next.
func (m *Map) follow(p *paint.Path, next []edge, e edge, level float64, dst paint.Rect) {
	if next[e] == none {
		return
	}
	p.Move(m.crossing(e, level, dst))
	for {
		to := next[e]
		if to == none {
			return
		}
		next[e] = none
		p.Line(m.crossing(to, level, dst))
		e = to
	}
}

// crossing is where the values on e pass the level.
func (m *Map) crossing(e edge, level float64, dst paint.Rect) paint.Point {
	i := int(e) / 2
	j, d := i+1, paint.Pt(1, 0)
	if e%2 == 1 {
		j, d = i+m.W, paint.Pt(0, 1)
	}
	v, w := m.Values[i], m.Values[j]
	t := (level - v) / (w - v)
	if math.IsNaN(t) || math.IsInf(w, 0) {
		t = 0.5
	}
	at := paint.Pt(float64(i%m.W)+0.5, float64(i/m.W)+0.5).Add(d.Mul(t))
	return dst.Min.Add(paint.Pt(at.X*dst.W()/float64(m.W), at.Y*dst.H()/float64(m.H)))
}
