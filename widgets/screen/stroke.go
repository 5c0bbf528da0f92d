package screen

import (
	"math"

	"zerotoai/widgets/paint"
)

// stroke adds a line. A translucent one is darker where it crosses itself.
func (m *mesh) stroke(l line, width float64, round bool, k ink) {
	s := strip{m: m, half: width / 2, ink: k.times(min(1, width))}
	pts := spaced(l.pts)
	switch n := len(pts); {
	case n == 0 || width <= 0:
	case n == 1:
		if round {
			m.disc(pts[0], width/2, k)
		}
	case l.closed && n > 2:
		s.ring(pts, round)
	case round:
		s.open(pts, func(int) float64 { return 1 }, true)
		s.cap(pts[0], normal(pts[1], pts[0]))
		s.cap(pts[n-1], normal(pts[n-2], pts[n-1]))
	case n == 2:
		s.plank(pts[0], pts[1])
	default:
		s.butt(pts)
	}
}

// nearby is how near two points of a line are taken for one: sections of a
// strip that follow each other so closely would overlap in a bend.
const nearby = 0.25

// spaced leaves out the points that are close to others, but not the ends.
func spaced(pts []paint.Point) []paint.Point {
	if len(pts) < 3 {
		return pts
	}
	kept := make([]paint.Point, 1, len(pts))
	kept[0] = pts[0]
	last := pts[len(pts)-1]
	for _, p := range pts[1 : len(pts)-1] {
		if square(p, kept[len(kept)-1]) >= nearby*nearby && square(p, last) >= nearby*nearby {
			kept = append(kept, p)
		}
	}
	return append(kept, last)
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

// plank adds a straight line without caps. Most dashes are planks, so they are
// worth few vertices: the core, and a rim of what fades around it.
func (s *strip) plank(a, b paint.Point) {
	half := b.Sub(a).Len() / 2
	across := normal(a, b)
	along, mid := paint.Pt(-across.Y, across.X), a.Add(b).Mul(0.5)
	at := func(x, y float64, k ink) uint32 { return s.m.vertex(mid.Add(along.Mul(x)).Add(across.Mul(y)), k) }
	inX, outX, inY, outY := math.Abs(half-feather), half+feather, math.Abs(s.half-feather), s.half+feather
	// Where two edges meet, what fades at both has a quarter of a pixel's ink: so
	// much is left with the corner a quarter of the way in.
	cornerX, cornerY := (3*outX+inX)/4, (3*outY+inY)/4
	k := s.ink.times(min(1, 2*half))
	var core [4]uint32
	var rim [4][3]uint32 // at each corner: before it, the corner, after it
	for i, q := range [4]paint.Point{{X: -1, Y: 1}, {X: 1, Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}} {
		core[i] = at(q.X*inX, q.Y*inY, k)
		rim[i] = [3]uint32{at(q.X*outX, q.Y*inY, ink{}), at(q.X*cornerX, q.Y*cornerY, ink{}), at(q.X*inX, q.Y*outY, ink{})}
		if i%2 == 1 {
			rim[i][0], rim[i][2] = rim[i][2], rim[i][0]
		}
	}
	s.m.quad(core[0], core[1], core[2], core[3])
	for i, c := range core {
		j := (i + 1) % 4
		s.m.quad(c, rim[i][0], rim[i][1], rim[i][2])
		s.m.quad(rim[i][2], rim[j][0], core[j], c)
	}
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

// cutAt adds a point to a line at a distance from its start, unless there is
// one close by.
func cutAt(pts []paint.Point, at float64) []paint.Point {
	for i := 1; i < len(pts); i++ {
		d := pts[i].Sub(pts[i-1])
		l := d.Len()
		if at < l-nearby {
			if at < nearby {
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

// sharp is the cosine of the turn from which a corner is sharp: 115°.
const sharp = -0.42

// join leads the strip round the corner b: outside by a miter, by an arc or, cut
// off, by a straight line.
func (s *strip) join(a, b, c paint.Point, round bool, opaque float64) {
	u, v := normal(a, b), normal(b, c)
	w := miter(u, v, miterLimit)
	cos, sin := u.X*v.X+u.Y*v.Y, u.X*v.Y-u.Y*v.X // of the turn
	long := math.Sqrt(2 / max(1+cos, 1e-9))      // the miter's length
	cut := long > miterLimit
	if round {
		cut = s.half*(long-1) > blunt
	}
	// Inside, the edges meet, unless that is beyond the end of one of them. In a
	// sharp corner of an opaque line they had better both fade for themselves.
	back := s.half * math.Abs(sin) / max(1+cos, 1e-9)
	meets := back*back <= min(square(a, b), square(b, c)) && (cos > sharp || s.ink[3] < 0.99)
	if meets && !cut {
		s.section(b, w, w.Mul(-1), opaque)
		return
	}
	turn := math.Atan2(sin, cos)
	outer := []paint.Point{w, w}
	if cut {
		outer = []paint.Point{u, v}
		if round {
			outer = arc(u, turn, arcSteps(s.half, math.Abs(turn)))
		}
	}
	for i, o := range outer {
		inner := w
		if !meets {
			inner = rotated(u, turn*float64(i)/float64(max(1, len(outer)-1)))
		}
		if turn > 0 {
			s.section(b, o, inner.Mul(-1), opaque)
		} else {
			s.section(b, inner, o.Mul(-1), opaque)
		}
	}
}

// square is the square of the distance of a and b.
func square(a, b paint.Point) float64 {
	d := b.Sub(a)
	return d.X*d.X + d.Y*d.Y
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
	first := uint32(len(m.vertices) - m.first)
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
