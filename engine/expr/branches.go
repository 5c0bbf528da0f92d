package expr

import "math"

// A Point is a point of a curve.
type Point struct{ X, Y float64 }

const (
	maxSplits  = 10  // halvings of a step
	stepBudget = 512 // values of f looked at within a step
)

// Branches returns the curve of f over x0 ≤ x ≤ x1 as polylines from left to
// right, for a window that shows ylo ≤ y ≤ yhi. It looks at n+1 places evenly
// spread and at more where the curve bends or is steep.
//
// A polyline ends where f has no value, where f jumps, and where the curve is
// a window's height above or below the window; so no line joins the two sides
// of a pole. A branch of a single point is left out. If f varies faster than
// can be followed, as sin(1/x) at 0, the polylines have gaps.
//
// The places found are those of f, not of floating-point theory: a pole so
// narrow that no place looked at feels it is not seen. There are no branches
// if the window is empty or n < 1.
func Branches(f func(float64) float64, x0, x1 float64, n int, ylo, yhi float64) [][]Point {
	height := yhi - ylo
	if !(x1 > x0) || !(height > 0) || n < 1 || math.IsInf(x1-x0, 0) || math.IsInf(height, 0) {
		return nil
	}
	t := &tracer{f: f, low: ylo - height, high: yhi + height, flat: height / 1000, close: height / 100}
	a := t.at(x0)
	t.emit(a)
	for i := range n {
		u := float64(i+1) / float64(n)
		b := t.at(x0*(1-u) + x1*u)
		t.left = stepBudget
		t.span(a, b, 0)
		a = b
	}
	t.cut()
	return t.done
}

// A side says where a sample is.
type side int8

const (
	below side = iota - 1
	inside
	above
	nowhere // f has no value
)

type sample struct {
	Point
	side side
}

// A tracer follows a curve from left to right.
type tracer struct {
	f         func(float64) float64
	low, high float64 // the band that is drawn
	flat      float64 // how far a chord may be from the curve
	close     float64 // a rise that is not looked into
	left      int     // values of f that may still be looked at in this step
	line      []Point
	done      [][]Point
}

func (t *tracer) at(x float64) sample {
	t.left--
	y := t.f(x)
	s := sample{Point{x, y}, inside}
	switch {
	case y != y:
		s.side = nowhere
	case y < t.low:
		s.side = below
	case y > t.high:
		s.side = above
	}
	return s
}

func (t *tracer) emit(s sample) {
	if s.side == inside {
		t.line = append(t.line, s.Point)
	}
}

func (t *tracer) cut() {
	if len(t.line) > 1 {
		t.done = append(t.done, t.line)
	}
	t.line = nil
}

func middle(a, b sample) float64 { return a.X/2 + b.X/2 }

// span follows the curve after a up to b. The sample a has been emitted.
func (t *tracer) span(a, b sample, splits int) {
	m := t.at(middle(a, b))
	if m.X <= a.X || m.X >= b.X {
		t.end(a, b)
		return
	}
	rough := splits == 0 || t.rough(a, m, b)
	switch {
	case rough && splits < maxSplits && t.left > 0:
		t.span(a, m, splits+1)
		t.span(m, b, splits+1)
	case rough && t.swings(a, b):
		t.cut()
		t.emit(b)
	default:
		t.end(a, b)
	}
}

// probes are places within a step, spread unevenly so that no rhythm of f
// fits them.
var probes = [...]float64{0.07, 0.19, 0.29, 0.43, 0.58, 0.66, 0.81, 0.93}

// swings reports whether the curve goes up and down between a and b, both
// inside: then a line would say what is not so.
func (t *tracer) swings(a, b sample) bool {
	if a.side != inside || b.side != inside {
		return false
	}
	last := a.Y
	for _, u := range probes {
		y := t.at(a.X*(1-u) + b.X*u).Y
		if (y-last)*(b.Y-a.Y) < 0 {
			return true
		}
		last = y
	}
	return (b.Y-last)*(b.Y-a.Y) < 0
}

// rough reports whether the curve from a over m to b needs a closer look.
func (t *tracer) rough(a, m, b sample) bool {
	if a.side == inside && m.side == inside && b.side == inside {
		return math.Abs(m.Y-(a.Y/2+b.Y/2)) > t.flat
	}
	return a.side != m.side || m.side != b.side
}

// end follows the curve after a up to b without a further look between, but
// for the place where it ends or jumps.
func (t *tracer) end(a, b sample) {
	switch {
	case a.side == inside && b.side == inside:
		t.join(a, b)
	case a.side == inside:
		last, _ := t.edge(a, b)
		t.reach(a, last)
		t.cut()
	case b.side == inside:
		t.cut()
		_, first := t.edge(a, b)
		t.emit(first)
		t.reach(first, b)
	case a.side*b.side == -1:
		t.cross(a, b)
	}
}

// edge halves the way between two samples of which one is inside to the
// place where the inside ends, and returns the neighbours there.
func (t *tracer) edge(a, b sample) (sample, sample) {
	for {
		m := t.at(middle(a, b))
		if m.X <= a.X || m.X >= b.X {
			return a, b
		}
		if (m.side == inside) == (a.side == inside) {
			a = m
		} else {
			b = m
		}
	}
}

// reach joins a and b, both inside, unless they are the same.
func (t *tracer) reach(a, b sample) {
	if b.X > a.X {
		t.join(a, b)
	}
}

// join draws from a to b, both inside, unless the curve jumps between them.
func (t *tracer) join(a, b sample) {
	if l, r, broken := t.steepest(a, b); broken {
		if l.X > a.X {
			t.emit(l)
		}
		t.cut()
		t.emit(r)
		if r.X >= b.X {
			return
		}
	}
	t.emit(b)
}

// steepest halves the way from a to b to where the curve rises most, until
// the rise is small or there is no way left. It returns the last neighbours,
// and whether the curve is broken between them.
func (t *tracer) steepest(a, b sample) (l, r sample, broken bool) {
	for math.Abs(b.Y-a.Y) > t.close {
		m := t.at(middle(a, b))
		switch {
		case m.X <= a.X || m.X >= b.X:
			return a, b, true
		case m.side != inside:
			l, _ = t.edge(a, m)
			_, r = t.edge(m, b)
			return l, r, true
		case math.Abs(m.Y-a.Y) > math.Abs(b.Y-m.Y):
			b = m
		default:
			a = m
		}
	}
	return a, b, false
}

// cross draws the line from below the band to above it, or from above to
// below, if there is one: at a pole there is none.
func (t *tracer) cross(a, b sample) {
	for {
		m := t.at(middle(a, b))
		switch {
		case m.X <= a.X || m.X >= b.X || m.side == nowhere:
			return
		case m.side == inside:
			t.end(a, m)
			t.end(m, b)
			return
		case m.side == a.side:
			a = m
		default:
			b = m
		}
	}
}
