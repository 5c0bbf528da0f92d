package screen

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/vector"

	"zerotoai/widgets/paint"
)

// A mask is the exact coverage of a shape's pixels, made as that of glyphs is.
// Formulas are such shapes, and stand beside glyphs.
//
// smallMask and largeMask are how many pixels a mask may have: of a shape that
// may change with each frame, and of one that is painted once.
const (
	smallMask = 1 << 14
	largeMask = 1 << 18
)

// fillMask fills the area that ls enclose, all of it in box.
func (c Canvas) fillMask(ls []line, box paint.Rect, col color.NRGBA) {
	r := image.Rect(int(math.Floor(box.Min.X)), int(math.Floor(box.Min.Y)), int(math.Ceil(box.Max.X)), int(math.Ceil(box.Max.Y)))
	if r.Empty() {
		return
	}
	o := &ebiten.DrawImageOptions{}
	o.GeoM.Translate(float64(r.Min.X), float64(r.Min.Y))
	o.ColorScale.ScaleWithColor(col)
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	c.dst.DrawImage(c.cache.mask(ls, r), o)
}

// mask returns the shape in white, as large as r. The same shape at the same
// place between the pixels is the same mask.
func (c *Cache) mask(ls []line, r image.Rectangle) *ebiten.Image {
	key := outlineKey(ls, r)
	k := c.masks[key]
	if k == nil {
		k = c.keep(coverage(ls, r))
		c.masks[key] = k
	}
	k.used = c.frame
	return k.img
}

// outlineKey writes down the corners of ls in 64ths of a pixel.
func outlineKey(ls []line, r image.Rectangle) string {
	var b []byte
	for _, l := range ls {
		for _, p := range l.pts {
			b = binary.AppendVarint(b, int64(math.Round((p.X-float64(r.Min.X))*64)))
			b = binary.AppendVarint(b, int64(math.Round((p.Y-float64(r.Min.Y))*64)))
		}
		b = append(b, 0xff, 0xff) // no number has a varint of two of these
	}
	return string(b)
}

// coverage fills ls in white.
func coverage(ls []line, r image.Rectangle) *image.RGBA {
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	x, y := float64(r.Min.X), float64(r.Min.Y)
	for _, l := range ls {
		for i, p := range l.pts {
			if i == 0 {
				z.MoveTo(float32(p.X-x), float32(p.Y-y))
			} else {
				z.LineTo(float32(p.X-x), float32(p.Y-y))
			}
		}
		z.ClosePath()
	}
	a := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	z.Draw(a, a.Rect, image.Opaque, image.Point{})
	m := image.NewRGBA(a.Rect)
	for i, v := range a.Pix {
		m.Pix[4*i], m.Pix[4*i+1], m.Pix[4*i+2], m.Pix[4*i+3] = v, v, v, v
	}
	return m
}
