package heat

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
)

// TestRamp: lightness rises all the way, equal steps look alike, and the
// ends are the theme's.
func TestRamp(t *testing.T) {
	for _, th := range []*theme.Theme{&theme.Dark, &theme.Light} {
		r := Loss(th)
		if r[0] != th.Low || r[255] != th.High {
			t.Errorf("%s: the ends are %v and %v", th.Name, r[0], r[255])
		}
		least, most := math.Inf(1), 0.0
		for i := 15; i < 256; i += 15 {
			a, b := toLab(r[i-15]), toLab(r[i])
			if b.l <= a.l {
				t.Errorf("%s: lightness sinks from %v to %v", th.Name, a.l, b.l)
			}
			least, most = min(least, a.dist(b)), max(most, a.dist(b))
		}
		if most > least*1.25 {
			t.Errorf("%s: steps differ from %.4f to %.4f", th.Name, least, most)
		}
	}
}

// TestOKLab checks the published example pairs of the article: white, and
// the primary colours to three places.
func TestOKLab(t *testing.T) {
	for c, want := range map[color.NRGBA]lab{
		{255, 255, 255, 255}: {1, 0, 0},
		{255, 0, 0, 255}:     {0.628, 0.225, 0.126},
		{0, 0, 255, 255}:     {0.452, -0.032, -0.312},
	} {
		got := toLab(c)
		if got.dist(want) > 0.002 {
			t.Errorf("%v is %v, not %v", c, got, want)
		}
		if back := got.rgb(); back != c {
			t.Errorf("%v comes back as %v", c, back)
		}
	}
}

func TestPlaceAndValueAreInverse(t *testing.T) {
	for _, log := range []bool{false, true} {
		m := Map{Lo: -2, Hi: 30, Log: log}
		for _, v := range []float64{-2, -1.9, 0, 7, 30} {
			if got := m.Value(m.Place(v)); math.Abs(got-v) > 1e-9 {
				t.Errorf("log %v: %v comes back as %v", log, v, got)
			}
		}
	}
}

func bowl(w, h int) *Map {
	return Sample(paint.Pt(-3, 3), paint.Pt(3, -3), w, h, func(p paint.Point) float64 {
		return p.X*p.X + p.Y*p.Y
	})
}

func TestImageIsKept(t *testing.T) {
	m := bowl(20, 20)
	a := m.Image(&theme.Dark).(paint.Changing)
	version, far := a.Version(), a.At(130, 130)
	if m.Image(&theme.Dark) != a || a.Version() != version {
		t.Error("a second picture of the same map")
	}
	m.Values[0] = math.NaN()
	m.Changed()
	if m.Image(&theme.Dark) != a {
		t.Error("another picture, and not another version of it")
	}
	if a.Version() == version {
		t.Error("a changed map has its old picture")
	}
	if got := a.At(0, 0); got != theme.Dark.Line {
		t.Errorf("the hatch starts with %v", got)
	}
	if got := a.At(3, 0); got != theme.Dark.Panel {
		t.Errorf("the ground of the hatch is %v", got)
	}
	if a.At(130, 130) != far {
		t.Error("a cell that was not changed looks different")
	}
	version = a.Version()
	if m.Image(&theme.Light); a.Version() == version {
		t.Error("in another theme it is the same picture")
	}
}

// A quick map has a pixel a cell.
func TestQuick(t *testing.T) {
	m := bowl(20, 20)
	m.Smooth, m.Quick = true, true
	img := m.Image(&theme.Dark)
	if got := img.Bounds().Size(); got != image.Pt(20, 20) {
		t.Errorf("the picture is %v", got)
	}
	ramp := Loss(&theme.Dark)
	if got, want := img.At(3, 4), ramp.At(m.Place(m.Values[4*20+3])); got != want {
		t.Errorf("a cell is %v, want %v", got, want)
	}
}

func TestExtremesAreNotNaN(t *testing.T) {
	m := &Map{Values: []float64{math.Inf(-1), math.Inf(1), math.NaN(), 5}, W: 4, H: 1, Hi: 10}
	img := m.Image(&theme.Dark)
	if img.At(0, 0) != theme.Dark.Low || img.At(64, 0) != theme.Dark.High {
		t.Errorf("infinities are %v and %v", img.At(0, 0), img.At(64, 0))
	}
}

// TestContour: the contour of x² + y² is a closed line at that distance.
func TestContour(t *testing.T) {
	m := bowl(80, 80)
	p := m.Contour(4, paint.Box(0, 0, 600, 600))
	segs := p.Segments()
	if len(segs) < 40 || segs[0].P[0].Sub(segs[len(segs)-1].P[0]).Len() > 1e-9 {
		t.Fatalf("the contour is not closed: %d pieces", len(segs))
	}
	for i, s := range segs {
		if r := s.P[0].Sub(paint.Pt(300, 300)).Len() / 100; math.Abs(r-2) > 0.01 {
			t.Errorf("the contour of 4 is at the distance %v", r)
		}
		if s.Kind == paint.MoveTo && i > 0 {
			t.Error("the contour is in pieces")
		}
	}
}

// TestContourSeparates follows the contours of a map with two hills, a
// saddle, a border and a hole and looks on which side the higher values are.
func TestContourSeparates(t *testing.T) {
	m := Sample(paint.Pt(-3, 2), paint.Pt(3, -2), 61, 41, func(p paint.Point) float64 {
		if p.Sub(paint.Pt(2, 1.4)).Len() < 0.3 {
			return math.NaN()
		}
		return math.Sin(2*p.X)*math.Cos(3*p.Y) + p.X/5
	})
	for _, level := range m.Levels(6) {
		p := m.Contour(level, paint.Box(0, 0, 61, 41))
		segs := p.Segments()
		if len(segs) == 0 {
			t.Fatalf("level %v has no line", level)
		}
		for i, s := range segs {
			if s.Kind != paint.LineTo {
				continue
			}
			a, b := segs[i-1].P[0], s.P[0]
			mid, d := a.Add(b).Mul(0.5), b.Sub(a)
			if d.Len() == 0 {
				continue
			}
			right := paint.Pt(-d.Y, d.X).Mul(0.1 / d.Len())
			hi, lo := m.blend(mid.X-0.5+right.X, mid.Y-0.5+right.Y), m.blend(mid.X-0.5-right.X, mid.Y-0.5-right.Y)
			if hi < lo-1e-9 {
				t.Fatalf("level %.2f at %v: %.3f on the right, %.3f on the left", level, mid, hi, lo)
			}
		}
	}
}

// TestSaddle: the middle of a saddle decides whether its two high corners
// are joined; a line never runs between the middle and what it is joined to.
func TestSaddle(t *testing.T) {
	for _, test := range []struct {
		values []float64
		level  float64
		parts  string // the cells that the first line cuts off from the middle
	}{
		{[]float64{1, 0, 0, 1}, 0.4, "low"},
		{[]float64{1, 0, 0, 1}, 0.6, "high"},
		{[]float64{0, 1, 1, 0}, 0.4, "low"},
		{[]float64{0, 1, 1, 0}, 0.6, "high"},
	} {
		m := Map{Values: test.values, W: 2, H: 2, Hi: 1}
		p := m.Contour(test.level, paint.Box(0, 0, 2, 2))
		s := p.Segments()
		mid := s[0].P[0].Add(s[1].P[0]).Mul(0.5)
		corner := paint.Pt(1, 1).Add(mid.Sub(paint.Pt(1, 1)).Mul(10))
		if got := m.Values[2*int(min(max(corner.Y, 0), 1.5))+int(min(max(corner.X, 0), 1.5))]; (got == 1) != (test.parts == "high") {
			t.Errorf("%v at level %v: a corner of %v is cut off", test.values, test.level, got)
		}
	}
}

// A palette that is kept makes its ramp anew for another theme alone.
func TestKept(t *testing.T) {
	made := 0
	p := Kept(func(th *theme.Theme) *Ramp { made++; return Loss(th) })
	for i, th := range []*theme.Theme{&theme.Dark, &theme.Dark, &theme.Light, &theme.Light, &theme.Dark} {
		if *p(th) != *Loss(th) {
			t.Errorf("ramp %d is that of another theme", i)
		}
	}
	if made != 3 {
		t.Errorf("made %d ramps", made)
	}
}

func ExampleMap_Levels() {
	m := Map{Lo: 0, Hi: 99}
	fmt.Println(m.Levels(2))
	m.Log = true
	fmt.Printf("%.2f\n", m.Levels(1))
	// Output:
	// [33 66]
	// [9.00]
}

func BenchmarkImage(b *testing.B) {
	for _, quick := range []bool{false, true} {
		b.Run(fmt.Sprintf("quick=%v", quick), func(b *testing.B) {
			m := bowl(64, 64)
			m.Smooth, m.Quick = true, quick
			for b.Loop() {
				m.Changed()
				m.Image(&theme.Dark)
			}
		})
	}
}
