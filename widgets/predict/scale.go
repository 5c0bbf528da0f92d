package predict

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A scale shows the guess and the truth on one line of numbers: the guess
// above it, the truth below.
type scale struct {
	of   *Predict
	size paint.Point
}

func (s *scale) Layout(_ *ui.Context, room paint.Point) paint.Point {
	s.size = paint.Pt(min(room.X, 420), 78)
	return s.size
}

func (s *scale) Handle(ui.Event) bool { return false }

const margin = 10

// px places v. A truth beyond the ends of the slider makes the line longer.
func (s *scale) px(v float64) float64 {
	lo, hi := s.of.Min, s.of.Max
	if t := s.of.truth; !math.IsNaN(t) && !math.IsInf(t, 0) {
		lo, hi = min(lo, t), max(hi, t)
	}
	return margin + min(max((v-lo)/(hi-lo), 0), 1)*(s.size.X-2*margin)
}

func (s *scale) Draw(c *ui.Context, to paint.Canvas) {
	y := s.size.Y / 2
	rail := paint.Polyline(paint.Pt(margin, y), paint.Pt(s.size.X-margin, y))
	to.Stroke(rail, paint.Stroke{Width: 3, Color: c.Theme.Line, Round: true})
	g := s.px(s.of.Guess)
	to.Fill(paint.Polygon(paint.Pt(g, y-3), paint.Pt(g-8, y-16), paint.Pt(g+8, y-16)), c.Theme.Held)
	s.write(c, to, "you: "+s.of.format(s.of.Guess), paint.Pt(g, y-27))
	if math.IsNaN(s.of.truth) {
		return
	}
	t := s.px(s.of.truth)
	if a, b := min(g, t), max(g, t); b-a > 1 {
		gap := paint.Polyline(paint.Pt(a, y), paint.Pt(b, y))
		to.Stroke(gap, paint.Stroke{Width: 3, Color: c.Theme.Ink, Dash: []float64{4, 4}})
	}
	to.Fill(paint.Circle(paint.Pt(t, y), 7), c.Theme.Panel)
	to.Fill(paint.Circle(paint.Pt(t, y), 5.5), c.Theme.Forward)
	s.write(c, to, "answer: "+s.of.format(s.of.truth), paint.Pt(t, y+22))
}

// write sets text in the middle over at, moved so that it is not cut off.
func (s *scale) write(c *ui.Context, to paint.Canvas, text string, at paint.Point) {
	half := c.Type.Shape(theme.Label, text).Advance / 2
	at.X = min(max(at.X, half), s.size.X-half)
	label.Line(c, to, theme.Label, text, at, label.Center, c.Theme.Ink)
}

func (s *scale) Describe() ui.Node {
	return ui.Node{
		ID: s.of.ID + ".scale", Role: ui.Image, Name: "Guess and answer",
		Value:  "you " + s.of.format(s.of.Guess) + ", answer " + s.of.format(s.of.truth),
		Bounds: paint.Rect{Max: s.size},
	}
}
