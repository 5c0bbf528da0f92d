package sampling

import (
	"fmt"
	"math"

	"zerotoai/engine/sample"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/wording"
)

const (
	predictID = "sampling.predict"
	checkID   = "sampling.check"
)

// The answers of the prediction, in their order.
const (
	turned = iota
	stays
	chance
)

// question asks what the temperature does to the candidates of the first figure.
func question(p *prompt) *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: "The temperature is doubled. What happens to the order of the candidates?",
		Options:  []string{turned: "It turns round", stays: "It stays as it is", chance: "It is left to chance"},
		Truth: func() float64 {
			if !p.set {
				return math.NaN()
			}
			return float64(order(p.doubled()))
		},
		Explain: func(_, _ float64) string {
			if !p.set {
				return ""
			}
			best, d := p.next.Ranked(0), p.doubled()
			return fmt.Sprintf("With your text %s has %s of all chances, at twice the temperature %s, and it is still the first. All logits are divided by the same positive number, so what was larger stays larger. Only the distances shrink.",
				p.word(best), wording.Percent(p.next.P[best]), wording.Percent(d.P[best]))
		},
	}
}

// doubled is what comes next at twice the temperature, with nothing cut.
func (p *prompt) doubled() *sample.Distribution {
	var d sample.Distribution
	if err := d.Set(p.next.Logits, sample.Settings{Temperature: 2 * p.temperature, TopP: 1}); err != nil {
		panic(err) // at half of it the same logits could be set
	}
	return &d
}

// order is the answer that is true of a distribution, which ranks by logits.
func order(d *sample.Distribution) int {
	for rank := 1; rank < len(d.P); rank++ {
		if d.P[d.Ranked(rank)] > d.P[d.Ranked(rank-1)] {
			return turned
		}
	}
	return stays
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
