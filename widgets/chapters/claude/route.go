package claude

import (
	"fmt"
	"strconv"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A route is stations in a row, or in several where there is little room. Those
// that have been reached are lit, and one of them is open.
type route struct {
	ID, Name string
	Stops    []string
	Lit      func() int  // how many of them have been reached
	Open     func() int  // which one is open
	Choose   func(i int) // opens a station that is lit

	boxes []paint.Rect
	taps  []ui.Tap
	size  paint.Point
}

var _ ui.Widget = (*route)(nil)

const (
	stopTall = 58
	stopRing = 14 // radius
)

// Layout implements ui.Widget: as few rows as there is room for, all of the same
// length but the last.
func (r *route) Layout(c *ui.Context, room paint.Point) paint.Point {
	if len(r.taps) != len(r.Stops) {
		r.taps = make([]ui.Tap, len(r.Stops))
	}
	n, least := len(r.Stops), r.least(c)
	for rows := 2; n > 1 && room.X/float64(n) < least; rows++ {
		n = (len(r.Stops) + rows - 1) / rows
	}
	r.boxes = r.boxes[:0]
	width := room.X / float64(n)
	for i := range r.Stops {
		r.boxes = append(r.boxes, paint.Box(float64(i%n)*width, float64(i/n)*stopTall, width, stopTall))
	}
	r.size = paint.Pt(room.X, float64((len(r.Stops)+n-1)/n)*stopTall)
	return r.size
}

// least is the width that every stop needs.
func (r *route) least(c *ui.Context) (width float64) {
	for _, name := range r.Stops {
		width = max(width, c.Type.Shape(theme.Label, name).Advance+4)
	}
	return width
}

func (r *route) id(i int) string { return fmt.Sprintf("%s.%d", r.ID, i+1) }

// Handle implements ui.Widget: a press counts when it ends where it began.
func (r *route) Handle(e ui.Event) (changed bool) {
	for i := range min(r.Lit(), len(r.boxes)) {
		pressed := false
		switch e := e.(type) {
		case ui.Set:
			pressed = e.ID == r.id(i)
		case ui.Pointer:
			hit, look := r.taps[i].Pointer(e, e.At.In(r.boxes[i]))
			pressed, changed = hit, changed || look
		}
		if pressed {
			r.Choose(i)
			changed = true
		}
	}
	return changed
}

// Draw implements ui.Widget.
func (r *route) Draw(c *ui.Context, to paint.Canvas) {
	for i, b := range r.boxes {
		if i > 0 {
			r.drawWay(c, to, i)
		}
		lit := i < r.Lit()
		o, ink, name := paint.Pt(b.Center().X, b.Min.Y+stopRing+4), c.Theme.Soft, c.Theme.Soft
		ring := paint.Circle(o, stopRing)
		if lit {
			to.Fill(ring, c.Theme.Forward)
			ink, name = c.Theme.Ground, c.Theme.Ink
		} else {
			to.Fill(ring, c.Theme.Panel)
			to.Stroke(ring, paint.Stroke{Width: 1.5, Color: c.Theme.Line})
		}
		if lit && i == r.Open() {
			to.Stroke(paint.Circle(o, stopRing+2), paint.Stroke{Width: 3, Color: c.Theme.Held})
		}
		if r.taps[i].Over {
			to.Stroke(paint.Circle(o, stopRing+2), paint.Stroke{Width: 1, Color: c.Theme.Accent})
		}
		label.Line(c, to, theme.Control, strconv.Itoa(i+1), o, label.Center, ink)
		label.Line(c, to, theme.Label, r.Stops[i], paint.Pt(o.X, b.Max.Y-14), label.Center, name)
	}
}

// drawWay paints the way to stop i from the one before; where a row ends it goes
// off to the right and comes in from the left.
func (r *route) drawWay(c *ui.Context, to paint.Canvas, i int) {
	s := paint.Stroke{Width: 2, Color: c.Theme.Line}
	if i < r.Lit() {
		s.Color = c.Theme.Forward
	}
	from, into := r.boxes[i-1], r.boxes[i]
	y, end := into.Min.Y+stopRing+4, into.Center().X-stopRing
	if from.Min.Y == into.Min.Y {
		to.Stroke(paint.Polyline(paint.Pt(from.Center().X+stopRing, y), paint.Pt(end, y)), s)
		return
	}
	above := from.Min.Y + stopRing + 4
	to.Stroke(paint.Polyline(paint.Pt(from.Center().X+stopRing, above), paint.Pt(from.Max.X, above)), s)
	to.Stroke(paint.Polyline(paint.Pt(into.Min.X, y), paint.Pt(end, y)), s)
}

// Describe implements ui.Widget: a station that is lit is on.
func (r *route) Describe() ui.Node {
	n := ui.Node{ID: r.ID, Role: ui.Group, Name: r.Name, Bounds: paint.Rect{Max: r.size}}
	for i, b := range r.boxes {
		n.Children = append(n.Children, ui.Node{
			ID: r.id(i), Role: ui.Toggle, Name: fmt.Sprintf("%d %s", i+1, r.Stops[i]), On: i < r.Lit(), Disabled: i >= r.Lit(), Bounds: b.Inset(2),
		})
	}
	return n
}
