package screen

import (
	"image"
	"image/color"
	"math"
	"sort"

	"zerotoai/widgets/paint"
)

// A twin is the slow obvious canvas: it asks of 16×16 points in each pixel
// whether they are inside. Strokes are the union of their pieces, straight
// from the SVG specification: a rectangle for each segment, a join at each
// corner, a cap at each end. It shares no code with the canvas it checks.
//
// It has no text and no images.
type twin struct {
	*sheet
	m     paint.Affine
	alpha float64
	clip  image.Rectangle
}

// A sheet holds premultiplied colours from 0 to 1.
type sheet struct {
	w, h int
	pix  [][4]float64
}

const fine = 16 // samples a side of a pixel

func newTwin(w, h int, ratio float64, ground color.NRGBA) twin {
	s := &sheet{w: int(float64(w) * ratio), h: int(float64(h) * ratio)}
	s.pix = make([][4]float64, s.w*s.h)
	for i := range s.pix {
		s.pix[i] = premultiplied(ground, 1)
	}
	return twin{s, paint.Scale(ratio, ratio), 1, image.Rect(0, 0, s.w, s.h)}
}

func premultiplied(c color.NRGBA, alpha float64) [4]float64 {
	a := float64(c.A) / 255 * alpha
	return [4]float64{float64(c.R) / 255 * a, float64(c.G) / 255 * a, float64(c.B) / 255 * a, a}
}

func (s *sheet) image() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, s.w, s.h))
	for i, p := range s.pix {
		for k, v := range p {
			m.Pix[4*i+k] = uint8(math.Round(v * 255))
		}
	}
	return m
}

type polygon []paint.Point

// subpaths are a path's in device pixels, each curve in 64 pieces.
func (t twin) subpaths(p paint.Path) (polys []polygon, closed []bool) {
	var cur polygon
	end := func(close bool) {
		if len(cur) > 0 {
			polys, closed = append(polys, cur), append(closed, close)
		}
		cur = nil
	}
	for _, s := range p.Segments() {
		switch s.Kind {
		case paint.MoveTo:
			end(false)
			cur = polygon{t.m.Apply(s.P[0])}
		case paint.LineTo:
			cur = append(cur, t.m.Apply(s.P[0]))
		case paint.CubicTo:
			o, a, b, c := cur[len(cur)-1], t.m.Apply(s.P[0]), t.m.Apply(s.P[1]), t.m.Apply(s.P[2])
			for i := 1; i <= 64; i++ {
				u := float64(i) / 64
				v := 1 - u
				cur = append(cur, o.Mul(v*v*v).Add(a.Mul(3*v*v*u)).Add(b.Mul(3*v*u*u)).Add(c.Mul(u*u*u)))
			}
		case paint.Close:
			if n := len(cur); n > 1 && cur[n-1].Sub(cur[0]).Len() < 1e-9 {
				cur = cur[:n-1]
			}
			end(true)
		}
	}
	end(false)
	return polys, closed
}

func (t twin) Fill(p paint.Path, c color.NRGBA) {
	polys, _ := t.subpaths(p)
	t.cover(polys, premultiplied(c, t.alpha))
}

// cover paints where polys wind round a sample, whichever way.
func (t twin) cover(polys []polygon, ink [4]float64) {
	type crossing struct {
		x   float64
		way int
	}
	for y := t.clip.Min.Y; y < t.clip.Max.Y; y++ {
		hits := make([]int, t.w)
		for sub := range fine {
			sy := float64(y) + (float64(sub)+0.5)/fine
			var cs []crossing
			for _, poly := range polys {
				for i, a := range poly {
					b := poly[(i+1)%len(poly)]
					way := 1
					if a.Y > b.Y {
						a, b, way = b, a, -1
					}
					if a.Y <= sy && sy < b.Y {
						cs = append(cs, crossing{a.X + (b.X-a.X)*(sy-a.Y)/(b.Y-a.Y), way})
					}
				}
			}
			sort.Slice(cs, func(i, j int) bool { return cs[i].x < cs[j].x })
			winding := 0
			for i, c := range cs {
				if winding != 0 {
					lo, hi := math.Ceil(cs[i-1].x*fine-0.5), math.Ceil(c.x*fine-0.5)
					for s := int(max(lo, 0)); s < int(min(hi, float64(t.w*fine))); s++ {
						hits[s/fine]++
					}
				}
				winding += c.way
			}
		}
		for x := t.clip.Min.X; x < t.clip.Max.X; x++ {
			k := float64(hits[x]) / (fine * fine)
			p := &t.pix[y*t.w+x]
			for i := range p {
				p[i] = ink[i]*k + p[i]*(1-ink[3]*k)
			}
		}
	}
}

func (t twin) Stroke(p paint.Path, s paint.Stroke) {
	a, _, _, d, _, _ := t.m.Elements()
	k := math.Hypot(a, d)
	var pieces []polygon
	polys, closed := t.subpaths(p)
	for i, poly := range polys {
		if len(s.Dash) == 0 {
			pieces = append(pieces, outline(poly, closed[i], s.Width*k/2, s.Round)...)
			continue
		}
		if closed[i] {
			poly = append(poly, poly[0])
		}
		for _, dash := range dashes(poly, s.Dash, k) {
			pieces = append(pieces, outline(dash, false, s.Width*k/2, s.Round)...)
		}
	}
	t.cover(pieces, premultiplied(s.Color, t.alpha))
}

// outline returns pieces that all run the same way round.
func outline(pts polygon, closed bool, half float64, round bool) (pieces []polygon) {
	add := func(p polygon) {
		var a float64
		for i, u := range p {
			v := p[(i+1)%len(p)]
			a += u.X*v.Y - u.Y*v.X
		}
		if a < 0 {
			for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
				p[i], p[j] = p[j], p[i]
			}
		}
		pieces = append(pieces, p)
	}
	n := len(pts)
	last := n - 1
	if closed {
		last = n
	}
	var units []paint.Point // of the segments
	for i := range last {
		a, b := pts[i], pts[(i+1)%n]
		d := b.Sub(a)
		u := d.Mul(1 / d.Len())
		v := paint.Pt(-u.Y, u.X).Mul(half)
		add(polygon{a.Add(v), b.Add(v), b.Sub(v), a.Sub(v)})
		units = append(units, u)
	}
	if round {
		for _, p := range pts {
			var disc polygon
			for i := range 180 {
				sin, cos := math.Sincos(float64(i) * math.Pi / 90)
				disc = append(disc, p.Add(paint.Pt(cos, sin).Mul(half)))
			}
			add(disc)
		}
		return pieces
	}
	for i := range units {
		j := (i + 1) % len(units)
		if j == 0 && !closed {
			break
		}
		at, u, v := pts[(i+1)%n], units[i], units[j]
		side := half
		if u.X*v.Y-u.Y*v.X > 0 {
			side = -half
		}
		a, b := at.Add(paint.Pt(-u.Y, u.X).Mul(side)), at.Add(paint.Pt(-v.Y, v.X).Mul(side))
		add(polygon{at, a, b})
		turn := math.Acos(max(-1, min(1, u.X*v.X+u.Y*v.Y)))
		if miter := 1 / math.Cos(turn/2); miter <= 4 { // the limit that SVG has without saying
			mid := a.Add(b).Mul(0.5).Sub(at)
			if l := mid.Len(); l > 0 {
				add(polygon{a, at.Add(mid.Mul(half * miter / l)), b})
			}
		}
	}
	return pieces
}

// dashes walks along pts, a step of a thousandth of a pixel at a time.
func dashes(pts polygon, lengths []float64, k float64) (ds []polygon) {
	const step = 1e-3
	i, left := 0, lengths[0]*k
	cur := polygon{pts[0]}
	for n := 1; n < len(pts); n++ {
		a, b := pts[n-1], pts[n]
		steps := int(b.Sub(a).Len() / step)
		for s := range steps {
			if left -= step; left > 0 {
				continue
			}
			at := a.Add(b.Sub(a).Mul(float64(s+1) / float64(steps)))
			if i%2 == 0 {
				ds = append(ds, append(cur, at))
			}
			i++
			left += lengths[i%len(lengths)] * k
			cur = polygon{at}
		}
		cur = append(cur, b)
	}
	if i%2 == 0 && cur[len(cur)-1].Sub(cur[0]).Len() > 10*step {
		ds = append(ds, cur)
	}
	return ds
}

func (twin) Text(paint.Point, paint.Run, color.NRGBA) { panic("the twin has no text") }
func (twin) Image(paint.Rect, image.Image)            { panic("the twin has no images") }

// Group clips to whole device pixels, rounded outwards, as Canvas.Group says.
func (t twin) Group(g paint.Group, draw func(paint.Canvas)) {
	t.m = g.Transform.Then(t.m)
	t.alpha *= 1 - g.Fade
	if g.Clip != (paint.Rect{}) {
		lo, hi := t.m.Apply(g.Clip.Min), t.m.Apply(g.Clip.Max)
		if lo.Y > hi.Y {
			lo.Y, hi.Y = hi.Y, lo.Y
		}
		t.clip = t.clip.Intersect(image.Rect(int(math.Floor(lo.X)), int(math.Floor(lo.Y)), int(math.Ceil(hi.X)), int(math.Ceil(hi.Y))))
	}
	draw(t)
}
