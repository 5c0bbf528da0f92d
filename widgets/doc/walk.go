package doc

import (
	"iter"
	"slices"
	"strings"
)

// Every yields the blocks of d, an outer one before those inside it.
func (d *Document) Every() iter.Seq[Block] {
	return func(yield func(Block) bool) { everyBlock(d.Blocks, yield) }
}

func everyBlock(bs []Block, yield func(Block) bool) bool {
	for _, b := range bs {
		if !yield(b) {
			return false
		}
		for _, inner := range inside(b) {
			if !everyBlock(inner, yield) {
				return false
			}
		}
	}
	return true
}

// inside returns the blocks that b holds.
func inside(b Block) [][]Block {
	switch b := b.(type) {
	case *List:
		return b.Items
	case *Aside:
		return [][]Block{b.Blocks}
	}
	return nil
}

// Words yields every inline of d, an outer one before those inside it, with
// the notes at the end.
func (d *Document) Words() iter.Seq[Inline] {
	return func(yield func(Inline) bool) {
		for b := range d.Every() {
			for _, ts := range texts(b) {
				if !everyInline(ts, yield) {
					return
				}
			}
		}
		for _, n := range d.Notes {
			if !everyInline(n.Text, yield) {
				return
			}
		}
	}
}

// texts returns the running text of b itself, not that of the blocks it holds.
func texts(b Block) (ts [][]Inline) {
	switch b := b.(type) {
	case *Heading:
		return [][]Inline{b.Text}
	case *Paragraph:
		return [][]Inline{b.Text}
	case *Table:
		for _, row := range append([][]Cell{b.Header}, b.Rows...) {
			for _, c := range row {
				ts = append(ts, c)
			}
		}
	}
	return ts
}

func everyInline(ts []Inline, yield func(Inline) bool) bool {
	for _, t := range ts {
		if !yield(t) || !everyInline(innerText(t), yield) {
			return false
		}
	}
	return true
}

// innerText returns the text that t holds.
func innerText(t Inline) []Inline {
	switch t := t.(type) {
	case *Emphasis:
		return t.Text
	case *Link:
		return t.Text
	case *Term:
		return t.Text
	}
	return nil
}

// Figures returns the names of d's figures in their order.
func (d *Document) Figures() (names []string) {
	for b := range d.Every() {
		if f, ok := b.(*Figure); ok {
			names = append(names, f.Name)
		}
	}
	return names
}

// Terms returns the ids of the terms that d uses, each once, in the order of
// their first use.
func (d *Document) Terms() (ids []string) {
	for t := range d.Words() {
		if t, ok := t.(*Term); ok && !slices.Contains(ids, t.ID) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// Math returns the TeX of d's formulas: those in running text and those that
// stand in a line of their own. A formula may occur several times.
func (d *Document) Math() (inline, display []string) {
	for t := range d.Words() {
		if m, ok := t.(Math); ok {
			inline = append(inline, string(m))
		}
	}
	for b := range d.Every() {
		if f, ok := b.(*Formula); ok {
			display = append(display, f.TeX)
		}
	}
	return inline, display
}

// PlainText returns the words of ts alone. A formula is its TeX, a reference
// to a source is nothing, a line break is a space.
func PlainText(ts []Inline) string {
	var b strings.Builder
	everyInline(ts, func(t Inline) bool {
		switch t := t.(type) {
		case Plain:
			b.WriteString(strings.ReplaceAll(string(t), "\n", " "))
		case Verbatim:
			b.WriteString(string(t))
		case Math:
			b.WriteString(string(t))
		}
		return true
	})
	return b.String()
}
