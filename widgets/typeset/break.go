package typeset

import (
	"math"
	"unicode/utf8"

	"github.com/go-text/typesetting/shaping"

	"zerotoai/widgets/paint"
)

// maxWidth bounds the width of lines: fixed-point numbers end somewhere.
const maxWidth = 16_000

// object stands in the text for a Box, as Unicode has it.
const object = '\uFFFC'

// Break implements Shaper by the Unicode line breaking algorithm (UAX #14).
func (t *Type) Break(spans []Span, width float64) []Line {
	if math.IsNaN(width) || width < 0 {
		width = 0
	}
	width = min(width, maxWidth)
	if len(spans) != 1 || spans[0].Box != (Box{}) {
		return t.breakSpans(spans, width)
	}
	key := lineKey{runKey{spans[0].Font, spans[0].Text}, width}
	if ls, ok := t.lines[key]; ok {
		return ls
	}
	ls := t.breakSpans(spans, width)
	if len(t.lines) >= cacheSize {
		clear(t.lines)
	}
	t.lines[key] = ls
	return ls
}

func (t *Type) breakSpans(spans []Span, width float64) (lines []Line) {
	p := t.paragraph(spans)
	if len(p.text) == 0 {
		return nil
	}
	// The wrapper is asked for a little more than the width: a line that was
	// measured to be exactly as wide must fit.
	limit := t.fixed(width + 0.01)
	wrapped, _ := t.wrapper.WrapParagraphF(shaping.WrapConfig{BreakPolicy: shaping.WhenNecessary}, limit, p.text, shaping.NewSliceIterator(p.outs))
	for _, w := range wrapped {
		lines = append(lines, t.line(p, w))
	}
	return lines
}

// A paragraph is spans as one text, shaped.
type paragraph struct {
	text  []rune
	owner []int // the span of each rune
	spans []Span
	outs  []shaping.Output
}

func (t *Type) paragraph(spans []Span) *paragraph {
	p := &paragraph{spans: spans}
	for i, s := range spans {
		start := len(p.text)
		f := t.snap(s.Font)
		if s.Box != (Box{}) {
			p.add([]rune{object}, i)
			o := t.shapeRun(p.text, start, start+1, f, t.fonts.face(f))
			spread(&o, t.fixed(s.Box.Width))
			p.outs = append(p.outs, o)
			continue
		}
		p.add([]rune(s.Text), i)
		p.outs = append(p.outs, t.shape(p.text, []piece{{start, len(p.text), f}})...)
	}
	return p
}

func (p *paragraph) add(rs []rune, span int) {
	p.text = append(p.text, rs...)
	for range rs {
		p.owner = append(p.owner, span)
	}
}

// line makes a Line of what the wrapper put into one. Neighbours of one span
// become one piece again unless the browser has to paint one of them.
func (t *Type) line(p *paragraph, w shaping.Line) (l Line) {
	x := 0.0
	for _, o := range w {
		start, n := o.Runes.Offset, o.Runes.Count
		s := p.owner[start]
		q := Piece{Span: s, X: x, Run: paint.Run{Advance: t.css(o.Advance)}}
		if p.spans[s].Box == (Box{}) {
			q.Run.Font, q.Run.Text, q.Run.Foreign = t.snap(p.spans[s].Font), string(p.text[start:start+n]), o.Face == nil
		} else {
			q.Run.Advance = p.spans[s].Box.Width
		}
		x += q.Run.Advance
		l.Pieces = append(l.Pieces, q)
	}
	l.Width = x // the wrapper has set the advance of a space at the end to zero
	return l
}

// Fixed is a Shaper for tests that need no fonts: every rune is half an em
// wide.
type Fixed struct{}

var _ Shaper = Fixed{}

// Shape implements Shaper.
func (Fixed) Shape(f paint.Font, text string) paint.Run {
	return paint.Run{Font: f, Text: text, Advance: f.Size / 2 * float64(utf8.RuneCountInString(text))}
}

// Metrics implements Shaper.
func (Fixed) Metrics(f paint.Font) Metrics { return Metrics{0.8 * f.Size, 0.2 * f.Size} }

// Break implements Shaper: lines end after spaces only.
func (x Fixed) Break(spans []Span, width float64) (lines []Line) {
	var l Line
	var pos float64
	flush := func() {
		if len(l.Pieces) > 0 {
			lines = append(lines, l)
		}
		l, pos = Line{}, 0
	}
	for i, s := range spans {
		words := []string{""}
		if s.Box == (Box{}) {
			words = splitAfterSpaces(s.Text)
		}
		for _, w := range words {
			r := x.Shape(s.Font, w)
			if s.Box != (Box{}) {
				r = paint.Run{Advance: s.Box.Width}
			}
			if pos > 0 && pos+r.Advance > width {
				flush()
			}
			l.Pieces = append(l.Pieces, Piece{i, pos, r})
			pos += r.Advance
			l.Width = pos
		}
	}
	flush()
	return lines
}

func splitAfterSpaces(s string) (words []string) {
	start := 0
	for i, r := range s {
		if r == ' ' {
			words = append(words, s[start:i+1])
			start = i + 1
		}
	}
	if start < len(s) {
		words = append(words, s[start:])
	}
	return words
}
