package ui

import (
	"slices"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
)

// A Stack is what most figures are: parts under one another. A figure embeds
// it and has only to say, in its Layout, what stands where:
//
//	g.Begin(c, room)
//	g.Add(&g.plane)
//	g.Row(&g.step, &g.reset)
//	return g.End()
//
// What takes no room, such as a card that is closed, leaves no gap either.
type Stack struct {
	ID, Name string // of the group that the parts are to a reader

	c     *Context
	parts Parts
	room  paint.Point
	y     float64
}

// Begin starts a layout anew.
func (s *Stack) Begin(c *Context, room paint.Point) {
	s.c, s.parts, s.room, s.y = c, nil, room, 0
}

// place calls set with the place of what comes next, which is as high as set
// says.
func (s *Stack) place(set func(at paint.Point) (height float64)) {
	top := s.y
	if top > 0 {
		top += theme.Gap
	}
	if h := set(paint.Pt(0, top)); h > 0 {
		s.y = top + h
	}
}

// wanted are those of ws that are to be seen: in a bare figure, none that are
// controls and nothing else.
func (s *Stack) wanted(ws []Widget) []Widget {
	if !s.c.Bare {
		return ws
	}
	return slices.DeleteFunc(slices.Clone(ws), func(w Widget) bool {
		w.Layout(s.c, s.room)
		control, more := parted(w.Describe())
		return control && !more
	})
}

// parted reports whether n has controls, and whether it has anything else to be
// read or seen.
func parted(n Node) (control, more bool) {
	if n.Role.Control() {
		return true, false
	}
	if n.Role != Group {
		return false, true
	}
	for _, c := range n.Children {
		k, m := parted(c)
		control, more = control || k, more || m
	}
	return control, more
}

// Add places each of ws under the one before, as wide as the room.
func (s *Stack) Add(ws ...Widget) {
	for _, w := range s.wanted(ws) {
		s.place(func(at paint.Point) float64 { return s.parts.Place(s.c, w, at, s.room).Y })
	}
}

// Row places ws side by side, each as wide as it is, and goes on in a new row
// where the room ends.
func (s *Stack) Row(ws ...Widget) {
	s.place(func(at paint.Point) float64 { return s.parts.Row(s.c, at, s.room, theme.Gap, s.wanted(ws)...).Y })
}

// Columns places ws side by side in columns of the same width, which is at
// least narrow unless there is one column alone. All rows are full.
func (s *Stack) Columns(narrow float64, ws ...Widget) {
	s.place(func(at paint.Point) float64 { return s.parts.columns(s.c, at, s.room, narrow, s.wanted(ws)) })
}

// apart is the room between two columns.
const apart = 20

func (ps *Parts) columns(c *Context, at, room paint.Point, narrow float64, ws []Widget) (height float64) {
	n := max(len(ws), 1)
	for n > 1 && (len(ws)%n > 0 || narrow*float64(n)+apart*float64(n-1) > room.X) {
		n--
	}
	width := (room.X - apart*float64(n-1)) / float64(n)
	row := 0.0
	for i, w := range ws {
		if i > 0 && i%n == 0 {
			height, row = height+row+theme.Gap, 0
		}
		x := float64(i%n) * (width + apart)
		row = max(row, ps.Place(c, w, at.Add(paint.Pt(x, height)), paint.Pt(width, room.Y)).Y)
	}
	return height + row
}

// End returns the size of the stack.
func (s *Stack) End() paint.Point { return paint.Pt(s.room.X, s.y) }

// Handle implements part of Widget.
func (s *Stack) Handle(e Event) bool { return s.parts.Handle(e) }

// Draw implements part of Widget.
func (s *Stack) Draw(c *Context, to paint.Canvas) { s.parts.Draw(c, to) }

// Describe implements part of Widget.
func (s *Stack) Describe() Node {
	return Node{ID: s.ID, Role: Group, Name: s.Name, Bounds: paint.Rect{Max: s.End()}, Children: s.parts.Describe()}
}
