// Package markdown reads the guide's Markdown into a doc.Document. It is the
// only package that knows goldmark.
//
// What may be written is what GitHub shows as it is meant:
//
//   - headings of the levels 1 to 3, the first of level 1;
//   - paragraphs, lists, fenced code, tables, *emphasis*, **bold**, `code`;
//   - links to "#chapter" and to "https://…", and terms of the glossary:
//     [gradient](term:gradient);
//   - formulas: $x^2$ in running text, and between $$ and $$ in lines of their
//     own. A dollar is written \$;
//   - call-outs: a quotation that starts with [!NOTE] (what you are seeing),
//     [!TIP] (something to try), [!IMPORTANT] (why it matters), [!WARNING]
//     (the real world) or [!CAUTION] (a common mistake). Bold words at the
//     start of its first paragraph, ended by a full stop or a colon inside the
//     asterisks, are its title;
//   - sources: [^name] in the text, and somewhere [^name]: what the source is;
//   - figures: a fenced block whose language is "figure" and its name, holding
//     the caption.
//
// A figure's place looks like this:
//
//	```figure neuron.sum
//	One neuron: two sliders and what comes out.
//	```
//
// All else, raw HTML and images among it, is an error with its line, rather
// than left out or shown as it stands without a word.
package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zerotoai/widgets/doc"
)

// Parse reads src. Its errors start with the line of what it could not take:
// "line 12: raw HTML is not supported".
func Parse(src []byte) (*doc.Document, error) {
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	if err := checkText(src); err != nil {
		return nil, err
	}
	root := newParser().Parse(text.NewReader(src))
	r := reader{src: src, doc: &doc.Document{}, notes: map[string]*note{}, ids: map[string]bool{}, figures: map[string]bool{}}
	r.findNotes(root)
	r.doc.Blocks = r.blocks(root, 0)
	r.checkNotes()
	if r.err != nil {
		return nil, r.err
	}
	return r.doc, nil
}

// newParser puts goldmark's parser together. goldmark.New and package
// extension would do it in a line, but bring an HTML renderer along that the
// page would have to load.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithBlockParsers(
			util.Prioritized(formulaParser{}, 650),
			util.Prioritized(noteParser{}, 950),
		),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(mathParser{}, 150),
			util.Prioritized(refParser{}, 160),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(alertTransformer{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tableTransformer{}, 200),
		),
	)
}

// checkText refuses what is no text. goldmark would replace it.
func checkText(src []byte) error {
	for i := 0; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			return fmt.Errorf("line %d: the text is not UTF-8", lineAt(src, i))
		case c < ' ' && c != '\n', c == 0x7f, c == 0xfeff:
			return fmt.Errorf("line %d: the character %U is not supported", lineAt(src, i), c)
		}
		i += n
	}
	return nil
}

func lineAt(src []byte, pos int) int {
	return 1 + bytes.Count(src[:max(0, min(pos, len(src)))], []byte("\n"))
}

// A reader turns goldmark's tree into ours.
type reader struct {
	src     []byte
	doc     *doc.Document
	notes   map[string]*note
	order   []string        // the names of notes as they are written
	ids     map[string]bool // of headings
	figures map[string]bool // names
	level   int             // of the last heading
	inCell  bool            // \| stands for | even in code and formulas
	inLink  bool
	inNote  bool
	err     error // the first error
}

// fail notes an error at n. Nodes without a place are at that of what holds them.
func (r *reader) fail(n ast.Node, format string, args ...any) {
	pos := position(n)
	for pos < 0 && n.Parent() != nil {
		n = n.Parent()
		pos = position(n)
	}
	r.failAt(pos, 0, format, args...)
}

// failAt notes an error some lines below a place in the source.
func (r *reader) failAt(pos, below int, format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("line %d: %s", lineAt(r.src, pos)+below, fmt.Sprintf(format, args...))
	}
}

// position is where n starts, or -1. goldmark panics if asked about a
// paragraph without lines.
func position(n ast.Node) int {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		if n.Lines().Len() == 0 {
			return -1
		}
	}
	return n.Pos()
}

// unsupported is what readers call the nodes that have no place in the guide.
func unsupported(n ast.Node) string {
	switch n.(type) {
	case *ast.HTMLBlock, *ast.RawHTML:
		return "raw HTML is not supported"
	case *ast.Image:
		return "images are not supported: use a figure"
	case *ast.ThematicBreak:
		return "a rule between paragraphs is not supported"
	case *ast.CodeBlock:
		return "code by indenting is not supported: put it between ```"
	}
	return strings.ToLower(n.Kind().String()) + " is not supported"
}
