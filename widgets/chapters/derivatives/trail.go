package derivatives

import (
	"math"

	"zerotoai/engine/expr"
	"zerotoai/widgets/curve"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/ui"
)

// places is how finely a trail is kept.
const places = 160

// A trail is the graph of the derivative, and where the point has been.
type trail struct {
	seen [places]bool
	last int // where the point was

	window plot.Range
	lines  [][]paint.Point
	breaks []expr.Break
}

// begin forgets where the point has been: the curve is another one.
func (s *study) begin() {
	x := s.curve.X
	w := s.slopes()
	s.trail = trail{last: s.here(), window: w, lines: curve.Lines(s.slopeAt, x, w), breaks: s.derivative.Breaks(x.Lo, x.Hi, curve.Fine)}
	s.visit()
}

// slopes is a window for the derivative: with 0, and without what is so steep
// that all else would look flat.
func (s *study) slopes() (r plot.Range) {
	const steep = 12
	x := s.curve.X
	for i := range places {
		v := s.slopeAt(x.Lo + x.Span()*(float64(i)+0.5)/places)
		if math.Abs(v) < steep { // not NaN
			r = plot.Range{Lo: min(r.Lo, v), Hi: max(r.Hi, v)}
		}
	}
	return plot.Range{Lo: math.Floor(r.Lo - 0.5), Hi: math.Ceil(r.Hi + 0.5)}
}

// here is which part of the trail the point is in.
func (s *study) here() int { return s.part(s.x) }

func (s *study) part(x float64) int {
	r := s.curve.X
	return int(min(max((x-r.Lo)/r.Span()*places, 0), places-1))
}

// visit marks all places from where the point was to where it is.
func (s *study) visit() {
	t, now := &s.trail, s.here()
	for i := min(now, t.last); i <= max(now, t.last); i++ {
		t.seen[i] = true
	}
	t.last = now
}

// drawTrail paints the derivative where the point has been, and the rest as a
// hint of dots.
func (s *study) drawTrail(c *ui.Context, to paint.Canvas, f plot.Frame) {
	t := &s.trail
	curve.Asymptotes(c, to, f, t.breaks)
	f.Curve(to, paint.Stroke{Width: 1.5, Color: c.Theme.Line, Dash: []float64{1.5, 5}}, t.lines...)
	f.Curve(to, paint.Stroke{Width: 3, Color: c.Theme.Backward, Round: true}, s.visited()...)
	curve.Ends(c, to, f, t.breaks, label.Backward)
	f.Dot(c, to, paint.Pt(s.x, s.slope()), 6, c.Theme.Backward)
}

// visited are the parts of the lines where the point has been.
func (s *study) visited() (runs [][]paint.Point) {
	for _, l := range s.trail.lines {
		var run []paint.Point
		for _, p := range l {
			if s.trail.seen[s.part(p.X)] {
				run = append(run, p)
				continue
			}
			runs, run = append(runs, run), nil
		}
		runs = append(runs, run)
	}
	return runs
}
