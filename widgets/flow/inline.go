package flow

import (
	"fmt"
	"image/color"
	"strings"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A style is the look of running text.
type style struct {
	font    paint.Font
	color   color.NRGBA
	leading float64 // line height over font size
}

// A phrase is what one inline element becomes: text in one font and colour,
// or a formula.
type phrase struct {
	kind    ui.PhraseKind
	font    paint.Font
	color   color.NRGBA
	text    string
	id, url string
	formula *formula.Formula
	rise    float64 // over the baseline, of a reference
}

// phrases flattens ts. Ids of what can be operated are made from id.
func phrases(c *ui.Context, st style, id string, ts []doc.Inline) []phrase {
	f := flattener{c: c, id: id}
	f.add(phrase{font: st.font, color: st.color}, ts)
	return f.out
}

type flattener struct {
	c   *ui.Context
	id  string
	out []phrase
}

// add appends ts, each like the phrase as but for what it is itself.
func (f *flattener) add(as phrase, ts []doc.Inline) {
	for _, t := range ts {
		p := as
		switch t := t.(type) {
		case doc.Plain:
			p.text = string(t)
			f.out = append(f.out, p)
		case doc.Verbatim:
			p.kind, p.font = ui.PhraseCode, codeFont(as.font)
			p.text = string(t)
			f.out = append(f.out, p)
		case doc.Math:
			f.out = append(f.out, mathPhrase(p, string(t)))
		case *doc.Emphasis:
			p.kind, p.font.Italic = ui.PhraseEm, true
			if t.Strong {
				p.kind, p.font.Italic, p.font.Weight = ui.PhraseStrong, as.font.Italic, 680
			}
			f.add(p, t.Text)
		case *doc.Link:
			f.add(f.operated(p, ui.PhraseLink, t.URL), t.Text)
		case *doc.Term:
			f.add(f.operated(p, ui.PhraseTerm, "#"+GlossaryID(t.ID)), t.Text)
		case *doc.Ref:
			p = f.operated(p, ui.PhraseNote, "#"+noteID(f.id, t.Note.Number))
			p.font.Size, p.rise = max(least, as.font.Size*0.72), as.font.Size*0.34
			p.text = fmt.Sprint(t.Note.Number)
			f.out = append(f.out, p)
		default:
			panic(fmt.Sprintf("flow: unknown inline %T", t))
		}
	}
}

// least is the size of the smallest text.
const least = 13

// operated makes p a link of some kind with an id of its own.
func (f *flattener) operated(p phrase, kind ui.PhraseKind, url string) phrase {
	p.kind, p.url, p.color = kind, url, f.c.Theme.Accent
	if kind == ui.PhraseTerm {
		p.color = f.c.Theme.Ink
	}
	p.id = fmt.Sprintf("%s.%d", f.id, len(f.out))
	return p
}

func codeFont(f paint.Font) paint.Font {
	return paint.Font{Family: paint.Mono, Size: f.Size * 0.92, Weight: f.Weight}
}

func mathPhrase(p phrase, tex string) phrase {
	m, ok := formula.Lookup(tex, false)
	if !ok { // a test holds that every formula of the guide is in the table
		p.kind, p.text, p.font = ui.PhraseCode, tex, codeFont(p.font)
		return p
	}
	p.kind, p.formula, p.text = ui.PhraseMath, m, tex
	return p
}

// mathSize makes the letters of formulas about as tall as those around them:
// the x of STIX is smaller than that of Inter.
func mathSize(f paint.Font) float64 { return f.Size * 1.1 }

// GlossaryID is the anchor of a term's entry.
func GlossaryID(term string) string { return "glossary-" + term }

// noteID is the anchor of a source on the page that the id belongs to.
func noteID(id string, n int) string {
	page, _, _ := strings.Cut(id, ".")
	return fmt.Sprintf("%s-source-%d", page, n)
}

func (p phrase) span() typeset.Span {
	if m := p.formula; m != nil {
		k := mathSize(p.font)
		return typeset.Span{Font: p.font, Box: typeset.Box{Width: m.Width * k, Ascent: m.Ascent * k, Descent: m.Descent * k}}
	}
	return typeset.Span{Font: p.font, Text: p.text, Keep: p.kind == ui.PhraseCode}
}

// drawPiece paints the part of p that stands in one line, its baseline at at.
func (p phrase) drawPiece(c *ui.Context, to paint.Canvas, at paint.Point, run paint.Run) {
	if p.formula != nil {
		p.formula.Draw(to, at, mathSize(p.font), p.color)
		return
	}
	run.Text = strings.TrimRight(run.Text, "\n")
	switch p.kind {
	case ui.PhraseCode:
		box := paint.Box(at.X-2, at.Y-p.font.Size, run.Advance+4, p.font.Size*1.32)
		to.Fill(paint.Rounded(box, 3), c.Theme.Faint)
	case ui.PhraseLink:
		underline(to, at, run.Advance, paint.Stroke{Width: 1, Color: p.color})
	case ui.PhraseTerm:
		underline(to, at, run.Advance, paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}})
	}
	to.Text(at.Add(paint.Pt(0, -p.rise)), run, p.color)
}

func underline(to paint.Canvas, at paint.Point, width float64, s paint.Stroke) {
	at.Y += 3.5
	to.Stroke(paint.Polyline(at, at.Add(paint.Pt(width, 0))), s)
}

// textOf gathers what the page's own text needs to stand where lines stand.
func textOf(c *ui.Context, st style, ps []phrase, lines []typeset.Line) *ui.Text {
	set := func(f paint.Font) paint.Font { return c.Type.Shape(f, "").Font } // in the size that the screen can show
	t := &ui.Text{Font: set(st.font), Leading: lineHeight(st), Phrases: make([]ui.Phrase, len(ps))}
	for i, p := range ps {
		t.Phrases[i] = ui.Phrase{Kind: p.kind, ID: p.id, URL: p.url, Font: set(p.font)}
		if p.formula != nil {
			t.Phrases[i].Label, t.Phrases[i].Width = p.formula.TeX, p.span().Box.Width
		}
	}
	for i, l := range lines {
		t.Ends = append(t.Ends, l.Width)
		for j, q := range l.Pieces {
			ph := &t.Phrases[q.Span]
			last := j == len(l.Pieces)-1 && i < len(lines)-1
			ph.Pieces = append(ph.Pieces, ui.Piece{Text: q.Text, Break: last})
		}
	}
	return t
}

// lineHeight is whole pixels, so that lines of the page's own text, which the
// browser places, do not drift from the painted ones.
func lineHeight(st style) float64 {
	leading := st.leading
	if leading == 0 {
		leading = theme.Leading
	}
	return float64(int(st.font.Size*leading + 0.5))
}
