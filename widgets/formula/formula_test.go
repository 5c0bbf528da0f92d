package formula

import (
	"encoding/xml"
	"image/color"
	"io"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
)

// Every formula can be painted and spoken.
func TestTable(t *testing.T) {
	if len(table) == 0 {
		t.Fatal("no formulas: run make/make.mjs")
	}
	for _, f := range table {
		if f.Width <= 0 || f.Ascent+f.Descent <= 0 || len(f.parts) == 0 {
			t.Errorf("%s: takes no room: %+v", f.TeX, f)
		}
		var l paint.List
		f.Draw(&l, paint.Pt(0, 0), 18, color.NRGBA{A: 255})
		if l.Len() != len(f.parts)+1 {
			t.Errorf("%s: %d calls", f.TeX, l.Len())
		}
		for _, p := range f.parts {
			if p.x < -0.3 || p.x > f.Width+0.3 || p.ky >= 0 {
				t.Errorf("%s: a part outside: %+v", f.TeX, p)
			}
		}
		d := xml.NewDecoder(strings.NewReader(f.MathML))
		d.Entity = xml.HTMLEntity
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: MathML: %v", f.TeX, err)
				break
			}
		}
		if strings.Contains(f.MathML, "style=") {
			t.Errorf("%s: MathML with a style attribute, which the page's policy refuses", f.TeX)
		}
	}
	for i := range glyphs {
		outline(i)
	}
}

func TestLookup(t *testing.T) {
	f := &table[0]
	if g, ok := Lookup(f.TeX, f.Display); !ok || g != f {
		t.Error("the first formula is not found")
	}
	if _, ok := Lookup("no such formula", false); ok {
		t.Error("a formula that nobody laid out is found")
	}
}
