package screen

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// paintFrames measures what a frame costs the program, without the time that
// the graphics card takes: here that is software.
func paintFrames(b *testing.B, draw func(paint.Canvas)) {
	needDisplay(b)
	img := ebiten.NewImage(1600, 1600)
	defer img.Deallocate()
	cache := NewCache(testFonts(b))
	frame := func() {
		cache.Frame()
		cache.Paint(img, 2, draw)
	}
	frame()
	frame()
	img.At(0, 0)
	b.ResetTimer()
	for range b.N {
		frame()
		b.StopTimer()
		img.At(0, 0) // sends the commands off
		b.StartTimer()
	}
}

func curves(n, points int) func(paint.Canvas) {
	paths := make([]paint.Path, n)
	for i := range paths {
		paths[i] = wave(float64(10+3*i), 20, points)
	}
	return func(to paint.Canvas) {
		for _, p := range paths {
			to.Stroke(p, paint.Stroke{Width: 2, Color: ink1})
		}
	}
}

func BenchmarkStrokes(b *testing.B) { paintFrames(b, curves(200, 40)) }

func BenchmarkDots(b *testing.B) {
	paintFrames(b, func(to paint.Canvas) {
		for i := range 500 {
			to.Fill(paint.Circle(paint.Pt(float64(i%25)*30, float64(i/25)*30), 4), ink2)
		}
	})
}

func BenchmarkStars(b *testing.B) {
	paintFrames(b, func(to paint.Canvas) {
		for i := range 200 {
			to.Fill(star(paint.Pt(float64(i%20)*30, float64(i/20)*30), 14, 5), ink2)
		}
	})
}

// prose is 2,000 glyphs.
func prose(b *testing.B) func(paint.Canvas) {
	run := typeset.New(testFonts(b), 2).Shape(paint.Font{Size: 16}, "forty glyphs of ordinary text, no more..")
	return func(to paint.Canvas) {
		for i := range 50 {
			to.Text(paint.Pt(10, 16+float64(i)*15), run, ink1)
		}
	}
}

func BenchmarkGlyphs(b *testing.B) { paintFrames(b, prose(b)) }

// An image of the size of a decision boundary, another one in each frame.
func BenchmarkChangingImage(b *testing.B) {
	s := &slide{NRGBA: image.NewNRGBA(image.Rect(0, 0, 100, 100))}
	paintFrames(b, func(to paint.Canvas) {
		s.version++
		to.Image(paint.Box(0, 0, 400, 400), s)
	})
}

func BenchmarkKept(b *testing.B) {
	l := paint.Record(prose(b))
	paintFrames(b, func(to paint.Canvas) { l.Show(to, paint.Box(0, 0, 800, 800)) })
}

func BenchmarkDashes(b *testing.B) {
	lines := curves(20, 40)
	paintFrames(b, func(to paint.Canvas) { lines(dashed{to}) })
}

// A dashed canvas makes dashes of all lines.
type dashed struct{ paint.Canvas }

func (d dashed) Stroke(p paint.Path, s paint.Stroke) {
	s.Dash = []float64{2, 4}
	d.Canvas.Stroke(p, s)
}
