package flow

import (
	"fmt"
	"math"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/menu"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A grid is where things stand on a page of some width.
type grid struct {
	x, text       float64 // the column of text
	left, figure  float64 // a figure alone
	side, sideGap float64 // the explanation beside a figure; 0 where there is no room
}

// gridOf chooses the columns: one on a narrow screen, and on a wide one room
// for an explanation beside its figure.
func gridOf(width float64) grid {
	pad := 28.0
	switch {
	case width < 480:
		pad = 14
	case width < 720:
		pad = 20
	}
	room := width - 2*pad
	g := grid{text: math.Min(room, theme.Measure), figure: math.Min(room, 780)}
	if width >= theme.Wide {
		all := math.Min(room, 1180)
		g.sideGap, g.side = 28, math.Floor(all*0.34)
		g.figure = all - g.side - g.sideGap
	}
	g.x = math.Round((width - g.text) / 2)
	g.left = math.Round((width - g.figure - g.side - g.sideGap) / 2)
	return g
}

// set makes the rows of the page: the whole text at the page's width.
func (p *Page) set(c *ui.Context) (rows []row) {
	g := gridOf(p.width)
	bs := p.Doc.Blocks
	if p.alone {
		return []row{{boxes: []*box{p.figureBox(bs[0].(*doc.Figure), g)}}}
	}
	for i := 0; i < len(bs); i++ {
		if f, ok := bs[i].(*doc.Figure); ok {
			rows = append(rows, row{gap: theme.Space, boxes: []*box{p.figureBox(f, g)}})
			if a, ok := at[*doc.Aside](bs, i+1); ok && a.Kind == doc.Seeing {
				i++
				rows = explain(rows, newSheet(c, p.blockID(i)), a, g)
			}
			continue
		}
		rows = append(rows, row{gap: gapAbove(bs, i), boxes: []*box{p.textBox(c, i, g)}})
	}
	return append(rows, p.sources(c, g)...)
}

func (p *Page) blockID(i int) string { return fmt.Sprintf("%s.%d", p.ID, i) }

// at returns bs[i] if it is there and a T.
func at[T doc.Block](bs []doc.Block, i int) (b T, ok bool) {
	if i < len(bs) {
		b, ok = bs[i].(T)
	}
	return b, ok
}

// explain puts the explanation of the last figure beside it or, where there is
// no room, under it.
func explain(rows []row, s *sheet, a *doc.Aside, g grid) []row {
	if g.side == 0 {
		s.block(a, style{}, 0, g.figure)
		return append(rows, row{gap: theme.Gap, boxes: []*box{s.box(g.left, g.figure)}})
	}
	s.block(a, style{}, 0, g.side)
	last := &rows[len(rows)-1]
	last.boxes[0].at.X = g.left
	last.boxes = append(last.boxes, s.box(g.left+g.figure+g.sideGap, g.side))
	return rows
}

func (p *Page) figureBox(d *doc.Figure, g grid) *box {
	w, ok := p.Figures[d.Name]
	if !ok { // the drift test of the chapters holds that this does not happen
		panic(fmt.Sprintf("flow: the text of %s calls a figure that it has not: %s", p.ID, d.Name))
	}
	b := &box{room: g.figure, figure: newFigure(d.Name, d.Caption, w)}
	if d.Caption == "" { // a part of the text
		b.room = g.text
	}
	if !p.Menuless && (d.Caption != "" || p.alone) {
		b.figure.menu = menu.New(d.Name+".menu", b.figure.title, source{p, b.figure})
	}
	b.at.X = math.Round((p.width - b.room) / 2)
	return b
}

// textBox sets one block of text in the column.
func (p *Page) textBox(c *ui.Context, i int, g grid) *box {
	bs, s := p.Doc.Blocks, newSheet(c, p.blockID(i))
	st := style{font: theme.Text, color: c.Theme.Ink}
	switch b := bs[i].(type) {
	case *doc.Heading:
		if b.Level == 1 {
			p.title(s, b, g.text)
			break
		}
		s.heading(b, 0, g.text)
		s.nodes[0].ID = p.ID + "-" + b.ID
	case *doc.Paragraph:
		if h, ok := at[*doc.Heading](bs, i-1); i > 0 && ok && h.Level == 1 {
			st = style{font: theme.Lede, color: c.Theme.Soft, leading: 1.5}
		}
		s.paragraph(st, 0, g.text, b.Text)
	default:
		s.block(bs[i], st, 0, g.text)
	}
	return s.box(g.x, g.text)
}

// title sets the chapter's number and name.
func (p *Page) title(s *sheet, h *doc.Heading, width float64) {
	font := theme.H1
	if p.Kicker != "" {
		line := []doc.Inline{doc.Plain(p.Kicker)}
		if p.Home != "" {
			line = append(line, doc.Plain("\u00a0· "), &doc.Link{URL: p.Home, Text: []doc.Inline{doc.Plain("Contents")}})
		}
		s.paragraph(style{font: paint.Font{Size: 15, Weight: 600}, color: s.c.Theme.Accent}, 0, width, line)
		s.y += 4
	} else {
		font = theme.Title
	}
	if width < 420 {
		font.Size = math.Round(font.Size * 0.78)
	}
	n := s.paragraph(style{font: font, color: s.c.Theme.Ink, leading: 1.2}, 0, width, h.Text)
	n.Role, n.Range.Now, n.Name = ui.Heading, 2, doc.PlainText(h.Text)
	if p.Kicker == "" {
		n.Range.Now = 1
	}
}

func (s *sheet) box(x, width float64) *box {
	return &box{at: paint.Pt(x, 0), size: paint.Pt(width, s.y), room: width, text: s.list, nodes: s.nodes}
}

// gapAbove is the room over the block bs[i].
func gapAbove(bs []doc.Block, i int) float64 {
	if i == 0 {
		return 88
	}
	switch b := bs[i].(type) {
	case *doc.Heading:
		return [...]float64{0, 72, 52, 36}[b.Level]
	case *doc.Aside, *doc.Table, *doc.Code:
		return theme.Space
	}
	switch bs[i-1].(type) {
	case *doc.Heading:
		return 12
	case *doc.Figure, *doc.Aside, *doc.Table, *doc.Code:
		return theme.Space
	}
	return 18
}

// sources lists the notes at the page's end.
func (p *Page) sources(c *ui.Context, g grid) []row {
	if len(p.Doc.Notes) == 0 {
		return nil
	}
	s := newSheet(c, p.ID+".sources")
	s.heading(&doc.Heading{Level: 3, Text: []doc.Inline{doc.Plain("Sources")}}, 0, g.text)
	s.y += 10
	l := &doc.List{Ordered: true}
	for _, n := range p.Doc.Notes {
		l.Items = append(l.Items, []doc.Block{&doc.Paragraph{Text: n.Text}})
	}
	s.bullets(l, style{font: theme.Small, color: c.Theme.Soft, leading: 1.5}, 0, g.text)
	list := &s.nodes[len(s.nodes)-1]
	for i := range list.Children {
		list.Children[i].ID = noteID(p.ID, i+1)
	}
	return []row{{gap: 44, boxes: []*box{s.box(g.x, g.text)}}}
}
