package ui

import "zerotoai/widgets/paint"

// Parts are the widgets inside a widget, each with its place. A widget sets
// the places once, in Layout; drawing, hitting and describing follow them.
type Parts []Part

// A Part is a widget and the place of its top left corner.
type Part struct {
	Widget
	At   paint.Point
	Size paint.Point
}

// Place lays w out in room and adds it at at.
func (ps *Parts) Place(c *Context, w Widget, at, room paint.Point) (size paint.Point) {
	size = w.Layout(c, room)
	*ps = append(*ps, Part{w, at, size})
	return size
}

// Column places ws under one another from at on, gap apart.
func (ps *Parts) Column(c *Context, at, room paint.Point, gap float64, ws ...Widget) (size paint.Point) {
	for i, w := range ws {
		if i > 0 {
			size.Y += gap
		}
		s := ps.Place(c, w, at.Add(paint.Pt(0, size.Y)), paint.Pt(room.X, room.Y-size.Y))
		size = paint.Pt(max(size.X, s.X), size.Y+s.Y)
	}
	return size
}

// Row places ws side by side from at on, gap apart, and goes on in a new row
// where the room ends.
func (ps *Parts) Row(c *Context, at, room paint.Point, gap float64, ws ...Widget) (size paint.Point) {
	var x, y, height float64
	for _, w := range ws {
		s := w.Layout(c, room)
		if x > 0 && x+s.X > room.X {
			x, y, height = 0, y+height+gap, 0
		}
		*ps = append(*ps, Part{w, at.Add(paint.Pt(x, y)), s})
		height = max(height, s.Y)
		size = paint.Pt(max(size.X, x+s.X), y+height)
		x += s.X + gap
	}
	return size
}

// Handle gives e to the parts: a Pointer in the coordinates of each.
func (ps Parts) Handle(e Event) (changed bool) {
	for _, p := range ps {
		e := e
		if ptr, ok := e.(Pointer); ok {
			ptr.At = ptr.At.Sub(p.At)
			e = ptr
		}
		changed = p.Widget.Handle(e) || changed
	}
	return changed
}

// Draw paints the parts in their places.
func (ps Parts) Draw(c *Context, to paint.Canvas) {
	for _, p := range ps {
		to.Group(paint.Group{Transform: paint.Shift(p.At)}, func(to paint.Canvas) { p.Widget.Draw(c, to) })
	}
}

// Describe returns the nodes of the parts in their places.
func (ps Parts) Describe() (ns []Node) {
	for _, p := range ps {
		ns = append(ns, p.Widget.Describe().Shift(p.At))
	}
	return ns
}
