package nn

// A Picture is what each neuron makes of the plane: its activation at the
// middles of the cells of a grid.
type Picture struct {
	W, H int // cells

	// Neurons has the cells of each neuron of each layer, row by row from the
	// top, which is where y is greatest; layer 0 is the inputs.
	Neurons [][][]float64
}

// NewPicture returns a picture of w × h cells, which are at least 1.
func NewPicture(w, h int) *Picture { return &Picture{W: max(1, w), H: max(1, h)} }

// Output returns the cells of the first output.
func (p *Picture) Output() []float64 { return p.Neurons[len(p.Neurons)-1][0] }

// Paint works out all cells for a network that is told the features of the
// plane, from −Reach to Reach. It goes through the network once for all
// cells.
func (p *Picture) Paint(n *Network, fs []Feature) {
	p.fit(n)
	p.place(fs)
	for k := range n.Layers {
		n.Layers[k].paint(p.Neurons[k], p.Neurons[k+1])
	}
}

// fit makes room for the neurons of n.
func (p *Picture) fit(n *Network) {
	sizes := n.Shape().Sizes
	if len(p.Neurons) != len(sizes) {
		p.Neurons = make([][][]float64, len(sizes))
	}
	for k, size := range sizes {
		for len(p.Neurons[k]) < size {
			p.Neurons[k] = append(p.Neurons[k], make([]float64, p.W*p.H))
		}
		p.Neurons[k] = p.Neurons[k][:size]
	}
}

// place works out the inputs.
func (p *Picture) place(fs []Feature) {
	for k, cells := range p.Neurons[0] {
		f := features[fs[k]].of
		for c := range cells {
			x, y := p.Middle(c)
			cells[c] = f(x, y)
		}
	}
}

// Middle returns the middle of cell c.
func (p *Picture) Middle(c int) (x, y float64) {
	column, row := float64(c%p.W)+0.5, float64(c/p.W)+0.5
	return Reach * (2*column/float64(p.W) - 1), Reach * (1 - 2*row/float64(p.H))
}

// paint works out the cells of a layer from those below.
func (l *Layer) paint(in, out [][]float64) {
	f := activations[l.Activation].f
	for i, cells := range out {
		for c := range cells {
			cells[c] = 0
		}
		for j, w := range l.row(i) {
			below := in[j][:len(cells)]
			for c := range cells {
				cells[c] += w * below[c]
			}
		}
		b := l.B[i]
		for c, z := range cells {
			cells[c] = f(z + b)
		}
	}
}
