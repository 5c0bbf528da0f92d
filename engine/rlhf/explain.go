package rlhf

import (
	"slices"
	"strings"

	"zerotoai/engine/trace"
)

// The names of the numbers of an Account.
var (
	RewardRef  = trace.Ref{Name: "mean reward"}
	KLRef      = trace.Ref{Name: "KL"}
	GrammarRef = trace.Ref{Name: "share of sentences"}
)

// CountRef names how often a text has a unit, on the average: one of Counts.
func CountRef(unit int) trace.Ref { return trace.Ref{Name: countName, I: unit} }

const (
	countName    = "mean count"     // [unit]
	visitName    = "visit"          // [k unit]: how likely unit k of a text is this one
	validName    = "sentence visit" // [k unit]: the same, and all is a sentence so far
	staysName    = "mean visits"    // [unit]: how often something is chosen after it
	validAllName = "mean sentence visits"
	rowKLName    = "KL after" // [unit]
	aheadName    = "ln π − ln reference"
	lnPName      = "ln π"
	lnRefName    = "ln reference"
	refPrefix    = "reference "
)

// Explain says how a number of the Account was made; a Tuner is a trace.Source.
// The numbers of the policy are named as it names them, those of the reference
// after "reference ", and the weights of the reward model as in Comparison.
func (t *Tuner) Explain(r trace.Ref) (trace.Step, bool) {
	if strings.HasPrefix(r.Name, refPrefix) {
		return trace.Renamed(refPrefix, t.Reference).Explain(r)
	}
	if s, ok := t.Policy.Explain(r); ok {
		return s, true
	}
	e := explainer{Tuner: t, all: t.visitsBy(t.Policy.P), valid: t.visitsBy(t.valid())}
	if !e.has(r) {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: r, Value: e.value(r)}
	s.Op, s.Args = e.made(r)
	return s, true
}

// visitsBy returns visits as visit makes them.
func (t *Tuner) visitsBy(p [][]float64) (vs [][]float64) {
	t.visit(p)
	for _, v := range t.visits {
		vs = append(vs, slices.Clone(v))
	}
	return vs
}

// An explainer has what the numbers of an Account are made from.
type explainer struct {
	*Tuner
	all, valid [][]float64 // visits
}

// has reports whether there is a number of that name.
func (e explainer) has(r trace.Ref) bool {
	n := len(e.Policy.Units)
	switch r.Name {
	case visitName, validName:
		return within(r.I, MaxUnits+1) && within(r.J, n)
	case countName, staysName, validAllName, rowKLName:
		return within(r.I, n) && r.J == 0
	case aheadName, lnPName, lnRefName:
		return within(r.I, n) && within(r.J, n)
	}
	return r == RewardRef || r == KLRef || r == GrammarRef || r == WeightRef(r.I) && within(r.I, n)
}

// value returns the number of that name: looked up, or from what made says.
func (e explainer) value(r trace.Ref) float64 {
	switch r.Name {
	case visitName:
		return e.all[r.I][r.J]
	case validName:
		return e.valid[r.I][r.J]
	case WeightRef(0).Name:
		return e.worth(r.I)
	case aheadName:
		return e.far(r.I, r.J)
	case lnPName:
		return e.Policy.LnP[r.I][r.J]
	case lnRefName:
		return e.Reference.LnP[r.I][r.J]
	}
	op, args := e.made(r)
	return trace.Step{Op: op, Args: args}.Recompute()
}

func (e explainer) term(name string, i, j int) trace.Term {
	r := trace.Ref{Name: name, I: i, J: j}
	return trace.Term{Ref: r, Value: e.value(r)}
}

// made returns how the number of that name is made.
func (e explainer) made(r trace.Ref) (trace.Op, []trace.Term) {
	switch r.Name {
	case RewardRef.Name:
		return trace.Dot, e.pairs(1, func(u int) [2]trace.Term {
			return [2]trace.Term{e.term(countName, u, 0), e.term(WeightRef(u).Name, u, 0)}
		})
	case KLRef.Name:
		return trace.Dot, e.pairs(0, func(u int) [2]trace.Term { return [2]trace.Term{e.term(staysName, u, 0), e.term(rowKLName, u, 0)} })
	case GrammarRef.Name:
		return trace.Dot, e.ends()
	case countName:
		return trace.Sum, e.places(visitName, 1, r.I)
	case staysName:
		return trace.Sum, e.places(visitName, 0, r.I)[:MaxUnits]
	case validAllName:
		return trace.Sum, e.places(validName, 0, r.I)[:MaxUnits]
	case rowKLName:
		return trace.Dot, e.pairs(0, func(u int) [2]trace.Term { return [2]trace.Term{e.next(r.I, u), e.term(aheadName, r.I, u)} })
	case aheadName:
		return trace.Difference, []trace.Term{e.term(lnPName, r.I, r.J), e.term(lnRefName, r.I, r.J)}
	case lnPName:
		return trace.Difference, e.Policy.lnTerms("", r.I, r.J)
	case lnRefName:
		return trace.Difference, e.Reference.lnTerms(refPrefix, r.I, r.J)
	}
	return e.visited(r)
}

// visited: a text begins after the end of another one; each later unit is
// chosen after those that can be before it.
func (e explainer) visited(r trace.Ref) (trace.Op, []trace.Term) {
	if (r.Name != visitName && r.Name != validName) || r.I == 0 || r.J == 0 {
		return trace.Given, nil
	}
	var ts []trace.Term
	for before := range e.Policy.Units {
		if r.Name == visitName || e.Policy.chain.p[before][r.J] > 0 {
			ts = append(ts, e.term(r.Name, r.I-1, before), e.next(before, r.J))
		}
	}
	return trace.Dot, ts
}

func (e explainer) next(before, next int) trace.Term {
	return trace.Term{Ref: NextRef(before, next), Value: e.Policy.P[before][next]}
}

// pairs returns two terms for each unit from one on.
func (e explainer) pairs(from int, of func(unit int) [2]trace.Term) (ts []trace.Term) {
	for u := from; u < len(e.Policy.Units); u++ {
		two := of(u)
		ts = append(ts, two[0], two[1])
	}
	return ts
}

// places returns visits of a unit at each place of a text from one on.
func (e explainer) places(name string, from, unit int) (ts []trace.Term) {
	for k := from; k <= MaxUnits; k++ {
		ts = append(ts, e.term(name, k, unit))
	}
	return ts
}

// ends: a sentence ends after a unit that one can end with.
func (e explainer) ends() (ts []trace.Term) {
	for u := range e.Policy.Units {
		if e.Policy.chain.p[u][0] > 0 {
			ts = append(ts, e.term(validAllName, u, 0), e.next(u, 0))
		}
	}
	return ts
}
