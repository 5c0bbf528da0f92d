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

	grad        []float32 // as params
	room        []float32 // for all that follows
	a, slope    []float32 // one layer after the other, [neurons columns]
	da          []float32 // the same
	batch, x, y []float32 // the batch, and its [inputs columns] and [outputs columns]
	row         int       // numbers of an example
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
	d.row = sizes[0] + sizes[len(sizes)-1]
	n := d.neurons * columns
	d.grad, d.room = make([]float32, d.params), make([]float32, 3*n+d.row*columns)
	d.a, d.slope, d.da, d.batch = d.room[:n], d.room[n:2*n], d.room[2*n:3*n], d.room[3*n:]
	d.x, d.y = d.batch[:sizes[0]*columns], d.batch[sizes[0]*columns:]
	return d
}

// Run makes a step for each size of the examples in order, as long as there are
// as many, and returns the error of the last batch, summed, before its step.
// params has for each layer its weights, [out in], then its biases. Example i is
// row i of rows, [examples inputs+outputs]. rate is of the gradient's mean.
func (d *Descent) Run(params, rows []float32, order []int32, size int, rate float32) (loss float32) {
	fit("Run", d.params, len(params))
	if size < 1 || size > d.Columns {
		panic(fmt.Sprintf("tensor: Run with %d examples in %d columns", size, d.Columns))
	}
	examples := uint32(len(rows) / d.row)
	for _, i := range order {
		if uint32(i) >= examples {
			panic(fmt.Sprintf("tensor: Run of example %d of %d", i, examples))
		}
	}
	if haveKernel {
		return kernelDescend(d, params, rows, order, size, rate)
	}
	for ; len(order) >= size; order = order[size:] {
		d.gather(rows, order[:size])
		d.forward(params, d.x)
		loss = d.judge(d.y, size)
		d.backward(params, d.x)
		Axpy(params, -rate/float32(size), d.grad)
	}
	return loss
}

// gather puts examples into the first columns of the batch. What is in the
// others does not count, but is a number: an earlier example, or 0.
func (d *Descent) gather(rows []float32, order []int32) {
	for e, i := range order {
		for j, v := range rows[int(i)*d.row:][:d.row] {
			d.batch[j*d.Columns+e] = v
		}
	}
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
