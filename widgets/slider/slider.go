// Package slider is a knob on a line: a number that the reader sets.
package slider

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Radius is the radius of the knob. Its centre runs from Radius after the left
// end of the node's bounds to Radius before the right one, as the thumb of the
// page's own range control does, which lies over it.
const Radius = 10

// A Slider sets *Value between Min and Max in steps of Step.
type Slider struct {
	ID, Name       string
	Min, Max, Step float64
	Value          *float64
	Format         func(float64) string // nil writes as many decimals as Step has
	Changed        func()               // may be nil
	Disabled       bool

	width    float64
	head     float64 // the height of the name above the track
	dragging bool
}

var _ ui.Widget = (*Slider)(nil)

// Layout implements ui.Widget: the slider takes the width that it gets.
func (s *Slider) Layout(c *ui.Context, room paint.Point) paint.Point {
	m := c.Type.Metrics(theme.Control)
	s.width, s.head = room.X, math.Round(m.Ascent+m.Descent)
	return paint.Pt(s.width, s.head+theme.Target)
}

// track is the room of the control itself.
func (s *Slider) track() paint.Rect { return paint.Box(0, s.head, s.width, theme.Target) }

// Handle implements ui.Widget.
func (s *Slider) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return e.ID == s.ID && s.set(e.Number)
	case ui.Pointer:
		switch e.Kind {
		case ui.Press:
			s.dragging = e.At.In(s.track())
		case ui.Release, ui.Cancel:
			s.dragging = false
			return false
		case ui.Hover, ui.Leave:
			return false
		}
		if s.dragging {
			t := (e.At.X - Radius) / (s.width - 2*Radius)
			return s.set(s.Min+t*(s.Max-s.Min)) || e.Kind == ui.Press
		}
	}
	return false
}

// set moves to the step nearest v and reports whether that is a move.
func (s *Slider) set(v float64) bool {
	if s.Disabled || math.IsNaN(v) {
		return false
	}
	v = s.Snap(v)
	moved := v != *s.Value
	*s.Value = v
	if moved && s.Changed != nil {
		s.Changed()
	}
	return moved
}

// Snap returns the step nearest v, written as a decimal: 0.6, not
// 0.6000000000000001.
func (s *Slider) Snap(v float64) float64 {
	v = s.Min + math.Round((min(max(v, s.Min), s.Max)-s.Min)/s.Step)*s.Step
	exact, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', s.decimals(), 64), 64)
	if err != nil {
		return v
	}
	return min(max(exact, s.Min), s.Max)
}

// decimals is how many digits Step and Min have after the point.
func (s *Slider) decimals() (n int) {
	for _, v := range [...]float64{s.Step, s.Min} {
		_, after, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
		n = max(n, len(after))
	}
	return n
}

// text writes the value.
func (s *Slider) text() string {
	if s.Format != nil {
		return s.Format(*s.Value)
	}
	return strings.Replace(strconv.FormatFloat(*s.Value, 'f', s.decimals(), 64), "-", "−", 1)
}

// Draw implements ui.Widget.
func (s *Slider) Draw(c *ui.Context, to paint.Canvas) {
	m := c.Type.Metrics(theme.Control)
	to.Text(paint.Pt(0, m.Ascent), c.Type.Shape(theme.Control, s.Name), c.Theme.Ink)
	value := c.Type.Shape(theme.Number, s.text())
	to.Text(paint.Pt(s.width-value.Advance, m.Ascent), value, c.Theme.Ink)

	mid := s.track().Center().Y
	left, right := paint.Pt(Radius, mid), paint.Pt(s.width-Radius, mid)
	knob := left.Add(right.Sub(left).Mul((*s.Value - s.Min) / (s.Max - s.Min)))
	fill := c.Theme.Accent
	if s.Disabled {
		fill = c.Theme.Line
	}
	to.Stroke(paint.Polyline(left, right), paint.Stroke{Width: 4, Color: c.Theme.Line, Round: true})
	to.Stroke(paint.Polyline(left, knob), paint.Stroke{Width: 4, Color: fill, Round: true})
	to.Fill(paint.Circle(knob, Radius), c.Theme.Panel)
	to.Fill(paint.Circle(knob, Radius-2), fill)
}

// Describe implements ui.Widget.
func (s *Slider) Describe() ui.Node {
	return ui.Node{
		ID: s.ID, Role: ui.Slider, Name: s.Name, Value: s.text(), Disabled: s.Disabled,
		Range:  ui.Range{Min: s.Min, Max: s.Max, Step: s.Step, Now: *s.Value},
		Bounds: s.track(),
	}
}
