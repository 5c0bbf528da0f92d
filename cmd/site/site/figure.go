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

// figureWidth is how wide figures are laid out, in CSS pixels: the column of
// text, so that on most screens their labels keep the size they are made for.
const figureWidth = theme.Measure

// figure writes what a figure is without a program: a picture of how it
// starts, once for each theme. A list of links stays a list of links; a figure
// that has nothing but controls is nothing.
func (s *Site) figure(p Page, name string) ([]byte, error) {
	w := p.Figures[name]
	if w == nil {
		return nil, fmt.Errorf("%s: the text calls a figure that there is not: %s", p.ID, name)
	}
	light := s.picture(w, name, &theme.Light)
	node := w.Describe()
	switch {
	case node.Role == ui.List:
		return links(node), nil
	case !pictured(node):
		return nil, nil
	}
	return append(light, s.picture(w, name, &theme.Dark)...), nil
}

// picture draws w as an svg element of the theme's class.
func (s *Site) picture(w ui.Widget, name string, t *theme.Theme) []byte {
	c := &ui.Context{Type: s.Shaper, Theme: t, Still: true}
	size := w.Layout(c, paint.Pt(figureWidth, 1e6))
	o := svg.Options{Prefix: name + "." + t.Name + ".", Class: t.Name, Title: words(w.Describe())}
	picture := o.Render(size.X, size.Y, func(to paint.Canvas) { w.Draw(c, to) })
	natural := fmt.Sprintf("<svg width=\"%.0f\" height=\"%.0f\" ", size.X, size.Y)
	return bytes.Replace(picture, []byte("<svg "), []byte(natural), 1)
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
