package typeset

import (
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/static"
	"zerotoai/widgets/paint"
)

func fonts(t testing.TB) *Fonts {
	t.Helper()
	dir, err := fs.Sub(static.Fonts, "fonts")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var (
	body = paint.Font{Size: 18}
	bold = paint.Font{Size: 18, Weight: 700}
	mono = paint.Font{Family: paint.Mono, Size: 15}
)

// JetBrains Mono's glyphs are 600 of 1000 units wide.
func TestAdvance(t *testing.T) {
	fs := fonts(t)
	for _, ratio := range []float64{1, 1.25, 1.5, 2, 3} {
		ty := New(fs, ratio)
		for _, size := range []float64{13, 14.5, 15, 18} {
			r := ty.Shape(paint.Font{Family: paint.Mono, Size: size}, "0123456789")
			if d := r.Font.Size * ratio; d != math.Round(d) {
				t.Errorf("size %g at ratio %g is %g device pixels", size, ratio, d)
			}
			if want := 6 * r.Font.Size; math.Abs(r.Advance-want) > 0.01 {
				t.Errorf("size %g at ratio %g: advance %g, want %g", size, ratio, r.Advance, want)
			}
		}
	}
}

func TestShape(t *testing.T) {
	ty := New(fonts(t), 1)
	if a, b := ty.Shape(body, "weight").Advance, ty.Shape(bold, "weight").Advance; b <= a {
		t.Errorf("bold is %g wide, regular %g", b, a)
	}
	kerned := ty.Shape(body, "AV").Advance
	if apart := ty.Shape(body, "A").Advance + ty.Shape(body, "V").Advance; kerned >= apart {
		t.Errorf("AV is %g wide, A and V are %g", kerned, apart)
	}
	// V is not at the edge of a range of glyphs, which go-text forgets.
	if a, b := ty.Shape(body, "VA").Advance, ty.Shape(body, "AV").Advance; a != b {
		t.Errorf("VA is %g wide, AV %g", a, b)
	}
	if a, b := ty.Shape(body, "Δy").Advance, ty.Shape(body, "Δ").Advance+ty.Shape(body, "y").Advance; a != b {
		t.Errorf("Δy is %g wide, Δ and y are %g, which is the browser's sum", a, b)
	}
	if r := ty.Shape(body, "α → ∂x ≤ 2²"); r.Foreign {
		t.Error("a sign of school mathematics is foreign")
	}
	ty.Foreign = func(f paint.Font, text string) float64 { return 100 }
	if r := New(fonts(t), 1).Shape(body, "go 🙂"); !r.Foreign || r.Advance == 0 {
		t.Errorf("an emoji is not foreign: %+v", r)
	}
	if r := ty.Shape(body, "שלום"); !r.Foreign || r.Advance != 100 {
		t.Errorf("the browser's measure is not used: %+v", r)
	}
}

// text joins the pieces of lines.
func text(ls []Line) string {
	var b strings.Builder
	for _, l := range ls {
		for _, p := range l.Pieces {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestBreak(t *testing.T) {
	ty := New(fonts(t), 1)
	spans := []Span{{Font: body, Text: "A neural network is "}, {Font: bold, Text: "a function"}, {Font: body, Text: " with many numbers."}}
	for _, width := range []float64{60, 100, 137, 250, 600} {
		ls := ty.Break(spans, width)
		if got, want := text(ls), "A neural network is a function with many numbers."; got != want {
			t.Errorf("width %g: %q", width, got)
		}
		for i, l := range ls {
			if l.Width > width+0.02 {
				t.Errorf("width %g: line %d is %g wide", width, i, l.Width)
			}
		}
	}
	if n := len(ty.Break(spans, 600)); n != 1 {
		t.Errorf("%d lines at 600", n)
	}
	if n := len(ty.Break([]Span{{Font: body, Text: "one\ntwo"}}, 600)); n != 2 {
		t.Errorf("a line break makes %d lines", n)
	}
	if n := len(ty.Break([]Span{{Font: body, Text: strings.Repeat("w", 100)}}, 100)); n < 10 {
		t.Errorf("a long word makes %d lines", n)
	}
	if ls := ty.Break(nil, 100); len(ls) != 0 {
		t.Errorf("nothing makes %d lines", len(ls))
	}
}

// A line is as wide as its words are when they stand alone: its last letter
// counts, the space after it does not.
func TestLineWidth(t *testing.T) {
	ty := New(fonts(t), 1)
	for _, l := range ty.Break([]Span{{Font: mono, Text: "abcd efgh ijkl mnop"}}, 80) {
		words := strings.TrimRight(text([]Line{l}), " ")
		if want := ty.Shape(mono, words).Advance; math.Abs(l.Width-want) > 0.02 || l.Width > 80 {
			t.Errorf("%q is %g wide, want %g and at most 80", words, l.Width, want)
		}
	}
}

// A line of exactly its natural width stays one line.
func TestBreakNatural(t *testing.T) {
	for _, ratio := range []float64{1, 1.25, 2} {
		ty := New(fonts(t), ratio)
		s := []Span{{Font: body, Text: "Learning rate and momentum"}}
		w := ty.Break(s, 1000)[0].Width
		if n := len(ty.Break(s, w)); n != 1 {
			t.Errorf("ratio %g: %d lines at the natural width", ratio, n)
		}
	}
}

// A formula stands in the line with its width, and its full stop stays by it.
func TestBox(t *testing.T) {
	ty := New(fonts(t), 1)
	spans := []Span{{Font: body, Text: "we write "}, {Font: body, Box: Box{50, 10, 5}}, {Font: body, Text: "."}}
	l := ty.Break(spans, 500)[0]
	if l.Pieces[1].Run.Advance != 50 || l.Pieces[2].X != l.Pieces[1].X+50 {
		t.Errorf("%+v", l.Pieces)
	}
	ls := ty.Break(spans, l.Width-1)
	if last := ls[len(ls)-1]; len(last.Pieces) != 2 {
		t.Errorf("the full stop left its formula: %+v", ls)
	}
}

// What no bundled font covers is cut off in whole characters, and words of
// another script stay together, with what stands between them.
func TestForeign(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // foreign pieces in brackets
	}{
		{"go 🙂 on", []string{"go ", "[🙂]", " on"}},
		{"press ▶\ufe0f now", []string{"press ", "[▶\ufe0f]", " now"}},
		{"cafe\u0301!", []string{"caf", "[e\u0301]", "!"}},
		{"say שלום, עולם to all", []string{"say ", "[שלום, עולם]", " to all"}},
		{"🙂 and 🙂", []string{"[🙂]", " and ", "[🙂]"}},
		{"soft\u00adly", []string{"soft\u00adly"}},
	} {
		var got []string
		for _, l := range New(fonts(t), 1).Break([]Span{{Font: body, Text: c.text}}, 1000) {
			for _, p := range l.Pieces {
				if p.Run.Foreign {
					p.Run.Text = "[" + p.Run.Text + "]"
				}
				got = append(got, p.Run.Text)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is cut into %q, want %q", c.text, got, c.want)
		}
	}
}

// Control characters and spaces at the end of a line take no room.
func TestHanging(t *testing.T) {
	ty := New(fonts(t), 1)
	want := ty.Shape(body, "one").Advance
	for _, s := range []string{"one", "one ", "one  \t", "one\n", "one\r\n"} {
		ls := ty.Break([]Span{{Font: body, Text: s}}, want)
		if len(ls) != 1 || math.Abs(ls[0].Width-want) > 0.02 {
			t.Errorf("%q: %+v, want one line of %g", s, ls, want)
		}
	}
	ls := ty.Break([]Span{{Font: body, Text: "one"}, {Font: bold, Text: " "}, {Font: body, Text: " two"}}, want)
	if len(ls) != 2 || math.Abs(ls[0].Width-want) > 0.02 {
		t.Errorf("spaces in spans of their own: %+v", ls)
	}
	if tab, space := ty.Shape(body, "a\tb").Advance, ty.Shape(body, "a b").Advance; tab != space {
		t.Errorf("a tab makes %g of %g", tab, space)
	}
}

func TestFixed(t *testing.T) {
	f := paint.Font{Size: 10}
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"one two three", 36, []string{"one two ", "three"}},
		{"one two three", 34, []string{"one ", "two ", "three"}},
		{"one\ntwo", 100, []string{"one\n", "two"}},
		{"e\u0301e\u0301", 12, []string{"e\u0301", "e\u0301"}},
		{"ab c", 0, []string{"a", "b ", "c"}},
		{"abc de-fg", -1, []string{"abc ", "de-", "fg"}}, {"abc de-f", -1, []string{"abc ", "de-f"}},
		{"ab c", math.NaN(), []string{"a", "b ", "c"}},
		{"a b", math.Inf(1), []string{"a b"}},
	} {
		var got []string
		for _, l := range (Fixed{}).Break([]Span{{}, {Font: f, Text: c.text}, {}}, c.width) {
			got = append(got, text([]Line{l}))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q at %g: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// What is to be kept together goes to the next line as a whole, and is broken
// only where a line has no room for it.
func TestKeep(t *testing.T) {
	f := paint.Font{Size: 10} // a letter is 5 wide
	for _, c := range []struct {
		width float64
		want  []string
	}{
		{65, []string{"type sin(x)/x"}}, {60, []string{"type ", "sin(x)/x"}}, {30, []string{"type ", "sin(x)", "/x"}},
	} {
		var got []string
		for _, l := range (Fixed{}).Break([]Span{{Font: f, Text: "type "}, {Font: f, Text: "sin(x)/x", Keep: true}}, c.width) {
			got = append(got, text([]Line{l}))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%g wide: %q, want %q", c.width, got, c.want)
		}
	}
}

// No letter goes on alone after a hyphen, whatever spans it is in.
func TestHyphens(t *testing.T) {
	f := paint.Font{Size: 10} // a letter is 5 wide
	for _, spans := range [][]Span{{{Font: f, Text: "by top-p, well-known"}}, {{Font: f, Text: "by "}, {Font: f, Text: "top-p"}, {Font: f, Text: ", well-known"}}} {
		var got []string
		for _, l := range (Fixed{}).Break(spans, 40) {
			got = append(got, text([]Line{l}))
		}
		if want := []string{"by ", "top-p, ", "well-", "known"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Whatever the text and the width, no rune is lost or doubled, pieces follow
// each other, and no line is wider than it may be unless it is one character or a word.
func FuzzBreak(f *testing.F) {
	f.Add("Learning rate", "🙂 naïve — ﬁsh", 80.0)
	f.Add("\n\n", " ", 0.0)
	f.Add("שלום עולם", "a\u0301\u200d", -1.0)
	ty := New(fonts(f), 1.25)
	f.Fuzz(func(t *testing.T, a, b string, width float64) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		ls := ty.Break([]Span{{Font: body, Text: a}, {Font: mono, Text: b}}, width)
		if got := text(ls); got != a+b {
			t.Errorf("%q + %q at %g became %q", a, b, width, got)
		}
		for _, l := range ls {
			x := 0.0
			for _, p := range l.Pieces {
				if p.X != x || p.Run.Advance < 0 || p.Text == "" || !strings.HasPrefix(p.Text, p.Run.Text) {
					t.Errorf("%q + %q at %g: a piece at %g, not %g: %+v", a, b, width, p.X, x, p)
				}
				x += p.Run.Advance
			}
			if l.Width != x {
				t.Errorf("%q + %q at %g: a line is %g wide, its pieces %g", a, b, width, l.Width, x)
			}
			if l.Width > width+1 && width >= 0 && graphemes(text([]Line{l})) > 1 {
				t.Errorf("%q + %q at %g: the line %q is %g wide", a, b, width, text([]Line{l}), l.Width)
			}
		}
	})
}

// graphemes counts the characters of s that are seen.
func graphemes(s string) (n int) {
	for _, m := range newParagraph([]Span{{Text: strings.TrimRightFunc(s, isSpace)}}).marks {
		if m&grapheme != 0 {
			n++
		}
	}
	return n - 1 // the end is marked too
}

var prose = []Span{
	{Font: body, Text: strings.Repeat("Learning means nudging every weight a little. ", 8)},
	{Font: bold, Text: "Always."},
}

// BenchmarkMeasure sets a paragraph that is new.
func BenchmarkMeasure(b *testing.B) {
	f := fonts(b)
	for b.Loop() {
		New(f, 1).Break(prose, 640)
	}
}

// BenchmarkBreak sets a known paragraph in another width.
func BenchmarkBreak(b *testing.B) {
	ty := New(fonts(b), 1)
	for b.Loop() {
		ty.Break(prose, 640)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		fonts(b)
	}
}

// A link is kerned with the comma after it, as browsers do.
func TestKerningAcross(t *testing.T) {
	ty := New(fonts(t), 1)
	whole := ty.Break([]Span{{Font: body, Text: "02767, a"}}, 500)[0].Width
	if parts := ty.Break([]Span{{Font: body, Text: "02767"}, {Font: body, Text: ", a"}}, 500)[0].Width; parts != whole {
		t.Errorf("in two spans a line is %v wide, in one %v", parts, whole)
	}
	if apart := ty.Shape(body, "02767").Advance + ty.Shape(body, ", a").Advance; apart <= whole {
		t.Errorf("the comma is not kerned: %v wide, and %v in two pieces", whole, apart)
	}
}

// A hyphen is kerned with the capital after it, but not when the line ends there.
func TestKerningAtTheEnd(t *testing.T) {
	ty := New(fonts(t), 1)
	word := []Span{{Font: body, Text: "Seek-V3"}}
	alone := ty.Shape(body, "Seek-").Advance
	ls := ty.Break(word, alone+1)
	if len(ls) != 2 || math.Abs(ls[0].Width-alone) > 0.02 {
		t.Errorf("%d lines, the first of %v, want %v", len(ls), ls[0].Width, alone)
	}
	if whole, parts := ty.Break(word, 500)[0].Width, alone+ty.Shape(body, "V3").Advance; whole >= parts-0.1 {
		t.Errorf("the hyphen is not kerned: %v wide, and %v in two pieces", whole, parts)
	}
}
