package screen

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/formula"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// page is a little of everything.
func page(to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Box(5, 5, 100, 60), 8), pale)
	to.Fill(star(paint.Pt(80, 35), 20, 7), ink2)
	to.Stroke(wave(40, 10, 80), paint.Stroke{Width: 1.5, Color: ink1})
	to.Text(paint.Pt(10, 30), paint.Run{Font: paint.Font{Size: 16}, Text: "Kept text", Advance: 70}, ink1)
	to.Group(paint.Group{Clip: paint.Box(10, 70, 30, 20), Fade: 0.3}, func(to paint.Canvas) {
		to.Fill(paint.Circle(paint.Pt(20, 80), 15), ink2)
	})
}

func TestKeepIsReplay(t *testing.T) {
	l := paint.Record(page)
	box := paint.Box(0, 0, 120, 100)
	for _, ratio := range []float64{1, 1.25, 2} {
		for _, at := range []paint.Point{{}, {X: 3, Y: -4}, {X: 2.3, Y: 7.6}} {
			shifted := func(draw func(paint.Canvas)) func(paint.Canvas) {
				return func(to paint.Canvas) { to.Group(paint.Group{Transform: paint.Shift(at)}, draw) }
			}
			want := shoot(t, 120, 120, ratio, shifted(l.Replay))
			cache := NewCache(testFonts(t))
			show := shifted(func(to paint.Canvas) { l.Show(to, box) })
			for frame := range 3 {
				cache.Frame()
				got := shootWith(t, cache, 120, 120, ratio, show)
				if worst, p, _ := apart(got, want); worst > keptOff {
					t.Errorf("ratio %g, at %v, frame %d: a pixel is off by %.0f at %v", ratio, at, frame, worst, p)
				}
			}
			if len(cache.pictures) != 1 || cache.bytes == 0 {
				t.Errorf("ratio %g, at %v: %d pictures of %d bytes are kept", ratio, at, len(cache.pictures), cache.bytes)
			}
		}
	}
}

// keptOff is how far a kept picture may be from one painted directly: colours
// are rounded once more, and shapes that Ebitengine would fill with eight
// samples a pixel are filled exactly.
const keptOff = 36

// What does not move in a picture that does is painted once. In a picture that
// is kept itself it needs none of its own.
func TestKeepInList(t *testing.T) {
	still, box := paint.Record(page), paint.Box(0, 0, 120, 100)
	moving := func(to paint.Canvas) {
		paint.Record(func(to paint.Canvas) { still.Show(to, box) }).Replay(to)
	}
	want := shoot(t, 120, 120, 1, still.Replay)
	cache := NewCache(testFonts(t))
	var first *picture
	for frame := range 3 {
		cache.Frame()
		if worst, p, _ := apart(shootWith(t, cache, 120, 120, 1, moving), want); worst > keptOff {
			t.Errorf("frame %d: a pixel is off by %.0f at %v", frame, worst, p)
		}
		for _, p := range cache.pictures {
			if first == nil {
				first = p
			}
			if p != first || len(cache.pictures) != 1 {
				t.Errorf("frame %d: painted anew, %d pictures are kept", frame, len(cache.pictures))
			}
		}
	}
	calm := NewCache(testFonts(t))
	outer := paint.Record(moving)
	shootWith(t, calm, 120, 120, 1, func(to paint.Canvas) { outer.Show(to, box) })
	if first == nil || len(calm.pictures) != 1 {
		t.Errorf("first %v; %d pictures are kept of one in another", first, len(calm.pictures))
	}
}

// Areas that have no room in the atlas together are painted all the same.
func TestKeepManyAreas(t *testing.T) {
	l := paint.Record(func(to paint.Canvas) {
		for i, high := range []float64{130, 250, 330} {
			near := paint.Pt(40+80*float64(i), 40)
			p := paint.Rectangle(paint.Box(near.X, near.Y, 30, 30))
			p.Append(paint.Rectangle(paint.Box(near.X+300, near.Y+high-30, 30, 30)))
			to.Fill(p, color.NRGBA{uint8(80 * i), 90, 160, 255})
		}
	})
	want := shoot(t, 560, 560, 1, l.Replay)
	got := shoot(t, 560, 560, 1, func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 560, 560)) })
	if worst, p, _ := apart(got, want); worst > keptOff {
		t.Errorf("a pixel is off by %.0f at %v", worst, p)
	}
}

// A kept picture is shown where the list is shown, clipped as the list is.
func TestKeepMoves(t *testing.T) {
	l := paint.Record(page)
	cache := NewCache(testFonts(t))
	for y := range 4 {
		cache.Frame()
		show := func(draw func(paint.Canvas)) func(paint.Canvas) {
			return func(to paint.Canvas) {
				g := paint.Group{Transform: paint.Shift(paint.Pt(0, float64(-9*y))), Clip: paint.Box(0, 20, 60, 60)}
				to.Group(g, draw)
			}
		}
		got := shootWith(t, cache, 120, 120, 2, show(func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 120, 100)) }))
		want := shoot(t, 120, 120, 2, show(l.Replay))
		if worst, p, _ := apart(got, want); worst > keptOff {
			t.Errorf("after %d px a pixel is off by %.0f at %v", 9*y, worst, p)
		}
	}
	if len(cache.pictures) != 1 {
		t.Errorf("%d pictures of one list", len(cache.pictures))
	}
}

// On a page to which the reader jumps few pictures become images in a frame. The
// others share one mesh until their turn comes, and look the same.
func TestFewImagesInAFrame(t *testing.T) {
	cache := NewCache(testFonts(t))
	var lists [5]*paint.List
	for i := range lists {
		lists[i] = paint.Record(page)
	}
	show := func(to paint.Canvas) {
		for i, l := range lists {
			to.Group(paint.Group{Transform: paint.Shift(paint.Pt(float64(7*i), float64(20*i)))}, func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 120, 120)) })
		}
	}
	images := func() (n int) {
		for _, p := range cache.pictures {
			if p.img != nil {
				n++
			}
		}
		return n
	}
	want := shoot(t, 180, 240, 1, show)
	for frame, n := range []int{2, 4, 5, 5} {
		cache.Frame()
		got := shootWith(t, cache, 180, 240, 1, show)
		if worst, p, _ := apart(got, want); worst > keptOff || images() != n {
			t.Errorf("frame %d: %d images; a pixel is off by %.0f at %v", frame, images(), worst, p)
		}
	}
}

// What is not used goes, at once if there is too much of it.
func TestCacheForgets(t *testing.T) {
	cache := NewCache(testFonts(t))
	lists := make([]*paint.List, 8)
	for i := range lists {
		lists[i] = paint.Record(page)
		for range 2 {
			cache.Frame()
			shootWith(t, cache, 120, 120, 1, func(to paint.Canvas) { lists[i].Show(to, paint.Box(0, 0, 120, 120)) })
		}
	}
	one := 4 * 120 * 120
	if cache.bytes < 8*one {
		t.Fatalf("%d bytes are kept, less than 8 pictures have", cache.bytes)
	}
	cache.Budget = 4 * one
	cache.Frame()
	cache.Frame()
	if cache.bytes > cache.Budget {
		t.Errorf("%d bytes are kept with a budget of %d", cache.bytes, cache.Budget)
	}
	if k := (pictureKey{lists[7], 1, 0, 0}); cache.pictures[k] == nil {
		t.Error("the youngest picture is gone, and older ones are not")
	}
	for range 2*idle + 1 {
		cache.Frame()
	}
	if n := len(cache.all()); n != 0 || cache.bytes != 0 {
		t.Errorf("%d things of %d bytes are kept though idle", n, cache.bytes)
	}
}

// What a reader goes past is drawn ahead and may never be shown: of drawings, too,
// the oldest go, and images do not go for them.
func TestCacheForgetsDrawings(t *testing.T) {
	cache := NewCache(testFonts(t))
	shown := paint.Record(page)
	shootWith(t, cache, 120, 120, 1, func(to paint.Canvas) { shown.Show(to, paint.Box(0, 0, 120, 120)) })
	ahead := func() *paint.List {
		l := paint.Record(page)
		cache.Ahead(1, func() bool { return true }, func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 120, 120)) })
		return l
	}
	ahead()
	one := cache.drawn
	cache.Drawings = 4 * one
	var last *paint.List
	for range 20 {
		cache.Frame()
		last = ahead()
		if cache.drawn > cache.Drawings+one {
			t.Fatalf("drawings of %d bytes are kept with a budget of %d", cache.drawn, cache.Drawings)
		}
	}
	if one == 0 || cache.pictures[pictureKey{last, 1, 0, 0}] == nil || cache.pictures[pictureKey{shown, 1, 0, 0}] == nil {
		t.Errorf("a drawing has %d bytes; the youngest of them, or an image, is gone", one)
	}
	for range 2*idle + 1 {
		cache.Frame()
	}
	if n := len(cache.all()); n != 0 || cache.drawn != 0 {
		t.Errorf("%d things, and drawings of %d bytes, are kept though idle", n, cache.drawn)
	}
}

// An image reaches the edges of its rectangle in its own colours, and is
// smooth in between.
func TestImage(t *testing.T) {
	m := image.NewNRGBA(image.Rect(7, 3, 11, 5)) // 4 by 2, not at the origin
	for y := range 2 {
		for x := range 4 {
			m.SetNRGBA(7+x, 3+y, color.NRGBA{uint8(60 * x), uint8(200 * y), 100, 255})
		}
	}
	got := shoot(t, 120, 120, 1, func(to paint.Canvas) { to.Image(paint.Box(20, 20, 80, 40), m) })
	save(t, "image", 4, got)
	for _, c := range []struct {
		x, y int
		want color.RGBA
	}{
		{20, 20, color.RGBA{0, 0, 100, 255}}, // the corners
		{99, 20, color.RGBA{180, 0, 100, 255}},
		{20, 59, color.RGBA{0, 200, 100, 255}},
		{99, 59, color.RGBA{180, 200, 100, 255}},
		{59, 20, color.RGBA{90, 0, 100, 255}}, // half way between two pixels
		{19, 40, color.RGBA{250, 248, 240, 255}},
		{100, 40, color.RGBA{250, 248, 240, 255}},
		{60, 60, color.RGBA{250, 248, 240, 255}},
	} {
		g := got.RGBAAt(c.x, c.y)
		if off := max(gap(g.R, c.want.R), gap(g.G, c.want.G), gap(g.B, c.want.B)); off > 3 {
			t.Errorf("at %d,%d: %v, want %v", c.x, c.y, g, c.want)
		}
	}
}

// A slide is an image whose pixels change.
type slide struct {
	*image.NRGBA
	version int
}

func (s *slide) Version() int { return s.version }

// fill gives the slide another colour.
func (s *slide) fill(c color.NRGBA) {
	draw.Draw(s, s.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	s.version++
}

// An image that changes in each frame is shown as it is, and takes one place on
// the graphics card, whose size it may change, too.
func TestChangingImage(t *testing.T) {
	cache := NewCache(testFonts(t))
	s := &slide{NRGBA: image.NewNRGBA(image.Rect(0, 0, 30, 30))}
	show := func(to paint.Canvas) { to.Image(paint.Box(20, 20, 80, 80), s) }
	var was *ebiten.Image
	for i := range 100 {
		col := color.NRGBA{uint8(2 * i), 30, uint8(200 - 2*i), 255}
		if i == 50 {
			s.NRGBA = image.NewNRGBA(image.Rect(0, 0, 20, 10))
		}
		s.fill(col)
		cache.Frame()
		got := shootWith(t, cache, 120, 120, 1, show).RGBAAt(60, 60)
		if gap(got.R, col.R) > 1 || gap(got.G, col.G) > 1 || gap(got.B, col.B) > 1 {
			t.Fatalf("frame %d: %v is shown as %v", i, col, got)
		}
		now := cache.images[s].img
		if i > 0 && i != 50 && now != was {
			t.Fatalf("frame %d: the same image in another place", i)
		}
		was = now
		if b := s.Rect.Size(); len(cache.images) != 1 || cache.bytes != 4*(b.X+2*margin)*(b.Y+2*margin) {
			t.Fatalf("frame %d: %d images of %d bytes are kept", i, len(cache.images), cache.bytes)
		}
	}
	version := s.version
	s.fill(color.NRGBA{255, 255, 255, 255})
	s.version = version // nobody has been told
	if got := shootWith(t, cache, 120, 120, 1, show).RGBAAt(60, 60); got.G > 100 {
		t.Error("pixels are sent though the version is the same")
	}
}

func gap(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// An image at its own size is copied pixel by pixel; half of it shows through
// when it fades.
func TestImagePixels(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 10, 10))
	for i := range 100 {
		m.SetNRGBA(i%10, i/10, color.NRGBA{uint8(i * 2), 255, uint8(7 * i), 255})
	}
	got := shoot(t, 40, 40, 2, func(to paint.Canvas) {
		to.Image(paint.Box(3, 4, 5, 5), m)
		to.Group(paint.Group{Fade: 0.5}, func(to paint.Canvas) { to.Image(paint.Box(20, 4, 5, 5), m) })
	})
	for i := range 100 {
		x, y := i%10, i/10
		w := m.NRGBAAt(x, y)
		if g := got.RGBAAt(6+x, 8+y); g != (color.RGBA{w.R, w.G, w.B, 255}) {
			t.Fatalf("pixel %d,%d is %v, want %v", x, y, g, w)
		}
		if g := got.RGBAAt(40+x, 8+y); gap(g.R, uint8((int(w.R)+250)/2)) > 2 {
			t.Fatalf("faded pixel %d,%d is %v over %v, want half of %v", x, y, g, ground, w)
		}
	}
}

// dark is the rectangle of the pixels that differ much from the ground.
func dark(m *image.RGBA) (r image.Rectangle) {
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if m.RGBAAt(x, y).G < 160 {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// Text stands on its baseline and takes the room that package typeset has
// measured for it, at every size, scale and place between two pixels.
func TestTextPlace(t *testing.T) {
	needDisplay(t)
	black := color.NRGBA{0, 0, 0, 255}
	fonts := testFonts(t)
	for _, ratio := range []float64{1, 1.25, 1.5, 2, 3} {
		shaper := typeset.New(fonts, ratio)
		for _, size := range []float64{11, 13.5, 16, 18, 19, 23, 32} {
			for _, family := range []paint.Family{paint.Sans, paint.Mono} {
				run := shaper.Shape(paint.Font{Family: family, Size: size, Weight: 600}, "HEH")
				for _, at := range []paint.Point{{X: 20, Y: 60}, {X: 20.4, Y: 60.6}} {
					box := dark(shoot(t, 160, 80, ratio, func(to paint.Canvas) { to.Text(at, run, black) }))
					name := fmt.Sprintf("ratio %g, size %g, family %d, at %v", ratio, size, family, at)
					if want := at.Y * ratio; float64(box.Max.Y) < want-1 || float64(box.Max.Y) > want+1 {
						t.Errorf("%s: the feet are at %d, the baseline at %.1f", name, box.Max.Y, want)
					}
					side := 0.15*size*ratio + 1 // what is free beside an H
					lo, hi := at.X*ratio, (at.X+run.Advance)*ratio
					if x := float64(box.Min.X); x < lo-1 || x > lo+side {
						t.Errorf("%s: begins at %g, not just after %.1f", name, x, lo)
					}
					if x := float64(box.Max.X); x > hi+1 || x < hi-side {
						t.Errorf("%s: ends at %g, not just before %.1f", name, x, hi)
					}
				}
			}
		}
	}
}

// A run that no bundled font covers is painted by the hook, once.
func TestForeign(t *testing.T) {
	needDisplay(t)
	cache, calls := NewCache(testFonts(t)), 0
	cache.Foreign = func(r paint.Run, c color.NRGBA, ratio float64) (*image.RGBA, image.Point) {
		calls++
		m := image.NewRGBA(image.Rect(0, 0, 20, 30))
		for i := 0; i < len(m.Pix); i += 4 {
			m.Pix[i+3] = 255
		}
		return m, image.Pt(5, 25)
	}
	r := paint.Run{Font: paint.Font{Size: 16}, Text: "語", Advance: 16, Foreign: true}
	for range 2 {
		got := shootWith(t, cache, 60, 60, 2, func(to paint.Canvas) { to.Text(paint.Pt(20, 30), r, ink1) })
		if box := dark(got); box != image.Rect(35, 35, 55, 65) {
			t.Errorf("painted at %v", box)
		}
	}
	if calls != 1 {
		t.Errorf("painted %d times", calls)
	}
	cache.Foreign = nil
	r.Text = "Häß"
	got := shootWith(t, cache, 60, 60, 2, func(to paint.Canvas) { to.Text(paint.Pt(20, 30), r, ink1) })
	if dark(got).Empty() {
		t.Error("without the hook nothing is painted")
	}
}

// The sheet of samples is for eyes: run with -out. Without it, it must at least
// be painted.
func TestSamples(t *testing.T) {
	fonts := testFonts(t)
	for _, ratio := range []float64{1, 2} {
		shaper := typeset.New(fonts, ratio)
		sheet := shoot(t, 640, 360, ratio, func(to paint.Canvas) { samples(to, shaper) })
		if blank(sheet) {
			t.Errorf("at ratio %g nothing is painted", ratio)
		}
		save(t, fmt.Sprintf("samples@%g", ratio), 1, sheet)
	}
}

// blank reports whether all of m has one colour.
func blank(m image.Image) bool {
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if m.At(x, y) != m.At(b.Min.X, b.Min.Y) {
				return false
			}
		}
	}
	return true
}

func samples(to paint.Canvas, shaper typeset.Shaper) {
	black := color.NRGBA{30, 30, 40, 255}
	y := 24.0
	for _, f := range []paint.Font{{Size: 12}, {Size: 14}, {Size: 16}, {Size: 18}, {Size: 18, Weight: 700}, {Size: 18, Italic: true}, {Family: paint.Mono, Size: 15}, {Size: 28, Weight: 650}} {
		to.Text(paint.Pt(20, y), shaper.Shape(f, "The slope of the loss: Σ, ∂, θ, 0.125 and AVAWA"), black)
		y += f.Size * 1.5
	}
	for i, size := range []float64{14, 18, 24} {
		if f, ok := formula.Lookup(`(x+h)^2-x^2=2xh+h^2`, false); ok {
			f.Draw(to, paint.Pt(20+190*float64(i), 222), size, black)
		}
	}
	for i := range 9 {
		o := paint.Pt(40+float64(i)*65, 270)
		to.Group(paint.Group{Transform: paint.Shift(o)}, func(to paint.Canvas) {
			to.Stroke(paint.Circle(paint.Pt(0, 0), 24), paint.Stroke{Width: 0.5 + float64(i)*0.5, Color: ink1})
			to.Fill(paint.Circle(paint.Pt(0, 0), 3+float64(i)), ink2)
			to.Fill(paint.Arrow(paint.Pt(-24, 45), paint.Pt(24, 40), 1+float64(i)/3), black)
		})
	}
	to.Group(paint.Group{Transform: paint.Shift(paint.Pt(20, 0))}, func(to paint.Canvas) {
		to.Stroke(wave(340, 12, 200), paint.Stroke{Width: 2, Color: ink2, Round: true})
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(120, 0))}, func(to paint.Canvas) {
			to.Stroke(wave(340, 12, 200), paint.Stroke{Width: 2, Color: ink1, Dash: []float64{6, 4}})
			to.Fill(star(paint.Pt(150, 335), 20, 5), ink1)
			to.Fill(star(paint.Pt(200, 335), 20, 17), ink1)
		})
	})
}
