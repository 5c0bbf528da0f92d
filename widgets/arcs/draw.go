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
// behind those that they do not belong to. Shapes of one colour are one path:
// a text may have a hundred tokens.
func (a *Arcs) Draw(c *ui.Context, to paint.Canvas) {
	if a.shares != nil {
		a.drawArcs(c, to)
	}
	a.drawBoxes(c, to)
	for i, t := range a.tokens {
		ink := c.Theme.Ink
		if i > *a.Chosen {
			ink = c.Theme.Soft
		}
		tokens.Line(c, to, t.piece, t.box.Center(), t.box.W()-padX, ink)
	}
	a.drawShares(c, to)
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

// drawBoxes paints the boxes of the tokens: dashed are those that come later.
func (a *Arcs) drawBoxes(c *ui.Context, to paint.Canvas) {
	var grounds, seen, later paint.Path
	for i, t := range a.tokens {
		shape := paint.Rounded(t.box.Inset(0.75), radius)
		grounds.Append(shape)
		switch {
		case i < *a.Chosen:
			seen.Append(shape)
		case i > *a.Chosen:
			later.Append(shape)
		}
	}
	to.Fill(grounds, c.Theme.Raised)
	to.Stroke(seen, paint.Stroke{Width: 1.5, Color: c.Theme.Data})
	to.Stroke(later, paint.Stroke{Width: 1.5, Color: c.Theme.Line, Dash: []float64{3, 3}})
	if i := a.over.token - 1; 0 <= i && i < len(a.tokens) && !a.over.share {
		to.Stroke(paint.Rounded(a.tokens[i].box.Inset(1), radius), paint.Stroke{Width: 2.5, Color: c.Theme.Data})
	}
	if len(a.tokens) > 0 {
		to.Stroke(paint.Rounded(a.tokens[*a.Chosen].box.Inset(1.5), radius), paint.Stroke{Width: 3, Color: c.Theme.Held})
	}
}

const radius = 7

// drawShares paints the numbers under the tokens, on a ground of their own: an
// arc from below may pass behind them.
func (a *Arcs) drawShares(c *ui.Context, to paint.Canvas) {
	runs, rooms := make([]paint.Run, len(a.shares)), make([]paint.Rect, len(a.shares))
	var grounds paint.Path
	for i, text := range a.shares {
		runs[i] = c.Type.Shape(theme.Label, text)
		rooms[i] = label.Room(c, runs[i], a.tokens[i].share().Center(), label.Center)
		grounds.Append(paint.Rounded(rooms[i].Inset(-1), 3))
	}
	to.Fill(grounds, c.Theme.Panel)
	ascent := c.Type.Metrics(theme.Label).Ascent
	for i, run := range runs {
		to.Text(rooms[i].Min.Add(paint.Pt(0, ascent)), run, c.Theme.Ink)
	}
	if a.opens() {
		a.drawOpeners(c, to, rooms)
	}
}

// drawOpeners underlines the numbers, as a read-out does.
func (a *Arcs) drawOpeners(c *ui.Context, to paint.Canvas, rooms []paint.Rect) {
	var dotted, line paint.Path
	for i, r := range rooms {
		under := paint.Polyline(paint.Pt(r.Min.X, r.Max.Y+1), paint.Pt(r.Max.X, r.Max.Y+1))
		if a.over == (spot{i + 1, true}) {
			line.Append(under)
		} else {
			dotted.Append(under)
		}
	}
	to.Stroke(dotted, paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}})
	to.Stroke(line, paint.Stroke{Width: 1.5, Color: c.Theme.Accent})
}
