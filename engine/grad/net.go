package grad

import (
	"fmt"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// A Net is a network and its loss as a tape: the numbers of the network, an
// example, and all that is made of them. The fields say where they stand.
type Net struct {
	Tape
	Inputs  []int
	Targets []int
	Layers  []Layer
	Errors  []int // output less target, of each output
	Loss    int   // ½ Σ error², the last node
}

// A Layer is where the numbers of a layer stand.
type Layer struct {
	W [][]int // W[i][j] weighs number j for neuron i
	B []int
	Z []int // the sums
	A []int // the activations; Z, if the layer is linear
}

// bends has the operation of each activation that a Net can have.
var bends = map[nn.Activation]trace.Op{nn.ReLU: trace.ReLU, nn.Sigmoid: trace.Sigmoid, nn.Tanh: trace.Tanh}

// FromNetwork writes a network with the loss nn.SquaredError on a tape, all
// inputs and targets being 0. Its activations have to be Linear, ReLU, Sigmoid
// or Tanh.
func FromNetwork(n *nn.Network) (*Net, error) {
	t := &Net{}
	for j := range n.Inputs {
		t.Inputs = append(t.Inputs, t.Leaf(fmt.Sprintf("x%d", j+1), 0))
	}
	below := t.Inputs
	for k := range n.Layers {
		l, err := t.layer(k+1, &n.Layers[k], below)
		if err != nil {
			return nil, err
		}
		t.Layers = append(t.Layers, l)
		below = l.A
	}
	t.loss(below)
	return t, nil
}

func (t *Net) layer(number int, l *nn.Layer, below []int) (at Layer, err error) {
	bend, bends := bends[l.Activation]
	if !bends && l.Activation != nn.Linear {
		return at, fmt.Errorf("grad: layer %d has the activation %v, which a tape has no rule for", number, l.Activation)
	}
	for i := range l.Out {
		at.weights(t, number, l, i)
	}
	for i := range l.Out {
		at.Z = append(at.Z, t.Do(numbered("z", number, i), trace.Affine, at.pairs(i, below)...))
	}
	if at.A = at.Z; !bends {
		return at, nil
	}
	at.A = nil
	for i, z := range at.Z {
		at.A = append(at.A, t.Do(numbered("a", number, i), bend, z))
	}
	return at, nil
}

// weights puts the weights and the bias of neuron i on t.
func (at *Layer) weights(t *Net, number int, l *nn.Layer, i int) {
	var row []int
	for j := range l.In {
		row = append(row, t.Leaf(fmt.Sprintf("%s,%d", numbered("w", number, i), j+1), l.Weight(i, j)))
	}
	at.W = append(at.W, row)
	at.B = append(at.B, t.Leaf(numbered("b", number, i), l.B[i]))
}

// pairs returns what the sum of neuron i is made from.
func (at *Layer) pairs(i int, below []int) (args []int) {
	for j, x := range below {
		args = append(args, at.W[i][j], x)
	}
	return append(args, at.B[i])
}

// numbered names a number of neuron i of a layer, as "z2.1": all count from 1.
func numbered(letter string, layer, i int) string {
	return fmt.Sprintf("%s%d.%d", letter, layer, i+1)
}

// loss puts targets, errors and the loss on t.
func (t *Net) loss(outputs []int) {
	for i := range outputs {
		t.Targets = append(t.Targets, t.Leaf(fmt.Sprintf("t%d", i+1), 0))
	}
	var squares []int
	for i, a := range outputs {
		e := t.Do(fmt.Sprintf("e%d", i+1), trace.Difference, a, t.Targets[i])
		t.Errors = append(t.Errors, e)
		squares = append(squares, t.Do(fmt.Sprintf("e%d²", i+1), trace.Square, e))
	}
	total := squares[0]
	if len(squares) > 1 {
		total = t.Do("sum of squares", trace.Sum, squares...)
	}
	t.Loss = t.Do("loss", trace.Quotient, total, t.Leaf("2", 2))
}

// Show sets inputs and targets to those of an example.
func (t *Net) Show(x, target []float64) {
	for k, i := range t.Inputs {
		t.Nodes[i].Value = x[k]
	}
	for k, i := range t.Targets {
		t.Nodes[i].Value = target[k]
	}
}

// Params returns where weights and biases stand, layer by layer, in the order
// of nn.Network.Params.
func (t *Net) Params() (is []int) {
	for _, l := range t.Layers {
		for _, row := range l.W {
			is = append(is, row...)
		}
		is = append(is, l.B...)
	}
	return is
}
