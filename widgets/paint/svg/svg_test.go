package svg

import (
	"encoding/xml"
	"image/color"
	"io"
	"math"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
)

var (
	red  = color.NRGBA{255, 0, 0, 255}
	half = color.NRGBA{0, 0, 255, 128}
)

func TestRender(t *testing.T) {
	got := string(Render(100, 50, func(to paint.Canvas) {
		to.Fill(paint.Rectangle(paint.Box(1, 2, 3, 4)), red)
		to.Stroke(paint.Polyline(paint.Pt(0, 0), paint.Pt(math.NaN(), 1), paint.Pt(2, 2), paint.Pt(3, 3)),
			paint.Stroke{Width: 1.5, Color: half, Dash: []float64{2, 3}, Round: true})
		to.Text(paint.Pt(5, 6), paint.Run{Font: paint.Font{Size: 18, Weight: 700}, Text: `a<b & "c"`, Advance: 40}, red)
		to.Group(paint.Group{ID: "g", Transform: paint.Shift(paint.Pt(10, 0)), Clip: paint.Box(0, 0, 5, 5), Fade: 0.25}, func(to paint.Canvas) {
			to.Fill(paint.Circle(paint.Pt(0, 0), 1), red)
		})
	}))
	want := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
 <path d="M1 2L4 2L4 6L1 6Z" fill="#ff0000"/>
 <path d="M0 0M2 2L3 3" fill="none" stroke="#0000ff" stroke-opacity="0.502" stroke-width="1.5" stroke-dasharray="2 3" stroke-linecap="round" stroke-linejoin="round"/>
 <text x="5" y="6" font-family="Inter, sans-serif" font-size="18" font-weight="700" textLength="40" fill="#ff0000">a&lt;b &amp; &#34;c&#34;</text>
 <clipPath id="clip1"><path d="M0 0L5 0L5 5L0 5Z"/></clipPath>
 <g data-name="g" transform="matrix(1 0 0 1 10 0)" clip-path="url(#clip1)" opacity="0.75">
  <path d="M1 0C1 0.55 0.55 1 0 1C-0.55 1 -1 0.55 -1 0C-1 -0.55 -0.55 -1 0 -1C0.55 -1 1 -0.55 1 0Z" fill="#ff0000"/>
 </g>
</svg>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Whatever the words, the picture is well-formed XML without style attributes.
func FuzzText(f *testing.F) {
	f.Add("a\x00<svg onload='x'>]]>")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		got := Options{Title: s, Class: "light"}.Render(10, 10, func(to paint.Canvas) {
			to.Text(paint.Pt(0, 0), paint.Run{Text: s, Advance: 1}, red)
		})
		if strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r >= 0xFFFE && r <= 0xFFFF }) {
			return // titles are written by authors
		}
		d := xml.NewDecoder(strings.NewReader(string(got)))
		for {
			if _, err := d.Token(); err == io.EOF {
				return
			} else if err != nil {
				t.Fatalf("%v in %s", err, got)
			}
		}
	})
}

func TestParsePath(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"M1 2L3,4z", "M1 2L3 4Z"},
		{"m1 2 3 4-1-1", "M1 2L4 6L3 5"},
		{"M0 0H5V-5h-2v1", "M0 0L5 0L5 -5L3 -5L3 -4"},
		{"M0 0C1 1 2 1 3 0S5-1 6 0", "M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0"},
		{"M0 0Q3 3 6 0T12 0", "M0 0C2 2 4 2 6 0C8 -2 10 -2 12 0"},
		{"M1.5.5.25.75", "M1.5 0.5L0.25 0.75"},
		{"M0 0l1e1-1E0", "M0 0L10 -1"},
		{"M0 0zm2 2l1 0", "M0 0ZM2 2L3 2"},
		{"M0 0A5 5 0 0 1 10 0", "M0 0C0 -2.76 2.24 -5 5 -5C7.76 -5 10 -2.76 10 0"},
		{"M0 0a5 5 0 1010 0", "M0 0C0 2.76 2.24 5 5 5C7.76 5 10 2.76 10 0"},
		{"M0 0A0 5 0 0 1 10 0", "M0 0L10 0"},
		{"", ""},
	} {
		p, err := ParsePath(c.in)
		if got := data(p); err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{"1 2", "M1", "M1 2X3", "M0 0A1 1 0 2 0 1 1", "M0 0L"} {
		if _, err := ParsePath(in); err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

func FuzzParsePath(f *testing.F) {
	f.Add("M0 0a5 5 0 1010 0zm1-1.5.5c1 2 3 4 5 6")
	f.Fuzz(func(t *testing.T, d string) {
		p, err := ParsePath(d)
		if err != nil {
			return
		}
		if _, err := ParsePath(data(p)); err != nil {
			t.Errorf("%q became %q: %v", d, data(p), err)
		}
	})
}
