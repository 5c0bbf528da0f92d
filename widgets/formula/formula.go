// Package formula draws the formulas of the guide's text. They were laid out
// by MathJax when the text was written: data.go holds their outlines and, for
// ears and for copying, their MathML. Package formula only looks them up; the
// folder make has the script.
package formula

import (
	"image/color"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
)

// A Formula is a laid-out formula. Its lengths are in em: multiples of the
// font size around it.
type Formula struct {
	TeX     string
	Display bool // set in a line of its own, more spaciously
	MathML  string
	Width   float64
	Ascent  float64 // above the baseline
	Descent float64 // below it

	parts []part
	rules []rule
}

// A part is an outline of the table of glyphs, moved and scaled. Outlines have
// y upwards, so its vertical scale is negative.
type part struct {
	glyph        int
	x, y, kx, ky float64
}

// A rule is a bar, as of a fraction or a root.
type rule struct{ x, y, w, h float64 }

// Lookup returns the formula written as tex, or false if nobody has laid it
// out.
func Lookup(tex string, display bool) (*Formula, bool) {
	for i := range table {
		if f := &table[i]; f.TeX == tex && f.Display == display {
			return f, true
		}
	}
	return nil, false
}

// Draw paints f with its baseline starting at at, in a font size.
func (f *Formula) Draw(to paint.Canvas, at paint.Point, size float64, c color.NRGBA) {
	em := paint.Scale(size, size).Then(paint.Shift(at))
	for _, p := range f.parts {
		m := paint.Scale(p.kx, p.ky).Then(paint.Shift(paint.Pt(p.x, p.y))).Then(em)
		to.Group(paint.Group{Transform: m}, func(to paint.Canvas) { to.Fill(outline(p.glyph), c) })
	}
	to.Group(paint.Group{Transform: em}, func(to paint.Canvas) {
		for _, r := range f.rules {
			to.Fill(paint.Rectangle(paint.Box(r.x, r.y, r.w, r.h)), c)
		}
	})
}

// outline reads a glyph; a test holds that all of them can be read.
func outline(glyph int) paint.Path {
	p, err := svg.ParsePath(glyphs[glyph])
	if err != nil {
		panic(err)
	}
	return p
}
