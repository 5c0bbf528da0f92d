package gradientdescent

import (
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A pair is a read-out of two numbers, each of which opens the number card.
type pair struct {
	ID, Name string
	Color    label.Color
	Value    func() [2]float64
	Explains func(i int) trace.Ref
	Open     func(trace.Ref)

	at      [2]paint.Rect // of the numbers
	size    paint.Point
	pressed int // which number, counted from 1
}

var _ ui.Widget = (*pair)(nil)

const (
	pairPad   = 10
	pairHead  = 26 // the height of the name
	axisRoom  = 16 // for the letter before a number
	pairRoom  = 8  // digits that a number has room for
	pairApart = 14
)

// axis are the names of the two parts.
var axis = [2]string{"x", "y"}

// Layout implements ui.Widget.
func (p *pair) Layout(c *ui.Context, room paint.Point) paint.Point {
	x := float64(pairPad)
	for i := range p.at {
		w := max(c.Type.Shape(theme.Number, "0").Advance*pairRoom, p.run(c, i).Advance)
		p.at[i] = paint.Box(x, pairHead, axisRoom+float64(int(w+0.999)), 52-pairHead)
		x = p.at[i].Max.X + pairApart
	}
	p.size = paint.Pt(min(x-pairApart+pairPad, room.X), 52)
	return p.size
}

func (p *pair) run(c *ui.Context, i int) paint.Run {
	text := p.text(i)
	return c.Type.Shape(label.NumberFont(text), text)
}

func (p *pair) text(i int) string { return label.Fixed(p.Value()[i], 4) }

// Handle implements ui.Widget: a press counts when it ends where it began.
func (p *pair) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		for i := range p.at {
			if e.ID == p.ID+"-"+axis[i] {
				p.Open(p.Explains(i))
				return true
			}
		}
	case ui.Pointer:
		return p.pointer(e)
	}
	return false
}

func (p *pair) pointer(e ui.Pointer) bool {
	on := 0
	for i, r := range p.at {
		if e.At.In(r) {
			on = i + 1
		}
	}
	switch e.Kind {
	case ui.Press:
		p.pressed = on
		return on != 0
	case ui.Release:
		hit := on != 0 && on == p.pressed
		p.pressed = 0
		if hit {
			p.Open(p.Explains(on - 1))
		}
		return hit
	case ui.Cancel:
		p.pressed = 0
	}
	return false
}

// Draw implements ui.Widget.
func (p *pair) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Rect{Max: p.size}, 8), c.Theme.Raised)
	to.Text(paint.Pt(pairPad, 20), c.Type.Shape(theme.Label, p.Name), c.Theme.Soft)
	col := c.Theme.Ink
	if p.Color != nil {
		col = p.Color(c.Theme)
	}
	for i, r := range p.at {
		run, x := p.run(c, i), r.Min.X+axisRoom
		to.Text(paint.Pt(r.Min.X, 41), c.Type.Shape(theme.Label, axis[i]), c.Theme.Soft)
		to.Text(paint.Pt(x, 41), run, col)
		to.Stroke(paint.Polyline(paint.Pt(x, 45.5), paint.Pt(x+run.Advance, 45.5)),
			paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}})
	}
}

// Describe implements ui.Widget: both numbers together, and each by itself.
func (p *pair) Describe() ui.Node {
	n := ui.Node{ID: p.ID + ".pair", Role: ui.Group, Bounds: paint.Rect{Max: p.size}}
	n.Children = []ui.Node{{
		ID: p.ID, Role: ui.Output, Name: p.Name, Value: p.text(0) + ", " + p.text(1),
		Bounds: paint.Box(0, 0, p.size.X, pairHead),
	}}
	for i, r := range p.at {
		n.Children = append(n.Children, ui.Node{
			ID: p.ID + "-" + axis[i], Role: ui.Output, Name: p.Name + ", " + axis[i], Value: p.text(i),
			Explains: p.Explains(i), Bounds: r,
		})
	}
	return n
}
