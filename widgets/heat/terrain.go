package heat

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
)

// A Terrain is a loss of two numbers as a landscape under a frame: a map with
// lines of equal loss. It is kept until the frame is another one; another loss
// is another Terrain.
type Terrain struct {
	Loss  func(x, y float64) float64 // its least value is 0
	Log   bool                       // more colours for low losses: see Map
	Lines int                        // of equal loss

	x, y plot.Range
	m    *Map
}

// cells is how many values of the loss a terrain has across.
const cells = 128

// Map returns the map under f.
func (t *Terrain) Map(f plot.Frame) *Map {
	if t.m != nil && t.x == f.X && t.y == f.Y {
		return t.m
	}
	t.x, t.y = f.X, f.Y
	over := beyond(f)
	rows := max(int(cells*over.H()/over.W()), 2)
	t.m = Sample(f.At(over.Min), f.At(over.Max), cells, rows, func(p paint.Point) float64 { return t.Loss(p.X, p.Y) })
	t.m.Lo, t.m.Log, t.m.Smooth = 0, t.Log, true // no cell need hit the lowest place
	t.m.Changed()
	return t.m
}

// Draw paints the terrain under f.
func (t *Terrain) Draw(to paint.Canvas, f plot.Frame, th *theme.Theme) {
	m, over := t.Map(f), beyond(f)
	line := paint.Stroke{Width: 1, Color: th.Past}
	line.Color.A = 0x4c
	f.Clip(to, func(to paint.Canvas) {
		m.Draw(to, over, th)
		for _, v := range m.Levels(t.Lines) {
			to.Stroke(m.Contour(v, over), line)
		}
	})
}

// beyond is what a terrain covers: a cell more than the frame on each side, so
// that lines of equal loss, which end in the middle of a cell, reach its border.
func beyond(f plot.Frame) paint.Rect { return f.Area.Inset(-f.Area.W() / cells) }
