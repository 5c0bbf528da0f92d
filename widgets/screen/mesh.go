package screen

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
)

// A mesh gathers strokes and simple fills as triangles, to be drawn in one
// call. Edges are smooth because they fade out over one device pixel: half of
// it inside the shape and half outside. At an edge along the pixels that is
// the exact coverage. Ebitengine's own smooth paths cost 0.15 ms each in a
// browser; a mesh of hundreds costs about one.
//
// All coordinates are device pixels.
type mesh struct {
	vertices []ebiten.Vertex
	indices  []uint32
	first    int // the vertex from which indices count
}

// feather is how far an edge fades to either side.
const feather = 0.5

// An ink is a premultiplied colour.
type ink [4]float32

func inkOf(c color.NRGBA, alpha float64) ink {
	a := float32(float64(c.A) / 255 * alpha)
	return ink{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func (k ink) times(v float64) ink {
	f := float32(v)
	return ink{k[0] * f, k[1] * f, k[2] * f, k[3] * f}
}

func (m *mesh) vertex(p paint.Point, k ink) uint32 {
	m.vertices = append(m.vertices, ebiten.Vertex{
		DstX: float32(p.X), DstY: float32(p.Y), SrcX: 1, SrcY: 1,
		ColorR: k[0], ColorG: k[1], ColorB: k[2], ColorA: k[3],
	})
	return uint32(len(m.vertices) - 1 - m.first)
}

// add adds triangles made elsewhere, moved by at.
func (m *mesh) add(vertices []ebiten.Vertex, indices []uint32, at image.Point) {
	n, first := len(m.vertices), uint32(len(m.vertices)-m.first)
	m.vertices = append(m.vertices, vertices...)
	for i := range m.vertices[n:] {
		v := &m.vertices[n+i]
		v.DstX, v.DstY = v.DstX+float32(at.X), v.DstY+float32(at.Y)
	}
	for _, i := range indices {
		m.indices = append(m.indices, first+i)
	}
}

func (m *mesh) triangle(a, b, c uint32) { m.indices = append(m.indices, a, b, c) }

func (m *mesh) quad(a, b, c, d uint32) { m.indices = append(m.indices, a, b, c, a, c, d) }

// picture adds the part src of an image, painted over the corners of a
// rectangle, clockwise from the top left.
func (m *mesh) picture(corners [4]paint.Point, src paint.Rect, k ink) {
	var at [4]uint32
	for i, p := range corners {
		at[i] = m.vertex(p, k)
	}
	v := m.vertices[len(m.vertices)-4:]
	for i, q := range around(src) {
		v[i].SrcX, v[i].SrcY = float32(q.X), float32(q.Y)
	}
	m.quad(at[0], at[1], at[2], at[3])
}

// around are the corners of r, clockwise from the top left.
func around(r paint.Rect) [4]paint.Point {
	return [4]paint.Point{r.Min, paint.Pt(r.Max.X, r.Min.Y), r.Max, paint.Pt(r.Min.X, r.Max.Y)}
}

// many is from how many corners on a polygon that is not convex is left to
// others: what follows takes the square of them.
const many = 32

// fill adds a polygon and reports whether it could: it cannot if the polygon
// is thinner somewhere than the fading takes, if it crosses itself, or if it
// has many corners and is not convex.
func (m *mesh) fill(pts []paint.Point, k ink) bool {
	if m.bar(pts, k) {
		return true
	}
	n := len(pts)
	in, out, ok := inset(pts)
	if !ok {
		return false
	}
	round := convex(in)
	var ears [][3]int
	if !round {
		if n > many || crosses(in) {
			return false
		}
		ears = triangulate(in)
	}
	first := uint32(len(m.vertices) - m.first)
	for i := range in { // even vertices are inside, odd ones outside
		m.vertex(in[i], k)
		m.vertex(out[i], ink{})
	}
	at := func(i int) uint32 { return first + 2*uint32(i) }
	for i := range n {
		j := (i + 1) % n
		m.quad(at(i), at(j), at(j)+1, at(i)+1)
		if round && i > 0 && j > 0 {
			m.triangle(first, at(i), at(j))
		}
	}
	for _, e := range ears {
		m.triangle(at(e[0]), at(e[1]), at(e[2]))
	}
	return true
}

// bar adds a rectangle along the pixels that is thinner than one: a line.
func (m *mesh) bar(pts []paint.Point, k ink) bool {
	if len(pts) != 4 {
		return false
	}
	lo, hi := pts[0], pts[2]
	if !(pts[1] == paint.Pt(hi.X, lo.Y) && pts[3] == paint.Pt(lo.X, hi.Y) ||
		pts[1] == paint.Pt(lo.X, hi.Y) && pts[3] == paint.Pt(hi.X, lo.Y)) {
		return false
	}
	w, h := math.Abs(hi.X-lo.X), math.Abs(hi.Y-lo.Y)
	mid := lo.Add(hi).Mul(0.5)
	switch {
	case min(w, h) >= 1:
		return false
	case w < h:
		m.stroke(line{pts: []paint.Point{paint.Pt(mid.X, lo.Y), paint.Pt(mid.X, hi.Y)}}, w, false, k)
	default:
		m.stroke(line{pts: []paint.Point{paint.Pt(lo.X, mid.Y), paint.Pt(hi.X, mid.Y)}}, h, false, k)
	}
	return true
}

// inset returns pts moved inwards and outwards by feather. It reports false
// where the polygon is too thin for that: an edge would turn round.
func inset(pts []paint.Point) (in, out []paint.Point, ok bool) {
	n := len(pts)
	if n < 3 {
		return nil, nil, false
	}
	d := feather
	if area(pts) < 0 {
		d = -d
	}
	in, out = make([]paint.Point, n), make([]paint.Point, n)
	u := normal(pts[n-1], pts[0])
	for i, p := range pts {
		v := normal(p, pts[(i+1)%n])
		toIn, toOut := spike, tip
		if (u.X*v.Y-u.Y*v.X)*d < 0 { // a notch
			toIn, toOut = tip, spike
		}
		in[i], out[i] = p.Sub(miter(u, v, toIn).Mul(d)), p.Add(miter(u, v, toOut).Mul(d))
		u = v
	}
	for i, p := range pts {
		j := (i + 1) % n
		e, f := pts[j].Sub(p), in[j].Sub(in[i])
		if e.X*f.X+e.Y*f.Y < -1e-9 {
			return nil, nil, false
		}
	}
	return in, out, true
}

// spike and tip are how far the fading of a sharp corner may reach into what is
// solid there and out of it, in multiples of feather.
const spike, tip = 4.0, 2.0

// area is twice the signed area; positive if the outside is to the left when
// y grows downwards.
func area(pts []paint.Point) (a float64) {
	q := pts[len(pts)-1]
	for _, p := range pts {
		a += q.X*p.Y - p.X*q.Y
		q = p
	}
	return a
}

// normal is the unit vector across the line from a to b, to its left.
func normal(a, b paint.Point) paint.Point {
	d := b.Sub(a)
	l := math.Sqrt(d.X*d.X + d.Y*d.Y)
	if l == 0 {
		return paint.Point{}
	}
	return paint.Pt(d.Y/l, -d.X/l)
}

// miter is where the edges with normals u and v meet when both are moved out
// by 1, but at most limit away.
func miter(u, v paint.Point, limit float64) paint.Point {
	w := u.Add(v)
	l := w.X*w.X + w.Y*w.Y // 4 over the square of the miter's length
	if l*limit*limit < 4 {
		if l < 1e-12 {
			return u
		}
		return w.Mul(limit / math.Sqrt(l))
	}
	return w.Mul(2 / l)
}

// convex reports whether pts turn one way only, once round.
func convex(pts []paint.Point) bool {
	n := len(pts)
	var sign, turn float64
	u := pts[0].Sub(pts[n-1])
	for i, p := range pts {
		v := pts[(i+1)%n].Sub(p)
		cross := u.X*v.Y - u.Y*v.X
		turn += math.Atan2(cross, u.X*v.X+u.Y*v.Y)
		u = v
		if math.Abs(cross) < 1e-6 {
			continue
		}
		if sign*cross < 0 {
			return false
		}
		sign = cross
	}
	return math.Abs(turn) < 2*math.Pi+0.1
}

// turns is positive if c lies to the right of the line from a to b.
func turns(a, b, c paint.Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// crosses reports whether two edges of a polygon cross.
func crosses(pts []paint.Point) bool {
	n := len(pts)
	for i := range pts {
		a, b := pts[i], pts[(i+1)%n]
		for j := i + 2; j < n && (j+1)%n != i; j++ {
			c, d := pts[j], pts[(j+1)%n]
			if turns(a, b, c)*turns(a, b, d) <= 0 && turns(c, d, a)*turns(c, d, b) <= 0 {
				return true
			}
		}
	}
	return false
}

// triangulate cuts a polygon that does not cross itself into triangles, by
// cutting off one ear after the other.
func triangulate(pts []paint.Point) (ears [][3]int) {
	left := make([]int, len(pts))
	for i := range left {
		left[i] = i
	}
	sign := math.Copysign(1, area(pts))
	for len(left) > 3 {
		i := ear(pts, left, sign)
		n := len(left)
		ears = append(ears, [3]int{left[(i+n-1)%n], left[i], left[(i+1)%n]})
		left = append(left[:i], left[i+1:]...)
	}
	return append(ears, [3]int(left))
}

// ear is the index in left of a corner that can be cut off.
func ear(pts []paint.Point, left []int, sign float64) int {
	n := len(left)
	for i := range left {
		a, b, c := pts[left[(i+n-1)%n]], pts[left[i]], pts[left[(i+1)%n]]
		if turns(a, b, c)*sign <= 0 {
			continue
		}
		free := true
		for _, j := range left {
			p := pts[j]
			if p != a && p != b && p != c &&
				turns(a, b, p)*sign >= 0 && turns(b, c, p)*sign >= 0 && turns(c, a, p)*sign >= 0 {
				free = false
				break
			}
		}
		if free {
			return i
		}
	}
	return 0 // only rounding errors are left
}
