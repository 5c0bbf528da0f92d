// Package card is the number card: a panel that shows how a number was made,
// with the operation and its real operands, each of which opens in turn, down
// to the numbers that were given.
//
// A figure puts one Card at its bottom and passes Card.Show to its read-outs.
// A card that shows nothing takes no room.
package card

import (
	"fmt"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Card explains one number of a Source at a time.
type Card struct {
	ID     string
	Source trace.Source
	Names  func(trace.Ref) string // what a number is called: "learning rate"; nil writes the Ref
	Origin func(trace.Ref) string // of a given number: "a weight, learned in training"; nil leaves it out
	Counts bool                   // the numbers are counts: whole ones are written in full

	// Open is the number that Show opened and the reader went on to; the zero
	// Ref is none.
	Open trace.Ref

	digits int     // that the number is shown with
	path   []visit // the numbers that the reader came by, the first one first
	whole  bool    // all terms of a long sum are shown

	hovered, pressed string // ids of chips: the chips themselves are new after each Layout

	parts ui.Parts
	size  paint.Point
}

var _ ui.Widget = (*Card)(nil)

// A visit is a number of the path, and the digits that it was shown with.
type visit struct {
	ref    trace.Ref
	digits int
}

// Show opens r, as the start of a new path.
func (d *Card) Show(r trace.Ref) {
	d.Open, d.digits, d.path, d.whole = r, usual, nil, false
}

// Close shows nothing any more.
func (d *Card) Close() { d.Show(trace.Ref{}) }

// follow opens an operand of the number that is shown, with the digits that
// the operand is shown with.
func (d *Card) follow(r trace.Ref, digits int) {
	d.path = append(d.path, visit{d.Open, d.digits})
	d.Open, d.digits, d.whole = r, digits, false
}

// back returns to the i-th number of the path. A quick reader may press the way
// there twice before the card is laid out anew: then it is not there any more.
func (d *Card) back(i int) {
	if i >= len(d.path) {
		return
	}
	v := d.path[i]
	d.Open, d.digits, d.path, d.whole = v.ref, v.digits, d.path[:i], false
}

const pad = 14

// Layout implements ui.Widget.
func (d *Card) Layout(c *ui.Context, room paint.Point) paint.Point {
	d.parts = nil
	if d.Open == (trace.Ref{}) {
		d.size = paint.Point{}
		return d.size
	}
	col := column{card: d, c: c, y: pad, width: room.X - 2*pad}
	col.row(d.crumbs()...)
	s, ok := d.Source.Explain(d.Open)
	if ok {
		d.step(&col, s)
	} else {
		col.text("title", d.name(d.Open), titleFont, label.Ink)
		col.text("unknown", "Nothing is known about this number.", theme.Small, label.Soft)
	}
	col.row(&chip{card: d, id: d.ID + ".close", text: "Close", escape: true, do: d.Close})
	d.size = paint.Pt(room.X, col.y+pad-theme.Gap)
	return d.size
}

var titleFont = paint.Font{Family: paint.Sans, Size: 16, Weight: 650}

// step fills the card with how s was made.
func (d *Card) step(col *column, s trace.Step) {
	col.live("title", equation(d.name(s.Ref), d.number(s.Value, d.digits)), titleFont)
	if s.Op == trace.Given {
		col.text("origin", d.given(s.Ref), theme.Small, label.Soft)
		return
	}
	short := d.shorten(s)
	words := d.words(short, s)
	switch {
	case s.Op == trace.NoValue:
		col.text("numbers", words+".", theme.Small, label.Ink)
	case words != d.name(s.Ref): // sin(x) = sin(x) says nothing
		col.text("formula", d.name(s.Ref)+" = "+words, theme.Small, label.Soft)
		fallthrough
	default:
		numbers := d.numbers(short, s)
		col.text("numbers", numbers, label.NumberFont(numbers), label.Ink)
	}
	col.row(d.operands(short, s)...)
}

// given says of a number without operands where it comes from.
func (d *Card) given(r trace.Ref) string {
	if d.Origin != nil {
		if o := d.Origin(r); o != "" {
			return "Given: " + o + "."
		}
	}
	return "Given: it was not computed."
}

func (d *Card) crumbs() (ws []ui.Widget) {
	for i, v := range d.path {
		name := d.name(v.ref)
		ws = append(ws, &chip{
			card: d, id: fmt.Sprintf("%s.path%d", d.ID, i), text: "‹ " + name, name: "Back to " + name,
			do: func() { d.back(i) },
		})
	}
	return ws
}

func (d *Card) operands(short, s trace.Step) (ws []ui.Widget) {
	digits := d.precision(short, s)
	for i, a := range short.Args {
		text := equation(d.name(a.Ref), d.number(a.Value, digits))
		ws = append(ws, &chip{
			card: d, id: fmt.Sprintf("%s.arg%d", d.ID, i), text: text, name: text + ", where does it come from?",
			asks: true, do: func() { d.follow(a.Ref, digits) },
		})
	}
	if n := rest(short, s); n > 0 {
		ws = append(ws, &chip{card: d, id: d.ID + ".more", text: fmt.Sprintf("and %d more", n), do: func() { d.whole = true }})
	}
	return ws
}

// Handle implements ui.Widget.
func (d *Card) Handle(e ui.Event) bool { return d.parts.Handle(e) }

// Draw implements ui.Widget.
func (d *Card) Draw(c *ui.Context, to paint.Canvas) {
	if d.size == (paint.Point{}) {
		return
	}
	box := paint.Rect{Max: d.size}.Inset(0.75)
	to.Fill(paint.Rounded(box, theme.Radius), c.Theme.Ground)
	to.Stroke(paint.Rounded(box, theme.Radius), paint.Stroke{Width: 1.5, Color: c.Theme.Accent})
	d.parts.Draw(c, to)
}

// Describe implements ui.Widget.
func (d *Card) Describe() ui.Node {
	n := ui.Node{ID: d.ID, Role: ui.Group, Bounds: paint.Rect{Max: d.size}, Children: d.parts.Describe()}
	if len(n.Children) > 0 {
		n.Name = "Where this number comes from"
	}
	return n
}

// A column collects the parts of a card from top to bottom.
type column struct {
	card     *Card
	c        *ui.Context
	y, width float64
}

func (col *column) at() paint.Point   { return paint.Pt(pad, col.y) }
func (col *column) room() paint.Point { return paint.Pt(col.width, 1e6) }

func (col *column) row(ws ...ui.Widget) {
	if len(ws) == 0 {
		return
	}
	col.y += col.card.parts.Row(col.c, col.at(), col.room(), 8, ws...).Y + theme.Gap
}

func (col *column) text(id, text string, f paint.Font, ink label.Color) {
	l := &label.Label{ID: col.card.ID + "." + id, Text: text, Font: f, Color: ink}
	col.y += col.card.parts.Place(col.c, l, col.at(), col.room()).Y + theme.Gap/2
}

// live adds a line that is spoken when it changes.
func (col *column) live(id, text string, f paint.Font) {
	l := &label.Label{ID: col.card.ID + "." + id, Name: "Number", Text: text, Font: f, Color: label.Ink, Live: true}
	col.y += col.card.parts.Place(col.c, l, col.at(), col.room()).Y + theme.Gap/2
}
