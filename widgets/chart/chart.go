// Package chart draws numbers over steps as lines, such as the loss of a model
// in training and on data that is held out, with level lines for what is known
// beforehand, such as the least loss that any model can reach.
package chart

import (
	"image/color"
	"math"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Chart is lines over steps, with the key that names them.
type Chart struct {
	ID, Name     string
	XName, YName string      // "" for x is "steps"
	Data         func() Data // asked at each Layout
	Log          bool        // the axis of the values is logarithmic
	Keyless      bool        // the lines are named elsewhere in the figure
	Shape, Tall  float64     // of the plane, as in plot.Plane; 0 is 0.4 and 240

	data  Data
	axes  plot.Axes
	plane plot.Plane
	key   plot.Key
	parts ui.Parts
	size  paint.Point
}

var _ ui.Widget = (*Chart)(nil)

// Data is what a chart shows.
type Data struct {
	Lines  []Line
	Levels []Level
	Steps  float64 // the axis of the steps reaches as far as this, and farther where the lines do
	Top    float64 // the axis of the values ends here, so that what diverges flattens nothing; an arrowhead marks a line that has gone beyond; 0 is no end
}

// A Line is values over steps.
type Line struct {
	Name   string
	Color  label.Color
	Dash   []float64     // two lines should not differ by hue alone
	Letter string        // marks its end; without one there is a dot
	Points []paint.Point // step and value, the steps in order; a value that is not finite is a gap
}

// Training is the line of the loss on the data that a model learns from. It
// looks the same in every chapter, and so does HeldOut.
func Training(pts []paint.Point) Line {
	return Line{Name: "Training loss", Color: label.Data, Points: pts}
}

// HeldOut is the line of the loss on data that a model does not learn from.
func HeldOut(pts []paint.Point) Line {
	return Line{Name: "Loss on held-out data", Color: label.Ink, Dash: []float64{7, 4}, Points: pts}
}

// A Level is a value that does not change from step to step.
type Level struct {
	Name  string
	Value float64
}

// dots is how a level is dashed.
var dots = []float64{2, 4}

// Empty is what a chart without points says.
const Empty = "not computed yet"

// Layout implements ui.Widget.
func (h *Chart) Layout(c *ui.Context, room paint.Point) paint.Point {
	h.data = h.Data()
	h.axes = h.data.axes(h.Log)
	if h.axes.XName, h.axes.YName = h.XName, h.YName; h.XName == "" {
		h.axes.XName = "steps"
	}
	h.set()
	h.parts = nil
	h.size = h.parts.Place(c, &h.plane, paint.Point{}, room)
	if !h.Keyless && len(h.key.Entries) > 0 {
		h.size.Y += theme.Gap / 2
		h.size.Y += h.parts.Place(c, &h.key, paint.Pt(0, h.size.Y), room).Y
	}
	return h.size
}

// set tells the parts what they show. The plane is the same from layout to
// layout, as it keeps the picture of its grid.
func (h *Chart) set() {
	h.plane.ID, h.plane.Name, h.plane.Value = h.ID+".plane", h.Name, h.words
	h.plane.Axes, h.plane.Front = func() plot.Axes { return h.axes }, h.draw
	if h.plane.Shape, h.plane.Tall = h.Shape, h.Tall; h.Shape == 0 {
		h.plane.Shape, h.plane.Tall = 0.4, 240
	}
	h.key.ID, h.key.Entries = h.ID+".key", h.data.entries()
}

// Handle implements ui.Widget: a chart only shows.
func (h *Chart) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (h *Chart) Draw(c *ui.Context, to paint.Canvas) { h.parts.Draw(c, to) }

func (h *Chart) draw(c *ui.Context, to paint.Canvas, f plot.Frame) {
	for _, l := range h.data.Levels {
		f.Line(to, paint.Pt(f.X.Lo, l.Value), paint.Pt(f.X.Hi, l.Value), paint.Stroke{Width: 2, Color: c.Theme.Soft, Dash: dots})
	}
	if h.data.empty() {
		label.Line(c, to, theme.Label, Empty, f.Area.Center(), label.Center, c.Theme.Soft)
	}
	var ends []plot.Badge
	for _, l := range h.data.Lines {
		f.Curve(to, paint.Stroke{Width: 2.5, Color: l.Color(c.Theme), Dash: l.Dash}, thin(l.Points, f))
		end, ok := l.end()
		switch {
		case ok && l.Letter == "":
			mark(c, to, f, end, l.Color(c.Theme))
		case ok:
			ends = append(ends, plot.Badge{Letter: l.Letter, Color: l.Color, At: end})
		}
	}
	f.Badges(c, to, ends...)
}

// mark marks the end of a line: by a dot, or, where the line has gone beyond the
// top, by an arrowhead there.
func mark(c *ui.Context, to paint.Canvas, f plot.Frame, end paint.Point, col color.NRGBA) {
	if end.Y <= f.Y.Hi {
		f.Dot(c, to, end, 4, col)
		return
	}
	tip := f.Px(f.Clamp(end))
	to.Fill(paint.Polygon(tip, tip.Add(paint.Pt(-6, 9)), tip.Add(paint.Pt(6, 9))), col)
}

// Describe implements ui.Widget.
func (h *Chart) Describe() ui.Node {
	return ui.Node{ID: h.ID, Role: ui.Group, Bounds: paint.Rect{Max: h.size}, Children: h.parts.Describe()}
}

// words tells where each line begins, where it is now and its lowest value.
func (h *Chart) words() string {
	if h.data.empty() {
		return Empty
	}
	var ss []string
	for _, l := range h.data.Lines {
		ss = append(ss, l.words())
	}
	for _, l := range h.data.Levels {
		ss = append(ss, l.Name+": "+label.Number(l.Value, 4)+".")
	}
	return strings.Join(ss, " ")
}

func (l Line) words() string {
	end, ok := l.end()
	if !ok {
		return l.Name + ": " + Empty + "."
	}
	start, least := l.Points[0], end
	for _, p := range l.Points {
		if p.Y < least.Y {
			least = p
		}
	}
	s := l.Name + ": "
	if start.X != end.X && start.Finite() {
		s += "from " + label.Number(start.Y, 4) + " to "
	}
	s += label.Number(end.Y, 4) + " at step " + label.Number(end.X, 7)
	if least.Y < end.Y {
		s += ", lowest " + label.Number(least.Y, 4) + " at step " + label.Number(least.X, 7)
	}
	return s + "."
}

// end is the last point of l that is finite.
func (l Line) end() (paint.Point, bool) {
	for i := len(l.Points) - 1; i >= 0; i-- {
		if p := l.Points[i]; p.Finite() {
			return p, true
		}
	}
	return paint.Point{}, false
}

// empty reports whether no line has a point.
func (d Data) empty() bool {
	for _, l := range d.Lines {
		if _, ok := l.end(); ok {
			return false
		}
	}
	return true
}

func (d Data) entries() (es []plot.Entry) {
	for _, l := range d.Lines {
		name := l.Name
		if l.Letter != "" {
			name = l.Letter + ": " + name
		}
		es = append(es, plot.Entry{Name: name, Color: l.Color, Dash: l.Dash})
	}
	for _, l := range d.Levels {
		es = append(es, plot.Entry{Name: l.Name, Color: label.Soft, Dash: dots})
	}
	return es
}

// least is how many steps the axis has at least.
const least = 10

// axes are ranges in which all of d lies, up to its Top: with 0 on a linear
// axis, and a little more than the values on a logarithmic one.
func (d Data) axes(log bool) plot.Axes {
	a := plot.Axes{X: plot.Range{Hi: max(d.Steps, least)}, Log: log}
	lo, hi := math.Inf(1), math.Inf(-1)
	take := func(v float64) {
		if paint.Pt(0, v).Finite() && (v > 0 || !log) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	for _, l := range d.Levels {
		take(l.Value)
	}
	for _, l := range d.Lines {
		for _, p := range l.Points {
			if p.Finite() {
				a.X.Hi = max(a.X.Hi, p.X)
				take(p.Y)
			}
		}
	}
	if lo > hi {
		lo, hi = 0.1, 1
	}
	a.Y = room(lo, hi, log)
	if d.Top > 0 {
		a.Y.Hi = min(a.Y.Hi, d.Top)
	}
	return a
}

// room is the range of an axis for values from lo to hi.
func room(lo, hi float64, log bool) plot.Range {
	if log {
		return plot.Range{Lo: lo / 1.2, Hi: hi * 1.2}
	}
	r := plot.Range{Lo: min(lo, 0), Hi: max(hi, 0)}
	margin := r.Span() * 0.08
	if margin == 0 {
		margin = 1
	}
	r.Hi += margin
	if r.Lo < 0 {
		r.Lo -= margin
	}
	return r
}
