package mirror

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// text puts the words of t into e, breakable only where t is broken. A cell
// may have none, but a button.
func (e *Element) text(t *ui.Text) {
	if t == nil {
		return
	}
	e.attr("class", "t")
	e.letters(t)
	e.attr("data-ends", ends(t.Ends))
	for i, p := range t.Phrases {
		key := fmt.Sprintf("%s/%d", e.Key, i)
		if p.Kind == ui.PhrasePlain && p.Font == t.Font {
			e.Children = append(e.Children, pieces(key, p.Pieces)...)
			continue
		}
		e.Children = append(e.Children, phrase(key, p, t))
	}
}

func (e *Element) letters(t *ui.Text) {
	e.style("font", fontCSS(t.Font, t.Leading))
}

// ends says where the painted lines end: the tests, and who wants to know
// whether a browser sets text as wide as it is painted, compare.
func ends(xs []float64) string {
	texts := make([]string, len(xs))
	for i, x := range xs {
		texts[i] = strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strings.Join(texts, " ")
}

var phraseTags = [...]string{
	ui.PhrasePlain: "span", ui.PhraseStrong: "strong", ui.PhraseEm: "em", ui.PhraseCode: "code",
	ui.PhraseLink: "a", ui.PhraseTerm: "a", ui.PhraseNote: "a", ui.PhraseMath: "span",
}

func phrase(key string, p ui.Phrase, t *ui.Text) Element {
	e := Element{Key: key, Tag: phraseTags[p.Kind]}
	if p.Font != t.Font {
		e.style("font", fontCSS(p.Font, 0)) // its line's height is the paragraph's
	}
	switch p.Kind {
	case ui.PhraseLink:
		e.attr("href", p.URL)
	case ui.PhraseTerm:
		e.attr("href", p.URL)
		e.attr("data-id", p.ID)
		e.attr("aria-expanded", strconv.FormatBool(p.Open))
		e.attr("role", "button")
	case ui.PhraseNote:
		e.attr("href", p.URL)
		e.attr("aria-label", "Source "+words(p.Pieces))
	case ui.PhraseMath:
		return mathPhrase(e, p)
	}
	e.Children = pieces(key, p.Pieces)
	return e
}

// mathPhrase reserves the room of a formula in its line. What is selected and
// copied is its TeX, in letters without a size: an element as wide as the
// formula, or MathML, would end the paragraph for a triple click.
func mathPhrase(e Element, p ui.Phrase) Element {
	inner := Element{Key: e.Key + "/m", Tag: "span", Math: p.Label, Children: []Element{{Key: e.Key + "/m/t", Tag: Text, Text: p.Label}}}
	inner.attr("class", "m")
	inner.attr("role", "math")
	inner.attr("aria-label", p.Label)
	inner.style("padding-left", px(p.Width))
	e.Children = []Element{inner}
	for _, q := range p.Pieces {
		if q.Break {
			e.Children = append(e.Children, breakable(e.Key, len(e.Children), ""))
		}
	}
	return e
}

func words(ps []ui.Piece) (s string) {
	for _, p := range ps {
		s += p.Text
	}
	return s
}

// pieces are texts, with a place to break where a line ends.
func pieces(key string, ps []ui.Piece) (es []Element) {
	for _, p := range ps {
		t := strings.TrimSuffix(p.Text, " ")
		if !p.Break || strings.HasSuffix(p.Text, "\n") {
			es = append(es, textAt(key, len(es), p.Text))
			continue
		}
		es = append(es, textAt(key, len(es), t))
		es = append(es, breakable(key, len(es), p.Text[len(t):]))
	}
	return es
}

func textAt(key string, i int, t string) Element {
	return Element{Key: fmt.Sprintf("%s/%d", key, i), Tag: Text, Text: t}
}

// breakable is a place where the browser may end a line: at a space, or
// without one after a dash or a slash.
func breakable(key string, i int, space string) Element {
	e := Element{Key: fmt.Sprintf("%s/%d", key, i), Tag: "span"}
	e.attr("class", "s")
	e.Children = []Element{{Key: e.Key + "/b", Tag: Text, Text: space}}
	if space == "" {
		e.Children[0] = Element{Key: e.Key + "/b", Tag: "wbr"}
	}
	return e
}

// fontCSS writes f as CSS has it, with the same fallbacks that painting has. The
// height of a line is a part of it: a font that is set alone would undo it.
func fontCSS(f paint.Font, leading float64) string {
	s := ""
	if f.Italic {
		s = "italic "
	}
	weight := f.Weight
	if weight == 0 {
		weight = 400
	}
	return fmt.Sprintf("%s%d %s/%s %s", s, weight, px(f.Size), px(leading), typeset.CSS(f.Family))
}
