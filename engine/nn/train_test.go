package nn

import (
	"math"
	"slices"
	"testing"

	"zerotoai/engine/descent"
)

// trained follows a recipe and returns the best accuracy on held-out points.
func trained(t *testing.T, r Recipe, noise float64, seed uint64) (best float64, epoch int) {
	t.Helper()
	run, err := r.Trainer(300, noise, 0.3, seeded(seed))
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Train) != 210 || len(run.Held) != 90 {
		t.Fatalf("%d and %d examples", len(run.Train), len(run.Held))
	}
	for run.Epochs < r.Epochs && run.Epoch() {
		if a := run.Score(run.Held).Accuracy; a > best {
			best, epoch = a, run.Epochs
		}
	}
	return best, epoch
}

// Every recipe does on ten seeds what it promises.
func TestRecipes(t *testing.T) {
	for _, r := range Recipes() {
		for seed := range uint64(10) {
			best, epoch := trained(t, r, 0.05, seed)
			t.Logf("%s, seed %d: %.3f after %d epochs", r.Data.Name, seed, best, epoch)
			if best < 0.95 {
				t.Errorf("%s, seed %d: %v", r.Data.Name, seed, best)
			}
		}
	}
}

// A network without a hidden layer draws a straight line, which is no use for
// XOR; a hidden layer solves it.
func TestXORNeedsAHiddenLayer(t *testing.T) {
	flat := Recipes()[1]
	flat.Shape.Sizes = []int{2, 1}
	for seed := range uint64(5) {
		if best, _ := trained(t, flat, 0, seed); best > 0.75 {
			t.Errorf("seed %d: %v without a hidden layer", seed, best)
		}
		if best, _ := trained(t, Recipes()[1], 0, seed); best < 0.95 {
			t.Errorf("seed %d: %v with a hidden layer", seed, best)
		}
	}
	// nor do hidden layers help that do not bend
	flat.Shape.Sizes, flat.Shape.Hidden = []int{2, 8, 8, 1}, Linear
	if best, _ := trained(t, flat, 0, 1); best > 0.75 {
		t.Errorf("%v with linear hidden layers", best)
	}
}

func TestSameSeedSameRun(t *testing.T) {
	run := func(seed uint64) []float64 {
		r, err := Recipes()[2].Trainer(60, 0.1, 0.5, seeded(seed))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			r.Epoch()
		}
		return r.Net.Params
	}
	if !slices.Equal(run(1), run(1)) {
		t.Error("one seed makes two runs")
	}
	if slices.Equal(run(1), run(2)) {
		t.Error("two seeds make one run")
	}
}

// The methods do to a weight and a bias what package descent does to x and y.
// The loss is ½(2w + b − 1)², of the only example.
func TestMethodsAsInDescent(t *testing.T) {
	surface := descent.Surface{
		Loss:     func(w, b float64) float64 { e := 2*w + b - 1; return e * e / 2 },
		Gradient: func(w, b float64) (float64, float64) { e := 2*w + b - 1; return 2 * e, e },
	}
	for _, m := range descent.Methods() {
		n := made(t, 1, Linear, Linear, 1, 1)
		s := Settings{Settings: descent.Defaults(m)}
		run := NewTrainer(n, SquaredError, s, []Example{{[]float64{2}, 1}}, nil, seeded(1))
		want := descent.NewRun(surface, [2]float64{n.Params[0], n.Params[1]}, s.Settings)
		for range 20 {
			if !run.Step() || !want.Step() {
				t.Fatalf("%v stops", m)
			}
			p := want.Now().P
			if math.Abs(p[0]-n.Params[0]) > 1e-12 || math.Abs(p[1]-n.Params[1]) > 1e-12 {
				t.Fatalf("%v: %v, want %v", m, n.Params, p)
			}
		}
	}
}

// A step of a batch follows the mean of its examples' gradients, and the
// penalty of weights, not of biases.
func TestBatchAndPenalty(t *testing.T) {
	for _, penalty := range []Penalty{NoPenalty, L1, L2} {
		n := made(t, 2, Tanh, Tanh, 2, 3, 1)
		examples := Examples([]Feature{X, Y}, DataSets()[1].Make(7, 0, seeded(1)))
		want := slices.Clone(n.Params)
		p := NewPass(n)
		for _, e := range examples {
			p.Forward(e.In)
			p.Backward(SquaredError, n.Target(SquaredError, e.Class))
			for k, g := range p.Grad {
				want[k] -= 0.1 * g / 7
			}
		}
		for k, w := range n.Params {
			bias := k >= 6 && k < 9 || k == 12
			switch {
			case penalty == L1 && !bias:
				want[k] -= 0.1 * 0.5 * math.Copysign(1, w)
			case penalty == L2 && !bias:
				want[k] -= 0.1 * 0.5 * w
			}
		}
		s := Settings{Settings: descent.Settings{LearningRate: 0.1}, Penalty: penalty, PenaltyRate: 0.5}
		run := NewTrainer(n, SquaredError, s, examples, nil, seeded(1))
		if !run.Step() || run.Epochs != 1 || run.Steps != 1 {
			t.Errorf("%d steps, %d epochs", run.Steps, run.Epochs)
		}
		for k, w := range n.Params {
			if math.Abs(w-want[k]) > 1e-14 {
				t.Errorf("%v: parameter %d is %v, want %v", penalty, k, w, want[k])
			}
		}
	}
	if p := (L1.slope(0) + NoPenalty.slope(3)); p != 0 || L1.String() != "L1" || L2.String() != "L2" || NoPenalty.String() != "None" {
		t.Errorf("a penalty of %v", p)
	}
}

// An epoch shows every example once, the last batch being smaller, also after
// examples have come and gone.
func TestEpochs(t *testing.T) {
	examples := Examples([]Feature{X, Y}, DataSets()[0].Make(23, 0, seeded(1)))
	run := NewTrainer(made(t, 1, Tanh, Tanh, 2, 2, 1), SquaredError, Defaults(descent.Plain), examples, nil, seeded(1))
	seen := func(steps int) (all []int32) {
		for range steps {
			all = append(all, run.batch()...)
		}
		slices.Sort(all)
		return all
	}
	first := slices.Clone(run.batch())
	run.at = 0
	if all := seen(3); len(all) != 23 || all[0] != 0 || all[22] != 22 || len(slices.Compact(all)) != 23 {
		t.Errorf("an epoch shows %v", all)
	}
	if second := run.batch(); slices.Equal(first, second) {
		t.Errorf("the same order again: %v", second)
	}
	run.Train = examples[:4]
	if all := seen(1); !slices.Equal(all, []int32{0, 1, 2, 3}) {
		t.Errorf("of four examples it shows %v", all)
	}
	run.Train = examples
	run.Step()
	if run.Steps != 1 || run.Epochs != 0 || !run.Epoch() || run.Steps != 3 || run.Epochs != 1 || !run.Epoch() || run.Epochs != 2 {
		t.Errorf("%d steps, %d epochs", run.Steps, run.Epochs)
	}
}

// Learning rates that explode are noticed, and no number is lost to them.
func TestDivergence(t *testing.T) {
	for _, hidden := range Activations() {
		for _, rate := range []float64{10, 1e5, 1e300, math.Inf(1), math.NaN()} {
			for _, m := range descent.Methods() {
				n := made(t, 3, hidden, Linear, 7, 8, 8, 8, 8, 8, 8, 1)
				s := Defaults(m)
				s.LearningRate = rate
				run := NewTrainer(n, SquaredError, s, Examples(Features(), DataSets()[2].Make(50, 0.5, seeded(2))), nil, seeded(3))
				for range 100 {
					run.Step()
				}
				if !finite(n.Params...) || !finite(run.Score(run.Train).Loss) {
					t.Errorf("%v, %v, rate %v: %v", hidden, m, rate, run.Score(run.Train))
				}
				if hidden == Linear && rate == 10 && m == descent.Plain && !run.Diverged || rate > 1e5 && !run.Diverged {
					t.Errorf("%v, %v, rate %v does not diverge", hidden, m, rate)
				}
				if steps := run.Steps; run.Diverged && (run.Step() || run.Steps != steps) {
					t.Errorf("%v, %v, rate %v: a step after divergence", hidden, m, rate)
				}
			}
		}
	}
}

// The largest network at the largest weights still has finite sums.
func TestBound(t *testing.T) {
	sizes := []int{7}
	for range MaxLayers - 2 {
		sizes = append(sizes, 64) // MaxWidth takes long, and 1024 is but sixteen of these
	}
	for _, a := range Activations() {
		n, err := Zero(Shape{Sizes: append(sizes, 1), Hidden: a, Output: Linear})
		if err != nil {
			t.Fatal(err)
		}
		for k := range n.Params {
			n.Params[k] = 16 * Bound
		}
		p := NewPass(n)
		p.Forward(Inputs(Features(), Reach, Reach))
		if loss := p.Backward(SquaredError, []float64{-1}); !finite(p.Outputs()[0], loss) {
			t.Errorf("%v: the output is %v, the loss %v", a, p.Outputs()[0], loss)
		}
	}
}

// No examples, one class, one neuron a layer, examples that all are one.
func TestOddTasks(t *testing.T) {
	run := NewTrainer(made(t, 1, Tanh, Tanh, 2, 1, 1, 1), SquaredError, Defaults(descent.Adam), nil, nil, seeded(1))
	if run.Step() || run.Epoch() || run.Diverged || run.Score(nil) != (Score{}) {
		t.Errorf("without examples: %+v", run)
	}
	for class := range 2 {
		for range 40 {
			run.Train = append(run.Train, Example{[]float64{1, float64(class)}, 1})
		}
		for range 200 {
			run.Epoch()
		}
		if s := run.Score(run.Train); s.Accuracy != 1 || s.Count != len(run.Train) {
			t.Errorf("one class: %+v", s)
		}
	}
	many := Examples([]Feature{X, Y}, DataSets()[3].Make(1000, 0, seeded(1)))
	run = NewTrainer(made(t, 1, Tanh, Tanh, 2, 1, 1), SquaredError, Defaults(descent.Adam), many, nil, seeded(1))
	for range 5 {
		run.Epoch()
	}
	if s := run.Score(many); s.Accuracy < 0.95 || s.Count != 1000 {
		t.Errorf("a thousand points: %+v", s)
	}
	run.Forget()
	if run.optimizer.steps != 0 || run.optimizer.mean != nil {
		t.Error("something is not forgotten")
	}
}

// Targets and classes agree for all kinds of outputs.
func TestClasses(t *testing.T) {
	for _, l := range Losses() {
		for _, a := range Activations() {
			for _, outputs := range []int{1, 2, 5} {
				n := made(t, 1, Tanh, a, 2, outputs)
				for class := range max(2, outputs) {
					target := n.Target(l, class)
					if l == CrossEntropy { // the outputs are logits
						for i := range target {
							target[i] -= 0.5
						}
					}
					if got := n.Class(l, target); got != class {
						t.Errorf("%v, %v: the target of class %d is %v, of class %d", l, a, class, target, got)
					}
				}
			}
		}
	}
	if n := made(t, 1, Tanh, Tanh, 2, 3); slices.Max(n.Target(CrossEntropy, 7)) != 0 {
		t.Error("a class that there is not has a target")
	}
}

// Examples a second, on the task that TensorFlow Playground starts with.
func BenchmarkEpoch(b *testing.B) {
	for name, fast := range map[string]bool{"each": false, "together": true} {
		b.Run(name, func(b *testing.B) {
			random := seeded(1)
			n := made(b, 1, Tanh, Tanh, 2, 4, 2, 1)
			run := NewTrainer(n, SquaredError, Defaults(descent.Plain), Examples([]Feature{X, Y}, DataSets()[0].Make(500, 0, random)), nil, random)
			run.Fast = fast
			for b.Loop() {
				run.Epoch()
			}
			b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "examples/s")
		})
	}
}
