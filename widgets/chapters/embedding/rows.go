package embedding

import (
	"fmt"
	"math"

	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Rows are vectors as strips of colours under one another, one cell a number.
// A pointer reads a number out.
type rows struct {
	ID, Name string
	Vectors  func() []vector // asked at each Layout; all are equally long
	Chosen   func() int      // the row that is framed, or −1
	Column   *float64        // the number that is read out, counted from 1
	Choose   func(row int)   // called when the reader presses a row; may be nil

	vectors []vector
	maps    []*heat.Map
	lo, hi  float64
	left    float64 // where the strips begin
	size    paint.Point
}

// A vector is a row with its name, which stands left of it.
type vector struct {
	piece   string // a token, or
	words   string // what else it is called
	numbers []float32
}

var _ ui.Widget = (*rows)(nil)

const (
	stripTall = 22
	stripGap  = 8
	marksTall = 16 // above the strips, for the mark of the column
	frame     = 4  // room for the frame of a strip
)

// Layout implements ui.Widget.
func (r *rows) Layout(c *ui.Context, room paint.Point) paint.Point {
	old := r.vectors
	r.vectors = r.Vectors()
	if !same(old, r.vectors) {
		r.color()
	}
	r.left = 0
	for _, v := range r.vectors {
		r.left = max(r.left, v.width(c))
	}
	r.left = math.Ceil(min(r.left, room.X*0.42)) + 10
	r.size = paint.Pt(room.X, marksTall+float64(len(r.vectors))*(stripTall+stripGap))
	return r.size
}

func (v vector) width(c *ui.Context) float64 {
	if v.words != "" {
		return c.Type.Shape(theme.Label, v.words).Advance
	}
	return c.Type.Shape(theme.Code, tokens.Show(v.piece)).Advance
}

// same reports whether two lists are of the same numbers at the same places.
func same(a, b []vector) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i].numbers) != len(b[i].numbers) || &a[i].numbers[0] != &b[i].numbers[0] {
			return false
		}
	}
	return true
}

// color makes the pictures of the rows. The least and the greatest of all their
// numbers have the colours at the ends.
func (r *rows) color() {
	r.lo, r.hi = math.Inf(1), math.Inf(-1)
	for _, v := range r.vectors {
		for _, x := range v.numbers {
			r.lo, r.hi = min(r.lo, float64(x)), max(r.hi, float64(x))
		}
	}
	r.maps = nil
	for _, v := range r.vectors {
		r.maps = append(r.maps, &heat.Map{Values: wide(v.numbers), W: len(v.numbers), H: 1, Lo: r.lo, Hi: r.hi})
	}
}

func wide(xs []float32) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = float64(x)
	}
	return ys
}

// Map tells a legend the colours.
func (r *rows) Map() *heat.Map {
	return &heat.Map{W: 1, H: 1, Values: []float64{0}, Lo: r.lo, Hi: r.hi}
}

func (r *rows) strip(i int) paint.Rect {
	return paint.Box(r.left, marksTall+float64(i)*(stripTall+stripGap), r.size.X-r.left-frame, stripTall)
}

// column is the index of the number that is read out.
func (r *rows) column() int { return int(*r.Column) - 1 }

// Handle implements ui.Widget: the pointer chooses a number as it goes, and a
// row when it is pressed.
func (r *rows) Handle(e ui.Event) bool {
	p, ok := e.(ui.Pointer)
	if !ok || p.Kind != ui.Press && p.Kind != ui.Drag && (p.Kind != ui.Hover || p.Touch) {
		return false
	}
	row, column := r.at(p.At)
	if row < 0 {
		return false
	}
	changed := column != r.column()
	*r.Column = float64(column + 1)
	if p.Kind == ui.Press && r.Choose != nil {
		r.Choose(row)
		return true
	}
	return changed
}

// at returns the cell at a point; the row is −1 if there is none.
func (r *rows) at(p paint.Point) (row, column int) {
	for i, v := range r.vectors {
		b := r.strip(i)
		b.Max.Y += stripGap
		if p.In(b) {
			column := int((p.X - b.Min.X) / b.W() * float64(len(v.numbers)))
			return i, min(max(column, 0), len(v.numbers)-1)
		}
	}
	return -1, 0
}

// Draw implements ui.Widget.
func (r *rows) Draw(c *ui.Context, to paint.Canvas) {
	for i, v := range r.vectors {
		b := r.strip(i)
		v.draw(c, to, paint.Rect{Min: paint.Pt(0, b.Min.Y), Max: paint.Pt(r.left-10, b.Max.Y)})
		r.maps[i].Draw(to, b, c.Theme)
		if i == r.Chosen() {
			to.Stroke(paint.Rectangle(b.Inset(-2)), paint.Stroke{Width: 3, Color: c.Theme.Held})
		}
	}
	r.drawMark(c, to)
}

// draw writes the name of a row at the right of a box.
func (v vector) draw(c *ui.Context, to paint.Canvas, b paint.Rect) {
	if v.words != "" {
		to.Group(paint.Group{Clip: b.Inset(-1)}, func(to paint.Canvas) {
			label.Line(c, to, theme.Label, v.words, paint.Pt(b.Max.X, b.Center().Y), label.Right, c.Theme.Ink)
		})
		return
	}
	width := min(v.width(c), b.W())
	tokens.Line(c, to, v.piece, paint.Pt(b.Max.X-width/2, b.Center().Y), b.W(), c.Theme.Ink)
}

// drawMark paints a triangle above the column that is read out, and a line
// down through it.
func (r *rows) drawMark(c *ui.Context, to paint.Canvas) {
	if len(r.vectors) == 0 {
		return
	}
	first, last, n := r.strip(0), r.strip(len(r.vectors)-1), float64(len(r.vectors[0].numbers))
	x := first.Min.X + (float64(r.column())+0.5)/n*first.W()
	tip := paint.Pt(x, first.Min.Y-3)
	to.Fill(paint.Polygon(tip, tip.Add(paint.Pt(-6, -9)), tip.Add(paint.Pt(6, -9))), c.Theme.Held)
	cell := paint.Rect{Min: paint.Pt(x-first.W()/n/2, first.Min.Y), Max: paint.Pt(x+first.W()/n/2, last.Max.Y)}
	to.Stroke(paint.Rectangle(cell.Inset(-1)), paint.Stroke{Width: 1.5, Color: c.Theme.Held})
}

// Describe implements ui.Widget.
func (r *rows) Describe() ui.Node {
	n := ui.Node{ID: r.ID, Role: ui.Pad, Name: r.Name, Bounds: paint.Rect{Max: r.size}}
	if len(r.vectors) == 0 {
		n.Value = "no rows"
		return n
	}
	n.Value = fmt.Sprintf("%d numbers in each row, from %s to %s. Number %d is", len(r.vectors[0].numbers), label.Fixed(r.lo, 2), label.Fixed(r.hi, 2), r.column()+1)
	for i, v := range r.vectors {
		name := v.words
		if name == "" {
			name = tokens.Spoken(v.piece)
		}
		sep := ","
		if i == len(r.vectors)-1 {
			sep = ""
		}
		n.Value += fmt.Sprintf(" %s in %s%s", label.Fixed(float64(v.numbers[r.column()]), 3), name, sep)
	}
	return n
}
