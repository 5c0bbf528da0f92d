package flow

import (
	"zerotoai/widgets/doc"
	"zerotoai/widgets/menu"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A figure is a live widget in its frame, with its caption below. Its picture
// is recorded when the widget has changed and replayed until it changes again.
type figure struct {
	name    string
	caption string
	widget  ui.Widget
	at      paint.Point // of the widget in the frame
	inner   paint.Point // the widget's size
	under   *sheet      // the caption
	room    float64     // the width that the caption is set in
	menu    *menu.Menu  // nil if it has none
	around  ui.Parts    // the menu and what opens it
	outlet  ui.Outlet
	picture *paint.List
	calm    bool       // the picture has been shown before: it is worth keeping
	images  svg.Images // of the picture as SVG
	shared  any        // what the widget shares with others, or nil
	stale   bool       // the widget has changed since it was laid out
	news    bool       // it has been laid out since the page was told
}

func newFigure(name, caption string, w ui.Widget) *figure {
	f := &figure{name: name, caption: caption, widget: w, stale: true}
	if s, ok := w.(ui.Sharing); ok {
		f.shared = s.Shared()
	}
	return f
}

// layout lays the widget out in a frame of the given width.
func (f *figure) layout(c *ui.Context, width float64) paint.Point {
	pad := f.padding(width)
	room := width - 2*pad
	f.at = paint.Pt(pad, pad)
	f.inner, f.picture = f.widget.Layout(c, paint.Pt(room, 1e6)), nil
	f.stale, f.news = false, true
	if f.under == nil || f.room != width || f.outlet != c.Outlet {
		f.room, f.outlet = width, c.Outlet
		f.under = newSheet(c, f.name)
		if f.caption != "" {
			f.under.paragraph(captionStyle(c), pad, room-f.beside(), []doc.Inline{doc.Plain(f.caption)})
		}
	}
	height := pad + f.inner.Y + pad
	if f.caption != "" {
		height += f.under.y + pad*0.6
	}
	return paint.Pt(width, height+f.placeMenu(c, pad, room))
}

// beside is the room that the menu takes beside the caption.
func (f *figure) beside() float64 {
	if f.menu == nil || f.outlet == nil {
		return 0
	}
	return menu.Side + theme.Gap/2
}

// placeMenu puts what opens the menu at the end of the caption's first line, and
// the menu under the caption. It returns how much higher the figure gets.
func (f *figure) placeMenu(c *ui.Context, pad, room float64) (height float64) {
	f.around = nil
	if f.beside() == 0 {
		return 0
	}
	at := f.captionAt().Add(paint.Pt(pad+room-menu.Side, (lineHeight(captionStyle(c))-menu.Side)/2))
	if f.caption == "" {
		at.Y, height = f.inner.Y, menu.Side
	}
	f.around.Place(c, &f.menu.Opener, at, paint.Pt(menu.Side, menu.Side))
	under := paint.Pt(pad, f.captionAt().Y+f.under.y+height+theme.Gap)
	if size := f.around.Place(c, f.menu, under, paint.Pt(room, 1e6)); size.Y > 0 {
		height += theme.Gap + size.Y
	}
	return height
}

// title is the name of the figure, or, if it has none, what its caption says.
func (f *figure) title() string {
	if name := f.widget.Describe().Name; name != "" {
		return name
	}
	return f.caption
}

// handle gives e, in the coordinates of the frame, to the figure and its menu.
func (f *figure) handle(e ui.Event) (changed bool) {
	changed = f.around.Handle(e)
	if ptr, ok := e.(ui.Pointer); ok {
		ptr.At = ptr.At.Sub(f.at)
		e = ptr
	}
	return f.widget.Handle(e) || changed
}

func captionStyle(c *ui.Context) style {
	return style{font: theme.Small, color: c.Theme.Soft, leading: 1.45}
}

// padding is the room between the frame and the widget. A figure without a
// caption is a part of the page's own furniture and has no frame.
func (f *figure) padding(width float64) float64 {
	switch {
	case f.caption == "":
		return 0
	case width < 480:
		return 12
	}
	return 20
}

// record makes the picture if the widget has changed.
func (f *figure) record(c *ui.Context, size paint.Point) {
	if f.picture == nil {
		f.picture, f.calm = paint.Record(func(to paint.Canvas) { f.paint(c, to, size) }), false
	}
}

func (f *figure) draw(c *ui.Context, to paint.Canvas, size paint.Point) {
	f.record(c, size)
	if !f.calm { // what moves has another picture in every frame
		f.picture.Replay(to)
		f.calm = true
		return
	}
	f.picture.Show(to, paint.Rect{Max: size})
}

func (f *figure) paint(c *ui.Context, to paint.Canvas, size paint.Point) {
	if f.caption != "" {
		to.Fill(paint.Rounded(paint.Rect{Max: size}, theme.Radius), c.Theme.Panel)
	}
	to.Group(paint.Group{ID: f.name, Transform: paint.Shift(f.at)}, func(to paint.Canvas) { f.widget.Draw(c, to) })
	to.Group(paint.Group{Transform: paint.Shift(f.captionAt())}, f.under.list.Replay)
	f.around.Draw(c, to)
}

func (f *figure) captionAt() paint.Point {
	return paint.Pt(0, f.at.Y+f.inner.Y+f.at.Y*0.6)
}

func (f *figure) describe(size paint.Point) ui.Node {
	n := ui.Node{
		ID: f.name + ".figure", Role: ui.FigureRole, Name: f.caption,
		Bounds:   paint.Rect{Max: size},
		Children: []ui.Node{f.widget.Describe().Shift(f.at)},
	}
	if f.caption == "" {
		n.Role, n.Name = ui.Group, n.Children[0].Name
	}
	for _, m := range f.under.nodes {
		n.Children = append(n.Children, m.Shift(f.captionAt()))
	}
	if len(f.around) > 0 {
		n.Children = append(n.Children, f.describeMenu())
	}
	return n
}

// describeMenu groups the menu and what opens it: the Escape key looks there
// first. The group covers nothing, for the caption is under it.
func (f *figure) describeMenu() ui.Node {
	at := f.around[0].At
	return ui.Node{ID: f.name + ".around", Role: ui.Group, Bounds: paint.Rect{Min: at, Max: at}, Children: f.around.Describe()}
}
