package rlhf

import (
	"math"
	"slices"
	"strings"

	"zerotoai/engine/corpus"
	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// A Pair is two replies, of which somebody liked one better.
type Pair struct{ Better, Worse string }

// A Reward is a reward model: a weight for each unit of a vocabulary. What a
// text is worth is the sum of the weights of its units.
type Reward struct {
	Units   []string // the vocabulary; Units[0] is corpus.End
	Weights []float64
	Pairs   []Pair // Prefer adds to them

	// Learning: the mean of −ln σ(r(better) − r(worse)) over Pairs, plus
	// Decay/2 times the sum of squared weights, which keeps the weight of what
	// nothing is known about at 0.
	Decay    float64
	Settings descent.Settings
	Diverged bool

	optimizer nn.Optimizer
	more      [][]float64
}

// NewReward returns a reward model of a policy's units that has learned nothing:
// all is worth 0.
func NewReward(units []string) *Reward {
	r := &Reward{Units: units, Weights: make([]float64, len(units)), Decay: 0.01, Settings: descent.Defaults(descent.Adam)}
	r.Settings.LearningRate = 0.1
	return r
}

// Prefer takes note that somebody liked one reply better than another.
func (r *Reward) Prefer(better, worse string) { r.Pairs = append(r.Pairs, Pair{better, worse}) }

// Clash returns the indices of the first two pairs that contradict each other,
// as the same two replies were preferred the other way round, and false if there
// are none.
func (r *Reward) Clash() (first, second int, found bool) {
	seen := map[Pair]int{}
	for k, p := range r.Pairs {
		if first, found = seen[Pair{p.Worse, p.Better}]; found {
			return first, k, true
		}
		seen[p] = k
	}
	return 0, 0, false
}

// counts returns how often each unit is in text. Units that are not in the
// vocabulary do not count.
func (r *Reward) counts(text string) []float64 {
	counts := make([]float64, len(r.Units))
	units, _ := corpus.Units(text)
	for _, u := range units {
		if i := r.unit(strings.TrimPrefix(u, " ")); i > 0 {
			counts[i]++
		}
	}
	return counts
}

// unit returns the number of a word or sign, −1 if it is none. No two units differ
// only in the space before them.
func (r *Reward) unit(word string) int {
	return slices.IndexFunc(r.Units, func(u string) bool { return strings.TrimPrefix(u, " ") == word })
}

// Of returns what text is worth.
func (r *Reward) Of(text string) (sum float64) {
	for i, n := range r.counts(text) {
		sum += r.Weights[i] * n
	}
	return sum
}

// Chance returns how likely the model thinks it is that a is liked better than b.
func (r *Reward) Chance(a, b string) float64 { return nn.Sigmoid.F(r.Of(a) - r.Of(b)) }

// Loss returns the mean of −ln σ(r(better) − r(worse)), 0 without pairs, and
// the share of pairs that the model would have chosen alike.
func (r *Reward) Loss() (loss, agree float64) {
	n := float64(max(1, len(r.Pairs)))
	for _, p := range r.Pairs {
		d := r.Of(p.Better) - r.Of(p.Worse)
		loss += softplus(-d) / n
		if d > 0 {
			agree += 1 / n
		}
	}
	return loss, agree
}

// softplus returns ln(1 + e^x).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// Learn makes steps of learning from all pairs.
func (r *Reward) Learn(steps int) {
	for range steps {
		if r.Diverged || len(r.Pairs) == 0 {
			return
		}
		r.Diverged = !r.optimizer.Step(r.Settings, r.Weights, r.gradient())
	}
}

// gradient: that of −ln σ(d) is σ(d) − 1 by d, and d changes with a weight as
// fast as the better text has more of its unit.
func (r *Reward) gradient() []float64 {
	g := make([]float64, len(r.Weights))
	for i, w := range r.Weights {
		g[i] = r.Decay * w
	}
	for k := range r.Pairs {
		more, d := r.moreOf(k), 0.0
		for i, w := range r.Weights {
			d += w * more[i]
		}
		slope := (nn.Sigmoid.F(d) - 1) / float64(len(r.Pairs))
		for i, m := range more {
			g[i] += slope * m
		}
	}
	return g
}

// moreOf returns how many more of each unit the better text of a pair has. It
// is kept, as learning asks for it at every step.
func (r *Reward) moreOf(pair int) []float64 {
	for k := len(r.more); k < len(r.Pairs); k++ {
		better, worse := r.counts(r.Pairs[k].Better), r.counts(r.Pairs[k].Worse)
		for i, n := range worse {
			better[i] -= n
		}
		r.more = append(r.more, better)
	}
	return r.more[pair]
}

// A Comparison explains what a reward model says about two texts; it is a
// trace.Source.
type Comparison struct {
	Reward *Reward
	A, B   string
}

// The names of the numbers of a Comparison.
var (
	RewardA     = trace.Ref{Name: "reward of A"}
	RewardB     = trace.Ref{Name: "reward of B"}
	ChanceRef   = trace.Ref{Name: "chance of A"} // that A is liked better
	SurpriseRef = trace.Ref{Name: "surprise"}    // −ln of it, the loss if A was
)

// WeightRef names the weight of unit i of the vocabulary.
func WeightRef(i int) trace.Ref { return trace.Ref{Name: "weight", I: i} }

// Explain implements trace.Source. Weights and counts of units are given.
func (c Comparison) Explain(ref trace.Ref) (trace.Step, bool) {
	t := trace.Table{}
	a, b := c.reward(t, RewardA, c.A), c.reward(t, RewardB, c.B)
	lead := t.Do(trace.Ref{Name: "lead of A"}, trace.Difference, a, b)
	chance := t.Do(ChanceRef, trace.Sigmoid, lead)
	t.Do(SurpriseRef, trace.Negate, t.Do(trace.Ref{Name: "ln of the chance"}, trace.Log, chance))
	s, ok := t[ref]
	return s, ok
}

func (c Comparison) reward(t trace.Table, ref trace.Ref, text string) trace.Term {
	var terms []trace.Term
	for i, n := range c.Reward.counts(text) {
		if n > 0 {
			count := t.Given(trace.Ref{Name: "count in " + ref.Name[len("reward of "):], I: i}, n)
			terms = append(terms, t.Given(WeightRef(i), c.Reward.Weights[i]), count)
		}
	}
	return t.Do(ref, trace.Dot, terms...)
}
