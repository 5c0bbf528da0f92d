package matrix

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// Draw implements ui.Widget.
func (m *Matrix) Draw(c *ui.Context, to paint.Canvas) {
	if len(m.words) == 0 {
		return
	}
	side := m.side()
	m.heat.Draw(to, paint.Box(0, 0, side, side), c.Theme)
	to.Stroke(m.stairs(), paint.Stroke{Width: 1, Color: c.Theme.Line})
	m.drawWays(c, to)
	if m.named {
		m.drawWords(c, to)
	}
	to.Stroke(paint.Rectangle(m.box(*m.Row, *m.Col)), paint.Stroke{Width: 3, Color: c.Theme.Held})
}

// stairs is the border of what is seen.
func (m *Matrix) stairs() (p paint.Path) {
	side := m.side()
	p.Move(paint.Point{})
	for i := range m.words {
		corner := m.box(i, i)
		p.Line(paint.Pt(corner.Max.X, corner.Min.Y))
		p.Line(corner.Max)
	}
	p.Line(paint.Pt(0, side))
	p.Close()
	return p
}

// drawWords paints each word beside its cell on the diagonal, on a ground of
// its own: that of what is masked is hatched.
func (m *Matrix) drawWords(c *ui.Context, to paint.Canvas) {
	for i, run := range m.words {
		diagonal, t := m.box(i, i), c.Type.Metrics(run.Font)
		at := paint.Pt(diagonal.Max.X+margin, diagonal.Center().Y+(t.Ascent-t.Descent)/2)
		ink := c.Theme.Soft
		if i == *m.Row || i == *m.Col {
			ink = c.Theme.Ink
		}
		ground := paint.Box(at.X-margin+1, diagonal.Min.Y+1, run.Advance+2*margin-2, m.cell-2)
		to.Fill(paint.Rectangle(ground), c.Theme.Panel)
		to.Text(at, run, ink)
	}
}

// drawWays leads from the chosen cell along its row and its column to the
// diagonal, where their words stand.
func (m *Matrix) drawWays(c *ui.Context, to paint.Canvas) {
	box := m.box(*m.Row, *m.Col)
	for _, i := range []int{*m.Row, *m.Col} {
		word := m.box(i, i)
		way := paint.Rect{
			Min: paint.Pt(min(box.Min.X, word.Min.X), min(box.Min.Y, word.Min.Y)),
			Max: paint.Pt(max(box.Max.X, word.Max.X), max(box.Max.Y, word.Max.Y)),
		}
		to.Stroke(paint.Rectangle(way), paint.Stroke{Width: 1.5, Color: c.Theme.Held})
	}
}
