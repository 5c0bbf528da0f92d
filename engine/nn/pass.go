package nn

// A Pass is one example on its way through a network and back. It keeps every
// number, by layer and neuron; layer 0 is the input.
type Pass struct {
	Net *Network

	Z [][]float64 // the sum of each neuron; Z[0] is nil
	A [][]float64 // its activation; A[0] is the input

	// These are of the last Backward.
	Loss   Loss
	Target []float64
	Value  float64     // of the loss
	P      []float64   // the probabilities that CrossEntropy judged, else nil; a single output has two: of class 1, of class 0
	DA     [][]float64 // ∂L/∂a; DA[0] is of the input
	DZ     [][]float64 // ∂L/∂z, which is also ∂L/∂b; DZ[0] is nil
	Grad   []float64   // ∂L/∂w and ∂L/∂b, in the order of Net.Params

	back bool      // Backward has been done for this Forward
	room []float64 // of P
}

// NewPass returns a Pass of n that has seen nothing: all its numbers are 0.
func NewPass(n *Network) *Pass {
	p := &Pass{Net: n, Grad: make([]float64, len(n.Params)), Target: make([]float64, n.Outputs())}
	p.Z, p.A = neurons(n), neurons(n)
	p.DZ, p.DA = neurons(n), neurons(n)
	p.Z[0], p.DZ[0] = nil, nil
	p.room = make([]float64, max(2, n.Outputs()))
	return p
}

// neurons returns a number for each input and neuron.
func neurons(n *Network) [][]float64 {
	of := [][]float64{make([]float64, n.Inputs)}
	for _, l := range n.Layers {
		of = append(of, make([]float64, l.Out))
	}
	return of
}

// Forward works out all sums and activations for the input x, which has
// Net.Inputs numbers, and returns the outputs. They are p's own.
func (p *Pass) Forward(x []float64) []float64 {
	p.back = false
	copy(p.A[0], x)
	for k := range p.Net.Layers {
		p.Net.Layers[k].forward(p.A[k], p.Z[k+1], p.A[k+1])
	}
	return p.Outputs()
}

// Outputs returns the activations of the last layer.
func (p *Pass) Outputs() []float64 { return p.A[len(p.A)-1] }

// Probabilities returns the softmax of the outputs: of a single one, the
// probabilities of class 1 and of class 0.
func (p *Pass) Probabilities() []float64 {
	if out := p.Outputs(); len(out) > 1 {
		return Softmax(out)
	}
	return Softmax([]float64{p.Outputs()[0], 0})
}

func (l *Layer) forward(in, z, a []float64) {
	f := activations[l.Activation].f
	for i, b := range l.B {
		z[i] = l.sum(i, in) + b
		a[i] = f(z[i])
	}
}

// Backward works out the loss for the last Forward, and the gradients of all
// weights, biases, neurons and inputs. The target has as many numbers as the
// network has outputs.
func (p *Pass) Backward(l Loss, target []float64) float64 {
	p.judge(l, target)
	p.complete()
	return p.Value
}

// BackwardFrom is Backward for outputs that are not judged here but go on
// somewhere else: da is the gradient with respect to them, which is given.
func (p *Pass) BackwardFrom(da []float64) {
	p.Loss, p.Value, p.P = elsewhere, 0, nil
	copy(p.DA[len(p.DA)-1], da)
	p.complete()
}

func (p *Pass) complete() {
	clear(p.Grad)
	p.backward(p.Grad)
	clear(p.DA[0])
	p.Net.Layers[0].pull(p.DZ[1], p.DA[0])
	p.back = true
}

// judge works out the loss and its gradient with respect to the outputs.
func (p *Pass) judge(l Loss, target []float64) {
	p.Loss = l
	copy(p.Target, target)
	p.P = nil
	if l == CrossEntropy {
		p.P = p.room
	}
	p.Value = l.judge(p.Outputs(), p.Target, p.P, p.DA[len(p.DA)-1])
}

// backward goes down from DA of the last layer to DZ of the first, and adds
// the gradients of weights and biases to grad.
func (p *Pass) backward(grad []float64) {
	end := len(grad)
	for k := len(p.Net.Layers) - 1; k >= 0; k-- {
		l := &p.Net.Layers[k]
		l.unbend(p.Z[k+1], p.A[k+1], p.DA[k+1], p.DZ[k+1])
		start := end - l.Out*(l.In+1)
		l.gather(p.A[k], p.DZ[k+1], grad[start:end])
		end = start
		if k > 0 {
			clear(p.DA[k])
			l.pull(p.DZ[k+1], p.DA[k])
		}
	}
}

// unbend: ∂L/∂z = ∂L/∂a · f′(z).
func (l *Layer) unbend(z, a, da, dz []float64) {
	slope := activations[l.Activation].slope
	for i := range dz {
		dz[i] = da[i] * slope(z[i], a[i])
	}
}

// gather adds ∂L/∂w = ∂L/∂z · a and ∂L/∂b = ∂L/∂z to grad.
func (l *Layer) gather(a, dz, grad []float64) {
	for i, d := range dz {
		row := grad[i*l.In : (i+1)*l.In]
		for j := range row {
			row[j] += d * a[j]
		}
		grad[l.In*l.Out+i] += d
	}
}

// pull adds Σ w · ∂L/∂z to the gradients of the activations below.
func (l *Layer) pull(dz, da []float64) {
	for i, d := range dz {
		for j, w := range l.row(i) {
			da[j] += w * d
		}
	}
}

// WeightGrad returns ∂L/∂w of the weight of number j for neuron i of layer l,
// which counts from 1 as in Z and A.
func (p *Pass) WeightGrad(l, i, j int) float64 {
	at, layer := p.Net.find(l)
	return p.Grad[at+i*layer.In+j]
}

// BiasGrad returns ∂L/∂b of neuron i of layer l, which counts from 1.
func (p *Pass) BiasGrad(l, i int) float64 { return p.DZ[l][i] }

// find returns where the parameters of layer l, counted from 1, begin.
func (n *Network) find(l int) (at int, layer *Layer) {
	for k := range l - 1 {
		at += n.Layers[k].Out * (n.Layers[k].In + 1)
	}
	return at, &n.Layers[l-1]
}
