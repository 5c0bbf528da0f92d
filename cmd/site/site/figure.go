package site

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// How wide figures are laid out, in CSS pixels, so that on most screens their
// labels keep the size they are made for: wide is the column of text, narrow
// that of a phone. A page at most phone wide shows the narrow picture.
const (
	wide   = theme.Measure
	narrow = 340
	phone  = 599
)

// A picture is a figure as it starts, in one theme, as a file of its own: an
// article that held all its figures would be heavy before its first word could
// be shown.
type picture struct {
	class         string // the theme's name
	width, height float64
	svg           []byte
	words         string // what it shows
}

// A gallery is where the pictures of an article hang.
type gallery struct {
	hang   func(svg []byte) (url string)
	narrow bool // with pictures for phones, too
}

// figure writes what a figure is without a program: its picture, once for each
// theme and width, of which browsers ask for the one that is shown. A list of
// links stays a list of links; a figure that has nothing but controls is nothing.
func (s *Site) figure(p Page, name string, to gallery) ([]byte, error) {
	w := p.Figures[name]
	if w == nil {
		return nil, fmt.Errorf("%s: the text calls a figure that there is not: %s", p.ID, name)
	}
	s.lay(w, &theme.Light, wide)
	switch node := w.Describe(); {
	case node.Role == ui.List:
		return links(node), nil
	case !pictured(node):
		return nil, nil
	}
	var pictures []byte
	for _, t := range []*theme.Theme{&theme.Light, &theme.Dark} {
		pictures = append(pictures, "<picture>"...)
		if to.narrow {
			pictures = append(pictures, s.picture(w, t, narrow).source(to)...)
		}
		pictures = append(pictures, s.picture(w, t, wide).image(to)...)
		pictures = append(pictures, "</picture>\n"...)
	}
	return pictures, nil
}

// lay lays w out in a theme, that wide at most.
func (s *Site) lay(w ui.Widget, t *theme.Theme, width float64) (c *ui.Context, size paint.Point) {
	c = &ui.Context{Type: s.Shaper, Theme: t, Still: true}
	return c, w.Layout(c, paint.Pt(width, 1e6))
}

// picture draws w.
func (s *Site) picture(w ui.Widget, t *theme.Theme, width float64) picture {
	c, size := s.lay(w, t, width)
	drawn := svg.Render(size.X, size.Y, func(to paint.Canvas) { w.Draw(c, to) })
	return picture{t.Name, size.X, size.Y, drawn, words(w.Describe())}
}

// source writes p as what phones show in the place of an image.
func (p picture) source(to gallery) []byte {
	return fmt.Appendf(nil, "<source media=\"(max-width: %dpx)\" srcset=\"%s\" width=\"%.0f\" height=\"%.0f\">",
		phone, to.hang(p.svg), p.width, p.height)
}

// image writes p as an image that is loaded when it comes near the view, and
// without scripts at once.
func (p picture) image(to gallery) []byte {
	return fmt.Appendf(nil, "<img class=\"%s\" src=\"%s\" width=\"%.0f\" height=\"%.0f\" alt=\"%s\" loading=\"lazy\" decoding=\"async\">",
		p.class, to.hang(p.svg), p.width, p.height, html.EscapeString(p.words))
}

// pictured reports whether n shows anything that is not a control.
func pictured(n ui.Node) bool {
	switch n.Role {
	case ui.Image, ui.Pad, ui.Output, ui.Paragraph, ui.Table:
		return true
	}
	for _, c := range n.Children {
		if pictured(c) {
			return true
		}
	}
	return false
}

// words says what a picture shows: its name, and what stands in it.
func words(n ui.Node) string {
	var parts []string
	var add func(n ui.Node)
	add = func(n ui.Node) {
		said := strings.Trim(n.Name+": "+n.Value, ": ")
		if n.Text != nil {
			said = n.Text.String()
		}
		if !n.Role.Control() && said != "" {
			parts = append(parts, strings.TrimRight(said, "."))
		}
		for _, c := range n.Children {
			add(c)
		}
	}
	add(n)
	return strings.Join(parts, ". ")
}

// links writes the links in n as a list.
func links(n ui.Node) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<nav aria-label=\"%s\">\n<ul>\n", html.EscapeString(n.Name))
	var add func(n ui.Node)
	add = func(n ui.Node) {
		if n.Role == ui.Link {
			fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", html.EscapeString(n.URL), html.EscapeString(n.Name))
		}
		for _, c := range n.Children {
			add(c)
		}
	}
	add(n)
	b.WriteString("</ul>\n</nav>\n")
	return b.Bytes()
}
