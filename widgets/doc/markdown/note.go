package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zerotoai/widgets/doc"
)

// A noteBlock says what the source called name is.
type noteBlock struct {
	ast.BaseBlock
	name string
}

// A noteRef refers to it.
type noteRef struct {
	ast.BaseInline
	name string
}

var (
	kindNoteBlock = ast.NewNodeKind("Source")
	kindNoteRef   = ast.NewNodeKind("Reference to a source")
)

func (*noteBlock) Kind() ast.NodeKind       { return kindNoteBlock }
func (n *noteBlock) Dump(s []byte, lvl int) { ast.DumpHelper(n, s, lvl, nil, nil) }
func (*noteRef) Kind() ast.NodeKind         { return kindNoteRef }
func (n *noteRef) Dump(s []byte, lvl int)   { ast.DumpHelper(n, s, lvl, nil, nil) }

// noteName reads the "[^name]" that s starts with.
func noteName(s []byte) (name string, rest []byte, ok bool) {
	s, ok = bytes.CutPrefix(s, []byte("[^"))
	if !ok {
		return "", nil, false
	}
	word, rest, ok := bytes.Cut(s, []byte("]"))
	return string(word), rest, ok && !bytes.ContainsAny(word, "\n[")
}

// A noteParser reads "[^name]: text", and lines indented under it.
type noteParser struct{}

func (noteParser) Trigger() []byte { return []byte{'['} }

func (noteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	name, rest, ok := noteName(line[pc.BlockOffset():])
	if !ok || !bytes.HasPrefix(rest, []byte(":")) {
		return nil, parser.NoChildren
	}
	reader.Advance(len(line) - len(rest) + 1)
	return &noteBlock{name: name}, parser.HasChildren
}

func (noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (noteParser) Close(ast.Node, text.Reader, parser.Context) {}
func (noteParser) CanInterruptParagraph() bool                 { return true }
func (noteParser) CanAcceptIndentedLine() bool                 { return false }

// A refParser reads "[^name]".
type refParser struct{}

func (refParser) Trigger() []byte { return []byte{'['} }

func (refParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	name, rest, ok := noteName(line)
	if !ok {
		return nil
	}
	block.Advance(len(line) - len(rest))
	return &noteRef{name: name}
}

// A note is a source and where it is written.
type note struct {
	doc.Note
	block *noteBlock
}

// findNotes collects the sources, which may be written before or after the
// references to them.
func (r *reader) findNotes(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		b, ok := n.(*noteBlock)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		switch {
		case !isName(b.name):
			r.fail(b, "%q is no name for a source: use lower-case letters, digits, - and .", b.name)
		case r.notes[b.name] != nil:
			r.fail(b, "a second source called %s", b.name)
		case b.Parent() != root:
			r.fail(b, "the source %s must stand outside of lists and call-outs", b.name)
		default:
			r.notes[b.name] = &note{block: b}
			r.order = append(r.order, b.name)
		}
		return ast.WalkContinue, nil
	})
}

// ref reads a reference. The first to each source gives it its number.
func (r *reader) ref(n *noteRef) doc.Inline {
	source := r.notes[n.name]
	switch {
	case r.inLink:
		r.fail(n, "a reference to a source inside a link")
	case r.inNote:
		r.fail(n, "a reference to a source inside a source")
	case source == nil:
		r.fail(n, "there is no source called %q", n.name)
	}
	if r.err != nil {
		return nil
	}
	if source.Number == 0 {
		r.doc.Notes = append(r.doc.Notes, &source.Note)
		source.Number = len(r.doc.Notes)
		source.Text = r.noteText(source.block)
	}
	return &doc.Ref{Note: &source.Note}
}

func (r *reader) noteText(n *noteBlock) []doc.Inline {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || n.ChildCount() != 1 {
		r.fail(n, "the source %s must be one paragraph", n.name)
		return nil
	}
	r.inNote = true
	defer func() { r.inNote = false }()
	return r.inlines(p)
}

// checkNotes fails for the first source that nothing refers to.
func (r *reader) checkNotes() {
	for _, name := range r.order {
		if n := r.notes[name]; n.Number == 0 {
			r.fail(n.block, "nothing refers to the source %s", name)
		}
	}
}
