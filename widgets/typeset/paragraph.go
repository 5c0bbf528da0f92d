package typeset

import (
	"math"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"zerotoai/widgets/paint"
)

// A paragraph is spans as one text, measured rune by rune as if it were one
// line. Breaking it anew for another width costs little.
type paragraph struct {
	spans  []Span
	starts []int // of each span in text, and the end of text
	text   []rune
	marks  []mark          // of each rune, and of the end
	x      []float64       // of each rune, and the end of the last one
	tails  map[int]float64 // what a line is wider that ends at a rune: nothing is kerned with the next line
}

// A mark tells what is known of a rune apart from its width.
type mark uint8

const (
	mayBreak  mark = 1 << iota // a line may end before it (UAX #14)
	mustBreak                  // a line ends before it
	grapheme                   // what the reader sees as a character starts here
	foreign                    // no bundled font has it
)

// A box stands in the text as a letter: no line ends between it and a letter,
// a bracket or a full stop beside it.
const boxLetter = 'x'

// newParagraph joins spans and finds where lines may end, by the Unicode line
// breaking algorithm (UAX #14). What is left to do is to measure it.
func newParagraph(spans []Span) *paragraph {
	p := &paragraph{spans: spans, starts: []int{0}}
	for _, s := range spans {
		if s.Box != (Box{}) {
			p.text = append(p.text, boxLetter)
		} else {
			p.text = append(p.text, []rune(s.Text)...)
		}
		p.starts = append(p.starts, len(p.text))
	}
	p.marks = make([]mark, len(p.text)+1)
	p.x = make([]float64, len(p.text)+1)
	p.tails = map[int]float64{}
	p.segment()
	return p
}

func (p *paragraph) segment() {
	var seg segmenter.Segmenter
	seg.Init(p.text)
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		end := l.Offset + len(l.Text)
		p.marks[end] |= mayBreak
		if l.IsMandatoryBreak {
			p.marks[end] |= mustBreak
		}
	}
	for it := seg.GraphemeIterator(); it.Next(); {
		p.marks[it.Grapheme().Offset] |= grapheme
	}
	p.hyphens()
	p.keep()
	for _, start := range p.starts { // an accent at the start of a span has nothing to stand on
		p.marks[start] |= grapheme
	}
}

// hyphens takes the ends of lines out of words such as “top-p”: no letter or
// digit goes on alone after a hyphen.
func (p *paragraph) hyphens() {
	word := func(i int) bool {
		return i < len(p.text) && (unicode.IsLetter(p.text[i]) || unicode.IsDigit(p.text[i]))
	}
	for i := 1; i < len(p.text); i++ {
		if p.text[i-1] == '-' && word(i) && !word(i+1) {
			p.marks[i] &^= mayBreak
		}
	}
}

// keep takes the ends of lines out of the spans that are to be kept whole.
func (p *paragraph) keep() {
	for i, s := range p.spans {
		if !s.Keep {
			continue
		}
		for j := p.starts[i] + 1; j < p.starts[i+1]; j++ {
			if !isSpace(p.text[j-1]) {
				p.marks[j] &^= mayBreak
			}
		}
	}
}

// add turns p.x from the widths of runes into their places.
func (p *paragraph) add() {
	sum := 0.0
	for i, w := range p.x {
		p.x[i] = sum
		sum += w
	}
}

// slack is by how much a line may be too wide: one that was measured to be
// exactly as wide must fit.
const slack = 0.01

// lines breaks p. abroad measures what is foreign.
func (p *paragraph) lines(width float64, abroad func(paint.Font, string) float64) (ls []Line) {
	if math.IsNaN(width) {
		width = 0
	}
	for start := 0; start < len(p.text); {
		end := p.lineEnd(start, width)
		ls = append(ls, p.line(start, end, abroad))
		start = end
	}
	return ls
}

// lineEnd finds the end of the line that starts at start: as far as the width
// goes, spaces beyond it not counted. Without a place to break it is the last
// grapheme that fits, and at least one.
func (p *paragraph) lineEnd(start int, width float64) int {
	if width < 0 {
		return p.wordEnd(start)
	}
	limit := p.x[start] + width + slack
	word, char := start, start
	for i := start; i < len(p.text); i++ {
		if m := p.marks[i]; i > start && m != 0 {
			switch {
			case m&mustBreak != 0:
				return i
			case m&mayBreak != 0:
				word = i
			}
			if m&grapheme != 0 {
				char = i
			}
		}
		if p.x[i+1] > limit && !isSpace(p.text[i]) {
			if word > start {
				return word
			}
			if char > start {
				return char
			}
			return p.afterGrapheme(start)
		}
	}
	return len(p.text)
}

// wordEnd is the first place after start where a line may end.
func (p *paragraph) wordEnd(start int) int {
	for i := start + 1; i < len(p.text); i++ {
		if p.marks[i]&(mayBreak|mustBreak) != 0 {
			return i
		}
	}
	return len(p.text)
}

// afterGrapheme is the end of the grapheme at i and of the spaces after it.
func (p *paragraph) afterGrapheme(i int) int {
	for i++; p.marks[i]&grapheme == 0; {
		i++
	}
	for i < len(p.text) && isSpace(p.text[i]) && p.marks[i]&mustBreak == 0 && p.marks[i+1]&grapheme != 0 {
		i++
	}
	return i
}

// isSpace tells the spaces that may hang over the end of a line.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u2007' && r != '\u202f'
}

// line makes a Line of the runes from start to end.
func (p *paragraph) line(start, end int, abroad func(paint.Font, string) float64) (l Line) {
	ink := end
	for ink > start && isSpace(p.text[ink-1]) {
		ink--
	}
	span := 0
	for a := start; a < end; {
		for p.starts[span+1] <= a {
			span++
		}
		b := min(end, p.stretch(a, p.starts[span+1]))
		seen := max(a, min(b, ink))
		r := paint.Run{Advance: p.x[seen] - p.x[a]}
		if s := p.spans[span]; s.Box == (Box{}) {
			r.Font, r.Text, r.Foreign = s.Font, string(p.text[a:seen]), p.marks[a]&foreign != 0
			if r.Foreign {
				r.Advance = abroad(s.Font, r.Text)
			}
		}
		if b == end {
			r.Advance += p.tails[end]
		}
		l.Pieces = append(l.Pieces, Piece{span, l.Width, r, p.words(span, a, b)})
		l.Width += r.Advance
		a = b
	}
	return l
}

// words is the text from start to end, which is in one span; a box has none.
func (p *paragraph) words(span, start, end int) string {
	if p.spans[span].Box != (Box{}) {
		return ""
	}
	return string(p.text[start:end])
}

// stretch is the end, at most end, of the runes from start that are foreign or
// not as the first.
func (p *paragraph) stretch(start, end int) int {
	i := start + 1
	for i < end && (p.marks[i]^p.marks[start])&foreign == 0 {
		i++
	}
	return i
}

// markForeign marks the graphemes from start to end that are not covered, and
// what is neither letter nor digit between two of them: words of another
// script are painted together, in its own order.
func (p *paragraph) markForeign(start, end int, covered func(rune) bool) {
	last := -1 // the end of the foreign text before, if only signs came after it
	for i := start; i < end; {
		next, ok := i, true
		for ; next < end && (next == i || p.marks[next]&grapheme == 0); next++ {
			ok = ok && covered(p.text[next])
		}
		switch {
		case !ok && last >= 0:
			p.mark(last, next)
			last = next
		case !ok:
			p.mark(i, next)
			last = next
		case isWord(p.text[i]):
			last = -1
		}
		i = next
	}
}

func (p *paragraph) mark(start, end int) {
	for i := start; i < end; i++ {
		p.marks[i] |= foreign
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
