package screen

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
)

// A mesh gathers strokes and convex fills as triangles, to be drawn in one
// call. Edges are smooth because they fade out over one device pixel: half of
// it inside the shape and half outside. Ebitengine's own smooth paths cost
// 0.15 ms each in a browser; a mesh of hundreds costs about one.
//
// All coordinates are device pixels.
type mesh struct {
	vertices []ebiten.Vertex
	indices  []uint32
}

// feather is how far an edge fades to either side.
const feather = 0.5

// An ink is a premultiplied colour.
type ink [4]float32

func inkOf(c color.NRGBA, alpha float64) ink {
	a := float32(float64(c.A) / 255 * alpha)
	return ink{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func (k ink) times(f float32) ink { return ink{k[0] * f, k[1] * f, k[2] * f, k[3] * f} }

func (m *mesh) vertex(p paint.Point, k ink) uint32 {
	m.vertices = append(m.vertices, ebiten.Vertex{
		DstX: float32(p.X), DstY: float32(p.Y), SrcX: 1, SrcY: 1,
		ColorR: k[0], ColorG: k[1], ColorB: k[2], ColorA: k[3],
	})
	return uint32(len(m.vertices) - 1)
}

func (m *mesh) quad(a, b, c, d uint32) { m.indices = append(m.indices, a, b, c, a, c, d) }

// fill adds a convex polygon.
func (m *mesh) fill(pts []paint.Point, k ink) {
	n := len(pts)
	if n < 3 {
		return
	}
	out := feather
	if area(pts) < 0 {
		out = -out
	}
	inner, outer := make([]uint32, n), make([]uint32, n)
	for i, p := range pts {
		v := corner(pts[(i+n-1)%n], p, pts[(i+1)%n]).Mul(out)
		inner[i], outer[i] = m.vertex(p.Sub(v), k), m.vertex(p.Add(v), ink{})
	}
	for i := range pts {
		j := (i + 1) % n
		if i > 0 && j > 0 {
			m.indices = append(m.indices, inner[0], inner[i], inner[j])
		}
		m.quad(inner[i], inner[j], outer[j], outer[i])
	}
}

// area is twice the signed area; positive if the outside is to the left when
// y grows downwards.
func area(pts []paint.Point) (a float64) {
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		a += p.X*q.Y - q.X*p.Y
	}
	return a
}

// corner is the offset of a vertex for an edge shifted by one to the outside.
func corner(a, b, c paint.Point) paint.Point {
	u, v := normal(a, b), normal(b, c)
	w := u.Add(v)
	l := w.X*w.X + w.Y*w.Y
	if l < 0.1 { // a spike: the offset would be long
		return u
	}
	return w.Mul(2 / l)
}

// normal is the unit vector across the line from a to b, to its left.
func normal(a, b paint.Point) paint.Point {
	d := b.Sub(a)
	l := d.Len()
	if l == 0 {
		return paint.Point{}
	}
	return paint.Pt(d.Y/l, -d.X/l)
}

// stroke adds a line through pts, which are not equal in succession.
func (m *mesh) stroke(pts []paint.Point, closed bool, width float64, round bool, k ink) {
	if width < 1 { // thinner than a pixel: as wide, and paler
		k, width = k.times(float32(width)), 1
	}
	n := len(pts)
	if n < 2 {
		if n == 1 && round {
			m.disc(pts[0], width/2, k)
		}
		return
	}
	s := strip{m: m, half: width / 2, ink: k}
	for i := range pts {
		switch {
		case !closed && i == 0:
			s.cross(pts[0], normal(pts[0], pts[1]))
		case !closed && i == n-1:
			s.cross(pts[i], normal(pts[i-1], pts[i]))
		default:
			s.join(pts[(i+n-1)%n], pts[i], pts[(i+1)%n], round)
		}
	}
	if closed {
		s.join(pts[n-1], pts[0], pts[1], round)
		return
	}
	if round {
		m.cap(pts[0], normal(pts[0], pts[1]).Mul(-1), width/2, k)
		m.cap(pts[n-1], normal(pts[n-2], pts[n-1]), width/2, k)
	}
}

// A strip is a stroke in the making: the four vertices across it at its end.
type strip struct {
	m    *mesh
	half float64
	ink  ink
	last [4]uint32
	on   bool
}

// cross adds a section across the stroke at p, along v.
func (s *strip) cross(p, v paint.Point) {
	in, out := max(0, s.half-feather), s.half+feather
	next := [4]uint32{
		s.m.vertex(p.Add(v.Mul(out)), ink{}), s.m.vertex(p.Add(v.Mul(in)), s.ink),
		s.m.vertex(p.Sub(v.Mul(in)), s.ink), s.m.vertex(p.Sub(v.Mul(out)), ink{}),
	}
	if s.on {
		for i := range 3 {
			s.m.quad(s.last[i], s.last[i+1], next[i+1], next[i])
		}
	}
	s.last, s.on = next, true
}

// join leads the stroke round the corner b.
func (s *strip) join(a, b, c paint.Point, round bool) {
	u, v := normal(a, b), normal(b, c)
	if u.X*v.X+u.Y*v.Y > 0.3 || !round && u.X*v.X+u.Y*v.Y > -0.6 { // a blunt corner: one section
		s.cross(b, corner(a, b, c))
		return
	}
	s.cross(b, u)
	s.on = false
	s.m.disc(b, s.half, s.ink)
	s.cross(b, v)
}

// disc adds a full circle.
func (m *mesh) disc(o paint.Point, r float64, k ink) {
	pts := make([]paint.Point, 0, 24)
	n := arcSteps(r, 2*math.Pi)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		pts = append(pts, o.Add(paint.Pt(r*cos, r*sin)))
	}
	m.fill(pts, k)
}

// cap adds the half circle that ends a stroke at o; v is the normal there.
func (m *mesh) cap(o, v paint.Point, r float64, k ink) {
	n := arcSteps(r, math.Pi)
	center := m.vertex(o, k)
	from := math.Atan2(v.Y, v.X)
	var in, out uint32
	for i := range n + 1 {
		sin, cos := math.Sincos(from + math.Pi*float64(i)/float64(n))
		d := paint.Pt(cos, sin)
		a, b := m.vertex(o.Add(d.Mul(max(0, r-feather))), k), m.vertex(o.Add(d.Mul(r+feather)), ink{})
		if i > 0 {
			m.indices = append(m.indices, center, in, a)
			m.quad(in, a, b, out)
		}
		in, out = a, b
	}
}

// arcSteps is how many straight lines look like an arc.
func arcSteps(r, angle float64) int {
	return max(6, int(math.Ceil(angle*math.Sqrt(max(r, 1))*1.6)))
}
