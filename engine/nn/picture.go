package nn

import (
	"math"
	"slices"
)

// A Picture is what each neuron makes of the plane: its activation at the
// middles of the cells of a grid, in float32, which is more than a colour shows.
type Picture struct {
	W, H int // cells

	// Neurons has the cells of each neuron of each layer, row by row from the
	// top, which is where y is greatest; layer 0 is the inputs.
	Neurons [][][]float32

	sizes    []int // of the network that Neurons are of
	features []Feature
	cells    *batch // one column a cell
}

// NewPicture returns a picture of w × h cells, which are at least 1.
func NewPicture(w, h int) *Picture { return &Picture{W: max(1, w), H: max(1, h)} }

// Output returns the cells of the first output.
func (p *Picture) Output() []float32 { return p.Neurons[len(p.Neurons)-1][0] }

// Paint works out all cells for a network that is told the features of the
// plane, from −Reach to Reach. It goes through the network once for all
// cells. What is too large for float32 is the largest number that is not.
func (p *Picture) Paint(n *Network, fs []Feature) {
	p.fit(n, fs)
	p.cells.read(n)
	p.cells.forward(n)
	if !p.finite() {
		p.paintEach(n)
	}
}

// fit makes room for the neurons of n, and works out the inputs.
func (p *Picture) fit(n *Network, fs []Feature) {
	sizes := n.Shape().Sizes
	if slices.Equal(p.sizes, sizes) && slices.Equal(p.features, fs) {
		return
	}
	p.sizes, p.features = sizes, slices.Clone(fs)
	p.cells = newBatch(n, p.W*p.H)
	p.Neurons = nil
	for l, size := range sizes {
		var neurons [][]float32
		for i := range size {
			neurons = append(neurons, p.cells.a[l][i*p.cells.columns:][:p.W*p.H])
		}
		p.Neurons = append(p.Neurons, neurons)
	}
	for k, cells := range p.Neurons[0] {
		for c := range cells {
			cells[c] = float32(fs[k].Of(p.Middle(c)))
		}
	}
}

// Middle returns the middle of cell c.
func (p *Picture) Middle(c int) (x, y float64) {
	column, row := float64(c%p.W)+0.5, float64(c/p.W)+0.5
	return Reach * (2*column/float64(p.W) - 1), Reach * (1 - 2*row/float64(p.H))
}

// finite reports whether all cells are numbers. Those of huge weights may not
// be: float32 ends at 10³⁸.
func (p *Picture) finite() bool {
	for _, neurons := range p.Neurons {
		for _, cells := range neurons {
			var sum float32
			for _, v := range cells {
				sum += v * 0 // NaN for what is not finite
			}
			if sum != 0 {
				return false
			}
		}
	}
	return true
}

// paintEach does what Paint does cell by cell, in float64.
func (p *Picture) paintEach(n *Network) {
	pass := NewPass(n)
	for c := range p.W * p.H {
		x, y := p.Middle(c)
		pass.Forward(Inputs(p.features, x, y))
		for l, as := range pass.A {
			for i, a := range as {
				p.Neurons[l][i][c] = float32(max(-math.MaxFloat32, min(math.MaxFloat32, a)))
			}
		}
	}
}
