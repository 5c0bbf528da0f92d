package flow

import (
	"iter"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A box is a block in its place: recorded text, or a figure.
type box struct {
	at, size paint.Point
	down     float64 // from the top of its row
	room     float64 // the width it is set in
	card     bool    // it is the glossary's card
	text     *paint.List
	nodes    []ui.Node // of text, in the box's coordinates
	figure   *figure   // nil for text
}

// boxes goes through the boxes in reading order.
func (p *Page) boxes() iter.Seq[*box] {
	return func(yield func(*box) bool) {
		for _, r := range p.rows {
			for _, b := range r.boxes {
				if !yield(b) {
					return
				}
			}
		}
	}
}

func (b *box) bounds() paint.Rect { return paint.Rect{Min: b.at, Max: b.at.Add(b.size)} }

func (b *box) draw(c *ui.Context, to paint.Canvas) {
	if b.figure != nil {
		b.figure.draw(c, to, b.size)
		return
	}
	b.text.Show(to, paint.Rect{Max: b.size}.Inset(-bleed))
}

// bleed is how far glyphs may reach over the box of their lines.
const bleed = 4

func (b *box) describe() (ns []ui.Node) {
	nodes := b.nodes
	if b.figure != nil {
		nodes = []ui.Node{b.figure.describe(b.size)}
	}
	for _, n := range nodes {
		ns = append(ns, n.Shift(b.at))
	}
	return ns
}
