// Package table sets numbers and words in rows and columns. A number that can
// say how it was made opens a card when it is pressed.
package table

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Table has a line of heads, and rows of as many cells.
type Table struct {
	ID, Name string
	Heads    []string
	Rows     func() [][]Cell // asked at each Layout
	Keep     int             // rows that there is room for at least, so that nothing jumps when some come
	Empty    string          // is said while there are no rows
	Open     func(trace.Ref) // opens a card; nil: no cell has one

	grid [][]placed // the heads first
	tap  ui.Tap
	over string // the id of the cell that the pointer is over
	size paint.Point
}

var _ ui.Widget = (*Table)(nil)

// A Cell is a number or a word.
type Cell struct {
	Text     string
	Strong   bool      // it is the one that counts in its row or column
	Explains trace.Ref // the number, if it can say how it was made
}

// A placed cell is one with its room and its words, which stand at the right.
type placed struct {
	Cell
	id  string
	run paint.Run
	box paint.Rect
}

const (
	rowHeight = 28
	pad       = 12 // left and right of a cell
)

// Layout implements ui.Widget. Columns are as wide as their longest cell; in a
// room that is too narrow all become narrower, and texts are cut off.
func (t *Table) Layout(c *ui.Context, room paint.Point) paint.Point {
	t.grid = [][]placed{t.heads(c)}
	for i, r := range t.Rows() {
		row := make([]placed, len(r))
		for j, cell := range r {
			row[j] = placed{Cell: cell, id: fmt.Sprintf("%s.%d.%d", t.ID, i, j), run: c.Type.Shape(cell.font(), cell.Text)}
		}
		t.grid = append(t.grid, row)
	}
	if len(t.grid) == 1 && t.Empty != "" {
		t.grid = append(t.grid, []placed{{Cell: Cell{Text: t.Empty}, id: t.ID + ".empty", run: c.Type.Shape(theme.Label, t.Empty)}})
	}
	t.place(room.X)
	t.size.Y = rowHeight * float64(max(len(t.grid), t.Keep+1))
	return t.size
}

func (t *Table) heads(c *ui.Context) (row []placed) {
	for j, h := range t.Heads {
		row = append(row, placed{Cell: Cell{Text: h}, id: fmt.Sprintf("%s.head%d", t.ID, j), run: c.Type.Shape(theme.Label, h)})
	}
	return row
}

func (c Cell) font() paint.Font {
	f := theme.Number
	if c.Strong {
		f.Weight = 700
	}
	return f
}

// place gives each cell its room.
func (t *Table) place(width float64) {
	edges := t.edges()
	t.size.X = edges[len(edges)-1]
	shrink := min(1, width/max(t.size.X, 1))
	t.size.X *= shrink
	for i, row := range t.grid {
		for j := range row {
			left, right := edges[j]*shrink, edges[j+1]*shrink
			if len(row) < len(t.Heads) { // what is said of an empty table
				right = t.size.X
			}
			row[j].box = paint.Rect{Min: paint.Pt(left, rowHeight*float64(i)), Max: paint.Pt(right, rowHeight*float64(i+1))}
		}
	}
}

// edges are the borders of the columns in a room that is wide enough.
func (t *Table) edges() []float64 {
	edges := make([]float64, len(t.Heads)+1)
	for j := range t.Heads {
		w := 0.0
		for _, row := range t.grid {
			if len(row) == len(t.Heads) {
				w = max(w, row[j].run.Advance)
			}
		}
		edges[j+1] = edges[j] + math.Ceil(w) + 2*pad
	}
	if last := &edges[len(t.Heads)]; len(t.grid[len(t.grid)-1]) < len(t.Heads) {
		*last = max(*last, math.Ceil(t.grid[1][0].run.Advance)+2*pad)
	}
	return edges
}

// words is where the words of p stand: at the right of its box.
func (p placed) words() paint.Rect {
	right := p.box.Max.X - pad
	return paint.Rect{Min: paint.Pt(right-p.run.Advance, p.box.Min.Y), Max: paint.Pt(right, p.box.Max.Y)}
}

func (t *Table) opens(p placed) bool { return t.Open != nil && p.Explains != (trace.Ref{}) }

// each calls do with every cell that opens, until it returns true.
func (t *Table) each(do func(placed) bool) bool {
	for _, row := range t.grid {
		for _, p := range row {
			if t.opens(p) && do(p) {
				return true
			}
		}
	}
	return false
}

// Handle implements ui.Widget: a press counts when it ends where it began.
func (t *Table) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return t.each(func(p placed) bool {
			if p.id == e.ID {
				t.Open(p.Explains)
			}
			return p.id == e.ID
		})
	case ui.Pointer:
		return t.pointer(e)
	}
	return false
}

func (t *Table) pointer(e ui.Pointer) bool {
	var at placed
	on := t.each(func(p placed) bool { at = p; return e.At.In(p.box) })
	was := t.over
	if on && (e.Kind == ui.Hover || e.Kind == ui.Press) {
		t.over = at.id
	}
	pressed, changed := t.tap.Pointer(e, on && at.id == t.over)
	if pressed {
		t.Open(at.Explains)
	}
	return changed || pressed || t.tap != (ui.Tap{}) && t.over != was
}

// Draw implements ui.Widget.
func (t *Table) Draw(c *ui.Context, to paint.Canvas) {
	for i, row := range t.grid {
		for _, p := range row {
			ink := c.Theme.Ink
			if i == 0 || len(row) < len(t.Heads) {
				ink = c.Theme.Soft
			}
			m := c.Type.Metrics(p.run.Font)
			at := paint.Pt(p.words().Min.X, p.box.Center().Y+(m.Ascent-m.Descent)/2)
			to.Group(paint.Group{Clip: p.box}, func(to paint.Canvas) {
				to.Text(at, p.run, ink)
				t.drawOpener(c, to, p, at)
			})
		}
	}
	to.Fill(paint.Rectangle(paint.Box(0, rowHeight-1, t.size.X, 1)), c.Theme.Line)
}

// drawOpener underlines a number that opens, as a read-out does.
func (t *Table) drawOpener(c *ui.Context, to paint.Canvas, p placed, at paint.Point) {
	if !t.opens(p) {
		return
	}
	under := paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}}
	if t.tap != (ui.Tap{}) && t.over == p.id {
		under.Dash = nil
	}
	to.Stroke(paint.Polyline(at.Add(paint.Pt(0, 4.5)), at.Add(paint.Pt(p.run.Advance, 4.5))), under)
}

// Describe implements ui.Widget.
func (t *Table) Describe() ui.Node {
	n := ui.Node{ID: t.ID, Role: ui.Table, Name: t.Name, Bounds: paint.Rect{Max: t.size}}
	for i, row := range t.grid {
		r := ui.Node{ID: fmt.Sprintf("%s.row%d", t.ID, i), Role: ui.Row, Bounds: paint.Box(0, rowHeight*float64(i), t.size.X, rowHeight)}
		for j, p := range row {
			r.Children = append(r.Children, t.describe(p, i, j))
		}
		n.Children = append(n.Children, r)
	}
	return n
}

// describe returns a cell: one that opens has a button in it.
func (t *Table) describe(p placed, i, j int) ui.Node {
	role := ui.Cell
	if i == 0 {
		role = ui.Head
	}
	if t.opens(p) {
		name := fmt.Sprintf("%s, row %d", t.Heads[j], i)
		out := ui.Node{ID: p.id, Role: ui.Output, Name: name, Value: p.Text, Explains: p.Explains, Bounds: p.box}
		return ui.Node{ID: p.id + ".cell", Role: role, Bounds: p.box, Children: []ui.Node{out}}
	}
	return ui.Node{ID: p.id, Role: role, Bounds: p.words(), Text: &ui.Text{
		Font: p.run.Font, Leading: rowHeight, Ends: []float64{p.run.Advance},
		Phrases: []ui.Phrase{{Kind: ui.PhrasePlain, Font: p.run.Font, Pieces: []ui.Piece{{Text: p.Text}}}},
	}}
}
