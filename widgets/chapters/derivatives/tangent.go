package derivatives

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A tangent is the curve with a point on it and the tangent there, and below
// it the trail of the derivative.
type tangent struct {
	ui.Stack
	study *study

	plane, below plot.Plane
	handle       plot.Handle
	rules        label.Label
	readouts     []ui.Widget
	card         card.Card
}

var (
	_ ui.Stateful = (*tangent)(nil)
	_ ui.Sharing  = (*tangent)(nil)
)

func newTangent() *tangent {
	t := &tangent{Stack: ui.Stack{ID: "derivatives.tangent", Name: "A curve and its slope"}, study: newStudy()}
	t.handle = plot.Handle{
		ID: "derivatives.tangent.point", Name: "Point", Bound: true, Reach: plot.Anywhere, Step: 0.05,
		At: t.study.point, Move: t.study.place,
	}
	t.plane = plot.Plane{
		ID: "derivatives.tangent.plane", Name: "Curve and tangent", Value: t.words,
		Axes: func() plot.Axes {
			return plot.Axes{X: t.study.curve.X, Y: t.study.curve.Window(), XName: "x", YName: "f(x)"}
		},
		Version: func() any { return t.study.curve.Expr }, Back: t.study.curve.Plot,
		Front: t.drawTangent, Handles: []*plot.Handle{&t.handle},
	}
	t.below = plot.Plane{
		ID: "derivatives.tangent.below", Name: "The derivative, traced", Shape: 0.36, Tall: 240,
		Value: func() string { return fmt.Sprintf("f′(x) = %v", t.study.derivative) },
		Axes: func() plot.Axes {
			return plot.Axes{X: t.study.curve.X, Y: t.study.trail.window, XName: "x", YName: "f′(x)"}
		},
		Front: t.study.drawTrail,
	}
	t.rules = label.Label{ID: "derivatives.tangent.rules", Font: theme.Small, Words: t.derivation}
	t.card = card.Card{ID: "derivatives.tangent.card", Source: t.study, Names: t.study.name, Origin: t.study.origin}
	t.readouts = []ui.Widget{
		t.readout("x", "x", func() float64 { return t.study.x }, pointRef, nil),
		t.readout("value", "f(x)", func() float64 { return t.study.f(t.study.x) }, valueRef, nil),
		t.readout("slope", "Slope", t.study.slope, slopeRef, label.Backward),
	}
	return t
}

func (t *tangent) readout(id, name string, value func() float64, ref trace.Ref, col label.Color) *readout.Readout {
	return &readout.Readout{
		ID: "derivatives.tangent." + id, Name: name, Room: 9, Color: col,
		Value:    func() string { return label.Number(value(), 4) },
		Explains: func() trace.Ref { return ref }, Open: t.card.Show,
	}
}

func (t *tangent) words() string {
	s := t.study
	if v := s.slope(); !math.IsNaN(v) {
		return fmt.Sprintf("f(x) = %v. At x = %s the height is %s and the slope is %s.", s.curve.Expr, label.Fixed(s.x, 2), label.Number(s.f(s.x), 4), label.Number(v, 4))
	}
	return fmt.Sprintf("f(x) = %v. At x = %s there is no slope.", s.curve.Expr, label.Fixed(s.x, 2))
}

func (t *tangent) drawTangent(c *ui.Context, to paint.Canvas, f plot.Frame) {
	p, m := t.handle.At(), t.study.slope()
	f.Tangent(to, p, m, paint.Stroke{Width: 2.5, Color: c.Theme.Backward})
	say := "slope " + label.Number(m, 3)
	if math.IsNaN(m) {
		say = "no slope here"
		p.Y = f.Y.Clamp(p.Y)
		if math.IsNaN(p.Y) {
			p.Y = (f.Y.Lo + f.Y.Hi) / 2
		}
	}
	if f.Has(p) {
		f.Label(c, to, p, say, c.Theme.Backward, append(f.Along(p, m), f.Beside(t.study.f, p.X)...)...)
	}
}

// derivation tells the derivative and the rules that lead to it.
func (t *tangent) derivation() string {
	s := fmt.Sprintf("f(x) = %v, so f′(x) = %v", t.study.curve.Expr, t.study.derivative)
	for _, r := range t.study.rules {
		s += fmt.Sprintf("\n%s: %s becomes %s", r.Name, r.Before, r.After)
	}
	return s
}

// Layout implements ui.Widget.
func (t *tangent) Layout(c *ui.Context, room paint.Point) paint.Point {
	t.Begin(c, room)
	t.Add(t.study.curve, &t.plane)
	t.Row(t.readouts...)
	t.Add(&t.card, &t.below, &t.rules)
	return t.End()
}

// Shared implements ui.Sharing: the secant is on the same curve.
func (t *tangent) Shared() any { return t.study }

// State implements ui.Stateful.
func (t *tangent) State() []ui.Param {
	return append(t.study.curve.State(), ui.Float("x", &t.study.x, t.study.curve.X.Lo, t.study.curve.X.Hi), t.study.been())
}

// Restored implements ui.Stateful.
func (t *tangent) Restored() {
	t.study.differentiate()
	t.study.retrace()
}

// Datasets implements ui.Tabular: the curve and its derivative, evenly apart.
func (t *tangent) Datasets() []ui.Dataset {
	s, x := t.study, t.study.curve.X
	d := ui.Dataset{Name: fmt.Sprintf("f(x) = %v", s.curve.Expr), Columns: ui.Columns("x", "f(x)", "f′(x)")}
	for i := range places + 1 {
		at := x.Lo + x.Span()*float64(i)/places
		d.Rows = append(d.Rows, []any{at, s.f(at), s.slopeAt(at)})
	}
	return []ui.Dataset{d}
}
