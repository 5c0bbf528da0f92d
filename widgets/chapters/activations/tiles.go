package activations

import (
	"fmt"
	"math"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Tiles are the hidden neurons of a network, layer by layer: the more
// often a neuron is switched on, the greener it is; a dead one is crossed out.
// The bar at its foot is how often it is saturated. A press opens its card.
type tiles struct {
	ID     string
	Layers func() []nn.Health
	Open   func(trace.Ref)

	layers []nn.Health
	tops   []float64 // where the name of each layer begins
	cols   int       // tiles in a row
	side   float64
	head   float64 // the height of a name
	tap    ui.Tap
	over   string
	size   paint.Point
	kept   *paint.List // the picture
	of     drawn       // what it was made of
}

// A drawn is what the picture of tiles was made of. Each examination makes
// layers anew.
type drawn struct {
	first *nn.Health
	side  float64
	theme *theme.Theme
}

// greens are the colours of shares.
var greens = heat.Amount(label.Forward)

var _ ui.Widget = (*tiles)(nil)

const (
	tileGap   = 4
	leastTile = 26 // of a finger
	mostTile  = 44
)

// Layout implements ui.Widget.
func (t *tiles) Layout(c *ui.Context, room paint.Point) paint.Point {
	t.layers = t.Layers()
	most := 1
	for _, h := range t.layers {
		most = max(most, len(h.Units))
	}
	m := c.Type.Metrics(theme.Label)
	t.head = math.Ceil(m.Ascent+m.Descent) + 4
	t.cols = max(1, min(most, int(room.X/leastTile)))
	t.side = min(math.Floor(room.X/float64(t.cols)), mostTile)
	t.size, t.tops = paint.Pt(t.side*float64(t.cols), 0), t.tops[:0]
	for _, h := range t.layers {
		t.tops = append(t.tops, t.size.Y)
		rows := (len(h.Units) + t.cols - 1) / t.cols
		t.size.Y += t.head + t.side*float64(rows)
	}
	if d := (drawn{&t.layers[0], t.side, c.Theme}); t.kept == nil || t.of != d {
		t.of, t.kept = d, paint.Record(func(to paint.Canvas) { t.draw(c, to) })
	}
	return t.size
}

func (t *tiles) id(l, i int) string { return fmt.Sprintf("%s.%d.%d", t.ID, l+1, i+1) }

// box is the room of neuron i of layer l.
func (t *tiles) box(l, i int) paint.Rect {
	return paint.Box(float64(i%t.cols)*t.side, t.tops[l]+t.head+float64(i/t.cols)*t.side, t.side, t.side)
}

// each calls do with every neuron.
func (t *tiles) each(do func(l, i int, u nn.Unit)) {
	for l, h := range t.layers {
		for i, u := range h.Units {
			do(l, i, u)
		}
	}
}

// Handle implements ui.Widget: a press counts when it ends where it began.
func (t *tiles) Handle(e ui.Event) (changed bool) {
	t.each(func(l, i int, _ nn.Unit) {
		switch e := e.(type) {
		case ui.Set:
			if e.ID == t.id(l, i) {
				t.Open(nn.OnRef(l+1, i))
				changed = true
			}
		case ui.Pointer:
			if e.At.In(t.box(l, i)) {
				changed = t.pointer(e, l, i) || changed
			}
		}
	})
	if e, ok := e.(ui.Pointer); ok && !e.At.In(paint.Rect{Max: t.size}) {
		_, off := t.tap.Pointer(e, false)
		return off || changed
	}
	return changed
}

func (t *tiles) pointer(e ui.Pointer, l, i int) bool {
	if e.Kind == ui.Press {
		t.over = t.id(l, i)
	}
	pressed, changed := t.tap.Pointer(e, t.over == t.id(l, i))
	if pressed {
		t.Open(nn.OnRef(l+1, i))
	}
	return pressed || changed
}

// Draw implements ui.Widget.
func (t *tiles) Draw(_ *ui.Context, to paint.Canvas) { t.kept.Show(to, paint.Rect{Max: t.size}) }

func (t *tiles) draw(c *ui.Context, to paint.Canvas) {
	for l := range t.layers {
		label.Line(c, to, theme.Label, fmt.Sprintf("layer %d", l+1), paint.Pt(0, t.box(l, 0).Min.Y-t.head/2), label.Left, c.Theme.Soft)
	}
	green := greens(c.Theme)
	t.each(func(l, i int, u nn.Unit) { t.drawTile(c, to, t.box(l, i).Inset(tileGap/2), u, green) })
}

func (t *tiles) drawTile(c *ui.Context, to paint.Canvas, box paint.Rect, u nn.Unit, green *heat.Ramp) {
	shape := paint.Rounded(box, 4)
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	if u.Dead {
		to.Fill(shape, c.Theme.Panel)
		edge.Color = c.Theme.Backward
		cross := paint.Polyline(box.Min, box.Max)
		cross.Append(paint.Polyline(paint.Pt(box.Max.X, box.Min.Y), paint.Pt(box.Min.X, box.Max.Y)))
		to.Stroke(cross, paint.Stroke{Width: 2.5, Color: c.Theme.Backward})
	} else {
		to.Fill(shape, green.At(u.On))
	}
	to.Stroke(shape, edge)
	if u.Saturated > 0 && !u.Dead {
		to.Fill(paint.Rectangle(paint.Box(box.Min.X+1, box.Max.Y-5, (box.W()-2)*u.Saturated, 4)), c.Theme.High)
	}
}

// Describe implements ui.Widget.
func (t *tiles) Describe() ui.Node {
	n := ui.Node{ID: t.ID, Role: ui.Group, Name: "Hidden neurons", Bounds: paint.Rect{Max: t.size}}
	t.each(func(l, i int, u nn.Unit) {
		n.Children = append(n.Children, ui.Node{
			ID: t.id(l, i), Role: ui.Output, Name: fmt.Sprintf("Layer %d, neuron %d", l+1, i+1), Value: condition(u),
			Explains: nn.OnRef(l+1, i), Bounds: t.box(l, i),
		})
	})
	return n
}
