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
	mesh  mesh
	ratio float64 // device pixels to CSS pixels
	fonts *Fonts
	cache *Cache
}

var _ paint.Keeper = Canvas{}

// NewCanvas returns a canvas on dst with ratio device pixels to the CSS pixel.
func NewCanvas(dst *ebiten.Image, ratio float64, fonts *Fonts, cache *Cache) Canvas {
	b := &batch{dst: dst, ratio: ratio, fonts: fonts, cache: cache}
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

// Fill implements paint.Canvas. Convex shapes go into the mesh; others are
// left to Ebitengine.
func (c Canvas) Fill(p paint.Path, col color.NRGBA) {
	ls := flatten(p, c.m)
	if len(ls) == 1 && convex(ls[0].pts) {
		c.mesh.fill(ls[0].pts, inkOf(col, c.alpha))
		return
	}
	c.Flush()
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

// Stroke implements paint.Canvas.
func (c Canvas) Stroke(p paint.Path, s paint.Stroke) {
	k := c.scale()
	dashes := make([]float64, len(s.Dash))
	for i, d := range s.Dash {
		dashes[i] = d * k
	}
	for _, l := range flatten(p, c.m) {
		pieces := []line{l}
		if len(dashes) > 0 && len(l.pts) > 1 {
			pieces = dash(l, dashes)
		}
		for _, piece := range pieces {
			c.mesh.stroke(piece.pts, piece.closed && len(piece.pts) > 2, s.Width*k, s.Round, inkOf(s.Color, c.alpha))
		}
	}
}

// scale is how much the canvas enlarges; shapes are not skewed.
func (c Canvas) scale() float64 {
	a, _, _, d, _, _ := c.m.Elements()
	return math.Hypot(a, d)
}

// Text implements paint.Canvas. Baselines lie on whole device pixels.
func (c Canvas) Text(at paint.Point, r paint.Run, col color.NRGBA) {
	words := strings.TrimRight(r.Text, " \n")
	if words == "" {
		return
	}
	c.Flush()
	at = c.m.Apply(at)
	at.Y = math.Round(at.Y)
	if r.Foreign && c.cache.Foreign != nil {
		c.foreign(at, r, col)
		return
	}
	face := c.fonts.face(r.Font, c.scale())
	o := &text.DrawOptions{}
	o.GeoM.Translate(at.X, at.Y-face.Metrics().HAscent) // text.Draw wants the top
	o.ColorScale.ScaleWithColor(col)
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	text.Draw(c.dst, words, face, o)
}

// Image implements paint.Canvas. A picture that is much enlarged is smoothed:
// it is a field of values, not pixels.
func (c Canvas) Image(dst paint.Rect, m image.Image) {
	b := m.Bounds()
	if b.Empty() {
		return
	}
	c.Flush()
	lo, hi := c.m.Apply(dst.Min), c.m.Apply(dst.Max)
	o := &ebiten.DrawImageOptions{}
	sx, sy := (hi.X-lo.X)/float64(b.Dx()), (hi.Y-lo.Y)/float64(b.Dy())
	if sx > 1.5 || sy > 1.5 {
		o.Filter = ebiten.FilterLinear
	}
	o.GeoM.Scale(sx, sy)
	o.GeoM.Translate(lo.X, lo.Y)
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	c.dst.DrawImage(c.cache.image(m), o)
}

// Group implements paint.Canvas. Fade makes each part of the group paler: where
// parts overlap they show through.
func (c Canvas) Group(g paint.Group, draw func(paint.Canvas)) {
	inner := Canvas{c.batch, g.Transform.Then(c.m), c.alpha * (1 - g.Fade)}
	if g.Clip == (paint.Rect{}) {
		draw(inner)
		return
	}
	c.Flush()
	outer := c.dst
	c.batch.dst = outer.SubImage(deviceRect(inner.m, g.Clip)).(*ebiten.Image)
	draw(inner)
	c.Flush()
	c.batch.dst = outer
}

// deviceRect is the smallest rectangle of whole device pixels that covers r.
func deviceRect(m paint.Affine, r paint.Rect) image.Rectangle {
	lo, hi := m.Apply(r.Min), m.Apply(r.Max)
	const slack = 1e-6 // a sum of floats may be a hair past a pixel
	return image.Rect(int(math.Floor(lo.X+slack)), int(math.Floor(lo.Y+slack)), int(math.Ceil(hi.X-slack)), int(math.Ceil(hi.Y-slack)))
}
