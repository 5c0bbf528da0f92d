package screen

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"zerotoai/widgets/paint"
)

// covered is the area that a mesh paints, by its ink: each triangle gives its
// area times the mean of its corners' opacity.
func (m *mesh) covered() (sum float64) {
	for i := 0; i < len(m.indices); i += 3 {
		a, b, c := m.vertices[m.indices[i]], m.vertices[m.indices[i+1]], m.vertices[m.indices[i+2]]
		area := float64((b.DstX-a.DstX)*(c.DstY-a.DstY) - (b.DstY-a.DstY)*(c.DstX-a.DstX))
		sum += math.Abs(area) / 2 * float64(a.ColorA+b.ColorA+c.ColorA) / 3
	}
	return sum
}

var full = ink{1, 1, 1, 1}

// However thin or short a line is, it gives as much ink as its area.
func TestStrokeArea(t *testing.T) {
	for _, width := range []float64{0.1, 0.5, 0.9, 1, 1.5, 3, 10} {
		for _, length := range []float64{0.6, 1, 2, 7.3, 100} {
			var m mesh
			d := paint.Pt(length*0.6, length*0.8)
			m.stroke(line{pts: []paint.Point{{X: 3, Y: 4}, d.Add(paint.Pt(3, 4))}}, width, false, full)
			if got, want := m.covered(), width*length; math.Abs(got-want) > 0.13*want {
				t.Errorf("a line of %g by %g gives %.3f px of ink", width, length, got)
			}
		}
	}
}

// A ring of any number of corners has the area of its outline, each part once.
func TestRingArea(t *testing.T) {
	for _, n := range []int{3, 4, 5, 8, 30, 200} {
		var l line
		for i := range n {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			l.add(paint.Pt(40*cos, 40*sin))
		}
		l.closed = true
		var m mesh
		m.stroke(l, 4, false, ink{0.5, 0.5, 0.5, 0.5}) // translucent: twice would be seen
		side := 80 * math.Sin(math.Pi/float64(n))
		if got, want := m.covered(), 0.5*4*side*float64(n); math.Abs(got-want) > 0.01*want {
			t.Errorf("the ring of %d corners gives %.2f px of ink, want %.2f", n, got, want)
		}
	}
}

func TestFillArea(t *testing.T) {
	for _, c := range []struct {
		name string
		path paint.Path
		want float64
		can  bool
	}{
		{"square", paint.Rectangle(paint.Box(1.3, 2.6, 10, 10)), 100, true},
		{"bar", paint.Rectangle(paint.Box(1, 2, 0.4, 10)), 4, true},
		{"speck", paint.Rectangle(paint.Box(1, 2, 0.7, 0.7)), 0.49, true},
		{"disc", paint.Circle(paint.Pt(9, 9), 20), 400 * math.Pi, true},
		{"arrow", paint.Arrow(paint.Pt(0, 0), paint.Pt(30, 40), 4), 34*4 + 16*16/2, true},
		{"L", paint.Polygon(paint.Pt(0, 0), paint.Pt(20, 0), paint.Pt(20, 5), paint.Pt(5, 5), paint.Pt(5, 20), paint.Pt(0, 20)), 175, true},
		{"bow tie", paint.Polygon(paint.Pt(0, 0), paint.Pt(20, 20), paint.Pt(20, 0), paint.Pt(0, 20)), 0, false},
		{"sliver", paint.Polygon(paint.Pt(0, 0), paint.Pt(20, 0.2), paint.Pt(20, 0.5)), 0, false},
		{"rays", star(paint.Pt(0, 0), 90, 40), 0, false},
	} {
		var m mesh
		can := m.fill(flatten(c.path, paint.Affine{})[0].pts, full)
		if can != c.can {
			t.Errorf("%s: fill reports %v", c.name, can)
		} else if got := m.covered(); can && math.Abs(got-c.want) > 0.05*c.want {
			t.Errorf("%s: %.2f px of ink, want %.2f", c.name, got, c.want)
		} else if !can && len(m.indices) > 0 {
			t.Errorf("%s: something is in the mesh all the same", c.name)
		}
	}
}

// Flattened, a circle is as round as flatness says.
func TestFlatness(t *testing.T) {
	for _, r := range []float64{1, 10, 100, 1000} {
		l := flatten(paint.Circle(paint.Point{}, r), paint.Affine{})[0]
		for i, p := range l.pts {
			mid := p.Add(l.pts[(i+1)%len(l.pts)]).Mul(0.5)
			if off := r - mid.Len(); off > flatness+3e-4*r { // what the cubics are off themselves
				t.Errorf("radius %g: %.3f px from the circle", r, off)
				break
			}
		}
		if !l.closed || !convex(l.pts) {
			t.Errorf("radius %g: not closed or not convex", r)
		}
	}
}

// As in SVG, a point is a dot only if the path says that it stays there.
func TestDot(t *testing.T) {
	var p paint.Path
	p.Move(paint.Pt(5, 5))
	p.Line(paint.Pt(math.NaN(), 0))
	p.Line(paint.Pt(8, 8))
	if ls := flatten(p, paint.Affine{}); len(ls) != 0 {
		t.Errorf("what is only started became %v", ls)
	}
	p.Line(paint.Pt(8, 8))
	ls := flatten(p, paint.Affine{})
	if len(ls) != 1 || len(ls[0].pts) != 1 {
		t.Fatalf("a dot became %v", ls)
	}
	for _, round := range []bool{true, false} {
		var m mesh
		m.stroke(ls[0], 6, round, full)
		want := 0.0
		if round {
			want = 9 * math.Pi
		}
		if got := m.covered(); math.Abs(got-want) > 0.05*want {
			t.Errorf("a dot of width 6, round %v, gives %.2f px of ink", round, got)
		}
	}
}

// Dashes and gaps have the lengths that were asked for, and go round corners.
func TestDash(t *testing.T) {
	l := line{pts: []paint.Point{{}, {X: 10}, {X: 10, Y: 10}}}
	var lengths []float64
	for d := range l.dash([]float64{4, 3}) {
		sum := 0.0
		for i := 1; i < len(d.pts); i++ {
			sum += d.pts[i].Sub(d.pts[i-1]).Len()
		}
		lengths = append(lengths, sum)
	}
	if len(lengths) != 3 || lengths[0] != 4 || lengths[1] != 4 || lengths[2] != 4 {
		t.Errorf("dashes of %v", lengths)
	}
	if n := len(slices.Collect(l.dash([]float64{0, 0}))); n != 1 {
		t.Errorf("dashes of no length: %d pieces", n)
	}
}

// A line cut off at the edge of sight keeps the phase of its dashes.
func TestTrimKeepsPhase(t *testing.T) {
	l := line{pts: []paint.Point{{X: -1e6}, {X: 1e6}}}
	near := l.trim(paint.Box(-10, -10, 40, 20))
	if len(near) != 1 || near[0].pts[0].X != -10 || near[0].pts[1].X != 30 {
		t.Fatalf("trimmed to %v", near)
	}
	for d := range near[0].dash([]float64{7, 4}) {
		from, to := math.Mod(1e6+d.pts[0].X, 11), math.Mod(1e6+d.pts[len(d.pts)-1].X, 11)
		if from > 7.001 || to > 7.001 && to < 10.999 {
			t.Errorf("a dash from %g to %g of the pattern of 7 and 4", from, to)
		}
	}
	if out := (line{pts: []paint.Point{{X: -1e6, Y: 50}, {X: 1e6, Y: 50}}}).trim(paint.Box(-10, -10, 40, 20)); len(out) != 0 {
		t.Errorf("what is out of sight became %v", out)
	}
}

func TestCrop(t *testing.T) {
	l := flatten(paint.Rectangle(paint.Box(-1e6, 5, 2e6, 1e6)), paint.Affine{})[0].crop(paint.Box(0, 0, 20, 10))
	if b := bounds([]line{l}); b != (paint.Box(0, 5, 20, 5)) || len(l.pts) != 4 {
		t.Errorf("cropped to %v", l.pts)
	}
}

// Whatever a path is, its mesh is made of finite points, and in the time that
// its size asks for.
func FuzzMesh(f *testing.F) {
	f.Add([]byte{0, 0, 10, 10, 20, 0, 10, 10}, 2.0, true, true)
	f.Add([]byte{0, 0, 0, 0, 255, 255, 0, 0, 1, 1}, 0.1, false, true)
	f.Fuzz(func(t *testing.T, data []byte, width float64, round, closed bool) {
		var p paint.Path
		for ; len(data) >= 4 && len(p.Segments()) < 64; data = data[4:] {
			x, y := binary.LittleEndian.Uint16(data), binary.LittleEndian.Uint16(data[2:])
			p.Line(paint.Pt(float64(x)/64, float64(y)/64))
		}
		if closed {
			p.Close()
		}
		if !(width >= 0 && width < 100) {
			return
		}
		var m mesh
		for _, l := range flatten(p, paint.Affine{}) {
			m.fill(l.pts, full)
			m.stroke(l, width, round, full)
			for d := range l.dash([]float64{width + 20, 30}) {
				m.stroke(d, width, round, full)
			}
		}
		for _, v := range m.vertices {
			if s := float64(v.DstX + v.DstY); math.IsNaN(s) || math.Abs(s) > 1e6 {
				t.Fatalf("a vertex at %v, %v", v.DstX, v.DstY)
			}
		}
		for _, i := range m.indices {
			if int(i) >= len(m.vertices) {
				t.Fatal("an index without a vertex")
			}
		}
	})
}
