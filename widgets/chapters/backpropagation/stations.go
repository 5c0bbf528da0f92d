package backpropagation

import (
	"fmt"
	"strings"

	"zerotoai/engine/grad"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// stations are the five stations of a loop under one another, with what has
// come out at each in this round.
type stations struct {
	loop  *loop
	names [stationCount]label.Block
	texts [stationCount]label.Block
	tops  [stationCount + 1]float64
	size  paint.Point
}

var _ ui.Widget = (*stations)(nil)

// The stations are those of grad.Walk, and that it begins again.
const (
	repeat       = int(grad.Update) + 1
	stationCount = repeat + 1
)

// stationName is what a station is called.
func stationName(i int) string {
	if i == repeat {
		return "Repeat"
	}
	return grad.Station(i).String()
}

const (
	badge  = 26 // the diameter of a station's number
	indent = badge + 12
	apart  = 8
	roomy  = 520 // the width from which each text has one line
)

var stationFont = paint.Font{Family: paint.Sans, Size: 15, Weight: 650}

// Layout implements ui.Widget.
func (s *stations) Layout(c *ui.Context, room paint.Point) paint.Point {
	y := 0.0
	for i := range stationCount {
		s.tops[i] = y
		s.names[i] = label.Set(c, stationFont, stationName(i), room.X-indent)
		s.texts[i] = label.Set(c, theme.Small, s.text(i), room.X-indent)
		y += s.names[i].Size.Y + max(s.texts[i].Size.Y, lines(room.X, i)*s.texts[i].Leading) + apart
	}
	s.tops[stationCount] = y
	s.size = paint.Pt(room.X, y)
	return s.size
}

// lines is how many lines there is room for at least, so that nothing jumps
// while numbers come and go.
func lines(width float64, station int) float64 {
	if width >= roomy || station == repeat {
		return 1
	}
	return 2
}

// known reports whether a station of this round has been passed. The update of
// a round is its last number.
func (s *stations) known(i int) bool { return i <= s.loop.at() && s.loop.at() != repeat }

// text tells what has come out at a station.
func (s *stations) text(i int) string {
	f := s.loop
	switch {
	case i == repeat:
		return "the same again, with the new values"
	case !s.known(i):
		return graph.Unknown
	}
	t, w := f.tape, f.tape.index(f.lab.weight)
	value, slope := t.Nodes[w].Value, t.Nodes[w].Grad
	switch grad.Station(i) {
	case grad.Forward:
		return s.outputs()
	case grad.Judge:
		return "L = " + s.errors() + " / 2 ≈ " + label.Nonzero(t.Nodes[t.Loss].Value, 4)
	case grad.Backward:
		return fmt.Sprintf("∂L/∂%s = %s; the other %d alike", f.lab.weight, number(slope), len(t.Params())-1)
	}
	return fmt.Sprintf("%s ← %s − %s × %s ≈ %s; the other %d alike", f.lab.weight, number(value), label.Number(f.walk.Rate, 3),
		bracketed(slope), number(value-f.walk.Rate*slope), len(t.Params())-1)
}

// bracketed writes a factor.
func bracketed(v float64) string {
	if v < 0 {
		return "(" + number(v) + ")"
	}
	return number(v)
}

// outputs tells what the network says, and what it should say.
func (s *stations) outputs() string {
	t := s.loop.tape
	var ss []string
	for k, e := range t.Errors {
		y := t.Nodes[e].Args[0]
		ss = append(ss, fmt.Sprintf("%s = %s, and should be %s", t.names[y], number(t.Nodes[y].Value), label.Number(t.Nodes[t.Targets[k]].Value, 3)))
	}
	return strings.Join(ss, "; ")
}

// errors writes the sum of squared errors.
func (s *stations) errors() string {
	t := s.loop.tape
	var ss []string
	for _, e := range t.Errors {
		ss = append(ss, bracketed(t.Nodes[e].Value)+"²")
	}
	if len(ss) > 1 {
		return "(" + strings.Join(ss, " + ") + ")"
	}
	return ss[0]
}

// Handle implements ui.Widget: the stations only show.
func (s *stations) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget: the station that the loop has come to is singled
// out, and a line joins the last to the first.
func (s *stations) Draw(c *ui.Context, to paint.Canvas) {
	mid := func(i int) paint.Point { return paint.Pt(badge/2, s.tops[i]+badge/2) }
	to.Stroke(paint.Polyline(mid(0), mid(repeat)), paint.Stroke{Width: 2, Color: c.Theme.Line})
	for i := range stationCount {
		fill, ink, edge := c.Theme.Raised, c.Theme.Ink, c.Theme.Line
		if i == s.loop.at() {
			fill, ink, edge = c.Theme.Accent, c.Theme.OnAccent, c.Theme.Accent
		}
		to.Fill(paint.Circle(mid(i), badge/2), fill)
		to.Stroke(paint.Circle(mid(i), badge/2-0.75), paint.Stroke{Width: 1.5, Color: edge})
		label.Line(c, to, stationFont, fmt.Sprint(i+1), mid(i), label.Center, ink)
		s.names[i].Draw(to, s.nameAt(i), c.Theme.Ink)
		col := colors[i]
		if !s.known(i) {
			col = label.Soft
		}
		s.texts[i].Draw(to, s.textAt(i), col(c.Theme))
	}
}

// colors are those of the stations: forward, loss, backward.
var colors = [stationCount]label.Color{label.Forward, label.Ink, label.Backward, label.Ink, label.Soft}

func (s *stations) nameAt(i int) paint.Point {
	return paint.Pt(indent, s.tops[i]+(badge-s.names[i].Leading)/2)
}

func (s *stations) textAt(i int) paint.Point {
	return paint.Pt(indent, s.nameAt(i).Y+s.names[i].Size.Y)
}

// Describe implements ui.Widget.
func (s *stations) Describe() ui.Node {
	n := ui.Node{ID: loopID + ".stations", Role: ui.Group, Name: "The stations of a round", Bounds: paint.Rect{Max: s.size}}
	for i := range stationCount {
		here := ""
		if i == s.loop.at() {
			here = ", here now"
		}
		n.Children = append(n.Children, ui.Node{
			ID: fmt.Sprintf("%s.station%d", loopID, i), Role: ui.Output, Name: fmt.Sprintf("Station %d, %s%s", i+1, stationName(i), here),
			Value: s.text(i), Bounds: paint.Rect{Min: paint.Pt(0, s.tops[i]), Max: paint.Pt(s.size.X, s.tops[i+1]-apart)},
		})
	}
	return n
}
