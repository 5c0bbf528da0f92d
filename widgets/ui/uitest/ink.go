package uitest

import (
	"image"
	"image/color"
	"math"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A mark is something that was painted.
type mark struct {
	text   string     // the words, or "" of a shape or a picture
	size   float64    // of the font, as it is seen
	bold   bool       // of words: contrast may be lower from 18.66 px on
	box    paint.Rect // where ink can be, on the widget
	clip   paint.Rect // what is seen of it; everywhere where nothing clips
	color  color.NRGBA
	fade   float64      // of its groups together: 0 is all there, 1 not at all
	shape  *paint.Path  // filled or stroked, on the widget
	stroke paint.Stroke // of a filled shape, the zero Stroke
	image  image.Image  // a picture: what colour it has is not known
}

// everywhere is the clip of what is not clipped.
var everywhere = paint.Rect{Min: paint.Pt(-1e9, -1e9), Max: paint.Pt(1e9, 1e9)}

// record returns what w paints, from the bottom up.
func record(c *ui.Context, w ui.Widget) []mark {
	var marks []mark
	w.Draw(c, recorder{c: c, marks: &marks, clip: everywhere})
	return marks
}

// A recorder is a canvas that notes what is painted where.
type recorder struct {
	c     *ui.Context
	marks *[]mark
	m     paint.Affine
	clip  paint.Rect
	fade  float64
}

func (r recorder) add(m mark) {
	m.clip, m.fade = r.clip, r.fade
	if seen := m.seen(); seen.W() >= 0 && seen.H() >= 0 {
		*r.marks = append(*r.marks, m)
	}
}

// seen is the part of a mark's box that is not clipped away.
func (m mark) seen() paint.Rect { return intersect(m.box, m.clip) }

func (r recorder) Fill(p paint.Path, c color.NRGBA) {
	if box, ok := r.bounds(p, 0); ok && c.A > 0 {
		shape := r.apply(p)
		r.add(mark{box: box, color: c, shape: &shape})
	}
}

func (r recorder) Stroke(p paint.Path, s paint.Stroke) {
	if box, ok := r.bounds(p, s.Width/2); ok && s.Color.A > 0 {
		shape := r.apply(p)
		r.add(mark{box: box, color: s.Color, shape: &shape, stroke: s})
	}
}

func (r recorder) Image(dst paint.Rect, m image.Image) {
	r.add(mark{box: r.rect(dst), image: m})
}

func (r recorder) Text(at paint.Point, run paint.Run, c color.NRGBA) {
	text := strings.TrimRight(run.Text, " \n")
	if text == "" || !at.Finite() {
		return
	}
	size := run.Font.Size
	up, down := reach(text)
	width := r.c.Type.Shape(run.Font, text).Advance
	box := paint.Rect{Min: at.Sub(paint.Pt(0, up*size)), Max: at.Add(paint.Pt(width, down*size))}
	_, b, _, _, e, _ := r.m.Elements()
	r.add(mark{
		text: text, size: size * math.Hypot(b, e), bold: run.Font.Weight >= 600, box: r.rect(box), color: c,
	})
}

func (r recorder) Group(g paint.Group, draw func(paint.Canvas)) {
	in := r
	in.m = g.Transform.Then(r.m)
	in.fade = 1 - (1-r.fade)*(1-g.Fade)
	if g.Clip != (paint.Rect{}) {
		in.clip = intersect(in.rect(g.Clip), r.clip)
	}
	draw(in)
}

// reach is how far the ink of text goes above and below its baseline, in ems.
// Inter and JetBrains Mono agree within 0.02 em; a letter that is not listed
// is taken to be tall.
func reach(text string) (up, down float64) {
	const flat, low, hanging = "acemnorsuvwxz−+–—-=~·.,:;…", "gpqy", "j()[]{}|/,;Qφμβρξψ∫"
	up = 0.56
	for _, c := range text {
		if c != ' ' && !strings.ContainsRune(flat+low, c) {
			up = 0.76
		}
		if strings.ContainsRune(low+hanging, c) {
			down = 0.21
		}
	}
	return up, down
}

// rect is the smallest upright rectangle around b, on the widget.
func (r recorder) rect(b paint.Rect) paint.Rect {
	p := paint.Rectangle(b)
	box, _ := r.bounds(p, 0)
	return box
}

// bounds is the rectangle around the points and control points of p, on the
// widget, with an edge around it. An empty path has none.
func (r recorder) bounds(p paint.Path, edge float64) (box paint.Rect, ok bool) {
	box = paint.Rect{Min: everywhere.Max, Max: everywhere.Min}
	a, b, _, d, e, _ := r.m.Elements()
	dx, dy := edge*math.Hypot(a, b), edge*math.Hypot(d, e)
	for _, s := range p.Segments() {
		for _, q := range s.P[:used[s.Kind]] {
			q = r.m.Apply(q)
			box.Min = paint.Pt(min(box.Min.X, q.X-dx), min(box.Min.Y, q.Y-dy))
			box.Max = paint.Pt(max(box.Max.X, q.X+dx), max(box.Max.Y, q.Y+dy))
			ok = true
		}
	}
	return box, ok
}

// used is how many points a segment has.
var used = [...]int{paint.MoveTo: 1, paint.LineTo: 1, paint.CubicTo: 3, paint.Close: 0}

// apply returns p on the widget.
func (r recorder) apply(p paint.Path) (out paint.Path) {
	for _, s := range p.Segments() {
		a, b, c := r.m.Apply(s.P[0]), r.m.Apply(s.P[1]), r.m.Apply(s.P[2])
		switch s.Kind {
		case paint.MoveTo:
			out.Move(a)
		case paint.LineTo:
			out.Line(a)
		case paint.CubicTo:
			out.Cubic(a, b, c)
		case paint.Close:
			out.Close()
		}
	}
	return out
}

// filled reports whether m is the inside of a shape.
func (m mark) filled() bool { return m.shape != nil && m.stroke.Width == 0 }

// covers reports whether all of box lies inside a filled shape. Curves count
// as their chords, so that a round shape covers a little less than it does.
func (m mark) covers(box paint.Rect) bool {
	if !m.filled() || intersect(box, m.seen()) != box {
		return false
	}
	const n = 8 // places to look at along each side
	for i := range n + 1 {
		for j := range n + 1 {
			at := paint.Pt(box.Min.X+box.W()*float64(i)/n, box.Min.Y+box.H()*float64(j)/n)
			if winding(m.shape, at) == 0 {
				return false
			}
		}
	}
	return true
}

// winding is how often p goes around a place.
func winding(p *paint.Path, at paint.Point) (n int) {
	var start, pen paint.Point
	edge := func(to paint.Point) {
		side := (to.X-pen.X)*(at.Y-pen.Y) - (at.X-pen.X)*(to.Y-pen.Y)
		switch {
		case pen.Y <= at.Y && to.Y > at.Y && side > 0:
			n++
		case pen.Y > at.Y && to.Y <= at.Y && side < 0:
			n--
		}
		pen = to
	}
	for _, s := range p.Segments() {
		switch s.Kind {
		case paint.MoveTo:
			edge(start)
			start, pen = s.P[0], s.P[0]
		case paint.Close:
			edge(start)
		default:
			edge(s.P[used[s.Kind]-1])
		}
	}
	edge(start)
	return n
}

func intersect(a, b paint.Rect) paint.Rect {
	return paint.Rect{
		Min: paint.Pt(max(a.Min.X, b.Min.X), max(a.Min.Y, b.Min.Y)),
		Max: paint.Pt(min(a.Max.X, b.Max.X), min(a.Max.Y, b.Max.Y)),
	}
}
