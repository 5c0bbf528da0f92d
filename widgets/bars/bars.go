// Package bars shows numbers as bars, each with its name and its value, such
// as probabilities or what an optimizer keeps. A number that can say how it
// was made opens a card when it is pressed.
package bars

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Bars are rows of a name, a bar and a number.
type Bars struct {
	ID, Name string       // the name leads those of the rows to a screen reader
	Rows     func() []Row // asked at each Layout
	Color    label.Color  // nil is Data
	Format   func(float64) string
	Open     func(trace.Ref) // opens a card; nil: no row has one
	Least    float64         // above 0: bars are logarithmic, and this value has none

	rows          []Row
	taps          []ui.Tap
	left, right   float64 // the room for the bars lies between
	width, height float64
}

var _ ui.Widget = (*Bars)(nil)

// A Row is one number. What is negative is hatched and goes to the left from
// the middle of the bars' room, where all bars of a signed row begin.
type Row struct {
	Name     string
	Value    float64 // what is not finite has no bar
	Text     string  // how the number is written; "" is as Format does
	Full     float64 // the value that takes all the room; 0 is the greatest of all rows
	Signed   bool    // the number can be negative, although it may not be now
	Dim      bool    // it does not count any more: the bar is an outline
	Explains trace.Ref
}

const (
	rowHeight = 26
	barHeight = 12
	gap       = 10
)

// Layout implements ui.Widget. Names have half of the width at most, and are
// cut where that is too little.
func (b *Bars) Layout(c *ui.Context, room paint.Point) paint.Point {
	b.rows = b.Rows()
	if len(b.taps) != len(b.rows) {
		b.taps = make([]ui.Tap, len(b.rows))
	}
	var names, values float64
	for _, r := range b.rows {
		names = max(names, c.Type.Shape(theme.Label, r.Name).Advance)
		values = max(values, c.Type.Shape(label.NumberFont(b.text(r)), b.text(r)).Advance, c.Type.Shape(theme.Number, "0").Advance*reserved)
	}
	b.width, b.height = room.X, rowHeight*float64(len(b.rows))
	b.left = min(math.Ceil(names), room.X/2) + gap
	b.right = max(b.width-math.Ceil(values)-gap, b.left)
	return paint.Pt(b.width, b.height)
}

// reserved is how many characters a number has room for, so that bars do not
// jump while it changes.
const reserved = 8

func (b *Bars) text(r Row) string {
	switch {
	case r.Text != "":
		return r.Text
	case b.Format != nil:
		return b.Format(r.Value)
	}
	return label.Number(r.Value, 3)
}

func (b *Bars) row(i int) paint.Rect { return paint.Box(0, rowHeight*float64(i), b.width, rowHeight) }

func (b *Bars) id(i int) string { return fmt.Sprintf("%s.%d", b.ID, i) }

// opens reports whether row i has a card.
func (b *Bars) opens(i int) bool { return b.Open != nil && b.rows[i].Explains != (trace.Ref{}) }

// Handle implements ui.Widget: a press counts when it ends where it began.
func (b *Bars) Handle(e ui.Event) (changed bool) {
	for i, r := range b.rows {
		if !b.opens(i) {
			continue
		}
		pressed := false
		switch e := e.(type) {
		case ui.Set:
			pressed = e.ID == b.id(i)
		case ui.Pointer:
			hit, look := b.taps[i].Pointer(e, e.At.In(b.row(i)))
			pressed, changed = hit, changed || look
		}
		if pressed {
			b.Open(r.Explains)
			changed = true
		}
	}
	return changed
}

// Draw implements ui.Widget.
func (b *Bars) Draw(c *ui.Context, to paint.Canvas) {
	for i, r := range b.rows {
		box := b.row(i)
		y := box.Center().Y
		name := paint.Rect{Min: box.Min, Max: paint.Pt(b.left-gap/2, box.Max.Y)}
		to.Group(paint.Group{Clip: name}, func(to paint.Canvas) {
			label.Line(c, to, theme.Label, label.Fit(c, theme.Label, r.Name, name.W()).Text, paint.Pt(0, y), label.Left, c.Theme.Soft)
		})
		at := label.Line(c, to, label.NumberFont(b.text(r)), b.text(r), paint.Pt(b.width, y), label.Right, c.Theme.Ink)
		if b.opens(i) {
			b.drawOpener(c, to, i, at)
		}
		b.drawBar(c, to, r, paint.Rect{Min: paint.Pt(b.left, y-barHeight/2), Max: paint.Pt(b.right, y+barHeight/2)})
	}
}

// drawOpener underlines a number that opens, as a read-out does.
func (b *Bars) drawOpener(c *ui.Context, to paint.Canvas, i int, at paint.Rect) {
	under := paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}}
	if b.taps[i] != (ui.Tap{}) {
		under.Dash = nil
	}
	y := at.Max.Y - 0.5
	to.Stroke(paint.Polyline(paint.Pt(at.Min.X, y), paint.Pt(at.Max.X, y)), under)
}

func (b *Bars) drawBar(c *ui.Context, to paint.Canvas, r Row, room paint.Rect) {
	if room.W() < 8 {
		return
	}
	to.Fill(paint.Rectangle(room), c.Theme.Faint)
	zero, long := room.Min.X, room.W()
	if r.Signed || r.Value < 0 {
		zero, long = room.Center().X, room.W()/2
	}
	if part := b.part(r); part != 0 {
		end := zero + long*part
		b.fill(c, to, paint.Rect{Min: paint.Pt(min(zero, end), room.Min.Y), Max: paint.Pt(max(zero, end), room.Max.Y)}, r)
	}
	to.Stroke(paint.Polyline(paint.Pt(zero, room.Min.Y-2), paint.Pt(zero, room.Max.Y+2)), paint.Stroke{Width: 1.5, Color: c.Theme.Line})
}

// part is how much of the room the bar of r takes: −1 to 1.
func (b *Bars) part(r Row) float64 {
	full := r.Full
	if full == 0 {
		for _, s := range b.rows {
			if v := math.Abs(s.Value); v <= math.MaxFloat64 { // not NaN
				full = max(full, v)
			}
		}
	}
	part := r.Value / full
	if b.Least > 0 {
		part = max(0, 1+math.Log(max(part, 0))/math.Log(full/b.Least))
	}
	if math.IsNaN(part) || math.IsInf(part, 0) {
		return 0
	}
	return min(max(part, -1), 1)
}

func (b *Bars) fill(c *ui.Context, to paint.Canvas, bar paint.Rect, r Row) {
	col := b.Color
	if col == nil {
		col = label.Data
	}
	outline := paint.Stroke{Width: 2, Color: col(c.Theme)}
	switch {
	case bar.W() < 0.5:
	case r.Dim:
		to.Group(paint.Group{Clip: bar}, func(to paint.Canvas) { to.Stroke(paint.Rectangle(bar), outline) })
	case r.Value < 0:
		to.Group(paint.Group{Clip: bar}, func(to paint.Canvas) {
			to.Stroke(hatch(bar), outline)
			to.Stroke(paint.Rectangle(bar), outline)
		})
	default:
		to.Fill(paint.Rectangle(bar), col(c.Theme))
	}
}

// hatch is slanting lines over all of r.
func hatch(r paint.Rect) (p paint.Path) {
	for x := r.Min.X; x < r.Max.X+r.H(); x += 5 {
		p.Move(paint.Pt(x, r.Min.Y))
		p.Line(paint.Pt(x-r.H(), r.Max.Y))
	}
	return p
}

// Describe implements ui.Widget.
func (b *Bars) Describe() ui.Node {
	n := ui.Node{ID: b.ID, Role: ui.Group, Name: b.Name, Bounds: paint.Box(0, 0, b.width, b.height)}
	for i, r := range b.rows {
		name := r.Name
		if b.Name != "" {
			name = b.Name + ", " + r.Name
		}
		row := ui.Node{ID: b.id(i), Role: ui.Output, Name: name, Value: b.text(r), Bounds: b.row(i)}
		if b.opens(i) {
			row.Explains = r.Explains
		}
		n.Children = append(n.Children, row)
	}
	return n
}
