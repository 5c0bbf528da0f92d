// Package screen shows a book: it paints with Ebitengine, and turns what the
// reader does into events. It is the only package that knows Ebitengine.
package screen

import (
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"zerotoai/widgets/paint"
)

// A canvas makes a drawing of what is painted on it.
type canvas struct {
	*batch
	m     paint.Affine // to device pixels
	clip  image.Rectangle
	alpha float64
}

// A batch is what the canvases of one picture share.
type batch struct {
	*drawing
	ratio float64 // device pixels to CSS pixels
	cache *Cache
	kept  bool // the picture is painted once, to be shown often

	whole   image.Rectangle // the picture
	crowded bool            // its large areas have no room in the atlas
}

var _ paint.Keeper = canvas{}

// use makes the mesh go on over src, or over the atlas if it is nil.
func (c canvas) use(src *kept, smooth bool) *mesh {
	c.call(call{clip: c.clip, src: src, smooth: smooth})
	return &c.mesh
}

// around is c for something that lies in box. Where nothing of that is cut off,
// it need not be cut, and goes into one call with what is around it.
func (c canvas) around(box paint.Rect) canvas {
	if inside(box, c.sight(0)) {
		c.clip = c.whole
	}
	return c
}

// Fill implements paint.Canvas. Simple shapes go into the mesh. Others are
// filled pixel by pixel if they are small or their picture is kept, and by
// Ebitengine if not.
func (c canvas) Fill(p paint.Path, col color.NRGBA) {
	ls := flatten(p, c.m)
	box := bounds(ls)
	if col.A == 0 || !box.Overlaps(c.sight(0)) {
		return
	}
	if !inside(box, c.sight(beyond)) {
		for i, l := range ls {
			ls[i] = l.crop(c.sight(beyond))
		}
		box = bounds(ls)
	}
	c = c.around(box.Inset(-tip))
	if len(ls) == 1 && c.use(nil, false).fill(ls[0].pts, inkOf(col, c.alpha)) {
		return
	}
	pixels := box.W() * box.H()
	if pixels <= smallArea || c.kept && !c.crowded && pixels <= largeArea {
		c.fillPixels(ls, outside(box), inkOf(col, c.alpha))
		return
	}
	c.call(call{clip: c.clip, other: func(dst *ebiten.Image) { fillPath(dst, ls, col, c.alpha) }})
}

// How many pixels an area may have to be filled pixel by pixel: one that may
// change with each frame, and one that is painted once. That is exact, as it is
// of glyphs; formulas are such areas, and stand beside glyphs.
const (
	smallArea = 1 << 14
	largeArea = 1 << 18
)

// fillPixels fills the area that ls enclose, all of it in r.
func (c canvas) fillPixels(ls []line, r image.Rectangle, k ink) {
	if !r.Empty() {
		c.shape(c.cache.atlas.area(ls, r), r.Min, k)
	}
}

// shape paints a shape of the atlas with its origin at at.
func (c canvas) shape(s slot, at image.Point, k ink) {
	if s.Empty() {
		return
	}
	c.use(nil, false).picture(around(rectOf(s.Sub(s.Min).Add(at.Add(s.off)))), rectOf(s.Rectangle), k)
}

func rectOf(r image.Rectangle) paint.Rect {
	return paint.Box(float64(r.Min.X), float64(r.Min.Y), float64(r.Dx()), float64(r.Dy()))
}

// beyond is how far past the edges of the picture shapes are still followed.
const beyond = 32

// sight is the rectangle that can be seen, made larger by a margin.
func (c canvas) sight(margin float64) paint.Rect { return rectOf(c.clip).Inset(-margin) }

// fillPath fills with the eight samples a pixel that Ebitengine has.
func fillPath(dst *ebiten.Image, ls []line, col color.NRGBA, alpha float64) {
	var vp vector.Path
	for _, l := range ls {
		for i, q := range l.pts {
			if i == 0 {
				vp.MoveTo(float32(q.X), float32(q.Y))
			} else {
				vp.LineTo(float32(q.X), float32(q.Y))
			}
		}
		vp.Close()
	}
	o := &vector.DrawPathOptions{AntiAlias: true}
	o.ColorScale.ScaleWithColor(col)
	o.ColorScale.ScaleAlpha(float32(alpha))
	vector.FillPath(dst, &vp, nil, o)
}

// Stroke implements paint.Canvas. The width follows the transform's scale
// along x.
func (c canvas) Stroke(p paint.Path, s paint.Stroke) {
	k := c.scale()
	width := s.Width * k
	if width <= 0 || s.Color.A == 0 {
		return
	}
	ls := flatten(p, c.m)
	reach := width/2*miterLimit + feather
	box := bounds(ls).Inset(-reach)
	if !box.Overlaps(c.sight(0)) {
		return
	}
	if sight := c.sight(reach + beyond); !inside(box, sight) {
		var near []line
		for _, l := range ls {
			near = append(near, l.trim(sight)...)
		}
		ls = near
	}
	to, ink, dashes := c.around(box).use(nil, false), inkOf(s.Color, c.alpha), c.dashes(s)
	for _, l := range ls {
		if dashes == nil {
			to.stroke(l, width, s.Round, ink)
			continue
		}
		for d := range l.dash(dashes) {
			to.stroke(d, width, s.Round, ink)
		}
	}
}

// dashes returns the lengths of dashes and gaps in device pixels; none for a
// solid line.
func (c canvas) dashes(s paint.Stroke) (lengths []float64) {
	for _, d := range s.Dash {
		lengths = append(lengths, max(0, d*c.scale()))
	}
	return lengths
}

// scale is how much the canvas enlarges; shapes are not skewed.
func (c canvas) scale() float64 {
	a, _, _, d, _, _ := c.m.Elements()
	return math.Hypot(a, d)
}

// Text implements paint.Canvas. The origin is put on a whole device pixel, so
// that all lines are equally crisp.
func (c canvas) Text(at paint.Point, r paint.Run, col color.NRGBA) {
	words := strings.TrimRight(r.Text, " \n")
	if words == "" || col.A == 0 || !at.Finite() {
		return
	}
	at = c.m.Apply(at)
	at = paint.Pt(math.Round(at.X), math.Round(at.Y))
	room := c.room(at, r)
	if !room.Overlaps(c.sight(0)) {
		return
	}
	c = c.around(room)
	if r.Foreign && c.foreign(at, r, col) {
		return
	}
	f, k, atlas := r.Font, inkOf(col, c.alpha), c.cache.atlas
	f.Size = max(1, math.Round(f.Size*c.scale())) // as package typeset measured it
	for _, g := range atlas.text(f, words) {
		s, x := atlas.letter(f, g.ID, at.X+g.At.X)
		c.shape(s, image.Pt(x, int(at.Y+math.Round(g.At.Y))), k)
	}
}

// room is where the glyphs of a run at at are: none is larger than its font by
// more than its size.
func (c canvas) room(at paint.Point, r paint.Run) paint.Rect {
	line := paint.Rect{Min: at, Max: at.Add(paint.Pt(r.Advance*c.scale(), 0))}
	return line.Inset(-2 * r.Font.Size * c.scale())
}

// Image implements paint.Canvas. Enlarged, it is smooth: a picture of values
// shows a field of them, not its pixels. The values of its edge go on to the
// edge of dst.
func (c canvas) Image(dst paint.Rect, m image.Image) {
	b := m.Bounds()
	if b.Empty() || !dst.Min.Finite() || !dst.Max.Finite() {
		return
	}
	corners := around(dst)
	for i, at := range corners {
		corners[i] = c.m.Apply(at)
	}
	src := paint.Box(margin, margin, float64(b.Dx()), float64(b.Dy()))
	c.around(paint.Rect{Min: corners[0], Max: corners[2]}).use(c.cache.image(m), true).picture(corners, src, white(c.alpha))
}

// white is the ink that leaves colours as they are.
func white(alpha float64) ink { return inkOf(color.NRGBA{255, 255, 255, 255}, alpha) }

// Group implements paint.Canvas. The clip is rounded outwards to whole device
// pixels. Fade makes each part of the group paler: where parts overlap they
// show through.
func (c canvas) Group(g paint.Group, draw func(paint.Canvas)) {
	c.m, c.alpha = g.Transform.Then(c.m), c.alpha*(1-g.Fade)
	if g.Clip != (paint.Rect{}) {
		c.clip = deviceRect(c.m, g.Clip).Intersect(c.clip)
	}
	if c.alpha > 0 && !c.clip.Empty() {
		draw(c)
	}
}

// deviceRect is the smallest rectangle of whole device pixels that covers r.
func deviceRect(m paint.Affine, r paint.Rect) image.Rectangle {
	a, b := m.Apply(r.Min), m.Apply(r.Max)
	const slack = 1e-6 // a sum of floats may be a hair past a pixel
	floor := func(v, w float64) int { return int(math.Floor(max(min(v, w), -1e6) + slack)) }
	ceil := func(v, w float64) int { return int(math.Ceil(min(max(v, w), 1e6) - slack)) }
	return image.Rect(floor(a.X, b.X), floor(a.Y, b.Y), ceil(a.X, b.X), ceil(a.Y, b.Y))
}
