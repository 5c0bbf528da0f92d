package paint

import (
	"image"
	"image/color"
)

// A List remembers what is painted on it and paints it again on request.
// The zero List is empty and ready to be painted on.
//
// A List that is replayed unchanged costs a backend little: one that
// implements Keeper may keep what it made of the list, by the pointer.
type List struct{ calls []func(Canvas) }

var _ Keeper = (*List)(nil)

// A Keeper is a Canvas that can keep the picture of a List from one frame to
// the next. The list must not be painted on any more.
type Keeper interface {
	Canvas
	// Keep paints l, all of which lies inside bounds.
	Keep(l *List, bounds Rect)
}

// Record returns what draw paints.
func Record(draw func(Canvas)) *List {
	l := new(List)
	draw(l)
	return l
}

// Fill implements Canvas.
func (l *List) Fill(p Path, c color.NRGBA) { l.add(func(to Canvas) { to.Fill(p, c) }) }

// Stroke implements Canvas.
func (l *List) Stroke(p Path, s Stroke) { l.add(func(to Canvas) { to.Stroke(p, s) }) }

// Text implements Canvas.
func (l *List) Text(at Point, r Run, c color.NRGBA) { l.add(func(to Canvas) { to.Text(at, r, c) }) }

// Image implements Canvas.
func (l *List) Image(dst Rect, m image.Image) { l.add(func(to Canvas) { to.Image(dst, m) }) }

// Group implements Canvas.
func (l *List) Group(g Group, draw func(Canvas)) {
	inner := Record(draw)
	l.add(func(to Canvas) { to.Group(g, inner.Replay) })
}

// Keep implements Keeper: what is shown on a list is shown where that is
// painted, and kept there.
func (l *List) Keep(shown *List, bounds Rect) {
	l.add(func(to Canvas) { shown.Show(to, bounds) })
}

func (l *List) add(f func(Canvas)) { l.calls = append(l.calls, f) }

// Len is the number of calls remembered, a group counting as one.
func (l *List) Len() int { return len(l.calls) }

// Replay paints everything on to, in order.
func (l *List) Replay(to Canvas) {
	for _, f := range l.calls {
		f(to)
	}
}

// Show paints l, all of which lies inside bounds, keeping its picture where
// the canvas can. It is for lists that will be shown again: what is shown once
// is better replayed.
func (l *List) Show(to Canvas, bounds Rect) {
	if k, ok := to.(Keeper); ok {
		k.Keep(l, bounds)
		return
	}
	l.Replay(to)
}
