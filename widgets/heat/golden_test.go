package heat_test

import (
	"image/color"
	"math"
	"testing"

	"zerotoai/widgets/heat"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// bowl is a coarse map of a loss, with a corner that has not been computed.
func bowl() *heat.Map {
	return heat.Sample(paint.Pt(-3, 2), paint.Pt(3, -2), 12, 8, func(p paint.Point) float64 {
		if p.X > 2 && p.Y > 1 {
			return math.NaN()
		}
		return p.X*p.X + 3*p.Y*p.Y
	})
}

func landscape() ui.Widget {
	m := bowl()
	return &plot.Plane{
		ID: "loss", Name: "Loss",
		Axes: func() plot.Axes { return plot.Axes{X: plot.Range{Lo: -3, Hi: 3}, Y: plot.Range{Lo: -2, Hi: 2}} },
		Back: func(c *ui.Context, to paint.Canvas, f plot.Frame) {
			m.Draw(to, f.Area, c.Theme)
			for _, v := range m.Levels(4) {
				to.Stroke(m.Contour(v, f.Area), paint.Stroke{Width: 1, Color: c.Theme.Past})
			}
		},
	}
}

func legend() ui.Widget {
	m := bowl()
	m.Log = true
	return &heat.Legend{ID: "legend", Name: "Loss", Map: m}
}

func amount() ui.Widget {
	return &heat.Legend{ID: "legend", Name: "Attention", Map: &heat.Map{
		Hi: 1, Palette: heat.Amount(func(t *theme.Theme) color.NRGBA { return t.Attention }),
	}}
}

func TestLandscape(t *testing.T) { uitest.Golden(t, landscape) }
func TestLegend(t *testing.T)    { uitest.Golden(t, legend) }
func TestAmount(t *testing.T)    { uitest.Golden(t, amount) }

func TestEveryFigure(t *testing.T) {
	for _, w := range []ui.Widget{landscape(), legend(), amount()} {
		uitest.Check(t, w)
	}
}
