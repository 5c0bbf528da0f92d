package network

import (
	"image/color"
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Draw implements ui.Widget.
func (n *Network) Draw(c *ui.Context, to paint.Canvas) {
	n.drawHeads(c, to)
	n.drawWires(c, to)
	n.places(func(p Place, of Neuron) {
		n.drawNeuron(c, to, p, of)
		n.drawLabel(c, to, p, of)
	})
	if n.Front != nil {
		n.Front(c, to)
	}
}

func (n *Network) drawHeads(c *ui.Context, to paint.Canvas) {
	for l, b := range n.grid.heads {
		if len(n.grid.at[l]) > 0 {
			b.DrawCentered(to, paint.Pt(n.grid.at[l][0].X, 0), c.Theme.Soft)
		}
	}
}

// A wire is the look of a line.
type wire struct {
	lit   bool // it has its colour
	sign  int
	thick int // in half pixels
}

const (
	thinnest = 2  // half pixels
	thickest = 12 // half pixels
)

// index numbers the looks: the pale ones and the thin ones come first.
func (w wire) index() int {
	k := (w.thick-thinnest)*3 + w.sign + 1
	if w.lit {
		k += looks / 2
	}
	return k
}

// looks is how many there are.
const looks = 2 * 3 * (thickest - thinnest + 1)

// A bundle is lines that look the same: they are painted as one.
type bundle struct {
	wire
	path paint.Path
}

func (n *Network) drawWires(c *ui.Context, to paint.Canvas) {
	var all [looks]bundle
	full, singled := n.full(), n.Singled()
	n.lines(func(l, i, j int, weight float64) {
		end, start := Place{l, i}, Place{l - 1, j}
		w := look(weight / full)
		w.lit = singled == Nowhere || singled == end || singled == start
		b := &all[w.index()]
		b.wire = w
		b.path.Move(n.Center(start))
		b.path.Line(n.Center(end))
	})
	for _, b := range all {
		if b.thick > 0 {
			to.Stroke(b.path, b.stroke(c.Theme))
		}
	}
}

// lines goes through the weights that are finite.
func (n *Network) lines(do func(l, i, j int, weight float64)) {
	for l := 1; l < len(n.Layers); l++ {
		for i := range n.Layers[l].Neurons {
			for j := range n.Layers[l-1].Neurons {
				if w := n.Weight(l, i, j); !math.IsNaN(w) && !math.IsInf(w, 0) {
					do(l, i, j, w)
				}
			}
		}
	}
}

// full is the weight that has the thickest line.
func (n *Network) full() (full float64) {
	if n.Full > 0 {
		return n.Full
	}
	n.lines(func(_, _, _ int, w float64) { full = max(full, math.Abs(w)) })
	if full == 0 {
		return 1
	}
	return full
}

// look is how a weight looks, as a part of the full one.
func look(part float64) (w wire) {
	switch {
	case part > 0:
		w.sign = 1
	case part < 0:
		w.sign = -1
	}
	w.thick = thinnest + int(math.Round(min(math.Abs(part), 1)*(thickest-thinnest)))
	return w
}

func (w wire) stroke(th *theme.Theme) paint.Stroke {
	s := paint.Stroke{Width: float64(w.thick) / 2, Color: w.color(th)}
	switch w.sign {
	case -1:
		s.Dash = []float64{7, 5}
	case 0:
		s.Dash = []float64{1, 6}
	}
	return s
}

func (w wire) color(th *theme.Theme) color.NRGBA {
	switch {
	case !w.lit:
		return th.Faint
	case w.sign < 0:
		return th.Backward
	case w.sign > 0:
		return th.Forward
	}
	return th.Line
}

func (n *Network) drawNeuron(c *ui.Context, to paint.Canvas, p Place, of Neuron) {
	box, shape := n.Box(p), n.shape(p, 0)
	to.Fill(shape, c.Theme.Raised)
	if n.Inside != nil {
		n.Inside(c, to, p, box)
	} else {
		number := theme.Number
		number.Size = 13
		label.Line(c, to, number, of.Value, box.Center(), label.Center, c.Theme.Ink)
	}
	n.drawRim(c, to, p)
}

// drawRim paints the edge of a neuron: the chosen one's is yellow.
func (n *Network) drawRim(c *ui.Context, to paint.Canvas, p Place) {
	edge := paint.Stroke{Width: 1.5, Color: c.Theme.Line}
	switch p {
	case *n.Chosen:
		to.Stroke(n.shape(p, 0.5), paint.Stroke{Width: 5, Color: c.Theme.Panel})
		edge = paint.Stroke{Width: 3, Color: c.Theme.Held}
	case n.Singled():
		edge = paint.Stroke{Width: 2.5, Color: c.Theme.Ink}
	}
	to.Stroke(n.shape(p, edge.Width/2), edge)
}

// shape is the outline of a neuron, made smaller by in.
func (n *Network) shape(p Place, in float64) paint.Path {
	if n.Inside != nil {
		return paint.Rounded(n.Box(p).Inset(in), 4)
	}
	return paint.Circle(n.Center(p), n.grid.side/2-in)
}

func (n *Network) drawLabel(c *ui.Context, to paint.Canvas, p Place, of Neuron) {
	o, off := n.Center(p), n.grid.side/2+beside
	switch {
	case of.Label == "":
	case p.Layer == 0:
		label.Line(c, to, theme.Label, of.Label, paint.Pt(o.X-off, o.Y), label.Right, c.Theme.Ink)
	case p.Layer == len(n.Layers)-1:
		label.Line(c, to, theme.Label, of.Label, paint.Pt(o.X+off, o.Y), label.Left, c.Theme.Ink)
	}
}
