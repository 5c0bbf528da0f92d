package tensor

import (
	"math/rand/v2"
	"testing"
)

// twinError is the mean squared error of a batch, halved.
func twinError(sizes []int, fs []Activation, columns, size int, params, x, y []float64) (loss float64) {
	a := x
	for l, f := range fs {
		in, out := sizes[l], sizes[l+1]
		a = twinDense(f, columns, a, params[:in*out], params[in*out:][:out])
		params = params[out*(in+1):]
	}
	for i, v := range a {
		if i%columns < size {
			loss += (v - y[i]) * (v - y[i]) / 2 / float64(size)
		}
	}
	return loss
}

// Each step goes against the slope of the mean error, in proportion to it.
func TestDescent(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		sizes         []int
		fs            []Activation
		columns, size int
	}{
		{[]int{2, 4, 2, 1}, []Activation{ActTanh, ActTanh, ActTanh}, 12, 10},
		{[]int{3, 2}, []Activation{ActSigmoid}, 4, 4},
		{[]int{1, 5, 3}, []Activation{ActGELU, ActLinear}, 7, 6},
	} {
		d := NewDescent(c.sizes, c.fs, c.columns)
		in, out := c.sizes[0]*c.columns, c.sizes[len(c.sizes)-1]*c.columns
		params, x, y := random(r, d.params, 0.7), random(r, 3*in, 1), random(r, 3*out, 1)
		want, rate, loss := wide(params), 0.05, 0.0
		for b := range 3 {
			of := func(p []float64) []float64 {
				return []float64{twinError(c.sizes, c.fs, c.columns, c.size, p, wide(x[b*in:][:in]), wide(y[b*out:][:out]))}
			}
			loss = of(want)[0] * float64(c.size)
			g := make([]float64, len(want))
			for k := range want {
				g[k] = rise(of, want, []float32{1}, k)
			}
			for k := range want {
				want[k] -= rate * g[k]
			}
		}
		got := d.Run(params, x, y, c.size, float32(rate))
		near(t, "params", params, want, 1e-5)
		near(t, "loss", []float32{got}, []float64{loss}, 1e-5)
	}
	params := []float32{2, 1}
	if loss := NewDescent([]int{1, 1}, []Activation{ActLinear}, 1).Run(params, nil, nil, 1, 1); loss != 0 || params[0] != 2 {
		t.Error("without a batch there is a step")
	}
}

// BenchmarkDescent is a batch of 10 examples, in 12 columns, that a network of
// 2, 4, 2 and 1 neurons learns from.
func BenchmarkDescent(b *testing.B) {
	const batches, columns = 50, 12
	r := rand.New(rand.NewPCG(1, 2))
	d := NewDescent([]int{2, 4, 2, 1}, []Activation{ActTanh, ActTanh, ActTanh}, columns)
	params, x, y := random(r, d.params, 0.5), random(r, batches*2*columns, 1), random(r, batches*columns, 1)
	for b.Loop() {
		d.Run(params, x, y, 10, 0.03)
	}
	b.ReportMetric(10*batches*float64(b.N)/b.Elapsed().Seconds(), "examples/s")
}
