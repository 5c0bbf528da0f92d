package screen

import (
	"fmt"
	"image"
	"image/draw"
	"math/rand/v2"
	"testing"

	"zerotoai/widgets/paint"
)

// Shapes stand apart, in their part of the atlas and as they were written.
func TestShelf(t *testing.T) {
	a := &atlas{pix: make([]byte, 4*atlasSide*atlasSide)}
	var s shelf[int]
	s.clear(100, 400)
	random := rand.New(rand.NewPCG(1, 2))
	var taken []image.Rectangle
	age := a.age
	for i := 0; a.age == age; i++ {
		m := image.NewAlpha(image.Rect(0, 0, 1+random.IntN(60), 1+random.IntN(40)))
		for j := range m.Pix {
			m.Pix[j] = uint8(i)
		}
		in := s.get(a, i, func() (*image.Alpha, image.Point) { return m, image.Point{} })
		if a.age != age {
			break
		}
		if in.Size() != m.Rect.Size() || !in.In(image.Rect(0, 100, atlasSide, 400)) {
			t.Fatalf("a shape of %v is at %v", m.Rect.Size(), in.Rectangle)
		}
		for _, r := range taken {
			if r.Inset(-1).Overlaps(in.Rectangle) {
				t.Fatalf("shapes at %v and %v touch", r, in.Rectangle)
			}
		}
		taken = append(taken, in.Rectangle)
		if at := (in.Max.Y-1)*atlasSide + in.Max.X - 1; a.pix[at] != uint8(i) {
			t.Fatalf("the last pixel of shape %d is %v", i, a.pix[at])
		}
	}
	area := 0
	for _, r := range taken {
		area += r.Dx() * r.Dy()
	}
	if part := float64(area) / (300 * atlasSide); part < 0.4 {
		t.Errorf("only %.2f of the room is used", part)
	}
	if len(s.slots) != 1 {
		t.Errorf("%d shapes are left where there was no room", len(s.slots))
	}
}

// A shape that is larger than the atlas is not painted.
func TestShelfTooSmall(t *testing.T) {
	a := &atlas{pix: make([]byte, 4*atlasSide*atlasSide)}
	var s shelf[int]
	s.clear(0, 50)
	in := s.get(a, 1, func() (*image.Alpha, image.Point) { return image.NewAlpha(image.Rect(0, 0, 10, 60)), image.Point{} })
	if !in.Empty() || len(a.dirty) > 0 {
		t.Errorf("it is put at %v", in.Rectangle)
	}
}

// A picture that comes to the end of the atlas' room is painted with an empty
// one, and looks as it would have before.
func TestAtlasFull(t *testing.T) {
	cache := NewCache(testFonts(t))
	letters := func(from, to int) func(paint.Canvas) {
		return func(c paint.Canvas) {
			for size := from; size < to; size++ {
				run := paint.Run{Font: paint.Font{Size: float64(size)}, Text: "Rag", Advance: 200}
				c.Text(paint.Pt(2, 70), run, ink1)
			}
		}
	}
	want := shoot(t, 120, 120, 2, letters(60, 63))
	for size := 30; cache.atlas.age == 0; size++ {
		if size > 400 {
			t.Fatal("there is room for everything")
		}
		shootWith(t, cache, 120, 120, 2, letters(size, size+1))
	}
	for try := range 2 {
		cache.atlas.glyphs.rows = []row{{0, glyphsEnd, atlasSide}} // full
		got := shootWith(t, cache, 120, 120, 2, letters(60, 63))
		if worst, at, _ := apart(got, want); worst > 0 {
			t.Errorf("try %d: a pixel is off by %.0f at %v", try, worst, at)
		}
	}
}

// What is made ahead is shown as it would be without; made with an older
// atlas, it is made anew. No frame is needed for it, and no image made.
func TestAhead(t *testing.T) {
	l := paint.Record(page)
	box := paint.Box(0, 0, 120, 100)
	show := func(to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(2.3, 7.6))}, func(to paint.Canvas) { l.Show(to, box) })
	}
	want := shoot(t, 120, 120, 2, show)
	for _, older := range []bool{false, true} {
		cache := NewCache(testFonts(t))
		if cache.Ahead(2, func() bool { return false }, show) || len(cache.pictures) > 0 {
			t.Error("something is made without time")
		}
		if !cache.Ahead(2, func() bool { return true }, show) || len(cache.pictures) != 1 || cache.bytes != 0 {
			t.Fatalf("%d pictures of %d bytes are made", len(cache.pictures), cache.bytes)
		}
		made := only(cache.pictures)
		if older {
			cache.atlas.glyphs.clear(whiteSide, glyphsEnd)
			cache.atlas.age++
		}
		got := shootWith(t, cache, 120, 120, 2, show)
		if worst, at, _ := apart(got, want); worst > 0 {
			t.Errorf("older %v: a pixel is off by %.0f at %v", older, worst, at)
		}
		if used := only(cache.pictures) == made; used == older || len(cache.pictures) != 1 {
			t.Errorf("older %v: what was made is shown: %v; %d pictures", older, used, len(cache.pictures))
		}
	}
}

// What is made ahead may wait for long. The images that it shows wait with it.
func TestAheadWaits(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 4, 2))
	draw.Draw(m, m.Rect, image.NewUniform(ink1), image.Point{}, draw.Src)
	l := paint.Record(func(to paint.Canvas) { to.Image(paint.Box(10, 10, 80, 40), m) })
	show := func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 120, 100)) }
	want := shoot(t, 120, 120, 1, show)
	cache := NewCache(testFonts(t))
	for range 3 * idle {
		cache.Frame()
		cache.Ahead(1, func() bool { return true }, show)
	}
	cache.Frame()
	if worst, at, _ := apart(shootWith(t, cache, 120, 120, 1, show), want); worst > 0 {
		t.Errorf("a pixel is off by %.0f at %v", worst, at)
	}
}

// only returns the picture that is kept.
func only(ps map[pictureKey]*picture) (p *picture) {
	for _, p = range ps {
	}
	return p
}

// Letters stand within an eighth of a pixel of their places.
func TestLetterPlace(t *testing.T) {
	a := newAtlas(testFonts(t))
	f := paint.Font{Size: 18, Weight: 400}
	id := a.text(f, "n")[0].ID
	s0, _ := a.letter(f, id, 0)
	for _, x := range []float64{0.1, 0.13, 0.9, 0.874, -0.2, 7.5, 3} {
		s, px := a.letter(f, id, x)
		name := fmt.Sprintf("at %g", x)
		if got := float64(px) + center(a, s) - center(a, s0) + float64(s.off.X-s0.off.X); got < x-0.15 || got > x+0.15 {
			t.Errorf("%s: it is painted at %.3f", name, got)
		}
	}
}

// center is where the middle of a shape's mass is, from its left edge.
func center(a *atlas, s slot) float64 {
	sum, mass := 0.0, 0.0
	for y := s.Min.Y; y < s.Max.Y; y++ {
		for x := s.Min.X; x < s.Max.X; x++ {
			v := float64(a.pix[y*atlasSide+x])
			sum, mass = sum+v*(float64(x-s.Min.X)+0.5), mass+v
		}
	}
	return sum / mass
}
