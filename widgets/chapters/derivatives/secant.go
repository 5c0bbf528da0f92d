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
	"zerotoai/widgets/slider"
	"zerotoai/widgets/ui"
)

// A secant is the line through two points of the curve, a nudge apart.
type secant struct {
	ui.Stack
	study *study
	h     float64

	plane    plot.Plane
	handle   plot.Handle
	nudge    slider.Slider
	readouts []ui.Widget
	card     card.Card
}

var (
	_ ui.Stateful = (*secant)(nil)
	_ ui.Sharing  = (*secant)(nil)
)

func newSecant(s *study) *secant {
	k := &secant{Stack: ui.Stack{ID: "derivatives.secant", Name: "From secant to tangent"}, study: s, h: 1}
	k.handle = plot.Handle{
		ID: "derivatives.secant.point", Name: "First point", Bound: true, Reach: plot.Near, Step: 0.05,
		At: s.point, Move: s.place,
	}
	k.plane = plot.Plane{
		ID: "derivatives.secant.plane", Name: "Secant and tangent", Value: k.words,
		Axes:    func() plot.Axes { return plot.Axes{X: s.curve.X, Y: s.curve.Window(), XName: "x", YName: "f(x)"} },
		Version: func() any { return s.curve.Expr }, Back: s.curve.Plot,
		Front: k.drawSecant, Handles: []*plot.Handle{&k.handle},
	}
	k.nudge = slider.Slider{ID: "derivatives.secant.nudge", Name: "Nudge", Min: 0.001, Max: 1, Step: 1.0 / 3, Log: true, Value: &k.h}
	k.card = card.Card{ID: "derivatives.secant.card", Source: k, Names: k.name, Origin: k.origin}
	k.readouts = []ui.Widget{
		k.readout("dx", "Δx", func() float64 { return k.h }, nudgeRef, nil),
		k.readout("dy", "Δy", k.rise, riseRef, nil),
		k.readout("ratio", "Δy/Δx", k.ratio, ratioRef, nil),
		k.readout("slope", "f′(x)", s.slope, slopeRef, label.Backward),
	}
	return k
}

func (k *secant) readout(id, name string, value func() float64, ref trace.Ref, col label.Color) *readout.Readout {
	return &readout.Readout{
		ID: "derivatives.secant." + id, Name: name, Room: 9, Color: col,
		Value:    func() string { return label.Number(value(), 5) },
		Explains: func() trace.Ref { return ref }, Open: k.card.Show,
	}
}

// rise is how far the curve rises over the nudge.
func (k *secant) rise() float64 { return k.study.f(k.study.x+k.h) - k.study.f(k.study.x) }

func (k *secant) ratio() float64 { return k.rise() / k.h }

func (k *secant) words() string {
	if math.IsNaN(k.ratio()) {
		return "One of the two points has no value, so there is no line through them."
	}
	return fmt.Sprintf("Over a nudge of %s the curve rises by %s: %s for each unit. The derivative is %s.",
		label.Number(k.h, 4), label.Number(k.rise(), 4), label.Number(k.ratio(), 5), label.Number(k.study.slope(), 5))
}

func (k *secant) drawSecant(c *ui.Context, to paint.Canvas, f plot.Frame) {
	a := k.handle.At()
	b := paint.Pt(a.X+k.h, k.study.f(a.X+k.h))
	f.Tangent(to, a, k.study.slope(), paint.Stroke{Width: 1.5, Color: c.Theme.Backward, Dash: []float64{6, 4}})
	corner := paint.Pt(b.X, a.Y)
	leg := paint.Stroke{Width: 1.5, Color: c.Theme.Soft, Dash: []float64{3, 3}}
	f.Line(to, a, corner, leg)
	f.Line(to, corner, b, leg)
	f.Through(to, a, b, paint.Stroke{Width: 2.5, Color: c.Theme.Held})
	f.Dot(c, to, b, 6, c.Theme.Held)
	avoid := append(f.Along(a, k.ratio()), f.Beside(k.study.f, (a.X+b.X)/2)...)
	if pa, pc := f.Px(a), f.Px(corner); pc.X-pa.X > 36 && f.Has(corner) && f.Has(a) {
		f.Label(c, to, paint.Pt((a.X+b.X)/2, a.Y), "Δx", c.Theme.Soft, avoid...)
	}
	if pb, pc := f.Px(b), f.Px(corner); math.Abs(pb.Y-pc.Y) > 30 && f.Has(corner) && f.Has(b) {
		f.Label(c, to, paint.Pt(b.X, (a.Y+b.Y)/2), "Δy", c.Theme.Soft, avoid...)
	}
}

// Layout implements ui.Widget.
func (k *secant) Layout(c *ui.Context, room paint.Point) paint.Point {
	k.Begin(c, room)
	k.Add(&k.plane, &k.nudge)
	k.Row(k.readouts...)
	k.Add(&k.card)
	return k.End()
}

// Shared implements ui.Sharing.
func (k *secant) Shared() any { return k.study }

// State implements ui.Stateful.
func (k *secant) State() []ui.Param { return []ui.Param{ui.Float("h", &k.h, k.nudge.Min, k.nudge.Max)} }

// Restored implements ui.Stateful.
func (k *secant) Restored() {}
