package label

import (
	"image/color"
	"math"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A Block is text of one font, broken into lines.
type Block struct {
	Font    paint.Font  // in the size that the screen has
	Leading float64     // the height of a line
	Size    paint.Point // the width of the longest line, the height of all
	lines   []typeset.Line
	ascent  float64 // of the first baseline under the top of the block
}

// Set breaks text into lines at most width wide. A line break in the text
// starts a new line.
func Set(c *ui.Context, f paint.Font, text string, width float64) Block {
	m := c.Type.Metrics(f)
	b := Block{Font: f, Leading: leading(f)}
	b.ascent = (b.Leading-m.Ascent-m.Descent)/2 + m.Ascent
	if text == "" {
		return b
	}
	for part := range strings.SplitSeq(text, "\n") {
		b.endLine()
		b.lines = append(b.lines, c.Type.Break([]typeset.Span{{Font: f, Text: part}}, width)...)
	}
	for _, l := range b.lines {
		b.Size.X = max(b.Size.X, l.Width)
		for _, p := range l.Pieces {
			b.Font = p.Run.Font
		}
	}
	b.Size.Y = b.Leading * float64(len(b.lines))
	return b
}

// endLine ends the last line for good: the page's own text is not to go on in it
// where there is room.
func (b *Block) endLine() {
	if len(b.lines) == 0 {
		return
	}
	if ps := b.lines[len(b.lines)-1].Pieces; len(ps) > 0 {
		ps[len(ps)-1].Text += "\n"
	}
}

// leading is tighter for labels than for running text: they are short.
func leading(f paint.Font) float64 {
	if f.Size < theme.Text.Size {
		return math.Round(f.Size * 1.4)
	}
	return math.Round(f.Size * theme.Leading)
}

// Len is the number of lines.
func (b Block) Len() int { return len(b.lines) }

// Draw paints b with its top left corner at at.
func (b Block) Draw(to paint.Canvas, at paint.Point, col color.NRGBA) {
	b.draw(to, at, col, 0)
}

// DrawCentered paints b with the middle of its top edge at at.
func (b Block) DrawCentered(to paint.Canvas, at paint.Point, col color.NRGBA) {
	b.draw(to, at, col, 0.5)
}

func (b Block) draw(to paint.Canvas, at paint.Point, col color.NRGBA, part float64) {
	for i, l := range b.lines {
		y := at.Y + b.ascent + float64(i)*b.Leading
		for _, p := range l.Pieces {
			to.Text(paint.Pt(at.X+p.X-part*l.Width, y), p.Run, col)
		}
	}
}

// Node returns b as a paragraph with its top left corner at the origin.
func (b Block) Node(id string) ui.Node {
	phrase := ui.Phrase{Kind: ui.PhrasePlain, Font: b.Font}
	var ends []float64
	for i, l := range b.lines {
		ends = append(ends, l.Width)
		for j, p := range l.Pieces {
			end := j == len(l.Pieces)-1 && i < len(b.lines)-1
			phrase.Pieces = append(phrase.Pieces, ui.Piece{Text: p.Text, Break: end})
		}
	}
	return ui.Node{
		ID: id, Role: ui.Paragraph,
		Text:   &ui.Text{Font: b.Font, Leading: b.Leading, Phrases: []ui.Phrase{phrase}, Ends: ends},
		Bounds: paint.Rect{Max: b.Size},
	}
}

// Line shapes text in one line and paints it: Left of at, Center or Right,
// its middle at the height of at. It returns the room that the text took.
func Line(c *ui.Context, to paint.Canvas, f paint.Font, text string, at paint.Point, s Side, col color.NRGBA) paint.Rect {
	r := c.Type.Shape(f, text)
	box := Room(c, r, at, s)
	m := c.Type.Metrics(f)
	to.Text(paint.Pt(box.Min.X, box.Min.Y+m.Ascent), r, col)
	return box
}

// Room is the rectangle that Line would paint r in.
func Room(c *ui.Context, r paint.Run, at paint.Point, s Side) paint.Rect {
	m := c.Type.Metrics(r.Font)
	h := m.Ascent + m.Descent
	return paint.Box(at.X-r.Advance*float64(s)/2, at.Y-h/2, r.Advance, h)
}

// A Side says which part of a line of text stands at its place.
type Side uint8

// The sides of a line of text.
const (
	Left   Side = iota // its left end
	Center             // its middle
	Right              // its right end
)
