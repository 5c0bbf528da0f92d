package screen

import (
	"image"
	"image/color"
	"image/draw"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// A Cache keeps from frame to frame what is costly to make: the pictures of
// lists, images on the graphics card, the shapes of glyphs, and what the
// browser painted. What has not been used for some frames goes, and so does
// the oldest when all images, or all drawings, take more than they may.
type Cache struct {
	// Foreign paints a run that no bundled font covers, at ratio device pixels
	// to the CSS pixel; the origin of the text is at the point that it returns.
	// If it is nil, or returns no image, the bundled fonts paint boxes.
	Foreign func(r paint.Run, c color.NRGBA, ratio float64) (*image.RGBA, image.Point)

	// Budget is how many bytes of images are kept that are not in use.
	Budget int

	// Drawings is the same of what has not become an image: it is made ahead, and
	// a reader who goes over all of the guide leaves it behind.
	Drawings int

	atlas     *atlas
	free      []*drawing // empty: only their memory is kept
	frame     int
	bytes     int // of images
	drawn     int // bytes of drawings
	developed int // pictures that have become images in this frame
	pictures  map[pictureKey]*picture
	images    map[image.Image]*kept
	words     map[wordKey]*picture
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
	img     *ebiten.Image // nil if it has not been made yet
	drawing *drawing      // what a picture is until it is developed
	used    int
	version int         // of a paint.Changing
	pix     *image.RGBA // of a paint.Changing, with its margin
}

// A picture is what a list is shown as.
type picture struct {
	*kept
	image.Rectangle // that it covers, from its origin
}

// idle is for how many frames a thing is kept without being used.
const idle = 60

// NewCache returns an empty cache with a budget of 96 MB: about six screens of
// a laptop with two device pixels to the CSS pixel. Drawings may take 12 MB, a
// third of what they take of the whole guide. Text is painted in fonts.
func NewCache(fonts *typeset.Fonts) *Cache {
	return &Cache{
		Budget: 96 << 20, Drawings: 12 << 20, atlas: newAtlas(fonts),
		pictures: map[pictureKey]*picture{}, images: map[image.Image]*kept{}, words: map[wordKey]*picture{},
	}
}

// Paint paints on dst what draw paints, at ratio device pixels to the CSS pixel.
func (c *Cache) Paint(dst *ebiten.Image, ratio float64, draw func(paint.Canvas)) {
	to := canvas{batch: &batch{ratio: ratio, cache: c}, m: paint.Scale(ratio, ratio), clip: dst.Bounds(), alpha: 1}
	d := c.draw(to, draw)
	d.paint(dst, c.atlas)
	c.release(d)
}

// draw returns what draw paints on to. If there is no room left in the atlas
// in the midst of it, it paints once more, with all the room that there is; if
// that is not enough, once more without large areas.
func (c *Cache) draw(to canvas, draw func(paint.Canvas)) (d *drawing) {
	d = new(drawing)
	if n := len(c.free); n > 0 {
		d, c.free = c.free[n-1], c.free[:n-1]
	}
	to.drawing, to.whole = d, to.clip
	for try := range 3 {
		d.reset()
		d.age = c.atlas.age
		to.crowded = try == 2
		draw(to)
		if d.age == c.atlas.age {
			break
		}
	}
	return d
}

func (c *Cache) release(d *drawing) {
	d.reset()
	c.free = append(c.free, d)
}

// few is how many pictures become images in a frame. To make one takes a target
// of its own on the graphics card: a page to which the reader jumps would need
// as many as it has blocks at once. A reader who scrolls comes to few at a time.
const few = 2

// ripe reports whether p, which is to be shown, is to become an image now. What
// is not only triangles over the atlas does at once: images that it shows may go.
func (c *Cache) ripe(p *picture) bool { return c.developed < few || !p.drawing.plain() }

// develop turns p's drawing into an image.
func (c *Cache) develop(p *picture) {
	p.img = ebiten.NewImage(p.Dx(), p.Dy())
	p.drawing.paint(p.img, c.atlas)
	c.drawn -= p.drawn()
	p.drawing = nil
	c.developed++
	c.bytes += p.bytes()
}

// Frame starts a frame: what has been idle for long goes.
func (c *Cache) Frame() {
	c.frame++
	c.developed = 0
	if c.frame%idle == 0 {
		c.drop(c.frame-idle, anything)
	}
	if c.bytes > c.Budget {
		c.shrink(c.bytes-c.Budget, (*kept).bytes)
	}
	if c.drawn > c.Drawings {
		c.shrink(c.drawn-c.Drawings, (*kept).drawn)
	}
}

// all returns everything that is kept.
func (c *Cache) all() (ks []*kept) {
	for _, p := range c.pictures {
		ks = append(ks, p.kept)
	}
	for _, p := range c.words {
		ks = append(ks, p.kept)
	}
	for _, k := range c.images {
		ks = append(ks, k)
	}
	return ks
}

// shrink drops the oldest of what has a size, until it has dropped as much as is
// said. What the last frame used stays.
func (c *Cache) shrink(by int, size func(*kept) int) {
	ks := c.all()
	slices.SortFunc(ks, func(a, b *kept) int { return a.used - b.used })
	before := 0
	for _, k := range ks {
		if by <= 0 || k.used >= c.frame-1 {
			break
		}
		by -= size(k)
		before = k.used + 1
	}
	c.drop(before, size)
}

// anything gives all things a size.
func anything(*kept) int { return 1 }

// drop forgets what has a size and was last used before a frame.
func (c *Cache) drop(before int, size func(*kept) int) {
	goes := func(k *kept) bool { return k.used < before && size(k) > 0 }
	drop(c, c.pictures, goes, func(p *picture) *kept { return p.kept })
	drop(c, c.words, goes, func(p *picture) *kept { return p.kept })
	drop(c, c.images, goes, func(k *kept) *kept { return k })
}

func drop[K comparable, V any](c *Cache, m map[K]V, goes func(*kept) bool, of func(V) *kept) {
	for key, v := range m {
		if k := of(v); goes(k) {
			c.forget(k)
			delete(m, key)
		}
	}
}

// forget gives the memory of k back, if there is any.
func (c *Cache) forget(k *kept) {
	if k == nil {
		return
	}
	c.bytes -= k.bytes()
	c.drawn -= k.drawn()
	if k.img != nil {
		k.img.Deallocate()
		k.img = nil
	}
}

// bytes is what the image takes.
func (k *kept) bytes() int {
	if k.img == nil {
		return 0
	}
	return 4 * k.img.Bounds().Dx() * k.img.Bounds().Dy()
}

// drawn is what the drawing takes, in bytes.
func (k *kept) drawn() int {
	if k.drawing == nil {
		return 0
	}
	return k.drawing.bytes()
}

// keep brings m to the graphics card.
func (c *Cache) keep(m *image.RGBA) *kept {
	k := &kept{img: ebiten.NewImage(m.Rect.Dx(), m.Rect.Dy()), used: c.frame}
	k.img.WritePixels(m.Pix)
	c.bytes += k.bytes()
	return k
}

// margin is how many pixels are added around an image, the same as its edge,
// so that smoothing does not fade it out there.
const margin = 1

// image returns m on the graphics card, with a margin. Where its pixels have
// changed, they are sent to where they were.
func (c *Cache) image(m image.Image) *kept {
	k, version := c.images[m], 0
	changing, changes := m.(paint.Changing)
	if changes {
		version = changing.Version()
	}
	switch {
	case k == nil || k.img.Bounds().Size() != m.Bounds().Inset(-margin).Size():
		c.forget(k)
		pix := widen(nil, m)
		k = c.keep(pix)
		if k.version = version; changes {
			k.pix = pix
		}
		c.images[m] = k
	case k.version != version:
		k.version = version
		k.img.WritePixels(widen(k.pix, m).Pix)
	}
	k.used = c.frame
	return k
}

// widen copies m to to, or to a new image, with its edge repeated around it.
func widen(to *image.RGBA, m image.Image) *image.RGBA {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if to == nil {
		to = image.NewRGBA(image.Rect(0, 0, w+2*margin, h+2*margin))
	}
	draw.Draw(to, image.Rect(margin, margin, margin+w, margin+h), m, b.Min, draw.Src)
	row := func(y int) []byte { return to.Pix[y*to.Stride : (y+1)*to.Stride] }
	for y := 1; y <= h; y++ {
		r := row(y)
		copy(r[:4], r[4:8])
		copy(r[4*(w+1):], r[4*w:4*(w+1)])
	}
	copy(row(0), row(1))
	copy(row(h+1), row(h))
	return to
}
