package flow

import (
	"image/color"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// asides says how each kind of call-out looks.
var asides = [...]struct {
	title string
	icon  icon.Icon
	color func(t *theme.Theme) color.NRGBA
}{
	doc.Seeing:  {"What you are seeing", icon.Eye, func(t *theme.Theme) color.NRGBA { return t.Data }},
	doc.Try:     {"Try this", icon.Lightbulb, func(t *theme.Theme) color.NRGBA { return t.Held }},
	doc.Matters: {"Why it matters", icon.Target, func(t *theme.Theme) color.NRGBA { return t.Attention }},
	doc.World:   {"In the real world", icon.Globe, func(t *theme.Theme) color.NRGBA { return t.Forward }},
	doc.Careful: {"Careful", icon.TriangleAlert, func(t *theme.Theme) color.NRGBA { return t.Backward }},
}

// aside sets a call-out: a panel with a title, an icon and a coloured edge.
func (s *sheet) aside(a *doc.Aside, x, width float64) {
	kind := asides[a.Kind]
	title, hue := a.Title, kind.color(s.c.Theme)
	if title == "" {
		title = kind.title
	}
	s.panel(x, width, hue, kind.icon, title, func(st style, x, width float64) {
		s.blocks(a.Blocks, st, x, width)
	})
}

// panel sets what body sets in a frame with a title.
func (s *sheet) panel(x, width float64, hue color.NRGBA, i icon.Icon, title string, body func(st style, x, width float64)) {
	const pad = 16
	top := s.y
	under, outer := s.list, s.nodes
	s.list, s.nodes = new(paint.List), nil
	id := s.newID()
	s.y += pad
	inner, room := x+pad+6, width-2*pad-6
	icon.Draw(s.list, i, paint.Box(inner, s.y+2, 18, 18), hue)
	s.paragraph(style{font: paint.Font{Size: 15, Weight: 650}, color: s.c.Theme.Ink, leading: 1.5}, inner+26, room-26, []doc.Inline{doc.Plain(title)})
	s.y += 6
	body(style{font: paint.Font{Size: 16}, color: s.c.Theme.Ink, leading: 1.55}, inner, room)
	s.y += pad
	box := paint.Box(x, top, width, s.y-top)
	under.Fill(paint.Rounded(box, theme.Radius), s.c.Theme.Panel)
	under.Fill(paint.Rounded(paint.Box(x, top, 4, box.H()), 2), hue)
	s.list.Replay(under)
	s.list = under
	s.nodes = append(outer, ui.Node{ID: id, Role: ui.Aside, Name: title, Bounds: box, Children: s.nodes})
}
