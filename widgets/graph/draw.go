package graph

import (
	"image/color"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// Unknown is what a number is called that is not there yet.
const Unknown = "not computed yet"

// Draw implements ui.Widget.
func (g *Graph) Draw(c *ui.Context, to paint.Canvas) {
	g.shown.list.Show(to, paint.Rect{Max: g.size})
	if g.tap != (ui.Tap{}) && g.over < len(g.boxes) && g.open(g.over) {
		to.Stroke(g.outline(g.over), paint.Stroke{Width: 2, Color: c.Theme.Accent})
	}
	if g.signal.on {
		g.drawSignal(c, to)
	}
}

// paint paints edges and boxes. Each shape is filled by itself: canvases are
// quick with simple ones.
func (g *Graph) paint(c *ui.Context, to paint.Canvas) {
	g.paintEdges(c, to)
	var given, made paint.Path
	for i, n := range g.nodes {
		switch {
		case n.Row < 0:
			continue
		case n.Given:
			given.Append(g.outline(i))
		default:
			made.Append(g.outline(i))
		}
		to.Fill(g.outline(i), c.Theme.Raised)
	}
	to.Stroke(given, paint.Stroke{Width: 1.5, Color: c.Theme.Held})
	to.Stroke(made, paint.Stroke{Width: 1.5, Color: c.Theme.Line})
	if i := g.chosen(); 0 <= i && i < len(g.nodes) && g.nodes[i].Row >= 0 {
		to.Stroke(g.outline(i), paint.Stroke{Width: 3.5, Color: c.Theme.Held})
	}
	g.paintSlots(c, to)
	for i := range g.nodes {
		g.paintWords(c, to, i)
	}
}

// outline is the shape of a box: what is given has round ends.
func (g *Graph) outline(i int) paint.Path {
	radius := 6.0
	if g.nodes[i].Given {
		radius = min(g.boxes[i].H()/2, 16)
	}
	return paint.Rounded(g.boxes[i], radius)
}

// paintEdges paints the edges with their heads: solid and green where a value
// has passed, dashed and red where a gradient has come back.
func (g *Graph) paintEdges(c *ui.Context, to paint.Canvas) {
	looks := [...]paint.Stroke{
		Idle: {Width: 1.5, Color: c.Theme.Line}, Forward: {Width: 2, Color: c.Theme.Forward},
		Backward: {Width: 2, Color: c.Theme.Backward, Dash: []float64{5, 3}},
	}
	var lines [len(looks)]paint.Path
	for i, n := range g.nodes {
		for _, e := range n.Edges {
			w := g.way(e, i)
			for k := 0; k < len(w); k += 2 {
				lines[e.State].Append(paint.Polyline(w[k], w[k+1]))
			}
			if !n.Given { // what is given is not made from what it stands under
				to.Fill(head(w, e.State), looks[e.State].Color)
			}
		}
	}
	for s, look := range looks {
		to.Stroke(lines[s], look)
	}
}

// way is where an edge runs: from the first point to the second, and through a
// box on it from the third to the fourth.
func (g *Graph) way(e Edge, to int) []paint.Point {
	if e.Through == None {
		return g.join(e.From, to)
	}
	return append(g.join(e.From, e.Through), g.join(e.Through, to)...)
}

// join leads from box a to box b, which stands below it or beside it.
func (g *Graph) join(a, b int) []paint.Point {
	p, q := g.boxes[a], g.boxes[b]
	m, n := p.Center(), q.Center()
	switch {
	case g.nodes[a].Row != g.nodes[b].Row:
		return []paint.Point{{X: m.X, Y: p.Max.Y}, {X: n.X, Y: q.Min.Y}}
	case m.X < n.X:
		return []paint.Point{{X: p.Max.X, Y: m.Y}, {X: q.Min.X, Y: n.Y}}
	}
	return []paint.Point{{X: p.Min.X, Y: m.Y}, {X: q.Max.X, Y: n.Y}}
}

// head is the head of an arrow, at that end of a way to which its signal goes.
func head(way []paint.Point, s State) paint.Path {
	const long, half = 6, 3.5
	a, b := way[len(way)-2], way[len(way)-1]
	if s == Backward {
		a, b = way[1], way[0]
	}
	d := b.Sub(a)
	d = d.Mul(1 / d.Len())
	side, foot := paint.Pt(-d.Y, d.X).Mul(half), b.Sub(d.Mul(long))
	return paint.Polygon(b, foot.Add(side), foot.Sub(side))
}

// slots are where value and gradient of box i stand.
func (g *Graph) slots(i int) (value, grad paint.Rect) {
	b := g.boxes[i].Inset(4)
	if g.stacks {
		return paint.Box(b.Min.X, b.Min.Y+line, b.W(), line), paint.Box(b.Min.X, b.Min.Y+2*line, b.W(), line)
	}
	left := b.Min.X + b.W()*0.36
	right := b.Max.X - 4
	return paint.Box(left, b.Min.Y+1, right-left, line), paint.Box(left, b.Min.Y+1+line, right-left, line)
}

// paintSlots paints a dashed line where a number is not known yet.
func (g *Graph) paintSlots(c *ui.Context, to paint.Canvas) {
	if g.Plain {
		return
	}
	var empty paint.Path
	for i, n := range g.nodes {
		if n.Row < 0 {
			continue
		}
		value, grad := g.slots(i)
		if g.value(i) == "" {
			empty.Append(blank(value))
		}
		if g.grad(i) == "" {
			empty.Append(blank(grad))
		}
	}
	to.Stroke(empty, paint.Stroke{Width: 1.5, Color: c.Theme.Line, Dash: []float64{3, 3}})
}

// blank is a line to write on.
func blank(slot paint.Rect) paint.Path {
	y := slot.Max.Y - 4
	return paint.Polyline(paint.Pt(slot.Min.X+slot.W()*0.2, y), paint.Pt(slot.Max.X-slot.W()*0.1, y))
}

// value is the value of box i as far as it is seen.
func (g *Graph) value(i int) string {
	if g.signal.on && !g.signal.back && i == g.signal.node {
		return ""
	}
	return g.nodes[i].Value
}

// grad is the same of its gradient.
func (g *Graph) grad(i int) string {
	if g.signal.on && g.signal.back {
		for _, e := range g.nodes[g.signal.node].Edges {
			if i == e.From || i == e.Through {
				return ""
			}
		}
	}
	return g.nodes[i].Grad
}

var (
	nameFont   = paint.Font{Family: paint.Sans, Size: 14, Weight: 650}
	numberFont = paint.Font{Family: paint.Mono, Size: 13}
)

func (g *Graph) paintWords(c *ui.Context, to paint.Canvas, i int) {
	n, b := g.nodes[i], g.boxes[i]
	if n.Row < 0 {
		return
	}
	at, side := b.Center(), label.Center
	if !g.Plain {
		at.Y = b.Min.Y + 4 + line/2.0
	}
	if !g.Plain && !g.stacks {
		at.X, at.Y, side = b.Min.X+12, b.Center().Y, label.Left
	}
	label.Line(c, to, nameFont, n.Name, at, side, c.Theme.Ink)
	if g.Plain {
		return
	}
	value, grad := g.slots(i)
	g.number(c, to, value, g.value(i), c.Theme.Forward)
	g.number(c, to, grad, g.grad(i), c.Theme.Backward)
}

// number writes a number into its slot.
func (g *Graph) number(c *ui.Context, to paint.Canvas, slot paint.Rect, text string, col color.NRGBA) {
	if g.stacks {
		label.Line(c, to, numberFont, text, slot.Center(), label.Center, col)
		return
	}
	label.Line(c, to, numberFont, text, paint.Pt(slot.Max.X, slot.Center().Y), label.Right, col)
}

// drawSignal paints a disc on each edge into the node that a signal is for.
func (g *Graph) drawSignal(c *ui.Context, to paint.Canvas) {
	if g.signal.node >= len(g.nodes) {
		return
	}
	col, part := c.Theme.Forward, g.signal.part
	if g.signal.back {
		col, part = c.Theme.Backward, 1-part
	}
	for _, e := range g.nodes[g.signal.node].Edges {
		at := along(g.way(e, g.signal.node), part)
		to.Fill(paint.Circle(at, 7.5), c.Theme.Ground)
		to.Fill(paint.Circle(at, 6), col)
	}
}

// along is where a part of a way ends; each of its lines takes the same time.
func along(way []paint.Point, part float64) paint.Point {
	k := min(int(part*float64(len(way)/2)), len(way)/2-1)
	rest := part*float64(len(way)/2) - float64(k)
	a, b := way[2*k], way[2*k+1]
	return a.Add(b.Sub(a).Mul(rest))
}

// Describe implements ui.Widget: each box says what it holds. Of a plain graph
// only those say something that can be chosen.
func (g *Graph) Describe() ui.Node {
	n := ui.Node{ID: g.ID, Role: ui.Group, Name: g.Name, Bounds: paint.Rect{Max: g.size}}
	for i, m := range g.nodes {
		switch {
		case g.open(i):
			n.Children = append(n.Children, ui.Node{ID: g.id(i), Role: ui.Toggle, Name: g.title(m), On: i == g.chosen(), Bounds: g.boxes[i]})
		case m.Row >= 0 && !g.Plain:
			n.Children = append(n.Children, ui.Node{ID: g.id(i), Role: ui.Output, Name: m.Name, Value: m.says(), Bounds: g.boxes[i]})
		}
	}
	return n
}

// title is what a box that can be chosen is called.
func (g *Graph) title(n Node) string {
	if g.Plain {
		return n.Name
	}
	return n.Name + ": " + n.says()
}

// says tells the numbers of a node.
func (n Node) says() string { return "value " + known(n.Value) + ", gradient " + known(n.Grad) }

func known(number string) string {
	if number == "" {
		return Unknown
	}
	return number
}
