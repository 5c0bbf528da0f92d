// Package nn is neural networks of dense layers: small ones, of which every
// number can be seen, edited and asked where it comes from.
//
//	net, err := nn.New(nn.Shape{Sizes: []int{2, 8, 8, 1}, Hidden: nn.Tanh, Output: nn.Tanh}, random)
//	run := nn.NewTrainer(net, nn.SquaredError, nn.Defaults(nn.Adam), train, held, random)
//	for run.Epochs < 100 && run.Step() {
//	}
//	fmt.Println(run.Score(run.Held).Accuracy)
//
// Layer l has the activations aₗ; layer 0 is the input. A neuron i of a later
// layer weighs the activations below it, adds its bias and bends the sum:
//
//	zₗᵢ = Σⱼ wₗᵢⱼ aₗ₋₁,ⱼ + bₗᵢ      aₗᵢ = fₗ(zₗᵢ)
//
// Backpropagation goes the other way, from the gradient of the loss L with
// respect to the outputs:
//
//	∂L/∂zₗᵢ = ∂L/∂aₗᵢ · fₗ′(zₗᵢ)      ∂L/∂aₗ₋₁,ⱼ = Σᵢ wₗᵢⱼ ∂L/∂zₗᵢ
//	∂L/∂wₗᵢⱼ = ∂L/∂zₗᵢ · aₗ₋₁,ⱼ      ∂L/∂bₗᵢ = ∂L/∂zₗᵢ
//
// A Pass keeps all of these for one example. A Trainer changes the weights by
// the mean gradient of a batch of examples. Chance is an argument: a function
// that returns numbers evenly spread over [0, 1), such as the Float64 method
// of math/rand/v2, so that the same seed makes the same run.
//
// Sources: D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning
// representations by back-propagating errors, 1986 (backpropagation); D. Smilkov
// and others, Direct-Manipulation Visualization of Deep Networks, 2017,
// arXiv:1708.03788 (TensorFlow Playground, whose tasks these are).
package nn

import (
	"fmt"
	"math"
)

// The largest network that New makes.
const (
	MaxLayers = 16
	MaxWidth  = 1024
)

// A Shape says how a network is built.
type Shape struct {
	Sizes  []int      // neurons of each layer, the inputs first, the outputs last
	Hidden Activation // of all layers but the last
	Output Activation // of the last layer
}

// Check returns an error that names the layer if s is not the shape of a
// network: two to MaxLayers layers of one to MaxWidth neurons.
func (s Shape) Check() error {
	if n := len(s.Sizes); n < 2 || n > MaxLayers {
		return fmt.Errorf("nn: a network has 2 to %d layers with its inputs, not %d", MaxLayers, n)
	}
	for l, n := range s.Sizes {
		if n < 1 || n > MaxWidth {
			return fmt.Errorf("nn: layer %d has %d neurons, not 1 to %d", l, n, MaxWidth)
		}
	}
	if !s.Hidden.known() || !s.Output.known() {
		return fmt.Errorf("nn: unknown activation")
	}
	return nil
}

// A Network is layers, one on the other.
type Network struct {
	Inputs int     // numbers that it takes
	Layers []Layer // Layers[0] is the first after the inputs

	// Params has all weights and biases: for each layer its weights, then
	// its biases. The layers' W and B are parts of it.
	Params []float64
}

// A Layer is neurons that see the same numbers. Its weights may be changed
// at will.
type Layer struct {
	In, Out    int
	W          []float64 // W[i·In + j] weighs number j for neuron i
	B          []float64 // the bias of each neuron
	Activation Activation
}

// New returns a network with random weights and biases of 0. Weights are
// spread evenly over ±√(6/(in + out)) (X. Glorot and Y. Bengio, 2010), below
// activations of the ReLU family over ±√(6/in) (K. He and others, 2015,
// arXiv:1502.01852), so that signals keep their size from layer to layer.
func New(s Shape, random func() float64) (*Network, error) {
	n, err := Zero(s)
	if err != nil {
		return nil, err
	}
	for _, l := range n.Layers {
		reach := l.Activation.reach(l.In, l.Out)
		for k := range l.W {
			l.W[k] = (2*random() - 1) * reach
		}
	}
	return n, nil
}

// Zero returns a network whose weights and biases are 0.
func Zero(s Shape) (*Network, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	n := &Network{Inputs: s.Sizes[0], Layers: make([]Layer, len(s.Sizes)-1)}
	for l := range n.Layers {
		n.Layers[l] = Layer{In: s.Sizes[l], Out: s.Sizes[l+1], Activation: s.Hidden}
	}
	n.Layers[len(n.Layers)-1].Activation = s.Output
	n.Params = make([]float64, n.count())
	n.view(n.Params)
	return n, nil
}

// count returns how many weights and biases there are.
func (n *Network) count() (c int) {
	for _, l := range n.Layers {
		c += l.Out * (l.In + 1)
	}
	return c
}

// view makes W and B of the layers parts of p.
func (n *Network) view(p []float64) {
	for i := range n.Layers {
		l := &n.Layers[i]
		l.W, p = p[:l.In*l.Out:l.In*l.Out], p[l.In*l.Out:]
		l.B, p = p[:l.Out:l.Out], p[l.Out:]
	}
}

// Clone returns a network like n that shares nothing with it.
func (n *Network) Clone() *Network {
	c := &Network{Inputs: n.Inputs}
	c.Layers = append(c.Layers, n.Layers...)
	c.Params = append(c.Params, n.Params...)
	c.view(c.Params)
	return c
}

// Shape returns the shape of n. The activation of its first layer stands for
// all hidden ones.
func (n *Network) Shape() Shape {
	s := Shape{Sizes: []int{n.Inputs}, Hidden: n.Layers[0].Activation, Output: n.last().Activation}
	for _, l := range n.Layers {
		s.Sizes = append(s.Sizes, l.Out)
	}
	return s
}

// Outputs returns how many numbers n returns.
func (n *Network) Outputs() int { return n.last().Out }

func (n *Network) last() *Layer { return &n.Layers[len(n.Layers)-1] }

// Weight returns the weight of number j for neuron i.
func (l *Layer) Weight(i, j int) float64 { return l.W[i*l.In+j] }

// SetWeight changes the weight of number j for neuron i.
func (l *Layer) SetWeight(i, j int, w float64) { l.W[i*l.In+j] = w }

// row returns the weights of neuron i.
func (l *Layer) row(i int) []float64 { return l.W[i*l.In : (i+1)*l.In] }

// sum returns what the weights of neuron i make of a, without the bias.
func (l *Layer) sum(i int, a []float64) (s float64) {
	row := l.row(i)
	a = a[:len(row)]
	for j, w := range row {
		s += w * a[j]
	}
	return s
}

func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
