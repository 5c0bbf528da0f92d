package nn

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
)

// The mean loss and the accuracy, from the coordinates of the points on.
func TestEvaluation(t *testing.T) {
	for i, l := range Losses() {
		r := Recipes()[0]
		r.Loss, r.Features = l, Features()
		r.Shape.Sizes = []int{len(r.Features), 3, 1}
		points := r.Data.Make(12, 0.2, seeded(1))
		run, err := r.Trainer(12, 0.2, 0, seeded(uint64(i)))
		if err != nil {
			t.Fatal(err)
		}
		run.Train = Examples(r.Features, points)
		run.Epoch()
		e, score := Evaluation{run.Net, l, run.Train, points, r.Features}, run.Score(run.Train)
		for ref, want := range map[trace.Ref]float64{MeanLossRef: score.Loss, AccuracyRef: score.Accuracy} {
			if err := trace.Check(e, ref, 1e-12); err != nil {
				t.Error(err)
			}
			if s, ok := e.Explain(ref); !ok || math.Abs(s.Value-want) > 1e-12 {
				t.Errorf("%v is %v, explained as %v", ref, want, s.Value)
			}
		}
		if s, ok := e.Explain(OfExample(3, Of(0, Activated, 2, 0))); !ok || s.Op != trace.Square {
			t.Errorf("x² is %+v", s)
		}
		e.Points = nil
		if s, ok := e.Explain(OfExample(3, Of(0, Activated, 2, 0))); !ok || s.Op != trace.Given {
			t.Errorf("without points x² is %+v", s)
		}
		for _, ref := range []trace.Ref{{}, OfExample(12, LossRef), OfExample(-1, LossRef), {Name: "example.loss"}, {Name: "loss"}} {
			if s, ok := e.Explain(ref); ok {
				t.Errorf("%v is explained: %v", ref, s)
			}
		}
	}
	if _, ok := (Evaluation{Net: made(t, 1, Tanh, Tanh, 2, 1)}).Explain(MeanLossRef); ok {
		t.Error("the mean loss of no examples is explained")
	}
}

// Three numbers to two probabilities, without any target.
func TestProbabilities(t *testing.T) {
	for _, outputs := range []int{1, 2, 3} {
		p := NewPass(made(t, 3, ReLU, Linear, 3, 4, outputs))
		p.Forward([]float64{0.8, 0.2, 0.5})
		var sum float64
		for i, v := range p.Probabilities() {
			sum += v
			if err := trace.Check(p, ProbabilityRef(i), 1e-12); err != nil {
				t.Error(err)
			}
			if s, _ := p.Explain(ProbabilityRef(i)); s.Value != v {
				t.Errorf("probability %d is %v, explained as %v", i, v, s.Value)
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%d outputs: %v", outputs, p.Probabilities())
		}
	}
}
