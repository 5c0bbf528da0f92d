package screen

import (
	"image"
	"image/color"
	"math"

	"zerotoai/widgets/paint"
)

// most is the longest side of a kept picture; what is larger is painted anew.
const most = 4096

// Keep implements paint.Keeper. A picture is kept for a scale and a place
// between the pixels. A list that fades or is very large is painted anew; so is
// one in a picture that is kept itself.
func (c canvas) Keep(l *paint.List, bounds paint.Rect) {
	r := deviceRect(c.m, bounds)
	if !r.Overlaps(c.clip) {
		return
	}
	if r.Dx() > most || r.Dy() > most || c.alpha != 1 || c.kept {
		l.Replay(c)
		return
	}
	p, at := c.picture(l, r)
	if p.img == nil && !c.cache.ripe(p) {
		c.replay(p, at)
		return
	}
	if p.img == nil {
		c.cache.develop(p)
	}
	r = p.Rectangle.Add(at)
	c.around(rectOf(r)).use(p.kept, false).picture(around(rectOf(r)), rectOf(p.img.Bounds()), white(1))
}

// picture returns the picture of l, which covers r, and the whole pixel that
// its origin lies in.
func (c canvas) picture(l *paint.List, r image.Rectangle) (p *picture, at image.Point) {
	key, at := c.place(l)
	p = c.cache.pictures[key]
	if p == nil || p.img == nil && !p.drawing.use(c.cache.atlas, c.cache.frame) {
		if p != nil {
			c.cache.forget(p.kept)
		}
		p = &picture{kept: &kept{}, Rectangle: r.Sub(at)}
		inner := canvas{m: c.m.Then(paint.Shift(point(r.Min).Mul(-1))), clip: r.Sub(r.Min), alpha: 1}
		inner.batch = &batch{ratio: c.ratio, cache: c.cache, kept: true}
		d := c.cache.draw(inner, l.Replay)
		p.drawing = d.copy() // it may wait for long
		c.cache.release(d)
		c.cache.pictures[key] = p
		c.cache.drawn += p.drawn()
	}
	p.used = c.cache.frame
	return p, at
}

// replay shows a picture that is not an image yet, with its origin at at. All
// of it lies inside of the picture, so that nothing cuts what nothing has cut
// there: the texts of a page are one call.
func (c canvas) replay(p *picture, at image.Point) {
	at = at.Add(p.Min)
	whole := image.Rectangle{Max: p.Size()}
	for i, k := range p.drawing.calls {
		to := c
		if k.clip != whole {
			to.clip = k.clip.Add(at).Intersect(c.clip)
		}
		vertices, indices := p.drawing.triangles(i)
		to.use(nil, false).add(vertices, indices, at)
	}
}

func point(p image.Point) paint.Point { return paint.Pt(float64(p.X), float64(p.Y)) }

// place returns the key of l's picture here, and the whole pixel that the
// origin lies in.
func (c canvas) place(l *paint.List) (pictureKey, image.Point) {
	o := c.m.Apply(paint.Point{})
	const parts = 64
	x, y := int(math.Round(o.X*parts)), int(math.Round(o.Y*parts))
	at := image.Pt(x>>6, y>>6)
	return pictureKey{l, c.scale(), x & (parts - 1), y & (parts - 1)}, at
}

// foreign paints a run as the browser does and reports whether it could.
func (c canvas) foreign(at paint.Point, run paint.Run, col color.NRGBA) bool {
	if c.cache.Foreign == nil {
		return false
	}
	key := wordKey{run, col, c.scale()}
	p := c.cache.words[key]
	if p == nil {
		img, origin := c.cache.Foreign(run, col, c.scale())
		if img == nil || img.Rect.Empty() {
			return false
		}
		p = &picture{kept: c.cache.keep(img), Rectangle: img.Rect.Sub(origin)}
		c.cache.words[key] = p
	}
	p.used = c.cache.frame
	r := p.Rectangle.Add(image.Pt(int(at.X), int(at.Y)))
	c.use(p.kept, false).picture(around(rectOf(r)), rectOf(p.img.Bounds()), white(c.alpha))
	return true
}
