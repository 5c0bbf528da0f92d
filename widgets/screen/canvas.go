// Package screen shows a book: it paints with Ebitengine, and turns what the
// reader does into events. It is the only package that knows Ebitengine.
package screen

import (
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"zerotoai/widgets/paint"
)

// A Canvas paints on an Ebitengine image. What was painted is on the image
// after Flush.
type Canvas struct {
	*batch
	m     paint.Affine // to device pixels
	alpha float64
}

// A batch is what the canvases of one picture share: shapes wait in the mesh
// until something else has to be painted over them.
type batch struct {
	dst   *ebiten.Image
	mesh  *mesh
	ratio float64 // device pixels to CSS pixels
	fonts *Fonts
	cache *Cache

	keeping bool // the picture is painted once, to be shown often
}

var _ paint.Keeper = Canvas{}

// NewCanvas returns a canvas on dst with ratio device pixels to the CSS pixel.
// Of the canvases that share a cache, one is painted on and flushed at a time.
func NewCanvas(dst *ebiten.Image, ratio float64, fonts *Fonts, cache *Cache) Canvas {
	b := &batch{dst: dst, mesh: &cache.mesh, ratio: ratio, fonts: fonts, cache: cache}
	return Canvas{b, paint.Scale(ratio, ratio), 1}
}

// Flush paints what waits.
func (b *batch) Flush() {
	if len(b.mesh.indices) > 0 {
		o := &ebiten.DrawTrianglesOptions{ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha}
		b.dst.DrawTriangles32(b.mesh.vertices, b.mesh.indices, b.cache.white, o)
	}
	b.mesh.vertices, b.mesh.indices = b.mesh.vertices[:0], b.mesh.indices[:0]
}

// Fill implements paint.Canvas. Simple shapes go into the mesh. Others are
// filled pixel by pixel if they are small or their picture is kept, and by
// Ebitengine if not.
func (c Canvas) Fill(p paint.Path, col color.NRGBA) {
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
	if len(ls) == 1 && c.mesh.fill(ls[0].pts, inkOf(col, c.alpha)) {
		return
	}
	c.Flush()
	pixels := box.W() * box.H()
	if pixels <= smallMask || c.keeping && pixels <= largeMask {
		c.fillMask(ls, box, col)
		return
	}
	c.fillPath(ls, col)
}

// beyond is how far past the edges of the picture shapes are still followed.
const beyond = 32

// sight is the rectangle that can be seen, made larger by a margin.
func (c Canvas) sight(margin float64) paint.Rect {
	r := c.dst.Bounds()
	return paint.Box(float64(r.Min.X), float64(r.Min.Y), float64(r.Dx()), float64(r.Dy())).Inset(-margin)
}

// fillPath fills with the eight samples a pixel that Ebitengine has.
func (c Canvas) fillPath(ls []line, col color.NRGBA) {
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
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	vector.FillPath(c.dst, &vp, nil, o)
}

// Stroke implements paint.Canvas. The width follows the transform's scale
// along x.
func (c Canvas) Stroke(p paint.Path, s paint.Stroke) {
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
	for _, l := range ls {
		for _, piece := range c.dashes(l, s.Dash) {
			c.mesh.stroke(piece, width, s.Round, inkOf(s.Color, c.alpha))
		}
	}
}

// dashes returns the dashes of l, or l if it is to be solid.
func (c Canvas) dashes(l line, lengths []float64) []line {
	if len(lengths) == 0 || len(l.pts) < 2 {
		return []line{l}
	}
	k := c.scale()
	scaled := make([]float64, len(lengths))
	for i, d := range lengths {
		scaled[i] = max(0, d*k)
	}
	return l.dash(scaled)
}

// scale is how much the canvas enlarges; shapes are not skewed.
func (c Canvas) scale() float64 {
	a, _, _, d, _, _ := c.m.Elements()
	return math.Hypot(a, d)
}

// Text implements paint.Canvas. The origin is put on a whole device pixel, so
// that all lines are equally crisp.
func (c Canvas) Text(at paint.Point, r paint.Run, col color.NRGBA) {
	words := strings.TrimRight(r.Text, " \n")
	if words == "" || col.A == 0 || !at.Finite() {
		return
	}
	at = c.m.Apply(at)
	at = paint.Pt(math.Round(at.X), math.Round(at.Y))
	if !c.readable(at, r) {
		return
	}
	c.Flush()
	if r.Foreign && c.foreign(at, r, col) {
		return
	}
	face := c.fonts.face(r.Font, c.scale())
	o := &text.DrawOptions{}
	o.GeoM.Translate(at.X, at.Y-math.Floor(face.Metrics().HAscent)) // text.Draw wants the top of a line, and rounds its ascent so
	o.ColorScale.ScaleWithColor(col)
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	text.Draw(c.dst, words, face, o)
}

// readable reports whether anything of a run at at can be seen: no glyph is
// larger than its font by more than its size.
func (c Canvas) readable(at paint.Point, r paint.Run) bool {
	size := 2 * r.Font.Size * c.scale()
	line := paint.Rect{Min: at, Max: at.Add(paint.Pt(r.Advance*c.scale(), 0))}
	return line.Inset(-size).Overlaps(c.sight(0))
}

// Image implements paint.Canvas. Enlarged, it is smooth: a picture of values
// shows a field of them, not its pixels. The values of its edge go on to the
// edge of dst.
func (c Canvas) Image(dst paint.Rect, m image.Image) {
	b := m.Bounds()
	if b.Empty() || !dst.Min.Finite() || !dst.Max.Finite() {
		return
	}
	c.Flush()
	var white mesh // with the corners of the image to be painted instead of the white
	w, h := float32(b.Dx()), float32(b.Dy())
	for _, at := range [4]paint.Point{dst.Min, paint.Pt(dst.Max.X, dst.Min.Y), dst.Max, paint.Pt(dst.Min.X, dst.Max.Y)} {
		white.vertex(c.m.Apply(at), inkOf(color.NRGBA{255, 255, 255, 255}, c.alpha))
	}
	for i, at := range [4][2]float32{{0, 0}, {w, 0}, {w, h}, {0, h}} {
		white.vertices[i].SrcX, white.vertices[i].SrcY = at[0]+margin, at[1]+margin
	}
	white.quad(0, 1, 2, 3)
	c.dst.DrawTriangles32(white.vertices, white.indices, c.cache.image(m), &ebiten.DrawTrianglesOptions{
		ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha, Filter: ebiten.FilterLinear,
	})
}

// Group implements paint.Canvas. The clip is rounded outwards to whole device
// pixels. Fade makes each part of the group paler: where parts overlap they
// show through.
func (c Canvas) Group(g paint.Group, draw func(paint.Canvas)) {
	inner := Canvas{c.batch, g.Transform.Then(c.m), c.alpha * (1 - g.Fade)}
	if inner.alpha <= 0 {
		return
	}
	if g.Clip == (paint.Rect{}) {
		draw(inner)
		return
	}
	clip := deviceRect(inner.m, g.Clip).Intersect(c.dst.Bounds())
	if clip.Empty() {
		return
	}
	c.Flush()
	outer := c.dst
	c.batch.dst = outer.SubImage(clip).(*ebiten.Image)
	draw(inner)
	c.Flush()
	c.batch.dst = outer
}

// deviceRect is the smallest rectangle of whole device pixels that covers r.
func deviceRect(m paint.Affine, r paint.Rect) image.Rectangle {
	a, b := m.Apply(r.Min), m.Apply(r.Max)
	const slack = 1e-6 // a sum of floats may be a hair past a pixel
	floor := func(v, w float64) int { return int(math.Floor(max(min(v, w), -1e6) + slack)) }
	ceil := func(v, w float64) int { return int(math.Ceil(min(max(v, w), 1e6) - slack)) }
	return image.Rect(floor(a.X, b.X), floor(a.Y, b.Y), ceil(a.X, b.X), ceil(a.Y, b.Y))
}
