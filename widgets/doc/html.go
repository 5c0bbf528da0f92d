package doc

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// Options say how HTML writes a document. The zero value serves for a
// document that has a page to itself.
type Options struct {
	// Prefix stands before the ids of headings and sources, so that several
	// documents can share a page. With a prefix the heading of level 1 has
	// no id: the section that the document is put into has one.
	Prefix string

	// Deeper is added to the levels of headings.
	Deeper int

	// Figure writes the picture of a figure; a figure for which it writes
	// nothing is left out. If it is nil, figures are their captions.
	Figure func(name string) []byte

	// Math writes a formula as MathML; if it is nil, formulas are TeX.
	Math func(tex string, display bool) string
}

// GlossaryID is the anchor of a term's entry on the page.
func GlossaryID(term string) string { return "glossary-" + term }

// Title is what a call-out of kind k is called if its author has not said.
func (k AsideKind) Title() string { return asides[k].title }

// String is the name of k, in lower case, for style sheets and tests.
func (k AsideKind) String() string { return asides[k].name }

var asides = [...]struct{ name, title string }{
	Seeing:  {"seeing", "What you are seeing"},
	Try:     {"try", "Try this"},
	Matters: {"matters", "Why it matters"},
	World:   {"world", "In the real world"},
	Careful: {"careful", "Careful"},
}

// HTML returns d as an article. Nothing in d can become markup: all text is
// escaped, and only Options' functions add elements of their own.
func HTML(d *Document, o Options) []byte {
	p := printer{Options: o, refs: map[*Note]int{}}
	p.write("<article>\n")
	p.blocks(d.Blocks)
	p.sources(d.Notes)
	p.write("</article>\n")
	return p.Bytes()
}

type printer struct {
	Options
	bytes.Buffer
	asides int
	refs   map[*Note]int // how often each has been referred to
}

// write writes format with its arguments as they are; text of the document
// goes through escape before.
func (p *printer) write(format string, args ...any) { fmt.Fprintf(p, format, args...) }

func escape(s string) string { return html.EscapeString(s) }

func (p *printer) blocks(bs []Block) {
	for _, b := range bs {
		p.block(b)
	}
}

func (p *printer) block(b Block) {
	switch b := b.(type) {
	case *Heading:
		p.heading(b)
	case *Paragraph:
		p.write("<p>")
		p.inlines(b.Text)
		p.write("</p>\n")
	case *List:
		p.list(b)
	case *Table:
		p.table(b)
	case *Code:
		p.write("<pre><code%s>%s</code></pre>\n", attribute("data-lang", b.Lang), escape(b.Text))
	case *Formula:
		p.write("<div class=\"formula\">%s</div>\n", p.math(b.TeX, true))
	case *Aside:
		p.aside(b)
	case *Figure:
		p.figure(b)
	default:
		panic(fmt.Sprintf("doc: unknown block %T", b))
	}
}

// attribute writes an attribute, or nothing if it has no value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(" %s=\"%s\"", name, escape(value))
}

func (p *printer) heading(h *Heading) {
	level, id := h.Level+p.Deeper, ""
	if p.Prefix == "" || h.Level > 1 {
		id = p.Prefix + h.ID
	}
	p.write("<h%d%s>", level, attribute("id", id))
	p.inlines(h.Text)
	p.write("</h%d>\n", level)
}

func (p *printer) list(l *List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	p.write("<%s>\n", tag)
	for _, item := range l.Items {
		p.write("<li>")
		p.item(item)
		p.write("</li>\n")
	}
	p.write("</%s>\n", tag)
}

// item writes the inside of a list's item. Its first paragraph needs no
// element of its own.
func (p *printer) item(bs []Block) {
	if first, ok := at[*Paragraph](bs, 0); ok {
		p.inlines(first.Text)
		bs = bs[1:]
	}
	p.blocks(bs)
}

// at returns bs[i] if it is there and a T.
func at[T Block](bs []Block, i int) (b T, ok bool) {
	if i < len(bs) {
		b, ok = bs[i].(T)
	}
	return b, ok
}

// table writes t in an element that can be scrolled. One whose words do not
// stand side by side on a phone is called dense: its rows are stacked there.
// For that its cells hold the header of their column, and all its parts their
// roles, which browsers take from tables that are displayed as blocks.
func (p *printer) table(t *Table) {
	p.write("<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n")
	role := func(string) string { return "" }
	if dense(t) {
		role = func(name string) string { return attribute("role", name) }
		p.write("<table class=\"dense\"%s>\n<thead%s>\n", role("table"), role("rowgroup"))
	} else {
		p.write("<table>\n<thead>\n")
	}
	p.write("<tr%s>", role("row"))
	for i, c := range t.Header {
		p.cell("th", " scope=\"col\""+role("columnheader"), c, t.Align[i])
	}
	p.write("</tr>\n</thead>\n<tbody%s>\n", role("rowgroup"))
	for _, r := range t.Rows {
		p.write("<tr%s>", role("row"))
		for i, c := range r {
			label := ""
			if i > 0 && role("cell") != "" {
				label = attribute("data-label", PlainText(t.Header[i]))
			}
			p.cell("td", role("cell")+label, c, t.Align[i])
		}
		p.write("</tr>\n")
	}
	p.write("</tbody>\n</table>\n</div>\n")
}

// cell writes c as an element with attributes.
func (p *printer) cell(tag, attributes string, c Cell, a Align) {
	class := attribute("class", [...]string{Left: "", Center: "center", Right: "right"}[a])
	p.write("<%s%s%s>", tag, attributes, class)
	p.inlines(c)
	p.write("</%s>", tag)
}

// dense reports whether the longest words of t's columns are together longer
// than a line of a narrow phone: 30 letters of 8.5 px, and the gaps.
func dense(t *Table) bool {
	letters := 0
	for i, h := range t.Header {
		most := longestWord(h)
		for _, r := range t.Rows {
			most = max(most, longestWord(r[i]))
		}
		letters += most
	}
	return letters > 30
}

func longestWord(c Cell) (letters int) {
	for _, w := range strings.Fields(PlainText(c)) {
		letters = max(letters, utf8.RuneCountInString(w))
	}
	return letters
}

func (p *printer) aside(a *Aside) {
	title := a.Title
	if title == "" {
		title = a.Kind.Title()
	}
	p.asides++
	id := fmt.Sprintf("%saside-%d", p.Prefix, p.asides)
	p.write("<aside role=\"note\" class=\"%s\" aria-labelledby=\"%s\">\n", a.Kind, escape(id))
	p.write("<p class=\"title\" id=\"%s\">%s</p>\n", escape(id), escape(title))
	p.blocks(a.Blocks)
	p.write("</aside>\n")
}

func (p *printer) figure(f *Figure) {
	var picture []byte
	if p.Figure != nil {
		if picture = p.Figure(f.Name); picture == nil {
			return
		}
	}
	p.write("<figure id=\"%s\">\n%s<figcaption>%s</figcaption>\n</figure>\n", escape(f.Name), picture, escape(f.Caption))
}

func (p *printer) inlines(ts []Inline) {
	for _, t := range ts {
		p.inline(t)
	}
}

func (p *printer) inline(t Inline) {
	switch t := t.(type) {
	case Plain:
		p.write("%s", strings.ReplaceAll(escape(string(t)), "\n", "<br>\n"))
	case Verbatim:
		p.write("<code>%s</code>", escape(string(t)))
	case Math:
		p.write("%s", p.math(string(t), false))
	case *Emphasis:
		tag := "em"
		if t.Strong {
			tag = "strong"
		}
		p.write("<%s>", tag)
		p.inlines(t.Text)
		p.write("</%s>", tag)
	case *Link:
		p.anchor("", t.URL, t.Text)
	case *Term:
		p.anchor("term", "#"+GlossaryID(t.ID), t.Text)
	case *Ref:
		p.ref(t.Note)
	default:
		panic(fmt.Sprintf("doc: unknown inline %T", t))
	}
}

func (p *printer) anchor(class, url string, ts []Inline) {
	p.write("<a%s href=\"%s\">", attribute("class", class), escape(url))
	p.inlines(ts)
	p.write("</a>")
}

func (p *printer) math(tex string, display bool) string {
	if p.Math == nil {
		return "<code class=\"tex\">" + escape(tex) + "</code>"
	}
	return p.Math(tex, display)
}

// ref writes a reference to a source. The first to each has an id, for the
// way back.
func (p *printer) ref(n *Note) {
	id := ""
	if p.refs[n]++; p.refs[n] == 1 {
		id = p.refID(n)
	}
	p.write("<sup%s><a href=\"#%s\" aria-label=\"Source %d\">%d</a></sup>", attribute("id", id), escape(p.sourceID(n)), n.Number, n.Number)
}

func (p *printer) refID(n *Note) string    { return fmt.Sprintf("%sref-%d", p.Prefix, n.Number) }
func (p *printer) sourceID(n *Note) string { return fmt.Sprintf("%ssource-%d", p.Prefix, n.Number) }

// sources writes the notes that the references lead to.
func (p *printer) sources(ns []*Note) {
	if len(ns) == 0 {
		return
	}
	level := 2 + p.Deeper
	p.write("<section class=\"sources\">\n<h%d>Sources</h%d>\n<ol>\n", level, level)
	for _, n := range ns {
		p.write("<li id=\"%s\">", escape(p.sourceID(n)))
		p.inlines(n.Text)
		p.write(" <a href=\"#%s\" aria-label=\"Back to where source %d is used\">↩</a></li>\n", escape(p.refID(n)), n.Number)
	}
	p.write("</ol>\n</section>\n")
}
