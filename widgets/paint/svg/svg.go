// Package svg writes what is painted as SVG text. The same calls give the
// same bytes, so its output is what golden tests compare; and it is how the
// guide is printed, exported and read without scripts.
package svg

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"zerotoai/widgets/paint"
)

// Options say how the svg element is to be used. The zero Options are a
// picture that stands alone, in a file.
type Options struct {
	Prefix string  // of the ids that the picture makes for itself: unique in a page of several pictures
	Images *Images // of the picture when it was rendered before; may be nil

	// Outline returns the shape of a run that starts at the origin, and whether
	// it has one: then the picture looks the same where the fonts are not at
	// hand. If it is nil, text stays text.
	Outline func(paint.Run) (paint.Path, bool)

	Title string // says what the picture shows, as its first element; may be empty
	Sized bool   // it says how large it is: programs that show it alone want to know
}

// Images keeps the data of a picture's images from one rendering to the next:
// compressing them is most of the work. The zero Images are none.
type Images struct{ last, now map[image.Image]encoded }

// encoded is the data of an image in a version of it, if it has several.
type encoded struct {
	version int
	data    string
}

// begin starts a rendering: what the last one did not use goes.
func (k *Images) begin() { k.last, k.now = k.now, map[image.Image]encoded{} }

// get returns the data of m, or "" if it is empty.
func (k *Images) get(m image.Image) string {
	version := 0
	if c, ok := m.(paint.Changing); ok {
		version = c.Version()
	}
	for _, kept := range []map[image.Image]encoded{k.now, k.last} {
		if e, ok := kept[m]; ok && e.version == version {
			k.now[m] = e
			return e.data
		}
	}
	e := encoded{version, encode(m)}
	k.now[m] = e
	return e.data
}

// encode writes m as PNG, in base64.
func encode(m image.Image) string {
	var b bytes.Buffer
	if png.Encode(&b, m) != nil {
		return "" // an empty image has no picture
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// Render returns the picture that draw paints, as an svg element of the given
// size in CSS pixels. It uses no style attributes, which a strict
// Content-Security-Policy would refuse.
func Render(w, h float64, draw func(paint.Canvas)) []byte {
	return Options{}.Render(w, h, draw)
}

// Render is like the function, with options.
func (o Options) Render(w, h float64, draw func(paint.Canvas)) []byte {
	c := &canvas{prefix: o.Prefix, images: o.Images, outline: o.Outline}
	if c.images == nil {
		c.images = new(Images)
	}
	c.images.begin()
	size := ""
	if o.Sized {
		size = fmt.Sprintf(` width="%s" height="%s"`, num(w), num(h))
	}
	fmt.Fprintf(&c.buf, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\"%s>\n", num(w), num(h), size)
	if o.Title != "" {
		c.line("<title>%s</title>", escape(o.Title))
	}
	draw(c)
	c.buf.WriteString("</svg>\n")
	return c.buf.Bytes()
}

type canvas struct {
	buf     bytes.Buffer
	prefix  string
	images  *Images
	outline func(paint.Run) (paint.Path, bool)
	depth   int
	clips   int
}

func (c *canvas) line(format string, args ...any) {
	fmt.Fprintf(&c.buf, "%*s", c.depth+1, "")
	fmt.Fprintf(&c.buf, format+"\n", args...)
}

func (c *canvas) Fill(p paint.Path, col color.NRGBA) {
	if d := data(p); d != "" {
		c.line(`<path d="%s" %s/>`, d, ink("fill", col))
	}
}

func (c *canvas) Stroke(p paint.Path, s paint.Stroke) {
	d := data(p)
	if d == "" {
		return
	}
	extra := ""
	if len(s.Dash) > 0 {
		dashes := make([]string, len(s.Dash))
		for i, v := range s.Dash {
			dashes[i] = num(v)
		}
		extra = fmt.Sprintf(` stroke-dasharray="%s"`, strings.Join(dashes, " "))
	}
	if s.Round {
		extra += ` stroke-linecap="round" stroke-linejoin="round"`
	}
	c.line(`<path d="%s" fill="none" %s stroke-width="%s"%s/>`, d, ink("stroke", s.Color), num(s.Width), extra)
}

// families are the fonts of the picture, with fallbacks for where the bundled
// ones are not at hand.
var families = [...]string{paint.Sans: "Inter, sans-serif", paint.Mono: "JetBrains Mono, monospace"}

func (c *canvas) Text(at paint.Point, r paint.Run, col color.NRGBA) {
	text := strings.TrimRight(r.Text, "\n")
	if strings.TrimSpace(text) == "" || !at.Finite() {
		return
	}
	if c.outline != nil {
		if shape, ok := c.outline(r); ok {
			c.letters(at, shape, text, col)
			return
		}
	}
	extra := ""
	if r.Font.Weight != 0 && r.Font.Weight != 400 {
		extra += fmt.Sprintf(` font-weight="%d"`, r.Font.Weight)
	}
	if r.Font.Italic {
		extra += ` font-style="italic"`
	}
	if r.Advance > 0 {
		extra += fmt.Sprintf(` textLength="%s"`, num(r.Advance))
	}
	if strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") || strings.Contains(text, "  ") { // before a link, and in code
		extra += ` xml:space="preserve"`
	}
	c.line(`<text x="%s" y="%s" font-family="%s" font-size="%s"%s %s>%s</text>`,
		num(at.X), num(at.Y), families[r.Font.Family], num(r.Font.Size), extra, ink("fill", col), escape(text))
}

// letters writes text as the shape of its letters.
func (c *canvas) letters(at paint.Point, shape paint.Path, text string, col color.NRGBA) {
	c.line(`<path d="%s" transform="translate(%s %s)" %s role="img" aria-label="%s"/>`,
		data(shape), num(at.X), num(at.Y), ink("fill", col), escape(text))
}

// escape leaves out what XML cannot hold.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	return html.EscapeString(s)
}

func (c *canvas) Image(dst paint.Rect, m image.Image) {
	if !dst.Min.Finite() || !dst.Max.Finite() {
		return
	}
	if data := c.images.get(m); data != "" {
		c.line(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="data:image/png;base64,%s"/>`,
			num(dst.Min.X), num(dst.Min.Y), num(dst.W()), num(dst.H()), data)
	}
}

func (c *canvas) Group(g paint.Group, draw func(paint.Canvas)) {
	attrs := ""
	if g.ID != "" {
		attrs += fmt.Sprintf(` data-name="%s"`, html.EscapeString(g.ID))
	}
	if g.Transform != (paint.Affine{}) {
		a, b, x, d, e, y := g.Transform.Elements()
		attrs += fmt.Sprintf(` transform="matrix(%s %s %s %s %s %s)"`, num4(a), num4(d), num4(b), num4(e), num(x), num(y))
	}
	if g.Clip != (paint.Rect{}) {
		c.clips++
		id := fmt.Sprintf("%sclip%d", c.prefix, c.clips)
		c.line(`<clipPath id="%s"><path d="%s"/></clipPath>`, id, data(paint.Rectangle(g.Clip)))
		attrs += fmt.Sprintf(` clip-path="url(#%s)"`, id)
	}
	if g.Fade > 0 {
		attrs += fmt.Sprintf(` opacity="%s"`, num4(1-g.Fade))
	}
	if attrs == "" {
		draw(c)
		return
	}
	c.line(`<g%s>`, attrs)
	c.depth++
	draw(c)
	c.depth--
	c.line(`</g>`)
}

// data writes p as the d attribute has it.
func data(p paint.Path) string {
	var b strings.Builder
	for _, s := range p.Segments() {
		switch s.Kind {
		case paint.MoveTo:
			b.WriteString("M" + points(s.P[:1]))
		case paint.LineTo:
			b.WriteString("L" + points(s.P[:1]))
		case paint.CubicTo:
			b.WriteString("C" + points(s.P[:3]))
		case paint.Close:
			b.WriteString("Z")
		}
	}
	return b.String()
}

func points(ps []paint.Point) string {
	s := make([]string, len(ps))
	for i, p := range ps {
		s[i] = num(p.X) + " " + num(p.Y)
	}
	return strings.Join(s, " ")
}

// num writes v with at most two decimals.
func num(v float64) string { return decimals(v, 2) }

// num4 writes v with at most four decimals, for factors.
func num4(v float64) string { return decimals(v, 4) }

func decimals(v float64, n int) string {
	s := strconv.FormatFloat(v, 'f', n, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// ink writes a colour as attributes: an opaque one, and its opacity.
func ink(name string, c color.NRGBA) string {
	s := fmt.Sprintf(`%s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A != 0xff {
		s += fmt.Sprintf(` %s-opacity="%s"`, name, num4(float64(c.A)/255))
	}
	return s
}
