package flow

import (
	"math"
	"slices"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

const cellPad = 10

// table sets a table in at most width. Columns get what their longest line
// wants; where the room does not reach they share what is left over their
// longest words, as browsers do. Where it does not even reach for these, the
// longest of them are broken.
func (s *sheet) table(t *doc.Table, x, width float64) {
	head := style{font: paint.Font{Size: 15, Weight: 650}, color: s.c.Theme.Ink, leading: 1.45}
	body := style{font: paint.Font{Size: 15}, color: s.c.Theme.Ink, leading: 1.45}
	widths := s.columns(t, head, body, width)
	total := 0.0
	for _, w := range widths {
		total += w
	}
	top, outer := s.y, s.nodes
	s.nodes = nil
	rows := []ui.Node{s.tableRow(t, t.Header, head, ui.Head, x, widths)}
	for _, r := range t.Rows {
		s.list.Fill(paint.Rectangle(paint.Box(x, s.y, total, 1)), s.c.Theme.Faint)
		rows = append(rows, s.tableRow(t, r, body, ui.Cell, x, widths))
	}
	s.nodes = append(outer, ui.Node{ID: s.newID(), Role: ui.Table, Bounds: paint.Box(x, top, total, s.y-top), Children: rows})
}

func (s *sheet) tableRow(t *doc.Table, cells []doc.Cell, st style, role ui.Role, x float64, widths []float64) ui.Node {
	top, bottom := s.y, s.y
	row := ui.Node{ID: s.newID(), Role: ui.Row}
	left := x
	for i, cell := range cells {
		s.y, s.nodes = top+cellPad*0.7, nil
		room := widths[i] - 2*cellPad
		at := left + cellPad
		if t.Align[i] != doc.Left { // set at its natural width, then moved
			slack := max(0, room-s.natural(cell, st))
			if t.Align[i] == doc.Center {
				slack /= 2
			}
			at, room = at+slack, room-slack
		}
		n := s.paragraph(st, at, room, cell)
		n.Role = role
		row.Children = append(row.Children, *n)
		bottom = max(bottom, s.y+cellPad*0.7)
		left += widths[i]
	}
	s.y, s.nodes = bottom, nil
	row.Bounds = paint.Box(x, top, left-x, bottom-top)
	return row
}

// columns chooses the widths of the columns, padding included.
func (s *sheet) columns(t *doc.Table, head, body style, width float64) []float64 {
	n := len(t.Header)
	least, most := make([]float64, n), make([]float64, n)
	measure := func(cells []doc.Cell, st style) {
		for i, c := range cells {
			most[i] = max(most[i], s.natural(c, st)+2*cellPad)
			least[i] = max(least[i], s.longestWord(c, st)+2*cellPad)
		}
	}
	measure(t.Header, head)
	for _, r := range t.Rows {
		measure(r, body)
	}
	return share(least, most, width)
}

// share divides width among columns that need least and want most.
func share(least, most []float64, width float64) []float64 {
	var low, high float64
	for i := range least {
		low, high = low+least[i], high+most[i]
	}
	top := level(least, width)
	out := make([]float64, len(least))
	for i := range out {
		switch {
		case high <= width:
			out[i] = most[i]
		case low >= width:
			out[i] = min(least[i], top)
		default:
			out[i] = least[i] + (most[i]-least[i])*(width-low)/(high-low)
		}
		out[i] = math.Floor(out[i])
	}
	return out
}

// level is what the largest of widths have to be cut down to for all of them to
// make width together.
func level(widths []float64, width float64) (top float64) {
	sorted := slices.Sorted(slices.Values(widths))
	for i, w := range sorted {
		if top = width / float64(len(sorted)-i); w >= top {
			break
		}
		width -= w
	}
	return top
}

// natural is the width of a cell in one line, rounded up so that it is not broken.
func (s *sheet) natural(cell doc.Cell, st style) (w float64) {
	for _, l := range s.c.Type.Break(s.spans(cell, st), 1e5) {
		w = max(w, l.Width)
	}
	return math.Ceil(w + 0.5)
}

func (s *sheet) longestWord(cell doc.Cell, st style) (w float64) {
	for _, l := range s.c.Type.Break(s.spans(cell, st), -1) {
		w = max(w, l.Width)
	}
	return math.Ceil(w + 0.5)
}

func (s *sheet) spans(cell doc.Cell, st style) []typeset.Span {
	return spansOf(phrases(s.c, st, s.id, cell))
}

func spansOf(ps []phrase) []typeset.Span {
	spans := make([]typeset.Span, len(ps))
	for i, p := range ps {
		spans[i] = p.span()
	}
	return spans
}
