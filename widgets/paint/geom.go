package paint

import "math"

// A Point is a place or a distance.
type Point struct{ X, Y float64 }

// Pt is Point{x, y}.
func Pt(x, y float64) Point { return Point{x, y} }

// Add returns p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns p − q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Mul returns p scaled by k.
func (p Point) Mul(k float64) Point { return Point{p.X * k, p.Y * k} }

// Len is the distance of p from the origin.
func (p Point) Len() float64 { return math.Hypot(p.X, p.Y) }

// In reports whether p lies in r.
func (p Point) In(r Rect) bool {
	return r.Min.X <= p.X && p.X < r.Max.X && r.Min.Y <= p.Y && p.Y < r.Max.Y
}

// Finite reports whether both coordinates are numbers that can be painted.
func (p Point) Finite() bool {
	return !math.IsNaN(p.X+p.Y) && !math.IsInf(p.X, 0) && !math.IsInf(p.Y, 0)
}

// A Rect has its Min but not its Max inside.
type Rect struct{ Min, Max Point }

// Box is the rectangle with its top left corner at x, y.
func Box(x, y, w, h float64) Rect { return Rect{Point{x, y}, Point{x + w, y + h}} }

// W is the width of r.
func (r Rect) W() float64 { return r.Max.X - r.Min.X }

// H is the height of r.
func (r Rect) H() float64 { return r.Max.Y - r.Min.Y }

// Size is the width and height of r.
func (r Rect) Size() Point { return r.Max.Sub(r.Min) }

// Center is the middle of r.
func (r Rect) Center() Point { return r.Min.Add(r.Max).Mul(0.5) }

// Shift returns r moved by d.
func (r Rect) Shift(d Point) Rect { return Rect{r.Min.Add(d), r.Max.Add(d)} }

// Inset returns r made smaller by d on every side; a negative d makes it larger.
func (r Rect) Inset(d float64) Rect {
	return Rect{Point{r.Min.X + d, r.Min.Y + d}, Point{r.Max.X - d, r.Max.Y - d}}
}

// Overlaps reports whether r and s have a point in common.
func (r Rect) Overlaps(s Rect) bool {
	return r.Min.X < s.Max.X && s.Min.X < r.Max.X && r.Min.Y < s.Max.Y && s.Min.Y < r.Max.Y
}

// An Affine is an affine map. Its zero value is the identity: the diagonal is
// kept with 1 subtracted.
type Affine struct{ a1, b, c, d, e1, f float64 }

// Shift moves by p.
func Shift(p Point) Affine { return Affine{c: p.X, f: p.Y} }

// Scale scales about the origin.
func Scale(x, y float64) Affine { return Affine{a1: x - 1, e1: y - 1} }

// Elements returns the rows of the matrix: x' = a x + b y + c, y' = d x + e y + f.
func (m Affine) Elements() (a, b, c, d, e, f float64) {
	return m.a1 + 1, m.b, m.c, m.d, m.e1 + 1, m.f
}

// Apply maps p.
func (m Affine) Apply(p Point) Point {
	return Point{(m.a1+1)*p.X + m.b*p.Y + m.c, m.d*p.X + (m.e1+1)*p.Y + m.f}
}

// Then is m followed by n.
func (m Affine) Then(n Affine) Affine {
	a, b, c, d, e, f := m.Elements()
	A, B, C, D, E, F := n.Elements()
	return Affine{A*a + B*d - 1, A*b + B*e, A*c + B*f + C, D*a + E*d, D*b + E*e - 1, D*c + E*f + F}
}
