package screen

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
)

// most is the longest side of a kept picture; what is larger is painted anew.
const most = 4096

// Keep implements paint.Keeper. A picture is kept for a scale and a place
// between the pixels. A list that fades or is very large is painted anew.
func (c Canvas) Keep(l *paint.List, bounds paint.Rect) {
	r := deviceRect(c.m, bounds)
	if !r.Overlaps(c.dst.Bounds()) {
		return
	}
	if r.Dx() > most || r.Dy() > most || c.alpha != 1 {
		l.Replay(c)
		return
	}
	key, origin := c.place(l)
	p := c.cache.pictures[key]
	if p == nil {
		p = &picture{&kept{img: c.record(l, r)}, r.Min.Sub(origin)}
		c.cache.pictures[key] = p
		c.cache.bytes += p.bytes()
	}
	p.used = c.cache.frame
	c.Flush()
	o := &ebiten.DrawImageOptions{}
	o.GeoM.Translate(float64(origin.X+p.at.X), float64(origin.Y+p.at.Y))
	c.dst.DrawImage(p.img, o)
}

// place returns the key of l's picture here, and the whole pixel that the
// origin lies in.
func (c Canvas) place(l *paint.List) (pictureKey, image.Point) {
	o := c.m.Apply(paint.Point{})
	const parts = 64
	x, y := int(math.Round(o.X*parts)), int(math.Round(o.Y*parts))
	at := image.Pt(x>>6, y>>6)
	return pictureKey{l, c.scale(), x & (parts - 1), y & (parts - 1)}, at
}

// record paints l on an image that covers r.
func (c Canvas) record(l *paint.List, r image.Rectangle) *ebiten.Image {
	c.Flush() // the mesh is shared
	img := ebiten.NewImage(r.Dx(), r.Dy())
	b := &batch{dst: img, mesh: c.mesh, ratio: c.ratio, fonts: c.fonts, cache: c.cache, keeping: true}
	l.Replay(Canvas{b, c.m.Then(paint.Shift(paint.Pt(float64(-r.Min.X), float64(-r.Min.Y)))), 1})
	b.Flush()
	return img
}

// foreign paints a run as the browser does and reports whether it could.
func (c Canvas) foreign(at paint.Point, r paint.Run, col color.NRGBA) bool {
	if c.cache.Foreign == nil {
		return false
	}
	key := wordKey{r, col, c.scale()}
	p := c.cache.words[key]
	if p == nil {
		img, origin := c.cache.Foreign(r, col, c.scale())
		if img == nil || img.Rect.Empty() {
			return false
		}
		p = &picture{c.cache.keep(img), image.Point{}.Sub(origin)}
		c.cache.words[key] = p
	}
	p.used = c.cache.frame
	o := &ebiten.DrawImageOptions{}
	o.GeoM.Translate(at.X+float64(p.at.X), at.Y+float64(p.at.Y))
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	c.dst.DrawImage(p.img, o)
	return true
}
