package neuralnetworks

import (
	"testing"

	"zerotoai/widgets/network"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestGoals(t *testing.T) {
	for _, name := range []string{"networks.check", "networks.spiral"} {
		t.Run(name, func(t *testing.T) { uitest.Golden(t, figure(name)) })
	}
}

// The answer about XOR is the one that a training finds.
func TestLineQuestion(t *testing.T) {
	uitest.Golden(t, figure("networks.line"), ui.Set{ID: "networks.line.option0"}, ui.Set{ID: "networks.line.reveal"})
	if got := lineQuestion().Truth(); got != some {
		t.Errorf("the answer is %v", got)
	}
	if lineAnswer(0.5) != coin || lineAnswer(0.99) != nearlyAll {
		t.Error("an answer is wrong")
	}
}

func TestPredict(t *testing.T) {
	uitest.Golden(t, figure("networks.predict"), ui.Set{ID: "networks.predict.guess", Number: 0.5}, ui.Set{ID: "networks.predict.reveal"})
	p := New()["networks.predict"].(*predict.Predict)
	if was, is := odds(today[1]), p.Truth(); was < 0.7 || is > 0.3 {
		t.Errorf("the probability goes from %v to %v: that is no surprise", was, is)
	}
}

// The checkpoint is reached by weights alone, and not by another weather.
func TestCheckpoint(t *testing.T) {
	o := newOuting()
	check := checkpoint(o)
	if check.Done() {
		t.Error("it is done at the start")
	}
	o.in[1] = 1
	if o.compute(); o.pass.Probabilities()[1] < sure || check.Done() {
		t.Errorf("rain alone does it: %s", check.Progress())
	}
	o.restart()
	for i, bias := range []float64{-most, most} {
		if o.chosen = (network.Place{Layer: 2, I: i}); check.Done() {
			t.Error("one bias does it")
		}
		o.knobbed()
		last := o.knobs[len(o.knobs)-1]
		last.Handle(ui.Set{ID: last.ID, Number: bias})
	}
	if !check.Done() {
		t.Errorf("two biases do not do it: %s", check.Progress())
	}
}
