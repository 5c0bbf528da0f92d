package typeset

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"

	"zerotoai/widgets/paint"
)

// A Glyph is a sign of a font in its place on a line.
type Glyph struct {
	ID uint32
	At paint.Point // of its origin, in device pixels from the start of the line
}

// Glyphs returns what text is painted with in the face of f, px device pixels
// large, whatever size f has. The glyphs stand where Shape measures them to.
func (fs *Fonts) Glyphs(f paint.Font, px float64, text string) (gs []Glyph) {
	at := paint.Point{}
	for o := range fs.shape([]rune(text), 0, utf8.RuneCountInString(text), f, px) {
		for _, g := range o.Glyphs {
			off := paint.Pt(device(g.XOffset), -device(g.YOffset))
			gs = append(gs, Glyph{uint32(g.GlyphID), at.Add(off)})
			at.X += device(g.Advance)
		}
	}
	return gs
}

// Outline returns the shape of a glyph of the face of f, px device pixels
// large, with its origin at the origin. A space has none.
func (fs *Fonts) Outline(f paint.Font, px float64, id uint32) (p paint.Path) {
	face := fs.face(f)
	o, ok := face.GlyphDataOutline(font.GID(id))
	if !ok {
		return p
	}
	k := px / float64(face.Upem())
	pt := func(q ot.SegmentPoint) paint.Point { return paint.Pt(float64(q.X)*k, -float64(q.Y)*k) }
	var pen paint.Point
	for _, s := range o.Segments {
		a, b, c := pt(s.Args[0]), pt(s.Args[1]), pt(s.Args[2])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			p.Close()
			p.Move(a)
			pen = a
		case ot.SegmentOpLineTo:
			p.Line(a)
			pen = a
		case ot.SegmentOpQuadTo: // as a cubic
			p.Cubic(pen.Add(a.Sub(pen).Mul(2./3)), b.Add(a.Sub(b).Mul(2./3)), b)
			pen = b
		case ot.SegmentOpCubeTo:
			p.Cubic(a, b, c)
			pen = c
		}
	}
	p.Close()
	return p
}

// Outline returns the shape of a run that starts at the origin of its baseline,
// in CSS pixels. A run that no bundled font covers has none.
func (t *Type) Outline(r paint.Run) (p paint.Path, ok bool) {
	if r.Foreign {
		return p, false
	}
	px := t.pixels(r.Font)
	for _, g := range t.fonts.Glyphs(r.Font, px, r.Text) {
		p.Append(t.fonts.Outline(r.Font, px, g.ID).Map(paint.Shift(g.At).Then(paint.Scale(1/t.ratio, 1/t.ratio))))
	}
	return p, true
}
