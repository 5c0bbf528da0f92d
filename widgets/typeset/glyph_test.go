package typeset

import (
	"math"
	"testing"

	"zerotoai/widgets/paint"
)

// Glyphs stand where text is measured: the last one ends where Shape says.
func TestGlyphs(t *testing.T) {
	fs := fonts(t)
	for _, ratio := range []float64{1, 1.25, 3} {
		ty := New(fs, ratio)
		for _, f := range []paint.Font{body, bold, mono, {Size: 16, Italic: true}} {
			for _, text := range []string{"AVAWA, Tor", "Δy → ∂x", "a\tb", ""} {
				px := math.Round(f.Size * ratio)
				gs, with := fs.Glyphs(f, px, text), fs.Glyphs(f, px, text+"|")
				if len(with) != len(gs)+1 {
					t.Fatalf("%q: %d glyphs, and one more are %d", text, len(gs), len(with))
				}
				end, want := with[len(gs)].At.X/ratio, ty.Shape(f, text).Advance
				if math.Abs(end-want) > 1 { // the bar may be kerned
					t.Errorf("%q of %v at %g ends at %g, measured %g", text, f, ratio, end, want)
				}
			}
		}
	}
}

// An outline is a letter's: in the font's reach, on its baseline, and wider when
// it is bold.
func TestOutline(t *testing.T) {
	fs := fonts(t)
	box := func(f paint.Font, px float64, text string) (r paint.Rect, n int) {
		o := fs.Outline(f, px, fs.Glyphs(f, px, text)[0].ID)
		for _, s := range o.Segments() {
			if s.Kind == paint.Close {
				continue
			}
			p := s.P[map[paint.SegmentKind]int{paint.CubicTo: 2}[s.Kind]]
			if n == 0 {
				r = paint.Rect{Min: p, Max: p}
			}
			r.Min = paint.Pt(min(r.Min.X, p.X), min(r.Min.Y, p.Y))
			r.Max = paint.Pt(max(r.Max.X, p.X), max(r.Max.Y, p.Y))
			n++
		}
		return r, n
	}
	h, n := box(body, 100, "H")
	if n != 13 || math.Abs(h.Max.Y) > 0.1 || h.Min.Y > -70 || h.Min.Y < -75 {
		t.Errorf("an H has %d corners, the first one twice, in %v", n, h)
	}
	thick, _ := box(bold, 100, "l")
	if thin, _ := box(body, 100, "l"); thick.W() < 1.3*thin.W() {
		t.Errorf("a bold l is %g wide, another %g", thick.W(), thin.W())
	}
	if half, _ := box(body, 50, "H"); math.Abs(half.W()-h.W()/2) > 0.1 {
		t.Errorf("half as large it is %g wide, not %g", half.W(), h.W()/2)
	}
	if g, _ := box(body, 100, "g"); g.Max.Y < 10 {
		t.Errorf("a g reaches %g below the baseline", g.Max.Y)
	}
	if _, n := box(body, 100, " "); n != 0 {
		t.Errorf("a space has %d corners", n)
	}
}

// The outline of a run is as wide as it is measured, at every ratio, and stands
// on its baseline; a run that no bundled font covers has none.
func TestRunOutline(t *testing.T) {
	fs := fonts(t)
	for _, ratio := range []float64{1, 1.25, 3} {
		ty := New(fs, ratio)
		r := ty.Shape(body, "HlH")
		p, ok := ty.Outline(r)
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, s := range p.Segments() {
			if s.Kind == paint.MoveTo {
				lo, hi = min(lo, s.P[0].X), max(hi, s.P[0].X)
			}
			if s.Kind != paint.Close && s.P[0].Y > 0.01 {
				t.Errorf("a letter reaches %g under the line", s.P[0].Y)
			}
		}
		if side := 0.15 * body.Size; !ok || lo < 0 || hi > r.Advance || lo > side || hi < r.Advance-0.8*body.Size {
			t.Errorf("%g wide, the outline begins at %g and its last letter at %g", r.Advance, lo, hi)
		}
	}
	if _, ok := New(fs, 1).Outline(paint.Run{Font: body, Text: "漢", Foreign: true}); ok {
		t.Error("what the fonts do not cover has an outline")
	}
}
