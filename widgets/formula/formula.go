// Package formula draws the formulas of the guide's text. They were laid out
// by MathJax when the text was written: data.go holds their outlines and, for
// ears and for copying, their MathML. Package formula only looks them up.
//
// A formula that is new in the text is not in the table until make/make.sh has
// run; the package's test names it.
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

// unit is the length that outlines, parts and rules count in, as fonts do:
// a thousandth of an em, y upwards from the baseline.
const unit = 1.0 / 1000

// A part is an outline of the table of glyphs, scaled and moved.
type part struct {
	glyph   int
	x, y, k float64
}

// A rule is a bar, as of a fraction or a root; x, y is its lower left corner.
type rule struct{ x, y, w, h float64 }

// Lookup returns the formula written as tex, or false if nobody has laid it
// out. White space in tex is as doc has it: one space at most.
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
	k := size * unit
	m := paint.Scale(k, -k).Then(paint.Shift(at))
	to.Group(paint.Group{Transform: m}, func(to paint.Canvas) { to.Fill(f.outline(), c) })
}

// outline is all of f as one path. Glyphs and rules both run anticlockwise
// around what is inside, so that they may overlap where a root meets its bar.
func (f *Formula) outline() (all paint.Path) {
	for _, p := range f.parts {
		addGlyph(&all, glyphs[p.glyph], paint.Scale(p.k, p.k).Then(paint.Shift(paint.Pt(p.x, p.y))))
	}
	for _, r := range f.rules {
		all.Move(paint.Pt(r.x, r.y))
		all.Line(paint.Pt(r.x+r.w, r.y))
		all.Line(paint.Pt(r.x+r.w, r.y+r.h))
		all.Line(paint.Pt(r.x, r.y+r.h))
		all.Close()
	}
	return all
}

// addGlyph adds path data, mapped by m, to a path. A test holds that all
// glyphs can be read.
func addGlyph(to *paint.Path, data string, m paint.Affine) {
	p, err := svg.ParsePath(data)
	if err != nil {
		panic(err)
	}
	for _, s := range p.Segments() {
		switch s.Kind {
		case paint.MoveTo:
			to.Move(m.Apply(s.P[0]))
		case paint.LineTo:
			to.Line(m.Apply(s.P[0]))
		case paint.CubicTo:
			to.Cubic(m.Apply(s.P[0]), m.Apply(s.P[1]), m.Apply(s.P[2]))
		case paint.Close:
			to.Close()
		}
	}
}
