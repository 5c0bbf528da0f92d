package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"zerotoai/widgets/doc"
)

// inlines reads what is in parent. Pieces of plain text that follow each other
// become one.
func (r *reader) inlines(parent ast.Node) (ts []doc.Inline) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			r.checkPlain(t)
		}
		t := r.inline(n)
		if t == nil {
			continue
		}
		if last := len(ts) - 1; last >= 0 {
			before, ok1 := ts[last].(doc.Plain)
			plain, ok2 := t.(doc.Plain)
			if ok1 && ok2 {
				ts[last] = before + plain
				continue
			}
		}
		ts = append(ts, t)
	}
	return ts
}

// inline reads n. It returns nil after an error.
func (r *reader) inline(n ast.Node) doc.Inline {
	switch n := n.(type) {
	case *ast.Text:
		return r.plain(n)
	case *ast.CodeSpan:
		return r.verbatim(n)
	case *mathSpan:
		return r.math(n)
	case *noteRef:
		return r.ref(n)
	case *ast.Emphasis:
		return &doc.Emphasis{Strong: n.Level == 2, Text: r.inlines(n)}
	case *ast.Link:
		return r.link(n)
	case *ast.AutoLink:
		return r.autoLink(n)
	}
	r.fail(n, "%s", unsupported(n))
	return nil
}

// strange is what GitHub shows in a way that the guide does not know.
var strange = []struct {
	sign *regexp.Regexp
	say  string
}{
	// how HTML names characters, which Markdown takes over
	{regexp.MustCompile(`&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`), "names of characters are not supported: write the character itself"},
	{regexp.MustCompile(`~~`), "struck out text is not supported"},
	{regexp.MustCompile(`https?://`), "an address in the text: write <https://…>"},
	{regexp.MustCompile(`\[\^`), "a reference to a source that does not end"},
	{regexp.MustCompile(`\]\(`), "a link that is not written as [text](address)"},
	{regexp.MustCompile(`\[![A-Z]+\]`), "the kind of a call-out must stand in the first line of a quotation, alone"},
}

// escaped is a sign that means itself.
var escaped = regexp.MustCompile(`\\[[:punct:]]`)

// checkPlain looks for what is strange in a run of text, of which n must be
// the first piece: goldmark cuts text at brackets and line ends.
func (r *reader) checkPlain(n *ast.Text) {
	if _, ok := n.PreviousSibling().(*ast.Text); ok || r.inLink {
		return
	}
	var run string
	for t, ok := n, true; ok; t, ok = t.NextSibling().(*ast.Text) {
		run += string(t.Value(r.src))
		if t.SoftLineBreak() || t.HardLineBreak() {
			run += "\n"
		}
	}
	run = escaped.ReplaceAllString(run, "\\\\")
	for _, s := range strange {
		if at := s.sign.FindStringIndex(run); at != nil {
			r.failAt(n.Segment.Start, strings.Count(run[:at[0]], "\n"), "%s", s.say)
		}
	}
}

func (r *reader) plain(n *ast.Text) doc.Inline {
	s := string(util.UnescapePunctuations(n.Value(r.src)))
	switch {
	case n.HardLineBreak():
		s = strings.TrimRight(s, " ") + "\n"
	case n.SoftLineBreak():
		s = strings.TrimRight(s, " ") + " "
	}
	return doc.Plain(together(s))
}

// share is a number and its sign for hundredths.
var share = regexp.MustCompile(`(\d) %`)

// together is s with no line's end between a number and its sign.
func together(s string) string { return share.ReplaceAllString(s, "$1\u00a0%") }

func (r *reader) verbatim(n *ast.CodeSpan) doc.Inline {
	var s string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s += string(c.(*ast.Text).Value(r.src))
	}
	s = strings.ReplaceAll(s, "\n", " ")
	if r.inCell {
		s = strings.ReplaceAll(s, `\|`, "|")
	}
	return doc.Verbatim(s)
}

func (r *reader) link(n *ast.Link) doc.Inline {
	r.inLink = true
	url, text := string(util.UnescapePunctuations(n.Destination)), r.inlines(n)
	r.inLink = false
	if len(n.Title) > 0 {
		r.fail(n, "titles of links are not supported")
	}
	if strings.TrimSpace(doc.PlainText(text)) == "" {
		r.fail(n, "a link without text")
	}
	if term, ok := strings.CutPrefix(url, "term:"); ok {
		if !isName(term) {
			r.fail(n, "%q is no name for a term: use lower-case letters, digits, - and .", term)
		}
		return &doc.Term{ID: term, Text: text}
	}
	r.checkURL(n, url)
	return &doc.Link{URL: url, Text: text}
}

func (r *reader) autoLink(n *ast.AutoLink) doc.Inline {
	url := string(n.URL(r.src))
	r.checkURL(n, url)
	return &doc.Link{URL: url, Text: []doc.Inline{doc.Plain(url)}}
}

// checkURL allows places in the guide and addresses in the Web.
func (r *reader) checkURL(n ast.Node, url string) {
	place, inGuide := strings.CutPrefix(url, "#")
	host, inWeb := strings.CutPrefix(url, "https://")
	if inGuide && place != "" || inWeb && host != "" && host[0] != '/' {
		if !strings.ContainsAny(url, " \n\"'<>\\`") {
			return
		}
	}
	r.fail(n, "the link %q leads neither to #a-place-in-the-guide nor to https://", url)
}
