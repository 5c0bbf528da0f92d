// Package slider is a knob on a line: a number that the reader sets.
package slider

import (
	"image/color"
	"math"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// Radius is the radius of the knob. Its centre runs from Radius after the left
// end of the node's bounds to Radius before the right one, as the thumb of the
// page's own range control does, which lies over it.
const Radius = 10

const (
	gap  = 12 // the least room between the name and the value
	ring = 4  // between the name and the track, for the ring that the focus has on a page
)

// A Slider sets *Value between Min and Max in steps of Step. File scale.go
// says where on the line a value lies.
type Slider struct {
	ID, Name string
	Min, Max float64              // both 0: from 0 to 1
	Step     float64              // 0: a hundredth of the way from Min to Max
	Log      bool                 // equal ratios take equal room; Min is above 0 and Step is in decades
	Value    *float64             // must not be nil
	Format   func(float64) string // nil writes as many decimals as Step has
	Changed  func()               // may be nil
	Disabled bool

	width float64
	name  []typeset.Line
	line  float64 // the height of a line of the name
	head  float64 // the height of the name and what is under it, above the track
	tap   ui.Tap
}

var _ ui.Widget = (*Slider)(nil)

// Layout implements ui.Widget: the slider takes the width that it gets. Its
// name goes on in a second line where the value leaves no room for it.
func (s *Slider) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.width = room.X
	m := c.Type.Metrics(theme.Control)
	s.line = math.Round(m.Ascent + m.Descent)
	s.name = c.Type.Break([]typeset.Span{{Font: theme.Control, Text: s.Name}}, s.width-s.longest(c)-gap)
	s.head = s.line*float64(max(1, len(s.name))) + ring
	return paint.Pt(s.width, s.head+theme.Target)
}

// longest is the width of the longest of the values at hand.
func (s *Slider) longest(c *ui.Context) (w float64) {
	r := s.scale()
	for _, v := range [...]float64{s.value(r.Min), s.value(r.Max), *s.Value} {
		w = max(w, s.run(c, v).Advance)
	}
	return w
}

// run is the number v as it is painted.
func (s *Slider) run(c *ui.Context, v float64) paint.Run {
	text := s.format(v)
	return c.Type.Shape(label.NumberFont(text), text)
}

// track is the room of the control itself.
func (s *Slider) track() paint.Rect { return paint.Box(0, s.head, s.width, theme.Target) }

// Handle implements ui.Widget.
func (s *Slider) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == s.ID && s.set(e.Number)
	case ui.Pointer:
		_, changed := s.tap.Pointer(e, e.At.In(s.track()) && !s.Disabled)
		if s.tap.Down && (e.Kind == ui.Press || e.Kind == ui.Drag) {
			return s.set(s.at(e.At.X)) || changed
		}
		return changed
	}
	return false
}

// set moves to the step nearest a place of the scale and reports whether that
// is a move.
func (s *Slider) set(place float64) bool {
	if s.Disabled || place != place {
		return false
	}
	v := s.value(place)
	moved := v != *s.Value
	*s.Value = v
	if moved && s.Changed != nil {
		s.Changed()
	}
	return moved
}

// text writes the value.
func (s *Slider) text() string { return s.format(*s.Value) }

func (s *Slider) format(v float64) string {
	if s.Format != nil {
		return s.Format(v)
	}
	return strings.Replace(s.decimal(v), "-", "−", 1)
}

// Draw implements ui.Widget.
func (s *Slider) Draw(c *ui.Context, to paint.Canvas) {
	ink := c.Theme.Ink
	if s.Disabled {
		ink = c.Theme.Soft
	}
	m := c.Type.Metrics(theme.Control)
	for i, l := range s.name {
		for _, p := range l.Pieces {
			to.Text(paint.Pt(p.X, m.Ascent+float64(i)*s.line), p.Run, ink)
		}
	}
	value := s.run(c, *s.Value)
	to.Text(paint.Pt(s.width-value.Advance, m.Ascent), value, ink)
	s.drawTrack(c, to)
}

func (s *Slider) drawTrack(c *ui.Context, to paint.Canvas) {
	mid := s.track().Center().Y
	left, right := paint.Pt(Radius, mid), paint.Pt(s.width-Radius, mid)
	knob := left.Add(right.Sub(left).Mul(s.part()))
	rail := paint.Stroke{Width: 4, Color: c.Theme.Line, Round: true}
	filled := rail
	filled.Color = c.Theme.Accent
	if s.Disabled {
		filled.Color, rail.Dash = c.Theme.Line, []float64{1, 7}
	}
	to.Stroke(paint.Polyline(left, right), rail)
	to.Stroke(paint.Polyline(left, knob), filled)
	if s.tap != (ui.Tap{}) && !s.Disabled {
		to.Fill(paint.Circle(knob, Radius+4), veil(c.Theme.Accent))
	}
	to.Fill(paint.Circle(knob, Radius), c.Theme.Panel)
	to.Fill(paint.Circle(knob, Radius-2), filled.Color)
}

// veil is what lies around a knob that the pointer is near.
func veil(c color.NRGBA) color.NRGBA {
	c.A = 70
	return c
}

// Describe implements ui.Widget. The range is that of places on the line, in
// which the knob moves evenly; the value is what they mean.
func (s *Slider) Describe() ui.Node {
	return ui.Node{
		ID: s.ID, Role: ui.Slider, Name: s.Name, Value: s.text(), Disabled: s.Disabled,
		Range: s.scale(), Bounds: s.track(),
	}
}
