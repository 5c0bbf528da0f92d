package flow

import (
	"math"
	"strings"

	"zerotoai/widgets/address"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/export"
	"zerotoai/widgets/menu"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/ui"
)

// A source is a figure as its menu sees it.
type source struct {
	page   *Page
	figure *figure
}

var _ menu.Source = source{}

// short is a figure's name without what stands before its first point.
func short(name string) string {
	_, s, _ := strings.Cut(name, ".")
	return s
}

// Place implements menu.Source.
func (s source) Place() (chapter, figure string) { return s.page.ID, short(s.figure.name) }

// Values implements menu.Source.
func (s source) Values() []address.Value {
	return address.Of(s.page.params(func(string) bool { return true }))
}

// margin is the room around a picture, and between it and its title.
const margin = 20

// Picture implements menu.Source: the figure and its title on a ground of their
// own, with letters that need no font.
func (s source) Picture() (picture []byte, size paint.Point) {
	f, c := s.figure, s.page.context
	c.Native = false // what is typed is painted, too
	title := newSheet(&c, "")
	title.paragraph(captionStyle(&c), 0, f.inner.X, []doc.Inline{doc.Plain(f.title() + " · From Zero to AI")})
	under := paint.Pt(margin, margin+f.inner.Y+margin/2)
	size = paint.Pt(math.Ceil(f.inner.X+2*margin), math.Ceil(under.Y+title.y+margin))
	o := svg.Options{Title: f.title(), Sized: true}
	if t, ok := c.Type.(outliner); ok {
		o.Outline = t.Outline
	}
	return o.Render(size.X, size.Y, func(to paint.Canvas) {
		to.Fill(paint.Rectangle(paint.Rect{Max: size}), c.Theme.Panel)
		to.Group(paint.Group{ID: f.name, Transform: paint.Shift(paint.Pt(margin, margin))}, func(to paint.Canvas) { f.widget.Draw(&c, to) })
		to.Group(paint.Group{Transform: paint.Shift(under)}, title.list.Replay)
	}), size
}

// An outliner knows the shapes of letters.
type outliner interface {
	Outline(paint.Run) (paint.Path, bool)
}

// Data implements menu.Source.
func (s source) Data() []ui.Dataset { return export.Of(s.figure.widget) }

// State implements menu.Source.
func (s source) State() []ui.Param { return s.page.params(s.shares) }

// Halt implements menu.Source.
func (s source) Halt() {
	for _, b := range s.page.figures() {
		if s.shares(b.figure.name) {
			s.page.give(b, ui.Halt{})
		}
	}
}

// Restored implements menu.Source.
func (s source) Restored() { s.page.restored(s.shares) }

// shares reports whether the figure called name is this one, or shares
// something with it.
func (s source) shares(name string) bool {
	if name == s.figure.name {
		return true
	}
	w, ok := s.page.Figures[name].(ui.Sharing)
	return ok && s.figure.shared != nil && w.Shared() == s.figure.shared
}

// Anchor returns the id of the element of the figure that an embed would call
// name, or "".
func (p *Page) Anchor(name string) string {
	for _, full := range p.Doc.Figures() {
		if full == name || short(full) == name {
			return full + ".figure"
		}
	}
	return ""
}
