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
		params, rows := random(r, d.params, 0.7), random(r, 40*d.row, 1)
		order := examples(r, 40, 3*c.size+c.size-1) // what is not a whole batch is left
		want, rate, loss := wide(params), 0.05, 0.0
		for b := range 3 {
			x, y := columns(c.sizes[0], c.columns, d.row, rows, order[b*c.size:][:c.size])
			of := func(p []float64) []float64 {
				return []float64{twinError(c.sizes, c.fs, c.columns, c.size, p, x, y)}
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
		got := d.Run(params, rows, order, c.size, float32(rate))
		near(t, "params", params, want, 1e-5)
		near(t, "loss", []float32{got}, []float64{loss}, 1e-5)
	}
	params := []float32{2, 1}
	if loss := NewDescent([]int{1, 1}, []Activation{ActLinear}, 1).Run(params, []float32{1, 1}, nil, 1, 1); loss != 0 || params[0] != 2 {
		t.Error("without a batch there is a step")
	}
}

// examples chooses n of so many examples.
func examples(r *rand.Rand, of, n int) []int32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = r.Int32N(int32(of))
	}
	return order
}

// columns puts examples side by side, their inputs and their outputs.
func columns(in, columns, row int, rows []float32, order []int32) (x, y []float64) {
	both := make([]float64, row*columns)
	for e, i := range order {
		for j := range row {
			both[j*columns+e] = float64(rows[int(i)*row+j])
		}
	}
	return both[:in*columns], both[in*columns:]
}

// BenchmarkDescent is a batch of 10 examples, in 12 columns, that a network of
// 2, 4, 2 and 1 neurons learns from.
func BenchmarkDescent(b *testing.B) {
	const batches, columns = 50, 12
	r := rand.New(rand.NewPCG(1, 2))
	d := NewDescent([]int{2, 4, 2, 1}, []Activation{ActTanh, ActTanh, ActTanh}, columns)
	params, rows, order := random(r, d.params, 0.5), random(r, 10*batches*3, 1), examples(r, 10*batches, 10*batches)
	for b.Loop() {
		d.Run(params, rows, order, 10, 0.03)
	}
	b.ReportMetric(10*batches*float64(b.N)/b.Elapsed().Seconds(), "examples/s")
}
