package flow

import (
	"image/color"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A look is how a panel looks. Its name is in the value of the panel's node.
type look struct {
	name string
	icon icon.Icon
	hue  func(t *theme.Theme) color.NRGBA
}

// asides says how each kind of call-out looks, and card how the glossary's
// card does.
var (
	asides = [...]look{
		doc.Seeing:  {doc.Seeing.String(), icon.Eye, func(t *theme.Theme) color.NRGBA { return t.Data }},
		doc.Try:     {doc.Try.String(), icon.Lightbulb, func(t *theme.Theme) color.NRGBA { return t.Held }},
		doc.Matters: {doc.Matters.String(), icon.Target, func(t *theme.Theme) color.NRGBA { return t.Attention }},
		doc.World:   {doc.World.String(), icon.Globe, func(t *theme.Theme) color.NRGBA { return t.Forward }},
		doc.Careful: {doc.Careful.String(), icon.TriangleAlert, func(t *theme.Theme) color.NRGBA { return t.Backward }},
	}
	card = look{"card", icon.CircleHelp, func(t *theme.Theme) color.NRGBA { return t.Accent }}
)

// Icons returns the icons of panels by the names that are in the values of
// their nodes: a style sheet shows them where nothing is painted.
func Icons() map[string]icon.Icon {
	icons := map[string]icon.Icon{card.name: card.icon}
	for _, l := range asides {
		icons[l.name] = l.icon
	}
	return icons
}

// aside sets a call-out: a panel with a title, an icon and a coloured edge.
func (s *sheet) aside(a *doc.Aside, x, width float64) {
	title := a.Title
	if title == "" {
		title = a.Kind.Title()
	}
	s.panel(x, width, asides[a.Kind], title, func(st style, x, width float64) {
		s.blocks(a.Blocks, st, x, width)
	})
}

// panel sets what body sets in a frame with a title.
func (s *sheet) panel(x, width float64, l look, title string, body func(st style, x, width float64)) {
	const pad = 16
	top, hue := s.y, l.hue(s.c.Theme)
	under, outer := s.list, s.nodes
	s.list, s.nodes = new(paint.List), nil
	id := s.newID()
	s.y += pad
	inner, room := x+pad+6, width-2*pad-6
	icon.Draw(s.list, l.icon, paint.Box(inner, s.y+2, 18, 18), hue)
	s.paragraph(style{font: paint.Font{Size: 15, Weight: 650}, color: s.c.Theme.Ink, leading: 1.5}, inner+26, room-26, []doc.Inline{doc.Plain(title)})
	s.y += 6
	body(style{font: paint.Font{Size: 16}, color: s.c.Theme.Ink, leading: 1.55}, inner, room)
	s.y += pad
	box := paint.Box(x, top, width, s.y-top)
	under.Fill(paint.Rounded(box, theme.Radius), s.c.Theme.Panel)
	under.Fill(paint.Rounded(paint.Box(x, top, 4, box.H()), 2), hue)
	s.list.Replay(under)
	s.list = under
	s.nodes = append(outer, ui.Node{ID: id, Role: ui.Aside, Name: title, Value: l.name, Bounds: box, Children: s.nodes})
}
