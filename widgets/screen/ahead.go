package screen

import (
	"image"
	"image/color"

	"zerotoai/widgets/paint"
)

// An early canvas paints nothing: it prepares the pictures of the lists that
// are shown on it, so that the frame that needs them finds them made. When time
// is up it leaves the rest.
type early struct {
	canvas
	up *bool
	// more reports whether there is time for another picture.
	more func() bool
}

var _ paint.Keeper = early{}

// Ahead prepares the pictures of the lists that draw shows, at ratio device
// pixels to the CSS pixel, as long as more says that there is time. It reports
// whether it has prepared all of them. It needs no frame.
func (c *Cache) Ahead(ratio float64, more func() bool, draw func(paint.Canvas)) (done bool) {
	up := false
	draw(early{canvas{batch: &batch{ratio: ratio, cache: c}, m: paint.Scale(ratio, ratio), alpha: 1}, &up, more})
	return !up
}

func (e early) Fill(paint.Path, color.NRGBA)             {}
func (e early) Stroke(paint.Path, paint.Stroke)          {}
func (e early) Text(paint.Point, paint.Run, color.NRGBA) {}
func (e early) Image(paint.Rect, image.Image)            {}
func (e early) Group(g paint.Group, draw func(paint.Canvas)) {
	if *e.up = *e.up || !e.more(); *e.up {
		return
	}
	e.m, e.alpha = g.Transform.Then(e.m), e.alpha*(1-g.Fade)
	draw(e)
}

// Keep implements paint.Keeper.
func (e early) Keep(l *paint.List, bounds paint.Rect) {
	if r := deviceRect(e.m, bounds); r.Dx() <= most && r.Dy() <= most && e.alpha == 1 {
		e.picture(l, r)
	}
}
