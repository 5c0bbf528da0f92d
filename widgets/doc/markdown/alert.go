package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"zerotoai/widgets/doc"
)

// alerts are GitHub's words for the kinds of call-outs.
var alerts = map[string]doc.AsideKind{
	"[!NOTE]": doc.Seeing, "[!TIP]": doc.Try, "[!IMPORTANT]": doc.Matters, "[!WARNING]": doc.World, "[!CAUTION]": doc.Careful,
}

// alertKey is the attribute under which a quotation carries its first line.
const alertKey = "alert"

// An alertTransformer takes the line that makes a quotation a call-out from
// its first paragraph, before its brackets are taken for a link.
type alertTransformer struct{}

func (alertTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(p) {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	kind := strings.TrimSpace(string(first.Value(reader.Source())))
	if !strings.HasPrefix(kind, "[!") {
		return
	}
	quote.SetAttributeString(alertKey, kind)
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

func (r *reader) aside(n *ast.Blockquote, depth int) doc.Block {
	alert, _ := n.AttributeString(alertKey)
	word, _ := alert.(string)
	kind, ok := alerts[word]
	switch {
	case word == "":
		r.fail(n, "a quotation must start with [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]")
	case !ok:
		r.fail(n, "%s is no kind of call-out: use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]", word)
	case depth > 0:
		r.fail(n, "a call-out must stand outside of lists and call-outs")
	}
	a := &doc.Aside{Kind: kind, Blocks: r.blocks(n, depth+1)}
	takeTitle(a)
	if len(a.Blocks) == 0 {
		r.fail(n, "a call-out without text")
	}
	return a
}

// takeTitle makes bold words that start the first paragraph of a its title, if
// they are a sentence of their own: bold words as part of a sentence are not.
func takeTitle(a *doc.Aside) {
	if len(a.Blocks) == 0 {
		return
	}
	p, ok := a.Blocks[0].(*doc.Paragraph)
	if !ok || len(p.Text) == 0 {
		return
	}
	bold, ok := p.Text[0].(*doc.Emphasis)
	if !ok || !bold.Strong {
		return
	}
	words, rest := doc.PlainText(bold.Text), p.Text[1:]
	if len(rest) > 0 && !strings.ContainsAny(words[max(0, len(words)-1):], ".:!?") {
		return
	}
	a.Title = strings.TrimRight(words, ".:")
	if len(rest) == 0 {
		a.Blocks = a.Blocks[1:]
		return
	}
	if plain, ok := rest[0].(doc.Plain); ok {
		rest[0] = doc.Plain(strings.TrimLeft(string(plain), " \n"))
	}
	a.Blocks[0] = &doc.Paragraph{Text: rest}
}
