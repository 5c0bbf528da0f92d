package flow

import (
	"fmt"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A sheet is text being set from top to bottom: what is painted, and the
// nodes that say the same.
type sheet struct {
	c     *ui.Context
	id    string
	list  *paint.List
	nodes []ui.Node
	y     float64
	n     int // nodes made so far
}

func newSheet(c *ui.Context, id string) *sheet {
	return &sheet{c: c, id: id, list: new(paint.List)}
}

// newID names the next node.
func (s *sheet) newID() string {
	s.n++
	return fmt.Sprintf("%s.t%d", s.id, s.n)
}

// paragraph sets ts as running text and returns its node's place in s.nodes.
func (s *sheet) paragraph(st style, x, width float64, ts []doc.Inline) *ui.Node {
	id := s.newID()
	n := s.lines(st, x, width, phrases(s.c, st, id, ts))
	n.ID, n.Role = id, ui.Paragraph
	s.nodes = append(s.nodes, n)
	return &s.nodes[len(s.nodes)-1]
}

// lines paints ps and returns the node of their text.
func (s *sheet) lines(st style, x, width float64, ps []phrase) ui.Node {
	spans := spansOf(ps)
	lines := s.c.Type.Break(spans, width)
	top, h := s.y, lineHeight(st)
	m := s.c.Type.Metrics(st.font)
	for _, l := range lines {
		base := s.y + (h-m.Ascent-m.Descent)/2 + m.Ascent
		for _, q := range l.Pieces {
			ps[q.Span].drawPiece(s.c, s.list, paint.Pt(x+q.X, base), q.Run)
		}
		s.y += h
	}
	return ui.Node{Text: textOf(s.c, st, ps, lines), Bounds: paint.Box(x, top, width, s.y-top)}
}

// blocks sets bs in a column that starts at x.
func (s *sheet) blocks(bs []doc.Block, st style, x, width float64) {
	for i, b := range bs {
		if i > 0 {
			s.y += st.font.Size * 0.6
		}
		s.block(b, st, x, width)
	}
}

func (s *sheet) block(b doc.Block, st style, x, width float64) {
	switch b := b.(type) {
	case *doc.Heading:
		s.heading(b, x, width)
	case *doc.Paragraph:
		s.paragraph(st, x, width, b.Text)
	case *doc.List:
		s.bullets(b, st, x, width)
	case *doc.Table:
		s.table(b, x, width)
	case *doc.Code:
		s.code(b, x, width)
	case *doc.Formula:
		s.formula(b, st, x, width)
	case *doc.Aside:
		s.aside(b, x, width)
	default:
		panic(fmt.Sprintf("flow: unknown block %T", b))
	}
}

func (s *sheet) heading(h *doc.Heading, x, width float64) {
	fonts := [...]paint.Font{theme.H1, theme.H1, theme.H2, theme.H3}
	n := s.paragraph(style{font: fonts[h.Level], color: s.c.Theme.Ink, leading: 1.25}, x, width, h.Text)
	n.Role, n.Range.Now, n.Name = ui.Heading, float64(h.Level), doc.PlainText(h.Text)
}

// bullets sets a list, its marks hanging in an indent.
func (s *sheet) bullets(l *doc.List, st style, x, width float64) {
	const indent = 26
	top := s.y
	outer := s.nodes
	var items []ui.Node
	for i, item := range l.Items {
		if i > 0 {
			s.y += st.font.Size * 0.35
		}
		mark := "•"
		if l.Ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		itemTop := s.y
		s.mark(mark, st, x)
		s.nodes = nil
		id := s.newID()
		s.blocks(item, st, x+indent, width-indent)
		items = append(items, ui.Node{ID: id, Role: ui.Item, Value: mark, Bounds: paint.Box(x, itemTop, width, s.y-itemTop), Children: s.nodes})
	}
	s.nodes = append(outer, ui.Node{ID: s.newID(), Role: ui.List, On: l.Ordered, Bounds: paint.Box(x, top, width, s.y-top), Children: items})
}

func (s *sheet) mark(mark string, st style, x float64) {
	m, h := s.c.Type.Metrics(st.font), lineHeight(st)
	r := s.c.Type.Shape(st.font, mark)
	s.list.Text(paint.Pt(x+20-r.Advance-2, s.y+(h-m.Ascent-m.Descent)/2+m.Ascent), r, s.c.Theme.Soft)
}

// code sets lines as they are, on a panel of their own.
func (s *sheet) code(b *doc.Code, x, width float64) {
	const pad = 14
	st := style{font: theme.Code, color: s.c.Theme.Ink, leading: 1.5}
	top := s.y
	s.y += pad
	under := s.list
	s.list = new(paint.List)
	n := s.lines(st, x+pad, width-2*pad, []phrase{{font: st.font, color: st.color, text: trimNewline(b.Text)}})
	s.y += pad
	box := paint.Box(x, top, width, s.y-top)
	under.Fill(paint.Rounded(box, theme.Radius), s.c.Theme.Panel)
	s.list.Replay(under)
	s.list = under
	n.ID, n.Role, n.Name = s.newID(), ui.Code, b.Lang
	s.nodes = append(s.nodes, n)
}

func trimNewline(t string) string {
	for len(t) > 0 && t[len(t)-1] == '\n' {
		t = t[:len(t)-1]
	}
	return t
}

// formula sets a display formula in the middle, smaller where it is too wide.
func (s *sheet) formula(b *doc.Formula, st style, x, width float64) {
	f, ok := formula.Lookup(b.TeX, true)
	if !ok {
		s.paragraph(style{font: theme.Code, color: s.c.Theme.Ink}, x, width, []doc.Inline{doc.Plain(b.TeX)})
		return
	}
	size := st.font.Size * 1.15
	if f.Width*size > width {
		size = width / f.Width
	}
	gap := size * 0.5
	w, h := f.Width*size, (f.Ascent+f.Descent)*size
	at := paint.Pt(x+(width-w)/2, s.y+gap+f.Ascent*size)
	f.Draw(s.list, at, size, s.c.Theme.Ink)
	s.nodes = append(s.nodes, ui.Node{
		ID: s.newID(), Role: ui.Formula, Name: b.TeX, Value: f.MathML, Range: ui.Range{Now: size},
		Bounds: paint.Box(x, s.y, width, h+2*gap),
	})
	s.y += h + 2*gap
}
