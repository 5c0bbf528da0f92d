package search

import (
	"fmt"
	"strings"

	"zerotoai/widgets/doc"
)

// A Page is a text in which is searched.
type Page struct {
	ID     string // the chapter's, with which the anchors on it begin
	Kicker string // such as "Chapter 3"
	Terms  bool   // it is the glossary: its sections are terms
	Doc    *doc.Document
}

// A kind is what an entry is. Those before others come first.
type kind uint8

const (
	term    kind = iota // an entry of the glossary
	chapter             // a page by its title
	section             // a heading
	figure              // a figure by its caption
	source              // a note at a page's end
)

var kinds = [...]string{"Term", "Chapter", "Section", "Figure", "Source"}

// An entry is what can be found: a heading with the words under it, a figure or
// a source.
type entry struct {
	kind            kind
	where, url      string
	name, text      string // as written
	names, allWords string // folded: the name, and the name with the text
}

// entries cuts a page into what can be found on it, in reading order.
func entries(p Page) (es []entry) {
	under := -1 // the heading that the text stands under
	for _, b := range p.Doc.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			under = len(es)
			es = append(es, p.heading(b))
		case *doc.Figure:
			if b.Caption != "" { // without one it is a part of the text
				es = append(es, p.entry(figure, b.Caption, b.Name+".figure"))
			}
		default:
			if under >= 0 {
				es[under].text = joined(es[under].text, blockText(b))
			}
		}
	}
	for _, n := range p.Doc.Notes {
		es = append(es, p.entry(source, plainText(n.Text), fmt.Sprintf("%s-source-%d", p.ID, n.Number)))
	}
	for i := range es {
		es[i].names = fold(es[i].name)
		es[i].allWords = es[i].names + fold(es[i].text)
	}
	return es
}

// entry returns an entry on p, its anchor without the '#'.
func (p Page) entry(k kind, name, anchor string) entry {
	e := entry{kind: k, name: name, url: "#" + anchor}
	switch {
	case k == term:
		e.where = kinds[k]
	case k == chapter:
		e.where = p.Kicker
	case p.Kicker == "":
		e.where = kinds[k] + " · " + p.Doc.Title
	default:
		e.where = kinds[k] + " · " + p.Kicker + " · " + p.Doc.Title
	}
	return e
}

func (p Page) heading(h *doc.Heading) entry {
	name := plainText(h.Text)
	switch {
	case h.Level == 1:
		return p.entry(chapter, name, p.ID)
	case p.Terms && h.Level == 2:
		return p.entry(term, name, p.ID+"-"+h.ID)
	}
	return p.entry(section, name, p.ID+"-"+h.ID)
}

// blockText returns the words of b and of the blocks in it.
func blockText(b doc.Block) (s string) {
	inner := &doc.Document{Blocks: []doc.Block{b}}
	for b := range inner.Every() {
		switch b := b.(type) {
		case *doc.Heading:
			s = joined(s, plainText(b.Text))
		case *doc.Paragraph:
			s = joined(s, plainText(b.Text))
		case *doc.Code:
			s = joined(s, b.Text)
		case *doc.Aside:
			s = joined(s, b.Title)
		case *doc.Table:
			for _, row := range append([][]doc.Cell{b.Header}, b.Rows...) {
				for _, c := range row {
					s = joined(s, plainText(c))
				}
			}
		}
	}
	return s
}

func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

// plainText returns the words of ts, with formulas as one would type them.
func plainText(ts []doc.Inline) string { return typed.Replace(doc.PlainText(ts)) }

// typed takes the commonest of TeX out of a text.
var typed = strings.NewReplacer(
	`\theta`, "θ", `\eta`, "η", `\beta`, "β", `\sigma`, "σ", `\Delta`, "Δ", `\nabla`, "∇", `\partial`, "∂", `\infty`, "∞",
	`\leftarrow`, "←", `\to`, "→", `\cdot`, "·", `\dots`, "…", `\qquad`, " ", `\sqrt`, "√", `\top`, "T", `\frac`, "",
	"}{", "/", "{", "", "}", "", `\`, "",
)
