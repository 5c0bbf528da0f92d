// Package equation is a formula in a figure, set as in a book: one that changes
// with what the reader chooses.
package equation

import (
	"image/color"

	"zerotoai/widgets/formula"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An Equation shows the display formula that TeX returns. All that it may
// return must be in the table of package formula: extra.txt there lists what no
// text has. What is not, is shown as TeX.
type Equation struct {
	ID    string
	TeX   func() string // asked at each Layout; must not be nil
	Color label.Color   // nil is Ink

	set    *formula.Formula
	plain  label.Block // instead of a formula that is not in the table
	tex    string
	size   float64 // of the font
	bounds paint.Point
	kept   *paint.List
	look   look
}

var _ ui.Widget = (*Equation)(nil)

// A look says what the kept picture was made of.
type look struct {
	tex   string
	size  float64
	color color.NRGBA
}

// large is the size of the letters where there is room.
const large = 19

// Layout implements ui.Widget: a formula that is too wide for the room gets
// smaller letters.
func (q *Equation) Layout(c *ui.Context, room paint.Point) paint.Point {
	q.tex, q.size = q.TeX(), large
	var ok bool
	if q.set, ok = formula.Lookup(q.tex, true); !ok {
		q.plain = label.Set(c, theme.Number, q.tex, room.X)
		q.bounds = q.plain.Size
		return q.bounds
	}
	q.size = min(q.size, room.X/q.set.Width)
	q.bounds = paint.Pt(q.set.Width, q.set.Ascent+q.set.Descent).Mul(q.size)
	if l := (look{q.tex, q.size, q.color(c)}); q.kept == nil || q.look != l {
		q.look = l
		q.kept = paint.Record(func(to paint.Canvas) {
			q.set.Draw(to, paint.Pt(0, q.set.Ascent*q.size), q.size, l.color)
		})
	}
	return q.bounds
}

func (q *Equation) color(c *ui.Context) color.NRGBA {
	if q.Color == nil {
		return c.Theme.Ink
	}
	return q.Color(c.Theme)
}

// Handle implements ui.Widget.
func (q *Equation) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (q *Equation) Draw(c *ui.Context, to paint.Canvas) {
	if q.set == nil {
		q.plain.Draw(to, paint.Point{}, q.color(c))
		return
	}
	q.kept.Show(to, paint.Rect{Max: q.bounds})
}

// Describe implements ui.Widget.
func (q *Equation) Describe() ui.Node {
	if q.set == nil {
		return q.plain.Node(q.ID)
	}
	return ui.Node{ID: q.ID, Role: ui.Formula, Name: q.tex, Value: q.set.MathML, Range: ui.Range{Now: q.size}, Bounds: paint.Rect{Max: q.bounds}}
}
