package plot_test

import (
	"fmt"
	"image/color"
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// slope is the figure of a tangent that a reader moves along x² − 2.
func slope() ui.Widget {
	x := 1.5
	f := func(x float64) float64 { return x*x - 2 }
	return &plot.Plane{
		ID: "graph", Name: "Graph of x² − 2",
		Value: func() string { return fmt.Sprintf("at x = %g the slope is %g", x, 2*x) },
		Axes: func() plot.Axes {
			return plot.Axes{X: plot.Range{Lo: -4, Hi: 4}, Y: plot.Range{Lo: -4, Hi: 8}, XName: "x", YName: "f(x)"}
		},
		Back: func(c *ui.Context, to paint.Canvas, p plot.Frame) {
			p.Curve(to, paint.Stroke{Width: 2.5, Color: c.Theme.Data}, plot.Sample(f, p.X, 80))
		},
		Cross: func() plot.Cross {
			return plot.Cross{At: paint.Pt(x, f(x)), X: "x = " + label.Number(x, 3), Y: label.Number(f(x), 3)}
		},
		Front: func(c *ui.Context, to paint.Canvas, p plot.Frame) {
			at := paint.Pt(x, f(x))
			p.Tangent(to, at, 2*x, paint.Stroke{Width: 2.5, Color: c.Theme.Backward})
			p.Label(c, to, at, "slope = "+label.Number(2*x, 3), c.Theme.Ink, p.Along(at, 2*x)...)
		},
		Handles: []*plot.Handle{{
			ID: "graph.x", Name: "x", Bound: true, Reach: plot.Hovering,
			At:   func() paint.Point { return paint.Pt(x, f(x)) },
			Move: func(p paint.Point) { x = p.X },
		}},
	}
}

func TestSlope(t *testing.T) {
	uitest.Golden(t, slope,
		ui.Pointer{Kind: ui.Hover, At: paint.Pt(200, 100)},
		ui.Set{ID: "graph.x", Number: -2},
		ui.Set{ID: "graph.x", Number: -2},
		ui.Pointer{Kind: ui.Hover, At: paint.Pt(300, 100)},
		ui.Pointer{Kind: ui.Press, At: paint.Pt(260, 120), Touch: true},
		ui.Pointer{Kind: ui.Drag, At: paint.Pt(900, 120), Touch: true},
		ui.Pointer{Kind: ui.Release, At: paint.Pt(900, 120), Touch: true},
	)
}

// marks has everything that the other figure has not.
func marks() ui.Widget {
	at := paint.Pt(1, 2)
	return &plot.Plane{
		ID: "marks", Name: "Marks", Shape: 0.5,
		Axes: func() plot.Axes {
			return plot.Axes{X: plot.Range{Lo: 0, Hi: 5}, Y: plot.Range{Lo: 0, Hi: 4}, Equal: true}
		},
		Back: func(c *ui.Context, to paint.Canvas, p plot.Frame) {
			line := paint.Stroke{Width: 2, Color: c.Theme.Data}
			p.Band(to, plot.Range{Lo: 3, Hi: 4}, plot.Range{}, c.Theme.Faint)
			p.Under(to, []paint.Point{{X: 0, Y: 1}, {X: 2, Y: 3}, {X: 3, Y: 9}}, c.Theme.Faint)
			p.Curve(to, line, []paint.Point{{X: 0, Y: 1}, {X: 2, Y: 3}, {X: 3, Y: 9}}, []paint.Point{{X: 4, Y: 1}, {X: 99, Y: 1}})
			p.Through(to, paint.Pt(1, 0), paint.Pt(2, 1), paint.Stroke{Width: 2, Color: c.Theme.Soft, Dash: []float64{4, 4}})
			p.Through(to, paint.Pt(3, 0), paint.Pt(3, 1), line)
			p.Dot(c, to, paint.Pt(2, 3), 5, c.Theme.Forward)
			p.Dot(c, to, paint.Pt(2, 30), 5, c.Theme.Forward)
		},
		Front: func(c *ui.Context, to paint.Canvas, p plot.Frame) {
			p.Arrow(c, to, at, at.Add(paint.Pt(1, 0.5)), 4, c.Theme.Backward)
			p.Label(c, to, at, "loss", c.Theme.Ink)
		},
		Handles: []*plot.Handle{{
			ID: "marks.ball", Name: "Ball", Step: 0.25, X: plot.Range{Lo: 0, Hi: 5}, Y: plot.Range{Lo: 0, Hi: 4},
			At: func() paint.Point { return at }, Move: func(p paint.Point) { at = p },
		}},
	}
}

func TestMarks(t *testing.T) {
	uitest.Golden(t, marks,
		ui.Set{ID: "marks.ball-x", Number: 4.3},
		ui.Set{ID: "marks.ball-y", Number: 40},
	)
}

func key() ui.Widget {
	return &plot.Key{ID: "key", Entries: []plot.Entry{
		{Name: "loss on the training data", Color: func(t *theme.Theme) color.NRGBA { return t.Data }},
		{Name: "loss on held-out data", Color: label.Ink, Dash: []float64{5, 4}},
		{Name: "now", Color: label.Forward, Dot: true},
	}}
}

func TestKey(t *testing.T) { uitest.Golden(t, key) }

func TestEveryFigure(t *testing.T) {
	for _, w := range []ui.Widget{slope(), marks(), key()} {
		uitest.Check(t, w)
	}
}
