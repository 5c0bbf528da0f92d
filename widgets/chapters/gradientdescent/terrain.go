package gradientdescent

import (
	"image/color"

	"zerotoai/engine/descent"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// terrainOf is the landscape of s.
func terrainOf(s descent.Surface) heat.Terrain {
	return heat.Terrain{Loss: s.Loss, Log: !even(s), Lines: 9}
}

// even reports whether the colours of s go evenly with the loss. Elsewhere low
// losses have more of them, where the walls are far higher than what happens
// on the floor; but floors of different heights must look different.
func even(s descent.Surface) bool { return s.Name == "Many valleys" }

// axes are those of all planes with a landscape.
func axes() plot.Axes {
	b := descent.Surfaces()[0]
	return plot.Axes{
		X: plot.Range{Lo: b.Min[0], Hi: b.Max[0]}, Y: plot.Range{Lo: b.Min[1], Hi: b.Max[1]},
		XName: "x", YName: "y", Equal: true,
	}
}

func point(p [2]float64) paint.Point { return paint.Pt(p[0], p[1]) }

// rim is dark in both themes: it sets white off from the bright end of a map.
func rim(t *theme.Theme) color.NRGBA { return t.Low }

func faded(col color.NRGBA, opacity float64) color.NRGBA {
	col.A = uint8(float64(col.A) * opacity)
	return col
}

// longest is how many steps of a trail are painted: the last ones.
const longest = 500

// places are where a run has been, the last longest of them.
func places(history []descent.State) (pts []paint.Point) {
	for _, s := range history[max(0, len(history)-longest-1):] {
		pts = append(pts, point(s.P))
	}
	return pts
}

// trail paints the way of a run and a dot for each state before the last.
func trail(c *ui.Context, to paint.Canvas, f plot.Frame, history []descent.State) {
	pts := places(history)
	f.Curve(to, paint.Stroke{Width: 4, Color: faded(rim(c.Theme), 0.6), Round: true}, pts)
	f.Curve(to, paint.Stroke{Width: 1.5, Color: c.Theme.Past, Round: true}, pts)
	d := dots(f, pts[:len(pts)-1], 2.5)
	f.Clip(to, func(to paint.Canvas) {
		to.Stroke(d, paint.Stroke{Width: 2.5, Color: rim(c.Theme)})
		to.Fill(d, c.Theme.Past)
	})
}

// dots is circles round pts as one path, which costs less to paint than many.
// A dot that would hide under the one before it is left out.
func dots(f plot.Frame, pts []paint.Point, radius float64) (p paint.Path) {
	last := paint.Pt(-1e9, 0)
	for _, q := range pts {
		px := f.Px(q)
		if !f.Has(q) || px.Sub(last).Len() < 0.5 {
			continue
		}
		last = px
		p.Append(paint.Circle(px, radius))
	}
	return p
}
