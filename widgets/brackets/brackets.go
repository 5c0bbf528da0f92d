// Package brackets shows a matrix as one writes it: numbers in rows and columns,
// between brackets. Some can be singled out, and some may not have been computed yet. A number
// that can say how it was made opens a card when it is pressed.
package brackets

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Matrix is cells in rows of the same length, with a name above.
type Matrix struct {
	ID, Name string
	Cells    func() [][]Cell // asked at each Layout
	Open     func(trace.Ref) // opens a card; nil: no cell has one

	cells [][]Cell
	head  float64     // the height of the name
	cell  paint.Point // the size of each
	tap   ui.Tap
	over  string // the id of the cell that the pointer is over
	size  paint.Point
}

var _ ui.Widget = (*Matrix)(nil)

// A Cell is a number.
type Cell struct {
	Text     string    // "" is "not computed yet"
	Marked   bool      // it is singled out
	Explains trace.Ref // the number, if it can say how it was made
}

const (
	rowHeight = 28
	pad       = 7 // left and right of a number
	bracket   = 7 // the width of a bracket
	missing   = "·"
)

// Layout implements ui.Widget. All columns are as wide as the longest number
// needs.
func (m *Matrix) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.cells = m.Cells()
	width := c.Type.Shape(theme.Number, missing).Advance
	columns := 0
	for _, row := range m.cells {
		columns = max(columns, len(row))
		for _, cell := range row {
			width = max(width, c.Type.Shape(theme.Number, cell.Text).Advance)
		}
	}
	metrics := c.Type.Metrics(theme.Label)
	m.head = math.Ceil(metrics.Ascent+metrics.Descent) + 6
	m.cell = paint.Pt(math.Ceil(width)+2*pad, rowHeight)
	name := c.Type.Shape(theme.Label, m.Name).Advance
	m.size = paint.Pt(max(float64(columns)*m.cell.X+2*bracket, math.Ceil(name)), m.head+float64(len(m.cells))*m.cell.Y)
	return m.size
}

func (m *Matrix) id(i, j int) string { return fmt.Sprintf("%s.%d.%d", m.ID, i, j) }

// box is the room of a number.
func (m *Matrix) box(i, j int) paint.Rect {
	return paint.Box(bracket+float64(j)*m.cell.X, m.head+float64(i)*m.cell.Y, m.cell.X, m.cell.Y)
}

// each calls do with every cell.
func (m *Matrix) each(do func(i, j int, cell Cell)) {
	for i, row := range m.cells {
		for j, cell := range row {
			do(i, j, cell)
		}
	}
}

func (m *Matrix) opens(cell Cell) bool { return m.Open != nil && cell.Explains != (trace.Ref{}) }

// Handle implements ui.Widget: a press counts when it ends where it began.
func (m *Matrix) Handle(e ui.Event) (changed bool) {
	switch e := e.(type) {
	case ui.Set:
		m.each(func(i, j int, cell Cell) {
			if m.opens(cell) && m.id(i, j) == e.ID {
				m.Open(cell.Explains)
				changed = true
			}
		})
	case ui.Pointer:
		return m.pointer(e)
	}
	return changed
}

func (m *Matrix) pointer(e ui.Pointer) bool {
	var hit Cell
	under, was := "", m.over
	m.each(func(i, j int, cell Cell) {
		if m.opens(cell) && e.At.In(m.box(i, j)) {
			hit, under = cell, m.id(i, j)
		}
	})
	if e.Kind == ui.Hover || e.Kind == ui.Press {
		m.over = under
	}
	pressed, changed := m.tap.Pointer(e, under != "" && under == m.over)
	if pressed {
		m.Open(hit.Explains)
	}
	return pressed || changed || m.tap.Over && m.over != was
}

// Draw implements ui.Widget.
func (m *Matrix) Draw(c *ui.Context, to paint.Canvas) {
	label.Line(c, to, theme.Label, m.Name, paint.Pt(0, (m.head-6)/2), label.Left, c.Theme.Soft)
	m.each(func(i, j int, cell Cell) { m.drawCell(c, to, i, j, cell) })
	s := paint.Stroke{Width: 1.5, Color: c.Theme.Ink}
	if len(m.cells) > 0 {
		last := m.box(len(m.cells)-1, len(m.cells[0])-1)
		m.drawBracket(to, bracket-1, 1, last.Max.Y, s)
		m.drawBracket(to, last.Max.X+1, last.Max.X+bracket-1, last.Max.Y, s)
	}
}

// drawBracket paints one whose ends lie at x and whose back lies at back.
func (m *Matrix) drawBracket(to paint.Canvas, x, back, bottom float64, s paint.Stroke) {
	to.Stroke(paint.Polyline(paint.Pt(x, m.head), paint.Pt(back, m.head), paint.Pt(back, bottom-1), paint.Pt(x, bottom-1)), s)
}

func (m *Matrix) drawCell(c *ui.Context, to paint.Canvas, i, j int, cell Cell) {
	box := m.box(i, j)
	if cell.Marked {
		shape := paint.Rounded(box.Inset(1.5), 4)
		to.Fill(shape, c.Theme.Raised)
		to.Stroke(shape, paint.Stroke{Width: 2, Color: c.Theme.Held})
	}
	text, ink := cell.Text, c.Theme.Ink
	if text == "" {
		text, ink = missing, c.Theme.Soft
	}
	words := label.Line(c, to, theme.Number, text, paint.Pt(box.Max.X-pad, box.Center().Y), label.Right, ink)
	if m.opens(cell) {
		under := paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}}
		if m.tap != (ui.Tap{}) && m.over == m.id(i, j) {
			under.Dash = nil
		}
		y := words.Max.Y
		to.Stroke(paint.Polyline(paint.Pt(words.Min.X, y), paint.Pt(words.Max.X, y)), under)
	}
}

// Describe implements ui.Widget.
func (m *Matrix) Describe() ui.Node {
	n := ui.Node{ID: m.ID, Role: ui.Table, Name: m.Name, Bounds: paint.Rect{Max: m.size}}
	for i, row := range m.cells {
		r := ui.Node{ID: fmt.Sprintf("%s.row%d", m.ID, i), Role: ui.Row, Bounds: m.box(i, 0)}
		for j, cell := range row {
			r.Bounds.Max = m.box(i, j).Max
			r.Children = append(r.Children, m.describe(i, j, cell))
		}
		n.Children = append(n.Children, r)
	}
	return n
}

func (m *Matrix) describe(i, j int, cell Cell) ui.Node {
	text := cell.Text
	if text == "" {
		text = "not computed yet"
	}
	out := ui.Node{
		ID: m.id(i, j), Role: ui.Output, Name: fmt.Sprintf("%s, row %d, column %d", m.Name, i+1, j+1),
		Value: text, Bounds: m.box(i, j),
	}
	if m.opens(cell) {
		out.Explains = cell.Explains
	}
	return ui.Node{ID: m.id(i, j) + ".cell", Role: ui.Cell, Bounds: out.Bounds, Children: []ui.Node{out}}
}
