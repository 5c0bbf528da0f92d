package nn

import "zerotoai/engine/tensor"

// A batch is examples on their way through a network together, in float32. An
// example is a column; there may be more columns than examples.
type batch struct {
	columns      int
	params, grad []float32 // as Network.Params
	a, slope, da []rows    // by layer; layer 0 is the input

	out, target, p, dout []float64 // of one example
}

// rows are numbers of the neurons of a layer, for each column.
type rows []float32

func newBatch(n *Network, examples int) *batch {
	b := &batch{columns: inFours(examples), params: make([]float32, len(n.Params)), grad: make([]float32, len(n.Params))}
	for l := range len(n.Layers) + 1 {
		neurons := n.Inputs
		if l > 0 {
			neurons = n.Layers[l-1].Out
		}
		b.a = append(b.a, make(rows, neurons*b.columns))
		b.slope = append(b.slope, make(rows, neurons*b.columns))
		b.da = append(b.da, make(rows, neurons*b.columns))
	}
	k := n.Outputs()
	b.out, b.target, b.dout, b.p = make([]float64, k), make([]float64, k), make([]float64, k), make([]float64, max(2, k))
	return b
}

// holds reports whether b is made for so many examples.
func (b *batch) holds(examples int) bool { return b.columns == inFours(examples) }

// inFours returns the columns for so many examples: package tensor likes fours.
func inFours(examples int) int { return (examples + 3) &^ 3 }

// read takes over the weights and biases of n.
func (b *batch) read(n *Network) {
	for k, w := range n.Params {
		b.params[k] = float32(w)
	}
}

// gradient adds the gradients of examples to grad and returns the sum of their
// losses.
func (b *batch) gradient(n *Network, l Loss, from []Example, which []int32, grad []float64) (loss float64) {
	b.read(n)
	for e, i := range which {
		for j, x := range from[i].In {
			b.a[0][j*b.columns+e] = float32(x)
		}
	}
	b.forward(n)
	clear(b.da[len(n.Layers)])
	for e, i := range which {
		loss += b.judge(n, l, e, from[i].Class)
	}
	b.backward(n)
	for k, g := range b.grad {
		grad[k] += float64(g)
	}
	return loss
}

func (b *batch) forward(n *Network) {
	at := 0
	for k := range n.Layers {
		l := &n.Layers[k]
		w, bias, end := l.split(b.params, at)
		tensor.DenseForward(b.a[k+1], b.slope[k+1], b.a[k], w, bias, tensor.Activation(l.Activation))
		at = end
	}
}

func (b *batch) backward(n *Network) {
	at := len(b.params)
	for k := len(n.Layers) - 1; k >= 0; k-- {
		l, dx := &n.Layers[k], b.da[k]
		if k == 0 {
			dx = nil
		}
		at -= l.Out * (l.In + 1)
		w, _, _ := l.split(b.params, at)
		dw, db, _ := l.split(b.grad, at)
		tensor.DenseBackward(dx, dw, db, b.da[k+1], b.slope[k+1], b.a[k], w)
	}
}

// split returns the weights and biases of l, which begin at a place in params,
// and where those of the next layer do.
func (l *Layer) split(params []float32, at int) (w, b []float32, end int) {
	middle := at + l.In*l.Out
	end = middle + l.Out
	return params[at:middle], params[middle:end], end
}

// judge works out the loss of an example and its gradient with respect to the
// outputs.
func (b *batch) judge(n *Network, l Loss, e, class int) float64 {
	top := len(n.Layers)
	for i := range b.out {
		b.out[i] = float64(b.a[top][i*b.columns+e])
	}
	loss := l.judge(b.out, n.target(b.target, l, class), b.p, b.dout)
	for i, d := range b.dout {
		b.da[top][i*b.columns+e] = float32(d)
	}
	return loss
}
