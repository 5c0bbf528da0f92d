package descent

import (
	"math"
	"testing"
)

func surfaceNamed(t testing.TB, name string) Surface {
	for _, s := range Surfaces() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no surface %s", name)
	return Surface{}
}

func (c Contour) closed() bool { return c.Line[0] == c.Line[len(c.Line)-1] }

// atEdge reports whether p is on the edge of what s shows.
func (s Surface) atEdge(p [2]float64) bool {
	for i, v := range p {
		if math.Abs(v-s.Min[i]) < 1e-12 || math.Abs(v-s.Max[i]) < 1e-12 {
			return true
		}
	}
	return false
}

// How many lines there are of a level: closed ones and ones that leave.
func TestContourCounts(t *testing.T) {
	for _, c := range []struct {
		name         string
		level        float64
		closed, open int
	}{
		{"Bowl", 1, 1, 0},
		{"Bowl", 0, 0, 0},
		{"Bowl", -1, 0, 0},
		{"Bowl", 1000, 0, 0},
		{"Bowl", 9.5, 0, 4}, // only the corners are higher
		{"Ravine", 0.5, 1, 0},
		{"Ravine", 2, 0, 2}, // leaves on the left and on the right
		{"Saddle", 0.5, 2, 0},
		{"Saddle", 1.5, 1, 0},
		{"Plateau", 0.5, 1, 0},
		{"Many valleys", 0.3, 1, 0}, // the other floors are higher
		{"Many valleys", 1, 5, 0},
		{"Many valleys", 2, 9, 0},
	} {
		s := surfaceNamed(t, c.name)
		closed, open := 0, 0
		for _, l := range Contours(s, 90, 80, c.level) {
			switch {
			case l.closed():
				closed++
			case s.atEdge(l.Line[0]) && s.atEdge(l.Line[len(l.Line)-1]):
				open++
			default:
				t.Errorf("%s: a line of %v ends inside, %v to %v", c.name, c.level, l.Line[0], l.Line[len(l.Line)-1])
			}
		}
		if closed != c.closed || open != c.open {
			t.Errorf("%s: %d closed lines of %v and %d open ones, want %d and %d", c.name, closed, c.level, open, c.closed, c.open)
		}
	}
}

// On a line the loss is its level, the better the smaller the cells; and
// a line does not leap over cells.
func TestContourLoss(t *testing.T) {
	for _, s := range Surfaces() {
		for _, n := range []int{20, 40, 80, 160} {
			cell := (s.Max[0] - s.Min[0]) / float64(n)
			for _, l := range Contours(s, n, n, 0.2, 0.9, 1.7, 3) {
				for i, p := range l.Line {
					// Linear along a side is off by at most |L''|·cell²/8, and |L''| is
					// at most 25: that of the saddle, 3y² − 2, at y = 3.
					if off := math.Abs(s.Loss(p[0], p[1]) - l.Level); off > 25*cell*cell/8 {
						t.Fatalf("%s, %d cells: the loss at %v is %v off %v", s.Name, n, p, off, l.Level)
					}
					if i == 0 {
						continue
					}
					q := l.Line[i-1]
					if d := math.Hypot(p[0]-q[0], p[1]-q[1]); d == 0 || d > cell*1.5 {
						t.Fatalf("%s, %d cells: a stretch of %v from %v to %v", s.Name, n, d, q, p)
					}
				}
			}
		}
	}
}

// The line of level l of x² + y²/2 is an ellipse with the area π·√l·√(2l).
func TestContourArea(t *testing.T) {
	for _, level := range []float64{0.3, 1, 4} {
		lines := Contours(surfaceNamed(t, "Bowl"), 200, 170, level)
		if len(lines) != 1 {
			t.Fatalf("%d lines of %v", len(lines), level)
		}
		line, area := lines[0].Line, 0.0
		for i := range line[1:] {
			p, q := line[i], line[i+1]
			area += (p[0]*q[1] - q[0]*p[1]) / 2
		}
		if want := math.Pi * math.Sqrt2 * level; math.Abs(math.Abs(area)-want) > 0.005*want {
			t.Errorf("the line of %v holds the area %v, want %v", level, area, want)
		}
	}
}

// A cell in whose corners low and high ground alternate.
func TestContourSaddleCell(t *testing.T) {
	for _, c := range []struct {
		tilt float64
		want [2]float64 // a corner that its line must cut off
	}{
		{0.1, [2]float64{-1, -1}}, // the middle is high: low corners are cut off
		{-0.1, [2]float64{-1, 1}}, // the middle is low: high corners are
	} {
		s := Surface{Min: [2]float64{-1, -1}, Max: [2]float64{1, 1}}
		s.Loss = func(x, y float64) float64 { return -x*y + c.tilt*(1-x*x) }
		lines := Contours(s, 1, 1, 0)
		if len(lines) != 2 {
			t.Fatalf("%d lines", len(lines))
		}
		cut := false
		for _, l := range lines {
			m := [2]float64{(l.Line[0][0] + l.Line[1][0]) / 2, (l.Line[0][1] + l.Line[1][1]) / 2}
			cut = cut || m[0]*c.want[0] > 0 && m[1]*c.want[1] > 0
		}
		if !cut {
			t.Errorf("tilt %v: %v does not cut off %v", c.tilt, lines, c.want)
		}
	}
}

// Losses in corners that are the level itself make no empty stretches.
func TestContourThroughCorners(t *testing.T) {
	s := Surface{Min: [2]float64{-2, -2}, Max: [2]float64{2, 2}}
	s.Loss = func(x, y float64) float64 { return math.Abs(x) + math.Abs(y) }
	lines := Contours(s, 4, 4, 1)
	if len(lines) != 1 || len(lines[0].Line) != 5 || !lines[0].closed() {
		t.Errorf("the square is %v", lines)
	}
	s.Loss = func(x, y float64) float64 { return -math.Abs(x) - math.Abs(y) }
	if lines := Contours(s, 4, 4, 0); len(lines) != 0 {
		t.Errorf("a summit of that level is %v", lines)
	}
	if Contours(s, 0, 4, 1) != nil || Contours(s, 4, -1, 1) != nil || Contours(s, 4, 4) != nil {
		t.Error("lines without cells or levels")
	}
}

func BenchmarkContours(b *testing.B) {
	s := surfaceNamed(b, "Many valleys")
	for b.Loop() {
		Contours(s, 96, 96, 0.5, 1, 1.5, 2, 3, 4)
	}
}
