package nn

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/engine/descent"
	"zerotoai/engine/tensor"
)

// Both packages have the same activations, in the same order.
func TestActivationsOfTensor(t *testing.T) {
	for _, f := range Activations() {
		for z := -3.0; z < 3; z += 0.37 {
			a, slope := []float32{0}, []float32{0}
			tensor.DenseForward(a, slope, []float32{float32(z)}, []float32{1}, []float32{0}, tensor.Activation(f))
			if math.Abs(float64(a[0])-f.F(z)) > 2e-6 || math.Abs(float64(slope[0])-f.Slope(z)) > 4e-6 {
				t.Errorf("%v of %v is %v and rises by %v", f, z, a[0], slope[0])
			}
		}
	}
}

// Together the gradients of a batch are what they are one after the other, for
// all activations, losses and numbers of outputs.
func TestTogether(t *testing.T) {
	for _, f := range Activations() {
		for _, sizes := range [][]int{{2, 1}, {2, 4, 2, 1}, {3, 5, 3}} {
			for _, loss := range Losses() {
				for _, examples := range []int{1, 4, 10} {
					compare(t, made(t, 3, f, Linear, sizes...), loss, examples)
				}
			}
		}
	}
}

func compare(t *testing.T, n *Network, l Loss, examples int) {
	t.Helper()
	random := seeded(5)
	var train []Example
	for i := range examples {
		e := Example{Class: i % max(2, n.Outputs())}
		for range n.Inputs {
			e.In = append(e.In, 2*random()-1)
		}
		train = append(train, e)
	}
	all := Defaults(descent.Plain)
	all.Batch = 0
	each := NewTrainer(n, l, all, train, nil, seeded(1))
	together := NewTrainer(n, l, all, train, nil, seeded(1))
	together.Fast = true
	want, got := each.slope(each.batch()), together.slope(together.batch())
	what := fmt.Sprintf("%v, %v, %d examples", n.Layers[0].Activation, l, examples)
	if math.Abs(got-want) > 1e-5 {
		t.Errorf("%s: the loss is %v, want %v", what, got, want)
	}
	for k, g := range together.grad {
		if d := math.Abs(g - each.grad[k]); !(d <= 1e-5) {
			t.Errorf("%s: gradient %d is %v, want %v", what, k, g, each.grad[k])
		}
	}
}

// A fast training goes where the other goes, for a while: then what is small
// between them has grown.
func TestFast(t *testing.T) {
	for _, c := range []struct {
		method       descent.Method
		batch, steps int // of three epochs
	}{
		{descent.Adam, 10, 63},
		{descent.Plain, 10, 63}, // done by sprints
		{descent.Plain, 32, 21}, // with a smaller batch at the end
		{descent.Plain, 0, 3},
	} {
		slow, fast := recipeTrainer(t, c.method, c.batch, false), recipeTrainer(t, c.method, c.batch, true)
		for _, run := range []*Trainer{slow, fast} {
			for run.Step(); run.Epochs < 3; { // sprints may begin within an epoch
				run.Epoch()
			}
		}
		if fast.Steps != c.steps || fast.Epochs != 3 || slow.Steps != c.steps {
			t.Errorf("%+v: %d steps, and not fast %d", c, fast.Steps, slow.Steps)
		}
		if math.Abs(fast.BatchLoss-slow.BatchLoss) > 1e-4 {
			t.Errorf("%+v: the last loss is %v, and not fast %v", c, fast.BatchLoss, slow.BatchLoss)
		}
		for k, w := range fast.Net.Params {
			if math.Abs(w-slow.Net.Params[k]) > 1e-3 {
				t.Errorf("%+v: parameter %d is %v, and not fast %v", c, k, w, slow.Net.Params[k])
			}
		}
	}
}

func recipeTrainer(t *testing.T, m descent.Method, batch int, fast bool) *Trainer {
	t.Helper()
	run, err := Recipes()[0].Trainer(300, 0, 0.3, seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	run.Fast = fast
	run.Settings = Defaults(m)
	run.Settings.Batch = batch
	return run
}

// The fast way solves what the other solves.
func TestFastSolves(t *testing.T) {
	run := recipeTrainer(t, descent.Adam, 10, true)
	for run.Epochs < Recipes()[0].Epochs {
		run.Epoch()
	}
	if a := run.Score(run.Held).Accuracy; a < 0.95 {
		t.Errorf("accuracy %v", a)
	}
}

// A training that diverges does so at the same step, and leaves its weights
// before it.
func TestFastDiverges(t *testing.T) {
	var steps [2]int
	for i, fast := range []bool{false, true} {
		run := recipeTrainer(t, descent.Plain, 10, fast)
		for k := range run.Net.Layers {
			run.Net.Layers[k].Activation = Linear
		}
		run.Settings.LearningRate = 3
		for run.Epochs < 100 && run.Epoch() {
		}
		if steps[i] = run.Steps; !run.Diverged {
			t.Error("it does not diverge")
		}
		for _, w := range run.Net.Params {
			if !(math.Abs(w) <= Bound) {
				t.Errorf("a weight is %v", w)
			}
		}
	}
	if steps[0] != steps[1] {
		t.Errorf("it diverges after %d steps, and fast after %d", steps[0], steps[1])
	}
}
