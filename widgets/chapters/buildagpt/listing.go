package buildagpt

import (
	"fmt"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A listing shows some lines of a program around those that are spoken of. Its
// height does not change: nothing jumps.
type listing struct {
	ID    string
	Lines []string
	At    int // the first line that is spoken of, from 0
	Count int // how many they are

	rows []codeRow
	size paint.Point
}

// A codeRow is a line in its place.
type codeRow struct {
	number int // from 1
	text   label.Block
	at     paint.Point
}

var code = paint.Font{Family: paint.Mono, Size: 13}

const (
	listingTall = 312
	before      = 3  // lines above the ones that are spoken of
	full        = 16 // lines in the listing if none is broken
	unbroken    = 600
	numbers     = 42 // the width of the column of line numbers
	tab         = 18
)

// Layout implements ui.Widget: lines are shown as long as they have room.
func (l *listing) Layout(c *ui.Context, room paint.Point) paint.Point {
	l.rows, l.size = nil, paint.Pt(room.X, listingTall)
	y := 8.0
	for i := l.first(room.X); i < len(l.Lines); i++ {
		text := strings.TrimLeft(l.Lines[i], "\t")
		x := numbers + tab*float64(len(l.Lines[i])-len(text))
		b := label.Set(c, code, text, room.X-x-8)
		if b.Size.Y > b.Leading { // what does not fit into its line need not stand in columns
			b = label.Set(c, code, squeeze(text), room.X-x-8)
		}
		tall := max(b.Size.Y, b.Leading)
		if y+tall > listingTall-8 {
			break
		}
		l.rows = append(l.rows, codeRow{i + 1, b, paint.Pt(x, y)})
		y += tall
	}
	return l.size
}

// first is the line to begin with. At the end of the program there are more lines
// above, where lines are not broken and so the ones that are spoken of stay in
// sight.
func (l *listing) first(width float64) int {
	from := l.At - before
	if width >= unbroken {
		from = min(from, len(l.Lines)-full)
	}
	return max(0, from)
}

// squeeze makes one space of many.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// on reports whether a row is spoken of.
func (l *listing) on(r codeRow) bool { return l.At < r.number && r.number <= l.At+l.Count }

// Handle implements ui.Widget.
func (l *listing) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (l *listing) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Rect{Max: l.size}, theme.Radius), c.Theme.Ground)
	for _, r := range l.rows {
		ink := c.Theme.Soft
		if l.on(r) {
			ink = c.Theme.Ink
			tall := max(r.text.Size.Y, r.text.Leading)
			to.Fill(paint.Rectangle(paint.Box(0, r.at.Y, l.size.X, tall)), c.Theme.Faint)
			to.Fill(paint.Rectangle(paint.Box(0, r.at.Y, 4, tall)), c.Theme.Held)
		}
		label.Line(c, to, code, fmt.Sprint(r.number), paint.Pt(numbers-10, r.at.Y+r.text.Leading/2), label.Right, ink)
		r.text.Draw(to, r.at, ink)
	}
}

// Describe implements ui.Widget: the lines are text that can be selected.
func (l *listing) Describe() ui.Node {
	n := ui.Node{ID: l.ID, Role: ui.Group, Name: fmt.Sprintf("gpt.go, lines %d to %d", l.At+1, l.At+l.Count), Bounds: paint.Rect{Max: l.size}}
	for _, r := range l.rows {
		if r.text.Len() > 0 {
			n.Children = append(n.Children, r.text.Node(fmt.Sprintf("%s.%d", l.ID, r.number)).Shift(r.at))
		}
	}
	return n
}
