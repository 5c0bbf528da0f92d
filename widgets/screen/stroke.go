package screen

import (
	"math"

	"zerotoai/widgets/paint"
)

// stroke adds a line. A translucent one is darker where it crosses itself.
func (m *mesh) stroke(l line, width float64, round bool, k ink) {
	s := strip{m: m, half: width / 2, ink: k.times(min(1, width))}
	switch n := len(l.pts); {
	case n == 0 || width <= 0:
	case n == 1:
		if round {
			m.disc(l.pts[0], width/2, k)
		}
	case l.closed && n > 2:
		s.ring(l.pts, round)
	case round:
		s.open(l.pts, func(int) float64 { return 1 }, true)
		s.cap(l.pts[0], normal(l.pts[1], l.pts[0]))
		s.cap(l.pts[n-1], normal(l.pts[n-2], l.pts[n-1]))
	default:
		s.butt(l.pts)
	}
}

// A strip is a stroke in the making: sections of four vertices across it,
// each joined to the last. From one side to the other a section is clear,
// inked, inked and clear. A strip thinner than a pixel is paler instead.
type strip struct {
	m           *mesh
	half        float64
	ink         ink
	first, last [4]uint32
	on          bool
}

// section adds a section at p: l and r lead to its sides, in multiples of half
// the width. opaque is the part of the ink that it gets.
func (s *strip) section(p, l, r paint.Point, opaque float64) {
	in, out, k := math.Abs(s.half-feather), s.half+feather, s.ink.times(opaque)
	next := [4]uint32{
		s.m.vertex(p.Add(l.Mul(out)), ink{}), s.m.vertex(p.Add(l.Mul(in)), k),
		s.m.vertex(p.Add(r.Mul(in)), k), s.m.vertex(p.Add(r.Mul(out)), ink{}),
	}
	if s.on {
		s.bridge(s.last, next)
	} else {
		s.first, s.on = next, true
	}
	s.last = next
}

func (s *strip) bridge(a, b [4]uint32) {
	for i := range 3 {
		s.m.quad(a[i], a[i+1], b[i+1], b[i])
	}
}

// across adds a section at right angles to the line; v is the normal there.
func (s *strip) across(p, v paint.Point, opaque float64) { s.section(p, v, v.Mul(-1), opaque) }

// ring adds a closed line.
func (s *strip) ring(pts []paint.Point, round bool) {
	n := len(pts)
	for i, p := range pts {
		s.join(pts[(i+n-1)%n], p, pts[(i+1)%n], round, 1)
	}
	s.bridge(s.last, s.first)
}

// open adds an open line without its ends.
func (s *strip) open(pts []paint.Point, opaque func(i int) float64, round bool) {
	n := len(pts)
	s.across(pts[0], normal(pts[0], pts[1]), opaque(0))
	for i := 1; i < n-1; i++ {
		s.join(pts[i-1], pts[i], pts[i+1], round, opaque(i))
	}
	s.across(pts[n-1], normal(pts[n-2], pts[n-1]), opaque(n-1))
}

// butt adds an open line that fades in and out along itself as edges do.
func (s *strip) butt(pts []paint.Point) {
	length := 0.0
	for i := 1; i < len(pts); i++ {
		length += pts[i].Sub(pts[i-1]).Len()
	}
	fade := min(feather, length/2)
	pts = cutAt(reversed(cutAt(reversed(pts), fade)), fade)
	n := len(pts)
	walked := make([]float64, n)
	for i := 1; i < n; i++ {
		walked[i] = walked[i-1] + pts[i].Sub(pts[i-1]).Len()
	}
	opaque := func(i int) float64 {
		return min(1, length, walked[i]+feather, length-walked[i]+feather)
	}
	v, w := normal(pts[0], pts[1]), normal(pts[n-2], pts[n-1])
	s.across(pts[0].Add(paint.Pt(v.Y, -v.X).Mul(feather)), v, 0)
	s.open(pts, opaque, false)
	s.across(pts[n-1].Sub(paint.Pt(w.Y, -w.X).Mul(feather)), w, 0)
}

// cutAt adds a point to a line at a distance from its start.
func cutAt(pts []paint.Point, at float64) []paint.Point {
	for i := 1; i < len(pts); i++ {
		d := pts[i].Sub(pts[i-1])
		l := d.Len()
		if at < l-1e-6 {
			if at < 1e-6 {
				return pts
			}
			cut := append(append(make([]paint.Point, 0, len(pts)+1), pts[:i]...), pts[i-1].Add(d.Mul(at/l)))
			return append(cut, pts[i:]...)
		}
		at -= l
	}
	return pts
}

func reversed(pts []paint.Point) []paint.Point {
	r := make([]paint.Point, len(pts))
	for i, p := range pts {
		r[len(pts)-1-i] = p
	}
	return r
}

// miterLimit is SVG's, where it does not say: sharper corners are cut off.
const miterLimit = 4

// blunt is how far a miter may be from the round join that it stands for.
const blunt = 0.1

// sharp is the turn, in radians, from which a corner is sharp.
const sharp = 2

// join leads the strip round the corner b.
func (s *strip) join(a, b, c paint.Point, round bool, opaque float64) {
	u, v := normal(a, b), normal(b, c)
	turn := math.Atan2(u.X*v.Y-u.Y*v.X, u.X*v.X+u.Y*v.Y)
	long := 1 / max(math.Cos(turn/2), 1e-9) // the miter's length
	w := miter(u, v, miterLimit)
	outer := []paint.Point{w}
	switch {
	case round && s.half*(long-1) > blunt:
		outer = arc(u, turn, arcSteps(s.half, math.Abs(turn)))
	case !round && long > miterLimit:
		outer = []paint.Point{u, v}
	}
	// Inside, the edges meet, unless that is beyond the end of one of them. In a
	// sharp corner of an opaque line they had better both fade for themselves.
	meets := s.half*math.Tan(math.Abs(turn)/2) <= min(b.Sub(a).Len(), c.Sub(b).Len()) &&
		(math.Abs(turn) < sharp || s.ink[3] < 0.99)
	if !meets && len(outer) == 1 {
		outer = []paint.Point{w, w}
	}
	for i, o := range outer {
		inner := w
		if !meets {
			inner = rotated(u, turn*float64(i)/float64(len(outer)-1))
		}
		if turn > 0 {
			s.section(b, o, inner.Mul(-1), opaque)
		} else {
			s.section(b, inner, o.Mul(-1), opaque)
		}
	}
}

func rotated(v paint.Point, angle float64) paint.Point {
	sin, cos := math.Sincos(angle)
	return paint.Pt(v.X*cos-v.Y*sin, v.X*sin+v.Y*cos)
}

// arc returns v turned step by step.
func arc(v paint.Point, turn float64, steps int) []paint.Point {
	vs := make([]paint.Point, steps+1)
	for i := range vs {
		vs[i] = rotated(v, turn*float64(i)/float64(steps))
	}
	return vs
}

// arcSteps is how many straight pieces make an arc as smooth as curves are.
func arcSteps(r, angle float64) int {
	step := 2 * math.Acos(1-min(1, flatness/max(r, flatness)))
	return max(1, int(math.Ceil(angle/min(step, math.Pi/4))))
}

// cap adds the half circle that ends a stroke at o; v is the normal there when
// the line comes to its end.
func (s *strip) cap(o, v paint.Point) {
	vs := arc(v, math.Pi, arcSteps(s.half, math.Pi))
	vs[len(vs)-1] = v.Mul(-1) // to a bit what the strip ends with: there must be no gap
	s.m.fan(o, vs, s.half, s.ink)
}

// disc adds a full circle.
func (m *mesh) disc(o paint.Point, r float64, k ink) {
	vs := arc(paint.Pt(1, 0), 2*math.Pi, arcSteps(r, 2*math.Pi))
	vs[len(vs)-1] = vs[0]
	m.fan(o, vs, r, k.times(min(1, 4*r*r)))
}

// fan adds what lies between an arc of unit vectors and its chord.
func (m *mesh) fan(o paint.Point, vs []paint.Point, r float64, k ink) {
	first := uint32(len(m.vertices))
	for i, v := range vs { // even vertices are inside, odd ones outside
		m.vertex(o.Add(v.Mul(math.Abs(r-feather))), k)
		m.vertex(o.Add(v.Mul(r+feather)), ink{})
		if i > 0 {
			a, b := first+2*uint32(i), first+2*uint32(i)-2
			m.triangle(first, b, a)
			m.quad(b, a, a+1, b+1)
		}
	}
}
