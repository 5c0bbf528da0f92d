package gpt

import (
	"fmt"
	"math"

	"zerotoai/engine/tensor"
)

// Weights are what a model has learned. All numbers stand one after another
// in Data, in the order of Tensors; the other fields are views on it.
type Weights struct {
	Config Config
	Data   []float32 // Config.Parameters() numbers

	Tokens    tensor.Matrix // wte [V d], the embedding; its rows also unembed
	Positions tensor.Matrix // wpe [T d]
	Blocks    []Block       // one a layer
	Final     Norm          // ln_f
}

// A Block is the weights of one layer.
type Block struct {
	Norm1  Norm   // before attention
	QKV    Linear // [d 3d]: query, key and value of all heads beside each other
	Join   Linear // [d d]: from the heads' outputs to the residual stream
	Norm2  Norm   // before the feed-forward part
	Expand Linear // [d 4d]
	Shrink Linear // [4d d]
}

// A Linear is x·W + B.
type Linear struct {
	W tensor.Matrix // [in out]
	B []float32     // [out]
}

// A Norm is the weights of a layer norm, both [d].
type Norm struct{ Gain, Bias []float32 }

// A Tensor is one named array of a model.
type Tensor struct {
	Name  string // as in Hugging Face's GPT-2, such as "h.0.attn.c_attn.weight"
	Shape []int  // rows and columns, or the length of a vector
	Data  []float32
}

// Matrix reports whether t is a matrix and not a vector: one that decays in
// training.
func (t Tensor) Matrix() bool { return len(t.Shape) == 2 }

// size returns how many numbers t has.
func (t Tensor) size() int {
	n := 1
	for _, k := range t.Shape {
		n *= k
	}
	return n
}

// NewWeights returns weights that are all 0, or an error if c cannot be.
func NewWeights(c Config) (*Weights, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return zeros(c), nil
}

// zeros returns weights of a blueprint that has been checked.
func zeros(c Config) *Weights {
	w := &Weights{Config: c, Data: make([]float32, c.Parameters()), Blocks: make([]Block, c.Layers)}
	rest := w.Data
	for _, p := range w.places() {
		n := p.size()
		p.put(rest[:n:n])
		rest = rest[n:]
	}
	return w
}

// Tensors returns the names and shapes of a model's weights without their
// numbers, in the order in which Weights holds them. c has passed Check.
func (c Config) Tensors() []Tensor {
	return (&Weights{Config: c, Blocks: make([]Block, c.Layers)}).tensors(nil)
}

// Tensors returns all weights by their names. The tensors share w's numbers:
// to fill them is to load a model.
func (w *Weights) Tensors() []Tensor { return w.tensors(w.Data) }

func (w *Weights) tensors(data []float32) (ts []Tensor) {
	for _, p := range w.places() {
		if n := p.size(); data != nil {
			p.Data, data = data[:n:n], data[n:]
		}
		ts = append(ts, p.Tensor)
	}
	return ts
}

// A place is a tensor and how it is put where it belongs.
type place struct {
	Tensor
	put func(data []float32)
}

// places returns the tensors in their order, which is that of the forward pass.
func (w *Weights) places() []place {
	c, d := w.Config, w.Config.Width
	ps := []place{
		matrixPlace("wte.weight", &w.Tokens, c.Vocabulary, d),
		matrixPlace("wpe.weight", &w.Positions, c.Context, d),
	}
	for i := range w.Blocks {
		b, h := &w.Blocks[i], fmt.Sprintf("h.%d.", i)
		ps = append(ps, normPlaces(h+"ln_1", &b.Norm1, d)...)
		ps = append(ps, linearPlaces(h+"attn.c_attn", &b.QKV, d, 3*d)...)
		ps = append(ps, linearPlaces(h+"attn.c_proj", &b.Join, d, d)...)
		ps = append(ps, normPlaces(h+"ln_2", &b.Norm2, d)...)
		ps = append(ps, linearPlaces(h+"mlp.c_fc", &b.Expand, d, 4*d)...)
		ps = append(ps, linearPlaces(h+"mlp.c_proj", &b.Shrink, 4*d, d)...)
	}
	return append(ps, normPlaces("ln_f", &w.Final, d)...)
}

func matrixPlace(name string, m *tensor.Matrix, rows, cols int) place {
	return place{Tensor{Name: name, Shape: []int{rows, cols}}, func(data []float32) { *m = tensor.Of(rows, cols, data) }}
}

func vectorPlace(name string, v *[]float32, n int) place {
	return place{Tensor{Name: name, Shape: []int{n}}, func(data []float32) { *v = data }}
}

func linearPlaces(name string, l *Linear, in, out int) []place {
	return []place{matrixPlace(name+".weight", &l.W, in, out), vectorPlace(name+".bias", &l.B, out)}
}

func normPlaces(name string, n *Norm, d int) []place {
	return []place{vectorPlace(name+".weight", &n.Gain, d), vectorPlace(name+".bias", &n.Bias, d)}
}

// Init makes w a model that has learned nothing, as GPT-2 begins: matrices are
// drawn from normal, which returns numbers of mean 0 and deviation 1, and
// scaled to a deviation of 0.02; those that add to the residual stream are
// smaller by √(2·Layers), since so many are added up. Gains are 1, biases 0.
func (w *Weights) Init(normal func() float64) {
	clear(w.Data)
	for _, t := range w.Tensors() {
		if t.Matrix() {
			fill(t.Data, normal, 0.02)
		}
	}
	shrink := float32(1 / math.Sqrt(2*float64(w.Config.Layers)))
	for _, b := range w.Blocks {
		tensor.Scale(b.Join.W.Data, shrink)
		tensor.Scale(b.Shrink.W.Data, shrink)
		ones(b.Norm1.Gain)
		ones(b.Norm2.Gain)
	}
	ones(w.Final.Gain)
}

func fill(x []float32, normal func() float64, deviation float64) {
	for i := range x {
		x[i] = float32(deviation * normal())
	}
}

func ones(x []float32) {
	for i := range x {
		x[i] = 1
	}
}
