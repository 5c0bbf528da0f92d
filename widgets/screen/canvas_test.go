package screen

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"zerotoai/widgets/paint"
)

var (
	ink1 = color.NRGBA{20, 60, 160, 255}
	ink2 = color.NRGBA{200, 40, 40, 255}
	pale = color.NRGBA{0, 120, 60, 120}
)

// A scene is 120 by 120 CSS pixels.
type scene struct {
	name string
	most float64 // the farthest that a pixel may be from the twin's, of 255
	draw func(paint.Canvas)
}

func star(o paint.Point, r float64, n int) paint.Path {
	pts := make([]paint.Point, 0, 2*n)
	for i := range 2 * n {
		sin, cos := math.Sincos(float64(i) * math.Pi / float64(n))
		k := r
		if i%2 == 1 {
			k = r * 0.4
		}
		pts = append(pts, o.Add(paint.Pt(cos, sin).Mul(k)))
	}
	return paint.Polygon(pts...)
}

func wave(y, height float64, n int) paint.Path {
	pts := make([]paint.Point, n)
	for i := range pts {
		x := float64(i) / float64(n-1)
		pts[i] = paint.Pt(6+108*x, y+height*math.Sin(x*14))
	}
	return paint.Polyline(pts...)
}

func zigzag(x, y, dx, dy float64, n int) paint.Path {
	var p paint.Path
	for i := range n {
		p.Line(paint.Pt(x+float64(i)*dx, y+float64(i%2)*dy))
	}
	return p
}

var scenes = []scene{
	{"rects", 50, func(to paint.Canvas) {
		to.Fill(paint.Rectangle(paint.Box(10, 10, 30, 20)), ink1)
		to.Fill(paint.Rectangle(paint.Box(50.3, 10.6, 30.5, 20.2)), ink2)
		to.Fill(paint.Rectangle(paint.Box(10, 40, 100, 1)), ink1)
		to.Fill(paint.Rectangle(paint.Box(10, 45.5, 100, 0.5)), ink1)
		to.Fill(paint.Rectangle(paint.Box(10.4, 50, 0.6, 60)), ink1)
		to.Fill(paint.Rounded(paint.Box(20, 50, 40, 30), 8), pale)
		to.Fill(paint.Rounded(paint.Box(65.5, 50.5, 40, 30), 4), ink2)
		to.Fill(paint.Rectangle(paint.Box(20, 90, 0.3, 0.3)), ink2)
	}},
	{"circles", 40, func(to paint.Canvas) {
		to.Fill(paint.Circle(paint.Pt(40, 40), 30), ink1)
		to.Fill(paint.Circle(paint.Pt(80, 70), 30), pale)
		for i := range 8 {
			to.Fill(paint.Circle(paint.Pt(10+float64(i)*13.3, 110.3), 0.5+float64(i)*0.7), ink2)
		}
	}},
	{"lines", 50, func(to paint.Canvas) {
		for i := range 12 {
			w := 0.25 * float64(i+1)
			y := 5 + float64(i)*5
			to.Stroke(paint.Polyline(paint.Pt(5.3, y), paint.Pt(55.6, y+3)), paint.Stroke{Width: w, Color: ink1})
			to.Stroke(paint.Polyline(paint.Pt(60, y), paint.Pt(110, y)), paint.Stroke{Width: w, Color: ink2, Round: true})
		}
		for i := range 12 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 6)
			d := paint.Pt(cos, sin)
			o := paint.Pt(30, 92)
			to.Stroke(paint.Polyline(o.Add(d.Mul(8)), o.Add(d.Mul(24))), paint.Stroke{Width: 1.5, Color: ink1})
			o = paint.Pt(85, 92)
			to.Stroke(paint.Polyline(o.Add(d.Mul(8)), o.Add(d.Mul(24))), paint.Stroke{Width: 4, Color: ink1, Round: true})
		}
	}},
	{"joins", 90, func(to paint.Canvas) {
		for i, round := range []bool{false, true} {
			y := 10 + 55*float64(i)
			to.Stroke(zigzag(8, y, 12, 20, 5), paint.Stroke{Width: 4, Color: ink1, Round: round})
			to.Stroke(zigzag(66, y, 4, 20, 5), paint.Stroke{Width: 2, Color: ink2, Round: round})
			to.Stroke(paint.Polygon(paint.Pt(95, y), paint.Pt(112, y+8), paint.Pt(95, y+20)), paint.Stroke{Width: 3, Color: ink1, Round: round})
			to.Stroke(zigzag(8, y+30, 12, 10, 5), paint.Stroke{Width: 6, Color: pale, Round: round})
			to.Stroke(paint.Rectangle(paint.Box(66.5, y+28.5, 20, 16)), paint.Stroke{Width: 1, Color: ink1, Round: round})
			to.Stroke(paint.Rounded(paint.Box(92, y+28, 20, 16), 6), paint.Stroke{Width: 2, Color: ink2, Round: round})
		}
	}},
	{"curves", 40, func(to paint.Canvas) {
		to.Stroke(wave(20, 12, 200), paint.Stroke{Width: 2, Color: ink1})
		to.Stroke(wave(50, 12, 60), paint.Stroke{Width: 2.5, Color: ink2, Round: true})
		to.Stroke(wave(80, 10, 400), paint.Stroke{Width: 0.75, Color: ink1, Round: true})
		to.Stroke(paint.Circle(paint.Pt(25, 100), 15), paint.Stroke{Width: 1.5, Color: ink1})
		to.Stroke(paint.Circle(paint.Pt(65, 100), 15), paint.Stroke{Width: 6, Color: pale})
		var p paint.Path
		p.Move(paint.Pt(85, 115))
		p.Cubic(paint.Pt(130, 80), paint.Pt(70, 80), paint.Pt(112, 115))
		to.Stroke(p, paint.Stroke{Width: 3, Color: ink2, Round: true})
	}},
	{"dashes", 60, func(to paint.Canvas) {
		to.Stroke(paint.Polyline(paint.Pt(5, 10), paint.Pt(115, 10)), paint.Stroke{Width: 1, Color: ink1, Dash: []float64{4, 3}})
		to.Stroke(paint.Polyline(paint.Pt(5, 20), paint.Pt(115, 27)), paint.Stroke{Width: 2, Color: ink1, Dash: []float64{6, 3, 1, 3}})
		to.Stroke(paint.Polyline(paint.Pt(5, 35), paint.Pt(115, 35)), paint.Stroke{Width: 3, Color: ink2, Dash: []float64{0.01, 6}, Round: true})
		to.Stroke(zigzag(10, 45, 20, 15, 6), paint.Stroke{Width: 2, Color: ink2, Dash: []float64{9, 4}, Round: true})
		to.Stroke(paint.Circle(paint.Pt(35, 92), 20), paint.Stroke{Width: 1.5, Color: ink1, Dash: []float64{3, 3}})
		to.Stroke(paint.Rectangle(paint.Box(70.5, 72.5, 40, 40)), paint.Stroke{Width: 1, Color: ink1, Dash: []float64{5, 2, 1.3}})
	}},
	{"hollow", 60, func(to paint.Canvas) {
		to.Fill(star(paint.Pt(30, 30), 25, 5), ink1)
		to.Fill(star(paint.Pt(90, 30), 25, 9), pale)
		to.Fill(paint.Arrow(paint.Pt(10, 70), paint.Pt(60, 62), 2.5), ink2)
		to.Fill(paint.Arrow(paint.Pt(10, 80), paint.Pt(60, 80), 1), ink2)
		ring := paint.Circle(paint.Pt(95, 80), 20)
		ring.Move(paint.Pt(85, 75)) // the other way round: a hole
		ring.Line(paint.Pt(85, 88))
		ring.Line(paint.Pt(105, 88))
		ring.Line(paint.Pt(105, 75))
		ring.Close()
		to.Fill(ring, ink1)
		area := paint.Polyline(paint.Pt(5, 115))
		for i := range 60 {
			x := float64(i)
			area.Line(paint.Pt(5+x, 115-20/(1+math.Exp(-(x-40)/4))))
		}
		area.Line(paint.Pt(64, 115))
		area.Close()
		to.Fill(area, pale)
	}},
	{"groups", 65, func(to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(10, 10))}, func(to paint.Canvas) {
			to.Group(paint.Group{Transform: paint.Scale(2, 2), Clip: paint.Box(0, 0, 20, 20)}, func(to paint.Canvas) {
				to.Fill(paint.Circle(paint.Pt(18, 10), 12), ink1)
				to.Stroke(paint.Polyline(paint.Pt(-5, 5), paint.Pt(50, 15)), paint.Stroke{Width: 1, Color: ink2})
			})
			to.Group(paint.Group{Fade: 0.5}, func(to paint.Canvas) {
				to.Fill(paint.Rectangle(paint.Box(50, 10, 40, 30)), ink1)
				to.Group(paint.Group{Fade: 0.5}, func(to paint.Canvas) {
					to.Fill(paint.Rectangle(paint.Box(50, 45, 40, 10)), ink1)
				})
			})
			to.Group(paint.Group{Transform: paint.Scale(0.5, -0.5).Then(paint.Shift(paint.Pt(20, 100)))}, func(to paint.Canvas) {
				to.Fill(star(paint.Pt(30, 40), 30, 5), ink2)
				to.Group(paint.Group{Clip: paint.Box(70, 10.5, 40, 60)}, func(to paint.Canvas) {
					to.Fill(paint.Circle(paint.Pt(70, 40), 30), ink1)
				})
			})
			to.Group(paint.Group{Clip: paint.Box(500, 0, 10, 10)}, func(to paint.Canvas) {
				to.Fill(paint.Rectangle(paint.Box(0, 0, 1000, 1000)), ink2)
			})
		})
	}},
	{"far", 60, func(to paint.Canvas) { // steep functions leave the picture by far
		to.Stroke(paint.Polyline(paint.Pt(10, 20), paint.Pt(30, -1e7), paint.Pt(50, 1e7), paint.Pt(90, 100)), paint.Stroke{Width: 2, Color: ink1})
		to.Stroke(paint.Polyline(paint.Pt(-1e7, 60), paint.Pt(1e7, 70)), paint.Stroke{Width: 2, Color: ink2})
		to.Fill(paint.Polygon(paint.Pt(-1e7, 80), paint.Pt(60, 90), paint.Pt(1e7, 80), paint.Pt(1e7, 1e7), paint.Pt(-1e7, 1e7)), pale)
	}},
}

// far is how far two pictures are apart at the worst pixel and on average.
func apart(a, b *image.RGBA) (worst float64, at image.Point, mean float64) {
	for i := range a.Pix {
		d := math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
		mean += d
		if d > worst {
			worst, at = d, image.Pt(i/4%a.Rect.Dx(), i/4/a.Rect.Dx())
		}
	}
	return worst, at, mean / float64(len(a.Pix))
}

// difference shows where a and b differ, dark on light.
func difference(a, b *image.RGBA) *image.RGBA {
	d := image.NewRGBA(a.Rect)
	for i := range a.Pix {
		d.Pix[i] = 255 - uint8(min(255, 3*math.Abs(float64(a.Pix[i])-float64(b.Pix[i]))))
	}
	return d
}

// The canvas is told from exact coverage only by what its way to smooth edges
// costs: most where two edges fade in one pixel, as at corners and at the tips
// of spikes. On average a picture is off by less than half a level.
func TestTwin(t *testing.T) {
	for _, s := range scenes {
		for _, ratio := range []float64{1, 1.5, 2} {
			t.Run(fmt.Sprintf("%s@%g", s.name, ratio), func(t *testing.T) {
				got := shoot(t, 120, 120, ratio, s.draw)
				tw := newTwin(120, 120, ratio, ground)
				s.draw(tw)
				want := tw.image()
				name := fmt.Sprintf("%s@%g", s.name, ratio)
				save(t, name, 5-int(ratio), got, want, difference(got, want))
				worst, at, mean := apart(got, want)
				t.Logf("worst %.0f at %v, mean %.2f", worst, at, mean)
				if worst > s.most || mean > 0.5 {
					t.Errorf("a pixel is off by %.0f (%.0f allowed) at %v, the mean by %.2f", worst, s.most, at, mean)
				}
			})
		}
	}
}

// What is not cut off needs no clip: it is one call with what is around it.
func TestWholeIsNotClipped(t *testing.T) {
	box := paint.Box(20, 20, 40, 40)
	for name, test := range map[string]struct {
		within paint.Rect
		want   int
	}{
		"inside": {paint.Box(25, 25, 20, 20), 1}, "cut": {paint.Box(25, 25, 80, 20), 3},
	} {
		to := canvas{batch: &batch{ratio: 1, cache: NewCache(testFonts(t))}, clip: image.Rect(0, 0, 100, 100), alpha: 1}
		d := to.cache.draw(to, func(to paint.Canvas) {
			to.Fill(paint.Rectangle(box), ink1)
			to.Group(paint.Group{Clip: box}, func(to paint.Canvas) {
				to.Fill(paint.Rectangle(test.within), ink2)
				to.Stroke(paint.Rectangle(test.within.Inset(4)), paint.Stroke{Width: 1, Color: ink1})
			})
			to.Fill(paint.Rectangle(box.Inset(18)), ink1)
		})
		if len(d.calls) != test.want {
			t.Errorf("%s: %d calls, want %d", name, len(d.calls), test.want)
		}
	}
}
