package wording_test

import (
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/wording"
)

func TestNames(t *testing.T) {
	for r, want := range map[trace.Ref]string{
		nn.AccuracyRef:                           "accuracy",
		nn.Of(2, nn.Weight, 1, 3):                "weight from 3 to 1, layer 2",
		nn.Of(1, nn.Activated, 4, 0):             "activation 4, layer 1",
		{Name: "layer1.activation.work"}:         "on the way to the activation 0, layer 1",
		nn.OfExample(7, nn.LossRef):              "loss, held-out example 7",
		nn.OfExample(7, nn.Of(1, nn.Bias, 2, 0)): "bias 2, layer 1, held-out example 7",
	} {
		if got := wording.Example(r); got != want {
			t.Errorf("%v is called %q, want %q", r, got, want)
		}
	}
}

// Whatever an evaluation was given has the right origin.
func TestOrigins(t *testing.T) {
	for r, want := range map[trace.Ref]string{
		nn.Of(2, nn.Bias, 1, 0):                      "a parameter, as training has left it",
		nn.OfExample(7, nn.Of(1, nn.Weight, 2, 0)):   "a parameter, as training has left it",
		{Name: "examples"}:                           "how many were held out",
		{Name: "examples right"}:                     "counted: each answer is compared with its label",
		nn.OfExample(7, nn.TargetRef(0)):             "the label of the example",
		nn.OfExample(7, trace.Ref{Name: "x"}):        "where the example lies",
		nn.OfExample(7, trace.Ref{Name: "loss.two"}): "a number of the formula",
	} {
		if got := wording.Origin(r); got != want {
			t.Errorf("%v comes from %q, want %q", r, got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	if wording.Count(1, "step") != "1 step" || wording.Count(0, "step") != "0 steps" || wording.Percent(0.9777) != "97.8\u00a0%" {
		t.Error(wording.Count(1, "step"), wording.Count(0, "step"), wording.Percent(0.9777))
	}
}
