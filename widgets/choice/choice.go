// Package choice is one of several: a box that shows what is chosen and opens
// to choose anew.
package choice

import (
	"slices"

	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Choice sets *Value to one of Options. On a page the browser's own list
// opens over it; in a window a press goes on to the next option.
type Choice struct {
	ID, Name string
	Options  []string
	Value    *string
	Changed  func() // may be nil

	width, head float64
	pressed     bool
}

var _ ui.Widget = (*Choice)(nil)

const pad = 12

// Layout implements ui.Widget: as wide as the longest option needs, or the room.
func (h *Choice) Layout(c *ui.Context, room paint.Point) paint.Point {
	m := c.Type.Metrics(theme.Control)
	h.head = m.Ascent + m.Descent + 4
	w := c.Type.Shape(theme.Control, h.Name).Advance
	for _, o := range h.Options {
		w = max(w, c.Type.Shape(theme.Control, o).Advance+2*pad+26)
	}
	h.width = min(float64(int(w+0.999)), room.X)
	return paint.Pt(h.width, h.head+theme.Target+4)
}

func (h *Choice) box() paint.Rect { return paint.Box(0, h.head, h.width, theme.Target+4) }

// Handle implements ui.Widget.
func (h *Choice) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == h.ID && slices.Contains(h.Options, e.Text) && h.choose(e.Text)
	case ui.Pointer:
		on := e.At.In(h.box())
		switch e.Kind {
		case ui.Press:
			h.pressed = on
			return on
		case ui.Release:
			hit := h.pressed && on
			h.pressed = false
			i := slices.Index(h.Options, *h.Value)
			return hit && h.choose(h.Options[(i+1)%len(h.Options)])
		case ui.Cancel:
			h.pressed = false
		}
	}
	return false
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
	m, b := c.Type.Metrics(theme.Control), h.box()
	to.Text(paint.Pt(0, m.Ascent), c.Type.Shape(theme.Control, h.Name), c.Theme.Ink)
	to.Fill(paint.Rounded(b.Inset(0.75), 8), c.Theme.Raised)
	to.Stroke(paint.Rounded(b.Inset(0.75), 8), paint.Stroke{Width: 1.5, Color: c.Theme.Line})
	icon.Draw(to, icon.ChevronDown, paint.Box(b.Max.X-pad-16, b.Center().Y-8, 16, 16), c.Theme.Soft)
	to.Group(paint.Group{Clip: paint.Box(0, b.Min.Y, b.W()-pad-18, b.H())}, func(to paint.Canvas) {
		to.Text(paint.Pt(pad, b.Min.Y+(b.H()-m.Ascent-m.Descent)/2+m.Ascent), c.Type.Shape(theme.Control, *h.Value), c.Theme.Ink)
	})
}

// Describe implements ui.Widget.
func (h *Choice) Describe() ui.Node {
	return ui.Node{ID: h.ID, Role: ui.Choice, Name: h.Name, Value: *h.Value, Options: h.Options, Bounds: h.box()}
}
