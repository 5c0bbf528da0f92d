package tensor

import "fmt"

// A Descent trains a network of dense layers by plain gradient descent of its
// squared error, ½ Σ (a − y)², many batches in one call: with a few neurons a
// batch takes less time than the calls would.
type Descent struct {
	Columns int // of a batch

	sizes   []int32 // inputs, then the neurons of each layer
	bends   []int32 // the activation of each layer
	params  int
	neurons int

	grad               []float32 // as params
	room, a, slope, da []float32 // a, slope and da are room; one layer after the other, [neurons columns]
}

// NewDescent returns a Descent for networks of the sizes, inputs first, with an
// activation for each layer, and batches of so many columns: the examples of a
// batch, and what fills it up to a number that is best a multiple of 4.
func NewDescent(sizes []int, activations []Activation, columns int) *Descent {
	if len(sizes) != len(activations)+1 || columns < 1 {
		panic(fmt.Sprintf("tensor: NewDescent of %d sizes, %d activations and %d columns", len(sizes), len(activations), columns))
	}
	d := &Descent{Columns: columns}
	for l, n := range sizes {
		if n < 1 || l > 0 && activations[l-1] > ActSiLU {
			panic(fmt.Sprintf("tensor: NewDescent with %d neurons in layer %d, or no such activation", n, l))
		}
		d.sizes = append(d.sizes, int32(n))
		if l > 0 {
			d.bends = append(d.bends, int32(activations[l-1]))
			d.params += n * (sizes[l-1] + 1)
			d.neurons += n
		}
	}
	n := d.neurons * columns
	d.grad, d.room = make([]float32, d.params), make([]float32, 3*n)
	d.a, d.slope, d.da = d.room[:n], d.room[n:2*n], d.room[2*n:]
	return d
}

// Run makes a step for each batch and returns the error of the last batch,
// summed, before its step. params has for each layer its weights, [out in], then
// its biases. A batch is [inputs columns] numbers of x and [outputs columns] of
// y; the first size columns count. rate is of the gradient's mean.
func (d *Descent) Run(params, x, y []float32, size int, rate float32) (loss float32) {
	in, out := int(d.sizes[0])*d.Columns, int(d.sizes[len(d.sizes)-1])*d.Columns
	fit("Run", d.params, len(params))
	fit("Run", len(x)/in*in, len(x))
	fit("Run", len(x)/in*out, len(y))
	if size < 1 || size > d.Columns {
		panic(fmt.Sprintf("tensor: Run with %d examples in %d columns", size, d.Columns))
	}
	if haveKernel {
		return kernelDescend(d, len(x)/in, params, x, y, size, rate)
	}
	for ; len(x) > 0; x, y = x[in:], y[out:] {
		d.forward(params, x[:in])
		loss = d.judge(y[:out], size)
		d.backward(params, x[:in])
		Axpy(params, -rate/float32(size), d.grad)
	}
	return loss
}

func (d *Descent) forward(params, x []float32) {
	at, top := 0, 0
	for l, f := range d.bends {
		p, n := d.layer(l)
		w, b := d.split(params[at:at+p], l)
		DenseForward(d.a[top:top+n], d.slope[top:top+n], x, w, b, Activation(f))
		x, at, top = d.a[top:top+n], at+p, top+n
	}
}

// judge sets da of the last layer and returns the error.
func (d *Descent) judge(y []float32, size int) (loss float32) {
	a, da := d.a[len(d.a)-len(y):], d.da[len(d.da)-len(y):]
	for i := range da {
		da[i] = 0
		if i%d.Columns < size {
			da[i] = a[i] - y[i]
			loss += da[i] * da[i] / 2
		}
	}
	return loss
}

func (d *Descent) backward(params, x []float32) {
	at, top := len(params), len(d.a)
	for l := len(d.bends) - 1; l >= 0; l-- {
		p, n := d.layer(l)
		at, top = at-p, top-n
		var dx []float32
		below := x
		if l > 0 {
			_, m := d.layer(l - 1)
			dx, below = d.da[top-m:top], d.a[top-m:top]
		}
		w, _ := d.split(params[at:at+p], l)
		dw, db := d.split(d.grad[at:at+p], l)
		DenseBackward(dx, dw, db, d.da[top:top+n], d.slope[top:top+n], below, w)
	}
}

// layer returns how many parameters layer l has, and how many activations.
func (d *Descent) layer(l int) (params, activations int) {
	in, out := int(d.sizes[l]), int(d.sizes[l+1])
	return out * (in + 1), out * d.Columns
}

// split returns the weights and biases of layer l.
func (d *Descent) split(params []float32, l int) (w, b []float32) {
	n := int(d.sizes[l] * d.sizes[l+1])
	return params[:n], params[n:]
}
