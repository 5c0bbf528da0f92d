package gpt

import (
	"fmt"
	"math"
	"slices"
)

// checkTargets returns an error unless there is a target for each of n tokens,
// each of the vocabulary or NoTarget.
func (c Config) checkTargets(targets []int, n int) error {
	if len(targets) != n {
		return fmt.Errorf("gpt: %d targets for %d tokens", len(targets), n)
	}
	for i, id := range targets {
		if id != NoTarget && (id < 0 || id >= c.Vocabulary) {
			return fmt.Errorf("gpt: target %d is %d, not %d or 0 to %d", i, id, NoTarget, c.Vocabulary-1)
		}
	}
	return nil
}

// Loss compares the logits of a forward pass with targets, as Pass.Gradients
// does, and returns the sum of the losses, in nats, and how many were summed.
func (s *State) Loss(targets []int) (loss float64, counted int, err error) {
	if err := s.Config.checkTargets(targets, len(s.Tokens)); err != nil {
		return 0, 0, err
	}
	for r, id := range targets {
		if id != NoTarget {
			loss += surprise(s.Logits.Row(r), id)
			counted++
		}
	}
	return loss, counted, nil
}

// surprise returns −ln of the probability that logits give to a token.
func surprise(logits []float32, id int) float64 {
	top, sum := float64(slices.Max(logits)), 0.0
	for _, v := range logits {
		sum += math.Exp(float64(v) - top)
	}
	return math.Log(sum) + top - float64(logits[id])
}
