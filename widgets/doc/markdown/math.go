package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"zerotoai/widgets/doc"
)

// A mathSpan is a formula in running text. tex is empty if the dollar that
// starts it has no partner.
type mathSpan struct {
	ast.BaseInline
	tex string
}

var kindMathSpan = ast.NewNodeKind("Formula in text")

func (*mathSpan) Kind() ast.NodeKind       { return kindMathSpan }
func (n *mathSpan) Dump(s []byte, lvl int) { ast.DumpHelper(n, s, lvl, nil, nil) }

// A mathParser reads $…$. A dollar of the formula itself is \$ there too.
type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$'} }

func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, pos := block.Position()
	block.Advance(1)
	var tex []byte
	for {
		rest, _ := block.PeekLine()
		if rest == nil {
			block.SetPosition(line, pos)
			block.Advance(1)
			return &mathSpan{}
		}
		if end := dollar(rest); end >= 0 {
			block.Advance(end + 1)
			return &mathSpan{tex: tidy(append(tex, rest[:end]...))}
		}
		tex = append(tex, rest...)
		block.AdvanceLine()
	}
}

// dollar finds the first dollar without a backslash before it, or -1.
func dollar(s []byte) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '$':
			return i
		}
	}
	return -1
}

// tidy makes one line of a formula, so that how its author broke it into
// lines makes no other formula of it.
func tidy(tex []byte) string { return strings.Join(strings.Fields(string(tex)), " ") }

// A formulaBlock is a formula in lines of its own.
type formulaBlock struct {
	ast.BaseBlock
	tex    []byte
	closed bool
	junk   bool // something stands after its end
}

var kindFormulaBlock = ast.NewNodeKind("Formula")

func (*formulaBlock) Kind() ast.NodeKind       { return kindFormulaBlock }
func (*formulaBlock) IsRaw() bool              { return true }
func (n *formulaBlock) Dump(s []byte, lvl int) { ast.DumpHelper(n, s, lvl, nil, nil) }

// take adds a line.
func (n *formulaBlock) take(line []byte) {
	tex, after, closed := bytes.Cut(line, []byte("$$"))
	n.tex = append(append(n.tex, tex...), '\n')
	n.closed = closed
	n.junk = len(bytes.TrimSpace(after)) > 0
}

// A formulaParser reads blocks between $$ and $$.
type formulaParser struct{}

func (formulaParser) Trigger() []byte { return []byte{'$'} }

func (formulaParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	after, ok := bytes.CutPrefix(line[pc.BlockOffset():], []byte("$$"))
	if !ok {
		return nil, parser.NoChildren
	}
	n := &formulaBlock{}
	n.take(after)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (formulaParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formulaBlock)
	if n.closed {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	n.take(line)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (formulaParser) Close(ast.Node, text.Reader, parser.Context) {}
func (formulaParser) CanInterruptParagraph() bool                 { return true }
func (formulaParser) CanAcceptIndentedLine() bool                 { return false }

func (r *reader) formula(n *formulaBlock) doc.Block {
	tex := tidy(n.tex)
	switch {
	case !n.closed:
		r.fail(n, "a formula that starts with $$ and does not end")
	case n.junk:
		r.fail(n, "text after the $$ that ends a formula")
	case tex == "":
		r.fail(n, "an empty formula")
	}
	return &doc.Formula{TeX: tex}
}

func (r *reader) math(n *mathSpan) doc.Inline {
	tex := n.tex
	if tex == "" {
		r.fail(n, `a $ that starts no formula: write \$ for a dollar, and $$ only at the start of a line`)
	}
	if r.inCell {
		tex = strings.ReplaceAll(tex, `\|`, "|")
	}
	return doc.Math(tex)
}
