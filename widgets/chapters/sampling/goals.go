package sampling

import (
	"zerotoai/engine/sample"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/wording"
)

const (
	predictID = "sampling.predict"
	checkID   = "sampling.check"
)

// question asks what the temperature does to two logits that are 1 apart.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: "The temperature is doubled. What happens to the order of the candidates?",
		Options:  []string{"It turns round", "It stays as it is", "It is left to chance"},
		Truth:    func() float64 { return order() },
		Explain: func(_, _ float64) string {
			return "All logits are divided by the same positive number, so what was larger stays larger. Only the distances shrink."
		},
	}
}

// order is the answer that is true of logits 2, 1 and 0.
func order() float64 {
	var d sample.Distribution
	if err := d.Set([]float32{2, 1, 0}, sample.Settings{Temperature: 2, TopP: 1}); err != nil || d.P[0] < d.P[1] || d.P[1] < d.P[2] {
		return 0
	}
	return 1
}

// checkpoint asks for a distribution of one token that top-k has not made.
func checkpoint(p *prompt) *task.Task {
	return &task.Task{
		ID:   checkID,
		Goal: "Leave “Top-K” at 10 or more and “Top-P” above 0.50. Make the model so sure that only one token is kept.",
		Done: func() bool { return p.set && p.k >= 10 && p.p > 0.5 && p.next.Kept == 1 },
		Progress: func() string {
			if !p.set {
				return "Nothing is computed yet."
			}
			return wording.Count(p.next.Kept, "token") + " kept."
		},
	}
}
