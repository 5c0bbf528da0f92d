// Package choice is one of several: a box that shows what is chosen and opens
// to choose anew.
package choice

import (
	"math"
	"slices"

	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Choice sets *Value to one of Options. On a page the browser's own list
// opens over it; in a window a press goes on to the next option.
type Choice struct {
	ID, Name string
	Options  []string
	Value    *string // must not be nil
	Changed  func()  // may be nil
	Disabled bool

	width, head float64
	tap         ui.Tap
}

var _ ui.Widget = (*Choice)(nil)

const (
	pad     = 12 // left of what is chosen, right of the sign
	chevron = 16 // the side of the sign that it opens
)

// Layout implements ui.Widget: as wide as the longest option needs, or the room.
func (h *Choice) Layout(c *ui.Context, room paint.Point) paint.Point {
	m := c.Type.Metrics(theme.Control)
	h.head = m.Ascent + m.Descent + 4
	w := c.Type.Shape(theme.Control, h.Name).Advance
	for _, o := range h.Options {
		w = max(w, c.Type.Shape(theme.Control, o).Advance+2*pad+chevron+10)
	}
	h.width = min(math.Ceil(w), room.X)
	return paint.Pt(h.width, h.head+theme.Target+4)
}

func (h *Choice) box() paint.Rect { return paint.Box(0, h.head, h.width, theme.Target+4) }

// Handle implements ui.Widget.
func (h *Choice) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == h.ID && !h.Disabled && slices.Contains(h.Options, e.Text) && h.choose(e.Text)
	case ui.Pointer:
		pressed, changed := h.tap.Pointer(e, e.At.In(h.box()) && !h.Disabled)
		return pressed && h.next() || changed
	}
	return false
}

// next chooses the option after the chosen one, and the first after the last.
func (h *Choice) next() bool {
	if len(h.Options) == 0 {
		return false
	}
	i := slices.Index(h.Options, *h.Value)
	return h.choose(h.Options[(i+1)%len(h.Options)])
}

func (h *Choice) choose(o string) bool {
	if o == *h.Value {
		return false
	}
	*h.Value = o
	if h.Changed != nil {
		h.Changed()
	}
	return true
}

// Draw implements ui.Widget.
func (h *Choice) Draw(c *ui.Context, to paint.Canvas) {
	m, b, ink := c.Type.Metrics(theme.Control), h.box(), c.Theme.Ink
	if h.Disabled {
		ink = c.Theme.Soft
	}
	to.Text(paint.Pt(0, m.Ascent), c.Type.Shape(theme.Control, h.Name), ink)
	h.drawBox(c, to)
	icon.Draw(to, icon.ChevronDown, paint.Box(b.Max.X-pad-chevron, b.Center().Y-chevron/2, chevron, chevron), c.Theme.Soft)
	room := paint.Box(0, b.Min.Y, b.W()-pad-chevron-2, b.H())
	to.Group(paint.Group{Clip: room}, func(to paint.Canvas) {
		to.Text(paint.Pt(pad, b.Min.Y+(b.H()-m.Ascent-m.Descent)/2+m.Ascent), label.Fit(c, theme.Control, *h.Value, room.W()-pad), ink)
	})
}

func (h *Choice) drawBox(c *ui.Context, to paint.Canvas) {
	shape := paint.Rounded(h.box().Inset(0.75), 8)
	ground, edge := c.Theme.Raised, paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	switch {
	case h.Disabled:
		ground, edge.Dash = c.Theme.Panel, []float64{3, 3}
	case h.tap != (ui.Tap{}):
		edge.Color = c.Theme.Accent
	}
	to.Fill(shape, ground)
	to.Stroke(shape, edge)
}

// Describe implements ui.Widget.
func (h *Choice) Describe() ui.Node {
	return ui.Node{ID: h.ID, Role: ui.Choice, Name: h.Name, Value: *h.Value, Options: h.Options, Disabled: h.Disabled, Bounds: h.box()}
}
