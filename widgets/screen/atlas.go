package screen

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/vector"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// An atlas is one large image of many small white shapes: the glyphs of texts
// and whatever else is filled pixel by pixel. What is painted with them takes
// its colour from the vertices, so that a whole page of text and lines is one
// mesh over one image.
//
// When there is no room left for a glyph, all glyphs go, and so it is with the
// other shapes. Then what was made with the atlas of an earlier age is of no
// use.
type atlas struct {
	fonts *typeset.Fonts
	img   *ebiten.Image
	pix   []byte            // of img, which is white: how opaque each is
	dirty []image.Rectangle // what img does not have yet
	part  []byte            // of img, on its way there
	age   int               // how often there was no room

	glyphs shelf[glyphKey]
	areas  shelf[string]
	runs   typeset.Memo[runKey, []typeset.Glyph]
}

// A shelf is a part of the atlas: shapes by a key, in rows of their height.
type shelf[K comparable] struct {
	top, bottom int
	rows        []row
	slots       map[K]slot
}

// A row is shapes side by side, none of them higher than it is.
type row struct{ y, height, end int }

// A slot is where a shape is in the atlas, and where that lies from its origin.
type slot struct {
	image.Rectangle
	off image.Point
}

type glyphKey struct {
	font paint.Font // its size is in device pixels
	id   uint32
	part int // of a pixel by which the origin is moved
}

type runKey struct {
	font paint.Font
	text string
}

// The atlas has room for the glyphs of some screens of text at three device
// pixels to the CSS pixel, and below them for some hundred other shapes. In
// its first rows there is a white square: what is not a shape takes its middle,
// as at its edge it would be blended with nothing.
const (
	atlasSide = 2048
	whiteSide = 3
	glyphsEnd = 1408
)

// manyRuns is how many bytes of text are kept shaped: some thousands of lines.
const manyRuns = 1 << 18

func newAtlas(fonts *typeset.Fonts) *atlas {
	whole := image.Rect(0, 0, atlasSide, atlasSide)
	a := &atlas{
		fonts: fonts, runs: typeset.Memo[runKey, []typeset.Glyph]{Room: manyRuns},
		img: ebiten.NewImageWithOptions(whole, &ebiten.NewImageOptions{Unmanaged: true}),
		pix: make([]byte, atlasSide*atlasSide),
	}
	a.glyphs.clear(whiteSide, glyphsEnd)
	a.areas.clear(glyphsEnd, atlasSide)
	white := image.NewAlpha(image.Rect(0, 0, whiteSide, whiteSide))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	a.write(white, image.Point{})
	return a
}

func (s *shelf[K]) clear(top, bottom int) {
	*s = shelf[K]{top: top, bottom: bottom, slots: map[K]slot{}}
}

// get returns the shape called key. If it is not there, make makes it, and off
// is where it lies from its origin.
func (s *shelf[K]) get(a *atlas, key K, make func() (m *image.Alpha, off image.Point)) slot {
	if in, ok := s.slots[key]; ok {
		return in
	}
	m, off := make()
	if m.Rect.Empty() {
		s.slots[key] = slot{}
		return slot{}
	}
	at, ok := s.room(m.Rect.Size())
	if !ok {
		s.clear(s.top, s.bottom)
		a.age++
		if at, ok = s.room(m.Rect.Size()); !ok {
			return slot{}
		}
	}
	in := slot{m.Rect.Add(at), off}
	s.slots[key] = in
	a.write(m, at)
	return in
}

// room finds a place in a row that is hardly too high, or starts a row. Shapes
// stand a pixel apart.
func (s *shelf[K]) room(size image.Point) (at image.Point, ok bool) {
	w, h, below := size.X+1, size.Y+1, s.top
	for i := range s.rows {
		r := &s.rows[i]
		if h <= r.height && r.height <= h+h/4+2 && r.end+w <= atlasSide {
			at = image.Pt(r.end, r.y)
			r.end += w
			return at, true
		}
		below = r.y + r.height
	}
	if below+h > s.bottom || w > atlasSide {
		return at, false
	}
	s.rows = append(s.rows, row{below, h, w})
	return image.Pt(0, below), true
}

// write puts m into the pixels at a place.
func (a *atlas) write(m *image.Alpha, at image.Point) {
	for y := range m.Rect.Dy() {
		copy(a.row(at.Y+y, at.X, at.X+m.Rect.Dx()), m.Pix[y*m.Stride:])
	}
	r := m.Rect.Add(at)
	if n := len(a.dirty) - 1; n >= 0 && a.dirty[n].Min.Y == r.Min.Y {
		a.dirty[n] = a.dirty[n].Union(r)
	} else {
		a.dirty = append(a.dirty, r)
	}
}

// row is the pixels of a row from one place to another.
func (a *atlas) row(y, from, to int) []byte { return a.pix[y*atlasSide+from : y*atlasSide+to] }

// image returns the atlas as it is now on the graphics card.
func (a *atlas) image() *ebiten.Image {
	slices.SortFunc(a.dirty, func(r, s image.Rectangle) int { return r.Min.Y - s.Min.Y })
	for i := 0; i < len(a.dirty); {
		r := a.dirty[i]
		for i++; i < len(a.dirty) && a.dirty[i].Min.Y == r.Min.Y; i++ { // in the same row: side by side
			r = r.Union(a.dirty[i])
		}
		a.send(r)
	}
	a.dirty = a.dirty[:0]
	return a.img
}

func (a *atlas) send(r image.Rectangle) {
	a.part = a.part[:0]
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for _, v := range a.row(y, r.Min.X, r.Max.X) {
			a.part = append(a.part, v, v, v, v)
		}
	}
	a.img.SubImage(r).(*ebiten.Image).WritePixels(a.part)
}

// text returns the glyphs of a text.
func (a *atlas) text(f paint.Font, text string) []typeset.Glyph {
	key := runKey{f, text}
	gs, ok := a.runs.Get(key)
	if !ok {
		gs = a.fonts.Glyphs(f, f.Size, text)
		a.runs.Put(key, gs, len(text))
	}
	return gs
}

// parts is at how many places in a pixel the origins of glyphs may lie: small
// letters set to whole pixels stand unevenly.
func parts(size float64) int {
	switch {
	case size < 40:
		return 4
	case size < 80:
		return 2
	}
	return 1
}

// letter returns the shape of a glyph whose origin lies at x, and the pixel
// that the shape's own origin is.
func (a *atlas) letter(f paint.Font, id uint32, x float64) (s slot, px int) {
	n := parts(f.Size)
	at := int(math.Floor(x*float64(n) + 0.5)) // in parts of a pixel
	px = int(math.Floor(float64(at) / float64(n)))
	key := glyphKey{f, id, at - px*n}
	return a.glyphs.get(a, key, func() (*image.Alpha, image.Point) {
		ls := flatten(a.fonts.Outline(f, f.Size, id), paint.Shift(paint.Pt(float64(key.part)/float64(n), 0)))
		if len(ls) == 0 { // a space
			return new(image.Alpha), image.Point{}
		}
		r := outside(bounds(ls))
		return coverage(ls, r), r.Min
	}), px
}

// area returns the shape that ls enclose in r, from the corner of r.
func (a *atlas) area(ls []line, r image.Rectangle) slot {
	return a.areas.get(a, outlineKey(ls, r), func() (*image.Alpha, image.Point) {
		return coverage(ls, r), image.Point{}
	})
}

// outside is the smallest rectangle of whole pixels that has all of r in it.
func outside(r paint.Rect) image.Rectangle {
	return image.Rect(int(math.Floor(r.Min.X)), int(math.Floor(r.Min.Y)), int(math.Ceil(r.Max.X)), int(math.Ceil(r.Max.Y)))
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

// coverage is the exact coverage of the pixels of r by the area that ls enclose.
func coverage(ls []line, r image.Rectangle) *image.Alpha {
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
	m := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	z.Draw(m, m.Rect, image.Opaque, image.Point{})
	return m
}
