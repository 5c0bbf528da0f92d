package rlhf

import (
	"slices"

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

	optimizer nn.Optimizer
	grad      []float64
	visits    [MaxUnits + 1][]float64 // [units written][the last one]
}

// NewTuner returns a Tuner of a copy of the reference.
func NewTuner(reference *Policy, r *Reward, beta float64) *Tuner {
	t := &Tuner{
		Policy: reference.Clone(), Reference: reference, Reward: r, Beta: beta,
		Settings: descent.Defaults(descent.Adam), grad: make([]float64, len(reference.params)),
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
	for before, n := range t.stays() {
		for next, p := range t.Policy.P[before] {
			a.Reward += n * p * t.worth(next)
			a.KL += n * p * t.far(before, next)
		}
		a.Length += n * (1 - t.Policy.P[before][0])
	}
	a.Grammar = t.grammar()
	return a
}

// stays returns how often a text of the policy is at each unit and has to choose
// what comes next.
func (t *Tuner) stays() []float64 {
	t.visit(t.Policy.P)
	n := make([]float64, len(t.Policy.Units))
	for _, visits := range t.visits[:MaxUnits] {
		for unit, v := range visits {
			n[unit] += v
		}
	}
	return n
}

// Counts returns how often a text of the policy has each unit, on the average.
// The end counts as often as a text ends before MaxUnits.
func (t *Tuner) Counts() []float64 {
	counts := t.stays()
	ends := 0.0
	for unit, n := range counts {
		ends += n * t.Policy.P[unit][0]
	}
	counts[0] = ends // not where a text begins
	for last, v := range t.visits[MaxUnits] {
		counts[last] += v
	}
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

// visit works out how likely it is to be at each unit after k of them: k units
// are written, this one last, and the text goes on. p is how likely each is to
// be followed by each.
func (t *Tuner) visit(p [][]float64) {
	for k := range t.visits {
		clear(t.visits[k])
	}
	t.visits[0][0] = 1
	for k := range MaxUnits {
		for before, v := range t.visits[k] {
			if v == 0 {
				continue
			}
			for next, p := range p[before][1:] {
				t.visits[k+1][next+1] += v * p
			}
		}
	}
}

// valid returns P with 0 for what cannot follow in a sentence.
func (t *Tuner) valid() [][]float64 {
	p := make([][]float64, len(t.Policy.P))
	for before, row := range t.Policy.P {
		p[before] = slices.Clone(row)
		for next, likely := range t.Policy.chain.p[before] {
			if likely == 0 {
				p[before][next] = 0
			}
		}
	}
	return p
}

// grammar returns the share of sentences: of texts in which every unit can
// follow the one before it, up to the end.
func (t *Tuner) grammar() (share float64) {
	p := t.valid()
	t.visit(p)
	for _, visits := range t.visits[:MaxUnits] {
		for before, v := range visits {
			share += v * p[before][0]
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
	t.visit(t.Policy.P)
	clear(t.grad)
	n, gains := len(t.Policy.Units), t.gains()
	later, now, choice := make([]float64, n), make([]float64, n), make([]float64, n)
	for k := MaxUnits - 1; k >= 0; k-- {
		for before, p := range t.Policy.P {
			now[before] = value(p, gains[before], later, choice)
			if v := t.visits[k][before]; v > 0 {
				grad := t.grad[before*n:][:n]
				for next, p := range p {
					grad[next] += v * p * (choice[next] - now[before])
				}
			}
		}
		later, now = now, later
	}
}

// gains returns what each choice is worth by itself: its reward, less what it
// pulls at the leash.
func (t *Tuner) gains() [][]float64 {
	gains := make([][]float64, len(t.Policy.Units))
	for before := range gains {
		gains[before] = make([]float64, len(gains))
		for next := range gains {
			gains[before][next] = t.worth(next) - t.Beta*t.far(before, next)
		}
	}
	return gains
}

// value returns what it is worth to be at a unit after which p comes, and fills
// choice with what each next unit is worth, where later is what comes after
// those.
func value(p, gains, later, choice []float64) (v float64) {
	copy(choice, gains)
	for next := 1; next < len(choice); next++ {
		choice[next] += later[next]
	}
	for next, p := range p {
		v += p * choice[next]
	}
	return v
}
