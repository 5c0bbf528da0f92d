package flow

import (
	"zerotoai/widgets/doc"
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
	if f.under == nil || f.room != width {
		f.room = width
		f.under = newSheet(c, f.name)
		if f.caption != "" {
			f.under.paragraph(captionStyle(c), pad, room, []doc.Inline{doc.Plain(f.caption)})
		}
	}
	height := pad + f.inner.Y + pad
	if f.caption != "" {
		height += f.under.y + pad*0.6
	}
	return paint.Pt(width, height)
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
	return n
}
