package typeset

import (
	"iter"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"zerotoai/widgets/paint"
)

// A Type shapes text in the bundled fonts for a screen with a ratio of device
// pixels to CSS pixels. It is not safe for concurrent use.
type Type struct {
	// Foreign measures text that no bundled font covers, in CSS pixels: the
	// browser will paint it. If nil, each rune is taken to be 0.6 em wide.
	Foreign func(f paint.Font, text string) float64

	fonts      *Fonts
	ratio      float64
	runs       Memo[runKey, paint.Run]
	paragraphs Memo[string, *paragraph]
}

type runKey struct {
	font paint.Font
	text string
}

var _ Shaper = (*Type)(nil)

// New returns a Type for a screen of the given ratio. It costs nothing: when
// the ratio changes, make a new one.
func New(fonts *Fonts, ratio float64) *Type {
	return &Type{fonts: fonts, ratio: ratio, runs: Memo[runKey, paint.Run]{Room: room}, paragraphs: Memo[string, *paragraph]{Room: room}}
}

// room is for how many bytes of text of a kind are kept measured: for some
// thousands of short ones, or for the paragraphs of the whole guide.
const room = 1 << 19

// over is how much larger than the screen's text is shaped: go-text rounds
// advances to 1/64 pixel, which then does not add up to anything visible.
const over = 16

// snap returns f in the nearest size that is a whole number of device pixels.
// go-text rounds other sizes up, and text would be spaced too wide.
func (t *Type) snap(f paint.Font) paint.Font {
	f.Size = max(1, math.Round(f.Size*t.ratio)) / t.ratio
	return f
}

// Shape implements Shaper. The run's font is in the size that the screen has.
func (t *Type) Shape(f paint.Font, text string) paint.Run {
	key := runKey{f, text}
	if r, ok := t.runs.Get(key); ok {
		return r
	}
	r := paint.Run{Font: t.snap(f), Text: text, Foreign: !t.Covers(f, text)}
	if r.Foreign {
		r.Advance = t.foreign(r.Font, text)
	} else {
		for o := range t.fonts.shape([]rune(text), 0, utf8.RuneCountInString(text), r.Font, t.pixels(r.Font)) {
			r.Advance += t.css(o.Advance)
		}
	}
	t.runs.Put(key, r, len(text))
	return r
}

// Metrics implements Shaper.
func (t *Type) Metrics(f paint.Font) Metrics {
	face := t.fonts.face(f)
	e, _ := face.FontHExtents()
	k := t.snap(f).Size / float64(face.Upem())
	return Metrics{Ascent: float64(e.Ascender) * k, Descent: -float64(e.Descender) * k}
}

// Covers reports whether the font that f names has all of text.
func (t *Type) Covers(f paint.Font, text string) bool {
	face := t.fonts.face(f)
	for _, r := range text {
		if !face.covers(r) {
			return false
		}
	}
	return true
}

// covers reports whether f has a glyph for r or r needs none: control
// characters are set as spaces, soft hyphens, joiners and the like as nothing.
func (f *face) covers(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200e', '\u200f', '\u2060', '\ufe0e':
		return true
	}
	_, ok := f.NominalGlyph(r)
	return ok || unicode.IsControl(r)
}

func (t *Type) foreign(f paint.Font, text string) float64 {
	if t.Foreign != nil {
		return t.Foreign(f, text)
	}
	return 0.6 * f.Size * float64(utf8.RuneCountInString(text))
}

// pixels is the size of f in device pixels.
func (t *Type) pixels(f paint.Font) float64 { return math.Round(f.Size * t.ratio) }

// css turns a shaped length into CSS pixels.
func (t *Type) css(v fixed.Int26_6) float64 { return device(v) / t.ratio }

// device turns a shaped length into device pixels.
func device(v fixed.Int26_6) float64 { return float64(v) / 64 / over }

// measure puts the widths of the runes from start to end into p.x. A cluster
// gives all of its width to its first rune; what is foreign shares it out.
func (t *Type) measure(p *paragraph, start, end int, f paint.Font) {
	p.markForeign(start, end, t.fonts.face(f).covers)
	for start < end {
		next := p.stretch(start, end)
		if p.marks[start]&foreign != 0 {
			w := t.foreign(f, string(p.text[start:next])) / float64(next-start)
			for i := start; i < next; i++ {
				p.x[i] = w
			}
		} else {
			for o := range t.fonts.shape(p.text, start, next, f, t.pixels(f)) {
				for _, g := range o.Glyphs {
					p.x[g.TextIndex()] += t.css(g.Advance)
				}
			}
			t.measureTails(p, start, next, f)
		}
		start = next
	}
}

// measureTails finds where a line may end between two runes that are kerned,
// such as a hyphen and a capital, and how wide the former is without the latter.
func (t *Type) measureTails(p *paragraph, start, end int, f paint.Font) {
	for i := start + 1; i < end; i++ {
		if p.marks[i]&mayBreak == 0 || p.marks[i-1]&grapheme == 0 || isSpace(p.text[i-1]) {
			continue
		}
		alone := 0.0
		for o := range t.fonts.shape(p.text[i-1:i], 0, 1, f, t.pixels(f)) {
			alone += t.css(o.Advance)
		}
		p.tails[i] = alone - p.x[i-1]
	}
}

// shape shapes the runes from start to end of text, which all are covered, in
// the face of f at a size of px device pixels. Like browsers it does so script
// by script: there is no kerning between a Greek and a Latin letter.
func (fs *Fonts) shape(text []rune, start, end int, f paint.Font, px float64) iter.Seq[shaping.Output] {
	face := fs.face(f)
	in := shaping.Input{
		Text: printable(text), RunStart: start, RunEnd: end,
		Direction: di.DirectionLTR, Script: language.Latin, Language: "en",
		Face: face.Face, Size: fixed.Int26_6(px * 64 * over),
	}
	return func(yield func(shaping.Output) bool) {
		if !slices.ContainsFunc(text[start:end], notLatin) {
			yield(face.shaper.ShapeNoExtents(in))
			return
		}
		for _, in := range fs.scripts.Split(in, face) {
			if !yield(face.shaper.ShapeNoExtents(in)) {
				return
			}
		}
	}
}

// notLatin tells the runes that may be of another script.
func notLatin(r rune) bool { return r > unicode.MaxLatin1 && !(r >= 0x2000 && r < 0x2c00) }

// printable is text with spaces for control characters, which fonts lack.
func printable(text []rune) []rune {
	if !slices.ContainsFunc(text, unicode.IsControl) {
		return text
	}
	text = slices.Clone(text)
	for i, r := range text {
		if unicode.IsControl(r) {
			text[i] = ' '
		}
	}
	return text
}
