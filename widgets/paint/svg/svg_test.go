package svg

import (
	"encoding/base64"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
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
 <path d="M2 2L3 3" fill="none" stroke="#0000ff" stroke-opacity="0.502" stroke-width="1.5" stroke-dasharray="2 3" stroke-linecap="round" stroke-linejoin="round"/>
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

// A picture for other programs has a title and a size, and letters as shapes
// where they have some.
func TestAlone(t *testing.T) {
	o := Options{Title: "a < b", Sized: true, Outline: func(r paint.Run) (paint.Path, bool) {
		return paint.Rectangle(paint.Box(0, -1, r.Advance, 1)), !r.Foreign
	}}
	got := string(o.Render(100, 50, func(to paint.Canvas) {
		to.Text(paint.Pt(5, 6), paint.Run{Text: `"c" `, Advance: 4}, red)
		to.Text(paint.Pt(9, 6), paint.Run{Font: paint.Font{Size: 18}, Text: "…", Foreign: true}, red)
	}))
	want := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">
 <title>a &lt; b</title>
 <path d="M0 -1L4 -1L4 0L0 0Z" transform="translate(5 6)" fill="#ff0000" role="img" aria-label="&#34;c&#34; "/>
 <text x="9" y="6" font-family="Inter, sans-serif" font-size="18" fill="#ff0000">…</text>
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
		got := Render(10, 10, func(to paint.Canvas) {
			to.Text(paint.Pt(0, 0), paint.Run{Text: s, Advance: 1}, red)
		})
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
	for _, c := range []struct{ in, want string }{
		{"1 2", "svg: path data at 0: a path begins with M"},
		{"L1 2", "svg: path data at 0: a path begins with M"},
		{"M1", "svg: path data at 2: a number is missing"},
		{"M1 2X3", `svg: path data at 5: there is no command 'X'`},
		{"M0 0A1 1 0 2 0 1 1", "svg: path data at 11: a flag is missing"},
		{"M0 0L", "svg: path data at 5: a number is missing"},
		{"M0 0Z1 2", "svg: path data at 5: a command letter is missing"},
	} {
		if _, err := ParsePath(c.in); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %s", c.in, err, c.want)
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

// Arcs lie on their ellipses: rotated, scaled up where they are too small, and
// whichever of the four ways they take.
func TestArc(t *testing.T) {
	for _, flags := range []string{"0 0", "0 1", "1 0", "1 1"} {
		p, err := ParsePath("M3 4A20 10 30 " + flags + " 18 12")
		if err != nil {
			t.Fatal(err)
		}
		var curves int
		pen := paint.Pt(3, 4)
		centers := map[[2]int]bool{}
		for _, s := range p.Segments() {
			if s.Kind != paint.CubicTo {
				continue
			}
			curves++
			var on [3]paint.Point // three points of the ellipse, turned back and made a circle
			for i, u := range []float64{0, 0.5, 1} {
				v := 1 - u
				q := pen.Mul(v * v * v).Add(s.P[0].Mul(3 * v * v * u)).Add(s.P[1].Mul(3 * v * u * u)).Add(s.P[2].Mul(u * u * u))
				sin, cos := math.Sincos(math.Pi / 6)
				on[i] = paint.Pt((cos*q.X+sin*q.Y)/20, (-sin*q.X+cos*q.Y)/10)
			}
			o, r := circle(on)
			if math.Abs(r-1) > 2e-3 {
				t.Errorf("flags %s: a radius of %g of the ellipse's", flags, r)
			}
			centers[[2]int{int(math.Round(o.X * 50)), int(math.Round(o.Y * 50))}] = true
			pen = s.P[2]
		}
		if pen != paint.Pt(18, 12) || len(centers) != 1 {
			t.Errorf("flags %s: ends at %v, with centres %v", flags, pen, centers)
		}
		if large := flags[0] == '1'; large != (curves > 2) {
			t.Errorf("flags %s: %d curves", flags, curves)
		}
	}
	p, err := ParsePath("M0 0A1 1 0 0 1 10 0") // too small: a half circle of radius 5
	if got, want := data(p), "M0 0C0 -2.76 2.24 -5 5 -5C7.76 -5 10 -2.76 10 0"; err != nil || got != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

// circle returns the circle through three points.
func circle(p [3]paint.Point) (o paint.Point, r float64) {
	a, b := p[1].Sub(p[0]), p[2].Sub(p[0])
	d := 2 * (a.X*b.Y - a.Y*b.X)
	aa, bb := a.X*a.X+a.Y*a.Y, b.X*b.X+b.Y*b.Y
	v := paint.Pt((b.Y*aa-a.Y*bb)/d, (a.X*bb-b.X*aa)/d)
	return p[0].Add(v), v.Len()
}

// The picture of an image is the image, and what has no place has no picture.
func TestImage(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	m.SetNRGBA(0, 0, half)
	m.SetNRGBA(1, 0, red)
	got := string(Render(10, 10, func(to paint.Canvas) {
		to.Image(paint.Box(1, 2, 3, 4), m)
		to.Image(paint.Box(math.NaN(), 2, 3, 4), m)
		to.Image(paint.Box(1, 2, 3, 4), image.NewNRGBA(image.Rectangle{}))
	}))
	const head, tail = ` <image x="1" y="2" width="3" height="4" preserveAspectRatio="none" href="data:image/png;base64,`, `"/>`
	_, rest, ok := strings.Cut(got, head)
	code, rest, ok2 := strings.Cut(rest, tail)
	if !ok || !ok2 || strings.Contains(rest, "image") {
		t.Fatalf("got %s", got)
	}
	back, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(code)))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 2 {
		if c := color.NRGBAModel.Convert(back.At(x, 0)); c != m.NRGBAAt(x, 0) {
			t.Errorf("pixel %d is %v, want %v", x, c, m.NRGBAAt(x, 0))
		}
	}
}

func TestOptions(t *testing.T) {
	clip := func(to paint.Canvas) { to.Group(paint.Group{Clip: paint.Box(0, 0, 1, 1)}, func(paint.Canvas) {}) }
	got := string(Options{Prefix: "f1."}.Render(5, 6.789, clip))
	want := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 6.79">
 <clipPath id="f1.clip1"><path d="M0 0L1 0L1 1L0 1Z"/></clipPath>
 <g clip-path="url(#f1.clip1)">
 </g>
</svg>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// White space counts in code and before a link, and the end of a line has no width.
func TestTextSpace(t *testing.T) {
	got := string(Render(1, 1, func(to paint.Canvas) {
		to.Text(paint.Pt(0, 9), paint.Run{Font: paint.Font{Family: paint.Mono, Size: 9}, Text: "  a \n", Advance: 30}, red)
		to.Text(paint.Pt(0, 9), paint.Run{Text: " \n", Advance: 30}, red)
	}))
	want := ` <text x="0" y="9" font-family="JetBrains Mono, monospace" font-size="9" textLength="30" xml:space="preserve" fill="#ff0000">  a </text>
</svg>
`
	if !strings.HasSuffix(got, ">\n"+want) || strings.Count(got, "<text") != 1 {
		t.Errorf("got %s", got)
	}
}

// Numbers are short, and never -0.
func TestNum(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.001: "0", 100: "100", 1.005: "1", 1.006: "1.01", -2.5: "-2.5", 1e6: "1000000"} {
		if got := num(v); got != want {
			t.Errorf("%g is %s, want %s", v, got, want)
		}
	}
}

// A picture that counts how often it is looked at.
type counted struct {
	*image.NRGBA
	version, looked int
}

func (c *counted) Version() int { return c.version }

func (c *counted) At(x, y int) color.Color { c.looked++; return c.NRGBA.At(x, y) }

// The data of an image are made once in a version, and kept only while the
// picture has it.
func TestImagesAreKept(t *testing.T) {
	m := &counted{NRGBA: image.NewNRGBA(image.Rect(0, 0, 8, 8))}
	var kept Images
	render := func(draw func(paint.Canvas)) (text string, looked bool) {
		m.looked = 0
		text = string(Options{Images: &kept}.Render(10, 10, draw))
		return text, m.looked > 0
	}
	show := func(to paint.Canvas) {
		to.Image(paint.Box(0, 0, 10, 10), m)
		to.Image(paint.Box(0, 0, 5, 5), m)
	}
	first, _ := render(show)
	if first != string(Render(10, 10, show)) {
		t.Error("what is kept changes the picture")
	}
	if again, looked := render(show); looked || again != first {
		t.Error("an image that is the same is compressed anew")
	}
	m.SetNRGBA(0, 0, color.NRGBA{255, 0, 0, 255})
	m.version++
	if now, looked := render(show); !looked || now == first {
		t.Error("another version of an image is shown as before")
	}
	render(func(paint.Canvas) {})
	if _, looked := render(show); !looked {
		t.Error("an image that the picture did not have any more is kept")
	}
}
