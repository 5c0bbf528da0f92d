package flow

import (
	"math"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

const cellPad = 10

// table sets a table in at most width. Columns get what their longest line
// wants; where the room does not reach they share what is left over their
// longest words, as browsers do. Where it does not even reach for these, the
// rows are stacked.
func (s *sheet) table(t *doc.Table, x, width float64) {
	head := style{font: paint.Font{Size: 15, Weight: 650}, color: s.c.Theme.Ink, leading: 1.45}
	body := style{font: paint.Font{Size: 15}, color: s.c.Theme.Ink, leading: 1.45}
	top, outer := s.y, s.nodes
	s.nodes = nil
	var rows []ui.Node
	if widths := s.columns(t, head, body, width); widths == nil {
		rows = s.stacked(t, head, body, x, width)
	} else {
		width = sum(widths)
		rows = s.ruled(t, head, body, x, widths)
	}
	s.nodes = append(outer, ui.Node{ID: s.newID(), Role: ui.Table, Bounds: paint.Box(x, top, width, s.y-top), Children: rows})
}

// ruled sets a table in columns, a line over each row but the header.
func (s *sheet) ruled(t *doc.Table, head, body style, x float64, widths []float64) []ui.Node {
	rows := []ui.Node{s.tableRow(t, t.Header, head, ui.Head, x, widths)}
	for _, r := range t.Rows {
		s.rule(x, sum(widths))
		rows = append(rows, s.tableRow(t, r, body, ui.Cell, x, widths))
	}
	return rows
}

func (s *sheet) rule(x, width float64) {
	s.list.Fill(paint.Rectangle(paint.Box(x, s.y, width, 1)), s.c.Theme.Faint)
}

// stacked sets each row as a small block: its first cell as the head, under it
// the others, each behind the header of its column. There is no row of headers.
func (s *sheet) stacked(t *doc.Table, head, body style, x, width float64) (rows []ui.Node) {
	for _, r := range t.Rows {
		s.rule(x, width)
		rows = append(rows, s.stack(t.Header, r, head, body, x, width))
	}
	return rows
}

func (s *sheet) stack(header, cells []doc.Cell, head, body style, x, width float64) ui.Node {
	top := s.y
	row := ui.Node{ID: s.newID(), Role: ui.Row}
	s.y += cellPad * 0.7
	for i, cell := range cells {
		st := body
		f := flattener{c: s.c, id: s.newID()}
		if i == 0 {
			st = head
		} else {
			f.label(phrase{font: st.font, color: s.c.Theme.Soft}, header[i])
		}
		f.add(phrase{font: st.font, color: st.color}, cell)
		n := s.lines(st, x+cellPad, width-2*cellPad, f.out)
		n.ID, n.Role = f.id, ui.Cell
		row.Children = append(row.Children, n)
	}
	s.y += cellPad * 0.7
	row.Bounds = paint.Box(x, top, width, s.y-top)
	return row
}

// label appends a column's header, if it has one, and a colon.
func (f *flattener) label(as phrase, header doc.Cell) {
	if len(header) > 0 {
		f.add(as, header)
		f.add(as, []doc.Inline{doc.Plain(": ")})
	}
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

// columns chooses the widths of the columns, padding included; nil if their
// longest words do not stand side by side in width.
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

// share divides width among columns that need least and want most; nil if it
// is less than they need.
func share(least, most []float64, width float64) []float64 {
	low, high := sum(least), sum(most)
	if low > width {
		return nil
	}
	over := 1.0
	if high > width {
		over = (width - low) / (high - low)
	}
	out := make([]float64, len(least))
	for i := range out {
		out[i] = math.Floor(least[i] + (most[i]-least[i])*over)
	}
	return out
}

func sum(vs []float64) (total float64) {
	for _, v := range vs {
		total += v
	}
	return total
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
