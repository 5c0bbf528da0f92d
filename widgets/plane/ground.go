package plane

import (
	"zerotoai/widgets/heat"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A Ground is what a network says of every place of the plane, as colours, with
// a line where it is undecided. The zero Ground shows nothing.
type Ground struct {
	heat   heat.Map
	middle float64    // between the classes
	border paint.Path // where the values are the middle
	over   paint.Rect // where that is on the canvas
}

// Show shows an output of a network: w × h cells, row by row from the top,
// as nn.Picture has them, coloured from the values lo to hi. The border is
// where they are in the middle.
func (g *Ground) Show(cells []float32, w, h int, lo, hi float64) {
	g.middle, g.over = (lo+hi)/2, paint.Rect{}
	if g.heat.Palette == nil {
		g.heat.Palette, g.heat.Quick = heat.Kept(Signs), true
	}
	if len(g.heat.Values) != w*h {
		g.heat.Values = make([]float64, w*h)
	}
	for i, v := range cells[:w*h] {
		g.heat.Values[i] = float64(v)
	}
	g.heat.W, g.heat.H, g.heat.Lo, g.heat.Hi = w, h, lo, hi
	g.heat.Changed()
}

// Hide shows nothing.
func (g *Ground) Hide() { *g = Ground{} }

// fit finds the border for a place on the canvas.
func (g *Ground) fit(area paint.Rect) {
	if len(g.heat.Values) > 0 && g.over != area {
		g.border, g.over = g.heat.Contour(g.middle, area), area
	}
}

func (g *Ground) draw(c *ui.Context, to paint.Canvas) {
	if len(g.heat.Values) == 0 {
		return
	}
	g.heat.Draw(to, g.over, c.Theme)
	to.Stroke(g.border, paint.Stroke{Width: 2, Color: c.Theme.Ink})
}
