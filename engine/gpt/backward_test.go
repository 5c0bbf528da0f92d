package gpt

import (
	"math"
	"testing"
)

// Every gradient of the whole model against differences of the twin's loss.
func TestGradients(t *testing.T) {
	c := small()
	w := random(t, c, 7)
	tokens, targets := text(c, 2*c.Context, 8)
	p := NewPass(c, 2, c.Context)
	loss, counted, err := p.Gradients(w, tokens, targets)
	if err != nil {
		t.Fatal(err)
	}
	far := newTwin(w)
	if want := far.loss(tokens, targets, c.Context); !near(loss, want, 1e-5) || counted != count(targets) {
		t.Errorf("the loss is %v of %d, want %v of %d", loss, counted, want, count(targets))
	}
	for _, g := range p.Gradient.Tensors() {
		x := far.at[g.Name]
		var missed, length float64
		for i := range x {
			want := slope(&x[i], func() float64 { return far.loss(tokens, targets, c.Context) })
			missed += (float64(g.Data[i]) - want) * (float64(g.Data[i]) - want)
			length += want * want
			if got := float64(g.Data[i]); math.Abs(got-want) > 1e-2*math.Abs(want)+2e-4 {
				t.Errorf("%s[%d]: the gradient is %v, want %v", g.Name, i, got, want)
			}
		}
		if math.Sqrt(missed) > 1e-4*math.Sqrt(length)+1e-6 {
			t.Errorf("%s: the gradient is off by %v of %v", g.Name, math.Sqrt(missed), math.Sqrt(length))
		}
	}
}

// slope returns the central difference of f by x.
func slope(x *float64, f func() float64) float64 {
	const h = 1e-5
	before := *x
	*x = before + h
	up := f()
	*x = before - h
	down := f()
	*x = before
	return (up - down) / (2 * h)
}

// Gradients are added up, and those of two halves are those of the whole.
func TestGradientsAdd(t *testing.T) {
	c := small()
	w := random(t, c, 7)
	tokens, targets := text(c, 2*c.Context, 8)
	whole, halves := NewPass(c, 2, c.Context), NewPass(c, 1, c.Context)
	sum, n, _ := whole.Gradients(w, tokens, targets)
	for _, at := range []int{0, c.Context} {
		loss, counted, err := halves.Gradients(w, tokens[at:at+c.Context], targets[at:at+c.Context])
		if err != nil {
			t.Fatal(err)
		}
		sum, n = sum-loss, n-counted
	}
	if math.Abs(sum) > 1e-5 || n != 0 {
		t.Errorf("the losses differ by %v of %d", sum, n)
	}
	for i, v := range whole.Gradient.Data {
		if got := halves.Gradient.Data[i]; !near(float64(got), float64(v), 1e-5) {
			t.Fatalf("gradient %d is %v in two halves, %v as a whole", i, got, v)
		}
	}
}
