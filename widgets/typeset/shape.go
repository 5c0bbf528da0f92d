package typeset

import (
	"math"
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

	fonts   *Fonts
	ratio   float64
	wrapper shaping.LineWrapper
	runs    map[runKey]paint.Run
	lines   map[lineKey][]Line
}

type runKey struct {
	font paint.Font
	text string
}

type lineKey struct {
	runKey
	width float64
}

var _ Shaper = (*Type)(nil)

// New returns a Type for a screen of the given ratio.
func New(fonts *Fonts, ratio float64) *Type {
	return &Type{fonts: fonts, ratio: ratio, runs: map[runKey]paint.Run{}, lines: map[lineKey][]Line{}}
}

// cacheSize bounds how many measured texts are kept.
const cacheSize = 8192

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
	if r, ok := t.runs[key]; ok {
		return r
	}
	r := paint.Run{Font: t.snap(f), Text: text}
	if text != "" {
		for _, o := range t.shape([]rune(text), []piece{{0, utf8.RuneCountInString(text), r.Font}}) {
			r.Advance += t.css(o.Advance)
			r.Foreign = r.Foreign || o.Face == nil
		}
	}
	if r.Foreign {
		r.Advance = t.foreign(r.Font, text)
	}
	if len(t.runs) >= cacheSize {
		clear(t.runs)
	}
	t.runs[key] = r
	return r
}

// Metrics implements Shaper.
func (t *Type) Metrics(f paint.Font) Metrics {
	face := t.fonts.face(f)
	e, _ := face.FontHExtents()
	k := t.snap(f).Size / float64(face.Upem())
	return Metrics{Ascent: float64(e.Ascender) * k, Descent: -float64(e.Descender) * k}
}

// Covers reports whether the bundled fonts have all of text.
func (t *Type) Covers(f paint.Font, text string) bool {
	face := t.fonts.face(f)
	for _, r := range text {
		if !covered(face, r) {
			return false
		}
	}
	return true
}

func covered(face *face, r rune) bool {
	_, ok := face.NominalGlyph(r)
	return ok || r == '\n' || r == '\t'
}

func (t *Type) foreign(f paint.Font, text string) float64 {
	if t.Foreign != nil {
		return t.Foreign(f, text)
	}
	return 0.6 * f.Size * float64(utf8.RuneCountInString(text))
}

// css turns a shaped length into CSS pixels.
func (t *Type) css(v fixed.Int26_6) float64 { return float64(v) / 64 / over / t.ratio }

// fixed turns CSS pixels into a length to shape with.
func (t *Type) fixed(v float64) fixed.Int26_6 {
	return fixed.Int26_6(math.Round(v * t.ratio * over * 64))
}

// A piece is a stretch of the runes of a paragraph in one font.
type piece struct {
	start, end int
	font       paint.Font
}

// shape shapes the pieces of text, cutting them where the bundled fonts end:
// of what is foreign, Face is nil and Advance what the browser measures.
func (t *Type) shape(text []rune, pieces []piece) (outs []shaping.Output) {
	for _, p := range pieces {
		face := t.fonts.face(p.font)
		for start := p.start; start < p.end; {
			ok := covered(face, text[start])
			end := start + 1
			for end < p.end && covered(face, text[end]) == ok {
				end++
			}
			o := t.shapeRun(text, start, end, p.font, face)
			if !ok {
				t.makeForeign(&o, p.font, string(text[start:end]))
			}
			outs = append(outs, o)
			start = end
		}
	}
	return outs
}

func (t *Type) shapeRun(text []rune, start, end int, f paint.Font, face *face) shaping.Output {
	o := face.shaper.ShapeNoExtents(shaping.Input{
		Text: text, RunStart: start, RunEnd: end,
		Direction: di.DirectionLTR, Script: language.Latin, Language: "en",
		Face: face.Face, Size: fixed.Int26_6(math.Round(f.Size*t.ratio) * 64 * over),
	})
	// The wrapper takes a glyph without a width for a space, and at the end of a
	// line for nothing. Without extents, which are costly, all are without one.
	for i := range o.Glyphs {
		if !unicode.IsSpace(text[o.Glyphs[i].ClusterIndex]) {
			o.Glyphs[i].Width = 1
		}
	}
	return o
}

// makeForeign spreads what the browser measures evenly over the glyphs.
func (t *Type) makeForeign(o *shaping.Output, f paint.Font, text string) {
	o.Face = nil
	spread(o, t.fixed(t.foreign(f, text)))
}

// spread gives o's glyphs the advance all together.
func spread(o *shaping.Output, advance fixed.Int26_6) {
	n := fixed.Int26_6(len(o.Glyphs))
	for i := range o.Glyphs {
		o.Glyphs[i].Advance = advance / max(n, 1)
	}
	o.RecomputeAdvance()
}
