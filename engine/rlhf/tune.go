package rlhf

import (
	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
)

// A Tuner makes a policy better at what a reward model likes, step by step. All
// its numbers are exact: means over everything that the policy can write, not
// over a sample.
type Tuner struct {
	Policy    *Policy
	Reference *Policy // where it began; does not change
	Reward    *Reward
	Beta      float64 // β, how much the leash holds; may be changed at any time
	Settings  descent.Settings
	Steps     int
	Diverged  bool // the next step would lead to logits that are no numbers

	chain     *chain
	optimizer nn.Optimizer
	grad      []float64
	visits    [MaxUnits + 1][]float64
}

// NewTuner returns a Tuner of a copy of the reference.
func NewTuner(reference *Policy, r *Reward, beta float64) *Tuner {
	t := &Tuner{
		Policy: reference.Clone(), Reference: reference, Reward: r, Beta: beta,
		Settings: descent.Defaults(descent.Adam), chain: following(), grad: make([]float64, len(reference.params)),
	}
	for k := range t.visits {
		t.visits[k] = make([]float64, len(reference.Units))
	}
	return t
}

// An Account is what a policy is like.
type Account struct {
	Reward  float64 // the mean reward of what it writes
	KL      float64 // the mean of ln π − ln reference, in nats: how far it has gone
	Grammar float64 // the share of what it writes that is a sentence
	Length  float64 // the mean number of units
}

// Account returns what the policy is like now.
func (t *Tuner) Account() (a Account) {
	t.visit()
	for k := range MaxUnits {
		for before, v := range t.visits[k] {
			if v == 0 {
				continue
			}
			for next, p := range t.Policy.P[before] {
				a.Reward += v * p * t.worth(next)
				a.KL += v * p * t.far(before, next)
			}
			a.Length += v * (1 - t.Policy.P[before][0])
		}
	}
	a.Grammar = t.grammar()
	return a
}

// Counts returns how often a text of the policy has each unit, on the average.
// The end counts as often as a text ends before MaxUnits.
func (t *Tuner) Counts() []float64 {
	t.visit()
	counts := make([]float64, len(t.Policy.Units))
	for k := range MaxUnits {
		for before, v := range t.visits[k] {
			counts[0] += v * t.Policy.P[before][0]
			counts[before] += v
		}
	}
	for last, v := range t.visits[MaxUnits] {
		counts[last] += v
	}
	counts[0]-- // where a text begins
	return counts
}

// worth returns the reward of a unit. The end is worth nothing.
func (t *Tuner) worth(unit int) float64 {
	if unit == 0 {
		return 0
	}
	return t.Reward.Weights[unit]
}

// far returns ln π − ln reference.
func (t *Tuner) far(before, next int) float64 {
	return t.Policy.LnP[before][next] - t.Reference.LnP[before][next]
}

// visit works out how likely the policy is at each unit after k of them: it has
// written k units, this one last, and goes on.
func (t *Tuner) visit() { t.spread(t.allow) }

func (t *Tuner) allow(before, next int) float64 { return t.Policy.P[before][next] }

// allowValid is allow for units that can follow one another in a sentence.
func (t *Tuner) allowValid(before, next int) float64 {
	if !t.chain.may[before][next] {
		return 0
	}
	return t.Policy.P[before][next]
}

// spread fills visits, where goOn says how likely it is to go on with a unit.
func (t *Tuner) spread(goOn func(before, next int) float64) {
	for k := range t.visits {
		clear(t.visits[k])
	}
	t.visits[0][0] = 1
	for k := range MaxUnits {
		for before, v := range t.visits[k] {
			for next := 1; v > 0 && next < len(t.Policy.Units); next++ {
				t.visits[k+1][next] += v * goOn(before, next)
			}
		}
	}
}

// grammar returns the share of sentences: of texts in which every unit can
// follow the one before it, up to the end.
func (t *Tuner) grammar() (share float64) {
	t.spread(t.allowValid)
	for k := range MaxUnits {
		for before, v := range t.visits[k] {
			if t.chain.may[before][0] {
				share += v * t.Policy.P[before][0]
			}
		}
	}
	return share
}

// Step takes a step along the gradient of E[r] − β·KL, and reports whether it
// did.
func (t *Tuner) Step() bool {
	if t.Diverged {
		return false
	}
	t.gradient()
	for i := range t.grad {
		t.grad[i] = -t.grad[i] // the optimizer goes down
	}
	if !t.optimizer.Step(t.Settings, t.Policy.params, t.grad) {
		t.Diverged = true
		return false
	}
	t.Policy.Softmax()
	t.Steps++
	return true
}

// gradient is the policy gradient (R. S. Sutton and others, 1999), going back
// from the last unit: a choice is good as far as it is worth more, with all
// that comes after it, than what would be chosen on the average.
func (t *Tuner) gradient() {
	t.visit()
	clear(t.grad)
	n := len(t.Policy.Units)
	later, now, choice := make([]float64, n), make([]float64, n), make([]float64, n)
	for k := MaxUnits - 1; k >= 0; k-- {
		for before := range n {
			now[before] = t.value(before, later, choice)
			if v := t.visits[k][before]; v > 0 {
				for next, p := range t.Policy.P[before] {
					t.grad[before*n+next] += v * p * (choice[next] - now[before])
				}
			}
		}
		later, now = now, later
	}
}

// value returns what it is worth to be at a unit, and fills choice with what
// each next unit is worth, where later is what comes after those.
func (t *Tuner) value(before int, later, choice []float64) (v float64) {
	for next, p := range t.Policy.P[before] {
		choice[next] = t.worth(next) - t.Beta*t.far(before, next)
		if next > 0 {
			choice[next] += later[next]
		}
		v += p * choice[next]
	}
	return v
}
