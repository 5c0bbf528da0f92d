package functions

import (
	"fmt"
	"slices"

	"zerotoai/widgets/button"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A machine is the same function as a box: a number goes in, a number comes
// out, and the pairs are written down.
type machine struct {
	graph *graph
	pairs [][2]float64 // the last ones first
	of    string       // the formula of the pairs

	less, more, feed button.Button
	in               float64
	parts            ui.Parts
	size             paint.Point
	box              paint.Rect
}

var _ ui.Widget = (*machine)(nil)

// kept is how many pairs the table shows.
const kept = 5

func newMachine(g *graph) *machine {
	m := &machine{graph: g, in: 2, of: g.curve.Expr.String()}
	m.less = button.Button{ID: "functions.machine.less", Name: "Smaller input", Icon: icon.Minus, Do: func() { m.in-- }}
	m.more = button.Button{ID: "functions.machine.more", Name: "Larger input", Icon: icon.Plus, Do: func() { m.in++ }}
	m.feed = button.Button{ID: "functions.machine.feed", Name: "Put it in", Icon: icon.ArrowRight, Primary: true, Do: m.run}
	return m
}

// run feeds the input to the machine.
func (m *machine) run() {
	m.pairs = slices.Insert(m.pairs, 0, [2]float64{m.in, m.graph.curve.Expr.Eval(m.in)})
	m.pairs = m.pairs[:min(len(m.pairs), kept)]
}

// Layout implements ui.Widget.
func (m *machine) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.parts = nil
	m.less.Disabled, m.more.Disabled = m.in <= -9, m.in >= 9
	m.box = paint.Box(room.X*0.3, 0, room.X*0.4, 92)
	y := m.parts.Row(c, paint.Pt(0, m.box.Max.Y+theme.Gap), room, theme.Gap, &m.less, &m.more, &m.feed).Y + m.box.Max.Y + theme.Gap
	m.size = paint.Pt(room.X, y+theme.Gap+float64(kept+1)*rowHeight)
	return m.size
}

const rowHeight = 24

// Handle implements ui.Widget. Another formula is another machine: its table
// is empty.
func (m *machine) Handle(e ui.Event) bool {
	changed := m.parts.Handle(e)
	if f := m.graph.curve.Expr.String(); f != m.of {
		m.of, m.pairs, changed = f, nil, true
	}
	return changed
}

// Draw implements ui.Widget.
func (m *machine) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(m.box, 12), c.Theme.Raised)
	to.Stroke(paint.Rounded(m.box, 12), paint.Stroke{Width: 2, Color: c.Theme.Data})
	name := label.Set(c, theme.Number, "f(x) = "+m.of, m.box.W()-16)
	name.DrawCentered(to, paint.Pt(m.box.Center().X, m.box.Center().Y-name.Size.Y/2), c.Theme.Ink)
	m.pipe(c, to, 0, m.box.Min.X, label.Number(m.in, 4), c.Theme.Held)
	if out, ok := m.last(); ok {
		m.pipe(c, to, m.box.Max.X, m.size.X, out, c.Theme.Forward)
	} else {
		m.pipe(c, to, m.box.Max.X, m.size.X, "?", c.Theme.Soft)
	}
	m.drawTable(c, to)
	m.parts.Draw(c, to)
}

// last is what came out for the input that is in now.
func (m *machine) last() (string, bool) {
	if len(m.pairs) == 0 || m.pairs[0][0] != m.in {
		return "", false
	}
	return value(m.pairs[0][1]), true
}

func value(v float64) string { return label.Number(v, 5) }

// pipe paints an arrow between from and to with a number over it.
func (m *machine) pipe(c *ui.Context, to paint.Canvas, from, end float64, text string, col theme.Color) {
	y := m.box.Center().Y + 12
	to.Fill(paint.Arrow(paint.Pt(from+8, y), paint.Pt(end-8, y), 3), col)
	label.Line(c, to, theme.Number, text, paint.Pt((from+end)/2, y-22), label.Center, c.Theme.Ink)
}

func (m *machine) drawTable(c *ui.Context, to paint.Canvas) {
	top := m.size.Y - float64(kept+1)*rowHeight
	cell := func(i int, in, out string, col theme.Color) {
		y := top + (float64(i)+0.5)*rowHeight
		label.Line(c, to, theme.Number, in, paint.Pt(m.size.X*0.25, y), label.Center, col)
		label.Line(c, to, theme.Number, out, paint.Pt(m.size.X*0.65, y), label.Center, col)
	}
	cell(0, "input", "output", c.Theme.Soft)
	for i, p := range m.pairs {
		cell(i+1, label.Number(p[0], 4), value(p[1]), c.Theme.Ink)
	}
	if len(m.pairs) == 0 {
		label.Line(c, to, theme.Label, "Nothing has gone in yet.", paint.Pt(m.size.X*0.45, top+1.5*rowHeight), label.Center, c.Theme.Soft)
	}
}

// words tells the table.
func (m *machine) words() string {
	if len(m.pairs) == 0 {
		return fmt.Sprintf("The machine works out %s. The input is %s. Nothing has gone in yet.", m.of, label.Number(m.in, 4))
	}
	s := fmt.Sprintf("The machine works out %s.", m.of)
	for _, p := range m.pairs {
		s += fmt.Sprintf(" %s in, %s out.", label.Number(p[0], 4), value(p[1]))
	}
	return s
}

// Describe implements ui.Widget.
func (m *machine) Describe() ui.Node {
	n := ui.Node{ID: "functions.machine", Role: ui.Group, Name: "A function as a machine", Bounds: paint.Rect{Max: m.size}}
	n.Children = append(n.Children, ui.Node{ID: "functions.machine.picture", Role: ui.Output, Live: true, Name: "Machine", Value: m.words(), Bounds: paint.Rect{Max: m.box.Max}})
	n.Children = append(n.Children, m.parts.Describe()...)
	return n
}
