// Package heat shows a grid of values as colours: a Map makes the picture and
// contour lines, a Legend tells which colour is which number. What has not
// been computed is NaN in the grid and hatched in the picture.
package heat

import (
	"image"
	"image/color"
	"math"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
)

// A Map is a grid of values, row by row from the top.
type Map struct {
	Values  []float64 // H × W; NaN is "not computed"
	W, H    int
	Lo, Hi  float64 // the values at the ends of the ramp; beyond them colours stay
	Log     bool    // more colours for low values: see Place
	Smooth  bool    // colours change gradually between the middles of the cells
	Palette Palette // nil is Loss

	// Quick is for what changes in every frame and has no NaN: the picture has one
	// pixel a cell, and whoever shows it enlarged makes it smooth.
	Quick bool

	image *film
	fresh bool // image shows m as it is, for theme
	theme *theme.Theme
}

// A film is a picture whose pixels change: a paint.Changing.
type film struct {
	*image.NRGBA
	version int
}

// Version implements paint.Changing.
func (f *film) Version() int { return f.version }

var _ paint.Changing = (*film)(nil)

// Sample returns a Map of h × w values of f in the middles of the cells of
// the rectangle with the top left corner a and the bottom right corner b, in
// data coordinates, and with Lo and Hi the least and the greatest of them.
func Sample(a, b paint.Point, w, h int, f func(p paint.Point) float64) *Map {
	m := &Map{Values: make([]float64, w*h), W: w, H: h}
	d := b.Sub(a)
	for i := range m.Values {
		x, y := (float64(i%w)+0.5)/float64(w), (float64(i/w)+0.5)/float64(h)
		m.Values[i] = f(paint.Pt(a.X+d.X*x, a.Y+d.Y*y))
	}
	m.Fit()
	return m
}

// Fit sets Lo and Hi to the least and the greatest finite value.
func (m *Map) Fit() {
	m.Lo, m.Hi = math.Inf(1), math.Inf(-1)
	for _, v := range m.Values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			m.Lo, m.Hi = min(m.Lo, v), max(m.Hi, v)
		}
	}
	if m.Lo > m.Hi {
		m.Lo, m.Hi = 0, 1
	}
	m.Changed()
}

// Changed tells m that its fields are not what they were, so that the next
// Image is made anew.
func (m *Map) Changed() { m.fresh = false }

// crowd is how many times finer a Log map tells values apart at its low end
// than a linear one would at 1.
const crowd = 99

// Place returns where v stands on the ramp: 0 at Lo and 1 at Hi, not limited.
//
// With u going evenly from 0 to 1, a Log map uses ln(1+99u) / ln 100, which is
// a logarithm far from Lo and, other than one, has a place for Lo = 0.
func (m *Map) Place(v float64) float64 {
	if m.Hi == m.Lo {
		return 0
	}
	u := (v - m.Lo) / (m.Hi - m.Lo)
	if m.Log {
		return math.Log1p(crowd*max(u, 0)) / math.Log1p(crowd)
	}
	return u
}

// Value is the inverse of Place.
func (m *Map) Value(t float64) float64 {
	if m.Log {
		t = math.Expm1(t*math.Log1p(crowd)) / crowd
	}
	return m.Lo + t*(m.Hi-m.Lo)
}

func (m *Map) ramp(th *theme.Theme) *Ramp {
	if m.Palette == nil {
		return Loss(th)
	}
	return m.Palette(th)
}

// Draw paints the map over dst.
func (m *Map) Draw(to paint.Canvas, dst paint.Rect, th *theme.Theme) { to.Image(dst, m.Image(th)) }

// across is about how many pixels the longer side of a picture has.
const across = 256

// Image returns the picture of m. It is a paint.Changing: always the same, and
// after Changed, or with another theme, in another version.
func (m *Map) Image(th *theme.Theme) image.Image {
	if !m.fresh || m.theme != th {
		m.render(th)
		m.image.version++
		m.fresh, m.theme = true, th
	}
	return m.image
}

func (m *Map) render(th *theme.Theme) {
	k := max(1, across/max(m.W, m.H, 1))
	if m.Quick {
		k = 1
	}
	size := image.Rect(0, 0, m.W*k, m.H*k)
	if m.image == nil {
		m.image = new(film)
	}
	if m.image.NRGBA == nil || m.image.Rect != size {
		m.image.NRGBA = image.NewNRGBA(size)
	}
	ramp, h := m.ramp(th), hatch{th.Panel, th.Line}
	for y := range m.H * k {
		for x := range m.W * k {
			v := m.Values[y/k*m.W+x/k]
			if m.Smooth && k > 1 && !math.IsNaN(v) {
				v = m.blend((float64(x)+0.5)/float64(k)-0.5, (float64(y)+0.5)/float64(k)-0.5)
			}
			if math.IsNaN(v) {
				m.image.SetNRGBA(x, y, h.at(x, y))
				continue
			}
			m.image.SetNRGBA(x, y, ramp.At(m.Place(v)))
		}
	}
}

// blend interpolates between the four cells whose middles surround x, y, or
// takes the nearest cell where one of them has not been computed.
func (m *Map) blend(x, y float64) float64 {
	i, j := math.Floor(x), math.Floor(y)
	at := func(i, j float64) float64 {
		col := min(max(int(i), 0), m.W-1)
		row := min(max(int(j), 0), m.H-1)
		return m.Values[row*m.W+col]
	}
	u, v := x-i, y-j
	top := at(i, j)*(1-u) + at(i+1, j)*u
	bottom := at(i, j+1)*(1-u) + at(i+1, j+1)*u
	if w := top*(1-v) + bottom*v; !math.IsNaN(w) {
		return w
	}
	return at(math.Round(x), math.Round(y))
}

// A hatch is the look of what has not been computed.
type hatch struct{ ground, line color.NRGBA }

func (h hatch) at(x, y int) color.NRGBA {
	if (x+y)%8 < 2 {
		return h.line
	}
	return h.ground
}
