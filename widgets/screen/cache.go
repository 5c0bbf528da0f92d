package screen

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
)

// A Cache keeps from frame to frame what is costly to make: the pictures of
// lists, images on the graphics card, and what the browser painted. What has
// not been used for some frames goes.
type Cache struct {
	// Foreign paints a run that no bundled font covers, at ratio device pixels
	// to the CSS pixel; the origin of the text is at the point that it returns.
	Foreign func(r paint.Run, c color.NRGBA, ratio float64) (*image.RGBA, image.Point)

	white    *ebiten.Image
	frame    int
	pictures map[pictureKey]*picture
	images   map[image.Image]*kept
	words    map[wordKey]*picture
}

// A pictureKey is a list at a scale and at a place between two pixels.
type pictureKey struct {
	list   *paint.List
	scale  float64
	dx, dy int // 64ths of a device pixel
}

type wordKey struct {
	run   paint.Run
	color color.NRGBA
	scale float64
}

// A kept is an image and when it was last used.
type kept struct {
	img  *ebiten.Image
	used int
}

// A picture is a kept image and where its top left corner lies.
type picture struct {
	kept
	at image.Point
}

// idle is for how many frames a thing is kept without being used.
const idle = 60

// NewCache returns an empty cache.
func NewCache() *Cache {
	white := ebiten.NewImage(3, 3) // the triangles take its middle: edges would be blended with nothing
	white.Fill(color.White)
	return &Cache{white: white, pictures: map[pictureKey]*picture{}, images: map[image.Image]*kept{}, words: map[wordKey]*picture{}}
}

// Frame starts a frame: what has been idle for long goes.
func (c *Cache) Frame() {
	c.frame++
	if c.frame%idle != 0 {
		return
	}
	age(c, c.pictures, func(p *picture) *kept { return &p.kept })
	age(c, c.words, func(p *picture) *kept { return &p.kept })
	age(c, c.images, func(k *kept) *kept { return k })
}

func age[K comparable, V any](c *Cache, m map[K]V, of func(V) *kept) {
	for key, v := range m {
		if k := of(v); c.frame-k.used > idle {
			if k.img != nil {
				k.img.Deallocate()
			}
			delete(m, key)
		}
	}
}

// image returns m on the graphics card.
func (c *Cache) image(m image.Image) *ebiten.Image {
	k := c.images[m]
	if k == nil {
		k = &kept{img: ebiten.NewImageFromImage(m)}
		c.images[m] = k
	}
	k.used = c.frame
	return k.img
}

// most is the longest side of a kept picture; what is larger is painted anew.
const most = 4096

// Keep implements paint.Keeper.
func (c Canvas) Keep(l *paint.List, bounds paint.Rect) {
	r := deviceRect(c.m, bounds)
	if r.Empty() {
		return
	}
	if r.Dx() > most || r.Dy() > most || c.alpha != 1 {
		l.Replay(c)
		return
	}
	origin := c.m.Apply(paint.Point{})
	floor := paint.Pt(math.Floor(origin.X), math.Floor(origin.Y))
	key := pictureKey{l, c.scale(), int(math.Round((origin.X - floor.X) * 64)), int(math.Round((origin.Y - floor.Y) * 64))}
	p := c.cache.pictures[key]
	if p == nil { // what moves is another list in every frame: only what comes twice is worth an image
		c.cache.pictures[key] = &picture{kept: kept{used: c.cache.frame}, at: r.Min.Sub(image.Pt(int(floor.X), int(floor.Y)))}
		l.Replay(c)
		return
	}
	p.used = c.cache.frame
	if p.img == nil {
		p.img = c.record(l, r)
	}
	c.Flush()
	o := &ebiten.DrawImageOptions{}
	o.GeoM.Translate(floor.X+float64(p.at.X), floor.Y+float64(p.at.Y))
	c.dst.DrawImage(p.img, o)
}

// record paints l on an image that covers r.
func (c Canvas) record(l *paint.List, r image.Rectangle) *ebiten.Image {
	img := ebiten.NewImage(r.Dx(), r.Dy())
	b := &batch{dst: img, ratio: c.ratio, fonts: c.fonts, cache: c.cache}
	l.Replay(Canvas{b, c.m.Then(paint.Shift(paint.Pt(float64(-r.Min.X), float64(-r.Min.Y)))), 1})
	b.Flush()
	return img
}

// foreign paints a run as the browser does.
func (c Canvas) foreign(at paint.Point, r paint.Run, col color.NRGBA) {
	key := wordKey{r, col, c.scale()}
	p := c.cache.words[key]
	if p == nil {
		img, origin := c.cache.Foreign(r, col, c.scale())
		p = &picture{at: image.Point{}.Sub(origin)}
		p.img = ebiten.NewImageFromImage(img)
		c.cache.words[key] = p
	}
	p.used = c.cache.frame
	o := &ebiten.DrawImageOptions{}
	o.GeoM.Translate(math.Round(at.X)+float64(p.at.X), at.Y+float64(p.at.Y))
	o.ColorScale.ScaleAlpha(float32(c.alpha))
	c.dst.DrawImage(p.img, o)
}
