package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"zerotoai/widgets/doc"
)

// A tableBlock holds tableRows, the first of which is the header; they hold
// tableCells.
type tableBlock struct {
	ast.BaseBlock
	align []doc.Align
}

type (
	tableRow  struct{ ast.BaseBlock }
	tableCell struct{ ast.BaseBlock }
)

var (
	kindTable = ast.NewNodeKind("Table")
	kindRow   = ast.NewNodeKind("Row of a table")
	kindCell  = ast.NewNodeKind("Cell of a table")
)

func (*tableBlock) Kind() ast.NodeKind       { return kindTable }
func (n *tableBlock) Dump(s []byte, lvl int) { ast.DumpHelper(n, s, lvl, nil, nil) }
func (*tableRow) Kind() ast.NodeKind         { return kindRow }
func (n *tableRow) Dump(s []byte, lvl int)   { ast.DumpHelper(n, s, lvl, nil, nil) }
func (*tableCell) Kind() ast.NodeKind        { return kindCell }
func (n *tableCell) Dump(s []byte, lvl int)  { ast.DumpHelper(n, s, lvl, nil, nil) }

// A tableTransformer turns a paragraph into a table if its second line is made
// of dashes, as GitHub's Markdown has it.
type tableTransformer struct{}

func (tableTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := p.Lines()
	if lines.Len() < 2 {
		return
	}
	src := reader.Source()
	rule := lines.At(1)
	align, ok := alignments(rule.Value(src))
	if !ok || !bytes.Contains(append(lines.Value(src), rule.Value(src)...), []byte("|")) {
		return
	}
	t := &tableBlock{align: align}
	t.SetPos(lines.At(0).Start)
	for i := range lines.Len() {
		if i != 1 {
			t.AppendChild(t, newRow(lines.At(i), src))
		}
	}
	parent := p.Parent()
	parent.ReplaceChild(parent, p, t)
}

// alignments reads the line under a table's header.
func alignments(line []byte) (as []doc.Align, ok bool) {
	for _, c := range cells(line) {
		c = bytes.TrimSpace(c)
		left, right := bytes.HasPrefix(c, []byte(":")), bytes.HasSuffix(c, []byte(":"))
		c = bytes.TrimSuffix(bytes.TrimPrefix(c, []byte(":")), []byte(":"))
		if len(c) == 0 || len(bytes.Trim(c, "-")) > 0 {
			return nil, false
		}
		switch {
		case left && right:
			as = append(as, doc.Center)
		case right:
			as = append(as, doc.Right)
		default:
			as = append(as, doc.Left)
		}
	}
	return as, len(as) > 0
}

// cells cuts a line at its bars. The cells are parts of line. A bar after a
// backslash belongs to the text.
func cells(line []byte) (cs [][]byte) {
	line = bytes.TrimSpace(line)
	line = bytes.TrimPrefix(line, []byte("|"))
	start := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			cs = append(cs, line[start:i])
			start = i + 1
		}
	}
	if start < len(line) || len(cs) == 0 {
		cs = append(cs, line[start:])
	}
	return cs
}

// newRow makes a row of a line of src.
func newRow(s text.Segment, src []byte) *tableRow {
	row := &tableRow{}
	row.SetPos(s.Start)
	line := src[s.Start:s.Stop]
	for _, c := range cells(line) {
		start := s.Start + cap(line) - cap(c) // c is a part of line
		cell := &tableCell{}
		cell.SetPos(start)
		if len(bytes.TrimSpace(c)) > 0 {
			seg := text.NewSegment(start, start+len(c))
			seg = seg.TrimLeftSpace(src)
			cell.Lines().Append(seg.TrimRightSpace(src))
		}
		row.AppendChild(row, cell)
	}
	return row
}

func (r *reader) table(n *tableBlock) doc.Block {
	t := &doc.Table{Align: n.align}
	r.inCell = true
	defer func() { r.inCell = false }()
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cs []doc.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cs = append(cs, r.inlines(c))
		}
		if len(cs) != len(n.align) {
			r.fail(row, "a row of %d cells in a table of %d columns", len(cs), len(n.align))
		}
		if row == n.FirstChild() {
			t.Header = cs
		} else {
			t.Rows = append(t.Rows, cs)
		}
	}
	return t
}
