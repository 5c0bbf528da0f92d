package network

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A grid is where everything of a picture is.
type grid struct {
	side  float64         // of a neuron
	at    [][]paint.Point // the middles of the neurons, by layer
	heads []label.Block   // the names of the layers
	size  paint.Point
}

const (
	usualSide = 48
	usualGap  = 14
	leastSide = 26  // a finger has to hit it
	between   = 14  // the least between two layers
	widest    = 230 // the greatest from the middle of a layer to that of the next
	beside    = 8   // between a neuron and its label
	under     = 8   // between the name of a layer and its first neuron
)

// arrange puts the layers side by side in the middle of a width.
func (n *Network) arrange(c *ui.Context, width float64) (g grid) {
	count := float64(len(n.Layers))
	if count == 0 {
		return grid{size: paint.Pt(width, 0)}
	}
	left, right := n.margin(c, 0), n.margin(c, len(n.Layers)-1)
	room := width - left - right
	g.side = math.Floor(max(leastSide, min(or(n.Side, usualSide), room/count-between)))
	pitch := 0.0
	if count > 1 {
		pitch = min(widest, (room-g.side)/(count-1))
	}
	first := left + (room-pitch*(count-1))/2
	top := g.nameLayers(c, n.Layers, width, first, pitch)
	height := n.tallest()*(g.side+or(n.Gap, usualGap)) - or(n.Gap, usualGap)
	for l, layer := range n.Layers {
		x := first + pitch*float64(l)
		g.at = append(g.at, n.column(x, top+height/2, g.side, len(layer.Neurons)))
	}
	g.size = paint.Pt(width, top+height)
	return g
}

func or(v, usual float64) float64 {
	if v == 0 {
		return usual
	}
	return v
}

// margin is the room for the labels of layer l, the first or the last one.
func (n *Network) margin(c *ui.Context, l int) (w float64) {
	for _, of := range n.Layers[l].Neurons {
		if of.Label != "" {
			w = max(w, c.Type.Shape(theme.Label, of.Label).Advance+beside)
		}
	}
	return math.Ceil(w)
}

// nameLayers sets the names of the layers and returns the room that they take.
func (g *grid) nameLayers(c *ui.Context, layers []Layer, width, first, pitch float64) (top float64) {
	for l, layer := range layers {
		x := first + pitch*float64(l)
		room := 2 * min(x, width-x)
		if pitch > 0 {
			room = min(room, pitch-beside)
		}
		b := label.Set(c, theme.Label, layer.Name, room)
		g.heads = append(g.heads, b)
		top = max(top, b.Size.Y)
	}
	if top > 0 {
		top += under
	}
	return top
}

func (n *Network) tallest() (count float64) {
	for _, layer := range n.Layers {
		count = max(count, float64(len(layer.Neurons)))
	}
	return max(count, 1)
}

// column returns the middles of so many neurons around x, y.
func (n *Network) column(x, y, side float64, count int) (at []paint.Point) {
	pitch := side + or(n.Gap, usualGap)
	for i := range count {
		at = append(at, paint.Pt(x, y+(float64(i)-float64(count-1)/2)*pitch))
	}
	return at
}
