package arcs

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Draw implements ui.Widget. Tokens are painted over the arcs, which pass
// behind those that they do not belong to.
func (a *Arcs) Draw(c *ui.Context, to paint.Canvas) {
	if a.shares != nil {
		a.drawArcs(c, to)
	}
	for i := range a.tokens {
		a.drawToken(c, to, i)
	}
}

const (
	thickest = 10
	least    = 0.005 // what has a smaller part of the attention has no arc
)

// drawArcs paints arcs of about the same thickness as one path: that takes
// less time.
func (a *Arcs) drawArcs(c *ui.Context, to paint.Canvas) {
	var paths [2*thickest + 1]paint.Path // by thickness in half pixels
	for j, w := range a.Weights(*a.Chosen) {
		if w >= least {
			paths[max(2, int(math.Round(2*thickest*min(w, 1))))].Append(a.arc(j))
		}
	}
	for i, p := range paths {
		s := paint.Stroke{Width: float64(i) / 2, Color: c.Theme.Attention}
		if a.Off {
			s.Dash = []float64{3, 4}
		}
		if len(p.Segments()) > 0 {
			to.Stroke(p, s)
		}
	}
}

// arc is the way from the chosen token to token j: over the line that both stand
// in, from line to line, or round to itself.
func (a *Arcs) arc(j int) (p paint.Path) {
	from, over := a.tokens[*a.Chosen].top(), a.tokens[j].top()
	switch {
	case j == *a.Chosen:
		p.Move(from.Add(paint.Pt(-7, 0)))
		p.Cubic(from.Add(paint.Pt(-20, -26)), from.Add(paint.Pt(20, -26)), from.Add(paint.Pt(7, 0)))
	case over.Y == from.Y:
		lift := paint.Pt(0, -a.lift(from.X-over.X))
		p.Move(from)
		p.Cubic(from.Add(lift), over.Add(lift), over)
	default:
		end := a.tokens[j].bottom()
		bend := paint.Pt(0, max(24, (from.Y-end.Y)/2))
		p.Move(from)
		p.Cubic(from.Sub(bend), end.Add(bend), end)
	}
	return p
}

// lift is how far up an arc of a length is pulled: the longer the farther.
func (a *Arcs) lift(length float64) float64 {
	room := a.tokens[0].box.Min.Y - thickest/2 - 1
	return room * (0.3 + 0.7*min(1, math.Abs(length)/max(a.size.X, 1)))
}

func (a *Arcs) drawToken(c *ui.Context, to paint.Canvas, i int) {
	t, later := a.tokens[i], i > *a.Chosen
	shape, ink := paint.Rounded(t.box.Inset(0.75), 7), c.Theme.Ink
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Data}
	switch {
	case i == *a.Chosen:
		edge.Width, edge.Color = 3, c.Theme.Held
	case later:
		ink = c.Theme.Soft
		edge.Color, edge.Dash = c.Theme.Line, []float64{3, 3}
	}
	if a.over == (spot{token: i + 1}) {
		edge.Width++
	}
	to.Fill(shape, c.Theme.Raised)
	to.Stroke(shape, edge)
	tokens.Line(c, to, t.piece, t.box.Center(), t.box.W()-padX, ink)
	if i < len(a.shares) {
		a.drawShare(c, to, i)
	}
}

// drawShare paints the number under a token, on a ground of its own: an arc
// from below may pass behind it.
func (a *Arcs) drawShare(c *ui.Context, to paint.Canvas, i int) {
	box := a.tokens[i].share()
	run := c.Type.Shape(theme.Label, a.shares[i])
	room := label.Room(c, run, box.Center(), label.Center)
	to.Fill(paint.Rounded(room.Inset(-1), 3), c.Theme.Panel)
	label.Line(c, to, theme.Label, a.shares[i], box.Center(), label.Center, c.Theme.Ink)
	if a.opens() {
		under := paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}}
		if a.over == (spot{i + 1, true}) {
			under.Dash = nil
		}
		y := room.Max.Y + 1
		to.Stroke(paint.Polyline(paint.Pt(room.Min.X, y), paint.Pt(room.Max.X, y)), under)
	}
}
