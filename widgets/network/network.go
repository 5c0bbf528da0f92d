// Package network draws a network of layers: its neurons as circles, its
// weights as lines between them. Green is a positive weight, red and dashed a
// negative one, and the thicker the line, the larger the weight.
//
// One neuron can be singled out: then only the lines that lead to it and from
// it keep their colours. A pointer that hovers over a neuron does so in
// passing; a press, a key or the focus of the keyboard choose it.
package network

import (
	"fmt"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A Network is the picture of a network. What it shows is taken from its
// fields at each Layout.
type Network struct {
	ID     string
	Name   string        // what it shows: "A network with two hidden layers"
	Says   func() string // what it shows now, in a sentence; may be nil
	Layers []Layer       // from left to right, the inputs first

	// Weight is that of the line from neuron j of layer l−1 to neuron i of
	// layer l. A line without a finite weight is not drawn.
	Weight func(l, i, j int) float64
	Full   float64 // the weight that has the thickest line; 0 is the largest of all, or 1

	// Inside paints in the box of a neuron, such as a picture of its own; then
	// neurons are squares. Nil writes their values in circles.
	Inside func(c *ui.Context, to paint.Canvas, p Place, box paint.Rect)
	Front  func(c *ui.Context, to paint.Canvas) // paints over everything else; may be nil

	Side float64 // of a neuron where there is room for it; 0 is 48
	Gap  float64 // between two neurons of a layer; 0 is 14

	Chosen *Place // the neuron that is singled out; must not be nil
	Choose func() // called when the reader has chosen another one; may be nil

	over *Place // under the pointer
	grid grid
}

// A Layer is neurons above one another.
type Layer struct {
	Name    string // stands above them; may be empty
	Neurons []Neuron
}

// A Neuron is one circle of the picture.
type Neuron struct {
	Name  string // what it is called to a screen reader
	Value string // what stands in the circle
	Says  string // what a screen reader says after the name; "" is Value
	Label string // stands left of an input or right of an output; other layers have none
}

// A Place says which neuron is meant: I counts from 0, and layer 0 is the inputs.
type Place struct{ Layer, I int }

// Nowhere is the place of no neuron.
var Nowhere = Place{Layer: -1}

var _ ui.Widget = (*Network)(nil)

// Layout implements ui.Widget.
func (n *Network) Layout(c *ui.Context, room paint.Point) paint.Point {
	n.grid = n.arrange(c, room.X)
	return n.grid.size
}

// Center is where the last Layout put the middle of a neuron that there is.
func (n *Network) Center(p Place) paint.Point { return n.grid.at[p.Layer][p.I] }

// Box is the square that a neuron takes.
func (n *Network) Box(p Place) paint.Rect {
	o, half := n.Center(p), n.grid.side/2
	return paint.Box(o.X-half, o.Y-half, n.grid.side, n.grid.side)
}

// places goes through the neurons, layer by layer.
func (n *Network) places(do func(p Place, of Neuron)) {
	for l, layer := range n.Layers {
		for i, of := range layer.Neurons {
			do(Place{l, i}, of)
		}
	}
}

func (n *Network) id(p Place) string { return fmt.Sprintf("%s.%d.%d", n.ID, p.Layer, p.I) }

// find returns the neuron that fits, or nil.
func (n *Network) find(fits func(p Place) bool) (found *Place) {
	n.places(func(p Place, _ Neuron) {
		if fits(p) {
			found = &p
		}
	})
	return found
}

// Handle implements ui.Widget.
func (n *Network) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return n.choose(n.find(func(p Place) bool { return n.id(p) == e.ID }))
	case ui.Focus:
		return n.choose(n.find(func(p Place) bool { return n.id(p) == e.ID }))
	case ui.Pointer:
		return n.pointer(e)
	}
	return false
}

func (n *Network) pointer(e ui.Pointer) bool {
	under := n.find(func(p Place) bool { return e.At.In(n.Box(p)) })
	switch e.Kind {
	case ui.Press:
		return n.choose(under)
	case ui.Hover:
		if e.Touch {
			return false
		}
		return n.hover(under)
	case ui.Leave, ui.Cancel:
		return n.hover(nil)
	}
	return false
}

func (n *Network) hover(p *Place) bool {
	was := n.Singled()
	n.over = p
	return n.Singled() != was
}

func (n *Network) choose(p *Place) bool {
	if p == nil || *p == *n.Chosen {
		return false
	}
	*n.Chosen = *p
	if n.Choose != nil {
		n.Choose()
	}
	return true
}

// Singled is the neuron that is singled out now: the one under the pointer, or
// else the chosen one, if it is there.
func (n *Network) Singled() Place {
	if n.over != nil && n.has(*n.over) {
		return *n.over
	}
	if n.has(*n.Chosen) {
		return *n.Chosen
	}
	return Nowhere
}

// has reports whether there is a neuron at p; layers may have changed.
func (n *Network) has(p Place) bool {
	return 0 <= p.Layer && p.Layer < len(n.Layers) && 0 <= p.I && p.I < len(n.Layers[p.Layer].Neurons)
}

// Describe implements ui.Widget: the picture, and a spot for each neuron.
func (n *Network) Describe() ui.Node {
	bounds := paint.Rect{Max: n.grid.size}
	pad := ui.Node{ID: n.ID + ".picture", Role: ui.Pad, Name: n.Name, Bounds: bounds}
	if n.Says != nil {
		pad.Value = n.Says()
	}
	group := ui.Node{ID: n.ID, Role: ui.Group, Bounds: bounds, Children: []ui.Node{pad}}
	n.places(func(p Place, of Neuron) {
		spot := ui.Node{ID: n.id(p), Role: ui.Spot, Name: of.Name, Value: of.Says, On: p == *n.Chosen, Bounds: n.Box(p)}
		if spot.Value == "" {
			spot.Value = of.Value
		}
		group.Children = append(group.Children, spot)
	})
	return group
}
