package formula

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zerotoai/widgets/doc/markdown"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
)

// Every formula of the chapters is in the table.
func TestChapters(t *testing.T) {
	err := filepath.WalkDir("../chapters", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text, err := markdown.Parse(b)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		inline, display := text.Math()
		wanted(t, path, inline, false)
		wanted(t, path, display, true)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func wanted(t *testing.T, path string, all []string, display bool) {
	for _, tex := range all {
		if _, ok := Lookup(tex, display); !ok {
			t.Errorf("%s: %s (display %t) is not in the table: run make/make.sh", path, tex, display)
		}
	}
}

// Every formula takes room, and what is painted of it lies about there.
func TestTable(t *testing.T) {
	if len(table) == 0 {
		t.Fatal("no formulas: run make/make.sh")
	}
	const slack = 120 // thousandths of an em by which italics may lean out
	for i := range table {
		f := &table[i]
		if f.Width <= 0 || f.Ascent+f.Descent <= 0 || len(f.parts) == 0 {
			t.Errorf("%s: takes no room: %+v", f.TeX, f)
		}
		if g, ok := Lookup(f.TeX, f.Display); !ok || g != f {
			t.Errorf("%s: found as %p, not %p", f.TeX, g, f)
		}
		room := paint.Rect{Min: paint.Pt(0, -f.Descent/unit), Max: paint.Pt(f.Width/unit, f.Ascent/unit)}.Inset(-slack)
		p := f.outline()
		for _, s := range p.Segments() {
			if q := end(s); s.Kind != paint.Close && !q.In(room) {
				t.Errorf("%s: %v is not in %v", f.TeX, q, room)
				break
			}
		}
	}
	if _, ok := Lookup("no such formula", false); ok {
		t.Error("a formula that nobody laid out is found")
	}
}

// The outlines of glyphs and rules run around in the same sense, else an
// overlap would be a hole.
func TestSense(t *testing.T) {
	for i, data := range glyphs {
		var p paint.Path
		addGlyph(&p, data, paint.Affine{})
		if a := area(p); a <= 0 {
			t.Errorf("glyph %d has the area %g", i, a)
		}
	}
	f := Formula{rules: []rule{{1, 2, 30, 4}}}
	if a := area(f.outline()); a != 120 {
		t.Errorf("a bar of 30 by 4 has the area %g", a)
	}
}

// area is that of p's corners by the shoelace formula, positive if they are
// run around anticlockwise with y upwards.
func area(p paint.Path) (a float64) {
	var start, at paint.Point
	for _, s := range p.Segments() {
		to := end(s)
		switch s.Kind {
		case paint.MoveTo:
			start, at = to, to
		case paint.Close:
			to = start
		}
		a += (at.X*to.Y - to.X*at.Y) / 2
		at = to
	}
	return a
}

func end(s paint.Segment) paint.Point {
	if s.Kind == paint.CubicTo {
		return s.P[2]
	}
	return s.P[0]
}

// The page's policy refuses style attributes, and MathML Core has no variants
// of letters.
func TestMathML(t *testing.T) {
	for _, f := range table {
		d := xml.NewDecoder(strings.NewReader(f.MathML))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.TeX, err)
			}
			start, _ := token.(xml.StartElement)
			for _, a := range start.Attr {
				if n := a.Name.Local; n == "style" || n == "class" || strings.HasPrefix(n, "data-") || n == "mathvariant" && a.Value != "normal" {
					t.Errorf("%s: the attribute %s=%q", f.TeX, n, a.Value)
				}
			}
		}
	}
}

// An em's bar, half an em high, stands on its baseline with y upwards.
func TestDraw(t *testing.T) {
	f := Formula{rules: []rule{{0, 0, 1000, 500}}}
	got := string(svg.Render(100, 100, func(to paint.Canvas) {
		f.Draw(to, paint.Pt(10, 20), 40, color.NRGBA{A: 255})
	}))
	for _, want := range []string{`transform="matrix(0.04 0 0 -0.04 10 20)"`, `d="M0 0L1000 0L1000 500L0 500Z"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}
