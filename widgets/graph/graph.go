// Package graph is the picture of a computational graph: numbers, each of which is
// given or made from others, with their values, which run down the picture, and
// their gradients, which run up.
package graph

import (
	"fmt"
	"reflect"
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Graph is boxes in rows, each with the name of a number, its value and its
// gradient. In a wide room value and gradient stand beside the name, else
// under it: what is written is never smaller.
type Graph struct {
	ID, Name string
	Nodes    func() []Node // asked at each Layout; their order stays
	Plain    bool          // names alone

	Chosen func() int  // the box that the reader has chosen, or a number that is none
	Choose func(i int) // what a press on a box does that can be chosen

	nodes  []Node
	boxes  []paint.Rect
	stacks bool // value and gradient stand under the name
	size   paint.Point
	shown  picture
	signal signal
	tap    ui.Tap
	over   int // the box under the pointer
}

var _ ui.Widget = (*Graph)(nil)

// A Node is a number.
type Node struct {
	Name   string
	Row    int     // counted from the top; a node above that is not shown
	Column float64 // 0 is the first; may lie between two
	Edges  []Edge  // from what it is made of
	Value  string  // "" is not known yet
	Grad   string  // "" is not known yet
	Given  bool    // not made from others
	Fixed  bool    // cannot be chosen
}

// An Edge leads from a number to one that is made from it.
type Edge struct {
	From    int
	Through int // the number that stands on the edge, as a weight does, or None
	State   State
}

// None is no node.
const None = -1

// A State says what has passed an edge.
type State uint8

// The states of an edge.
const (
	Idle     State = iota // nothing
	Forward               // a value
	Backward              // and a gradient
)

const (
	line   = 17  // the height of a line in a box
	widest = 128 // of a box
	apart  = 8   // between boxes, at least
	spread = 160 // from the middle of a box to that of the next, at most
	roomy  = 120 // the width from which name and number stand side by side
)

// Layout implements ui.Widget.
func (g *Graph) Layout(c *ui.Context, room paint.Point) paint.Point {
	g.nodes = g.Nodes()
	if c.Still {
		g.Calm()
	}
	rows, columns := g.extent()
	pitch := min((room.X-2*edge)/columns, spread)
	width := min(pitch-apart, widest)
	g.stacks = width < roomy
	height, gap := g.heights()
	left := (room.X - pitch*columns + pitch - width) / 2
	g.boxes = g.boxes[:0]
	for _, n := range g.nodes {
		g.boxes = append(g.boxes, paint.Box(left+pitch*n.Column, edge+(height+gap)*float64(n.Row), width, height))
	}
	g.size = paint.Pt(room.X, rows*(height+gap)-gap+2*edge)
	g.record(c)
	return g.size
}

// edge is room for the thick outline of what is chosen.
const edge = 2

// extent is how many rows and columns there are.
func (g *Graph) extent() (rows, columns float64) {
	for _, n := range g.nodes {
		rows, columns = max(rows, float64(n.Row+1)), max(columns, n.Column+1)
	}
	return rows, columns
}

// heights are those of a box and of the gap between two rows.
func (g *Graph) heights() (box, gap float64) {
	switch {
	case g.Plain:
		return 28, 16
	case g.stacks:
		return 3*line + 8, 20
	}
	return 2*line + 10, 24
}

// A picture is what stays the same while signals move.
type picture struct {
	of    looks
	nodes []Node
	list  *paint.List
}

// looks are what a picture depends on besides its nodes.
type looks struct {
	theme  *theme.Theme
	size   paint.Point
	chosen int
	news   int // the node whose news are on their way, or None
	back   bool
}

// record paints the picture anew if it would look different.
func (g *Graph) record(c *ui.Context) {
	of := looks{c.Theme, g.size, g.chosen(), None, g.signal.back}
	if g.signal.on {
		of.news = g.signal.node
	}
	if g.shown.list != nil && g.shown.of == of && reflect.DeepEqual(g.shown.nodes, g.nodes) {
		return
	}
	g.shown = picture{of: of, nodes: g.nodes, list: paint.Record(func(to paint.Canvas) { g.paint(c, to) })}
}

func (g *Graph) chosen() int {
	if g.Chosen == nil {
		return None
	}
	return g.Chosen()
}

func (g *Graph) id(i int) string { return fmt.Sprintf("%s.node%d", g.ID, i) }

// Handle implements ui.Widget: a press chooses a box.
func (g *Graph) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Tick:
		return g.signal.tick(e.Now)
	case ui.Set:
		for i := range g.nodes {
			if g.open(i) && e.ID == g.id(i) {
				g.Choose(i)
				return true
			}
		}
	case ui.Pointer:
		return g.pointer(e)
	}
	return false
}

// open reports whether a box can be chosen.
func (g *Graph) open(i int) bool {
	return g.Choose != nil && g.nodes[i].Row >= 0 && !g.nodes[i].Fixed
}

func (g *Graph) pointer(e ui.Pointer) bool {
	at := None
	for i, b := range g.boxes {
		if g.open(i) && e.At.In(b) {
			at = i
		}
	}
	was := g.over
	if at != None && (e.Kind == ui.Hover || e.Kind == ui.Press) {
		g.over = at
	}
	pressed, changed := g.tap.Pointer(e, at != None && at == g.over)
	if pressed {
		g.Choose(at)
	}
	return changed || pressed || g.tap != (ui.Tap{}) && g.over != was
}

// Send sends a signal to node i from what it is made of, or back if back is
// true. What it brings is seen when it has arrived.
func (g *Graph) Send(i int, back bool) { g.signal = signal{on: true, node: i, back: back} }

// Calm lets no signal move any more.
func (g *Graph) Calm() { g.signal = signal{} }

// A signal is on its way along the edges into a node.
type signal struct {
	on, begun bool
	node      int
	back      bool
	start     time.Duration
	part      float64 // of the way
}

const travel = theme.Calm / 2

// tick moves s on and reports whether it was there to be moved.
func (s *signal) tick(now time.Duration) bool {
	if !s.on {
		return false
	}
	if !s.begun {
		s.begun, s.start = true, now
	}
	s.part = float64(now-s.start) / float64(travel)
	if s.part >= 1 || s.part < 0 {
		*s = signal{}
	}
	return true
}
