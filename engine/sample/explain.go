package sample

import (
	"math"

	"zerotoai/engine/trace"
)

// LogitRef returns the name of a token's logit.
func LogitRef(id int) trace.Ref { return ref("logit", id) }

// ScaledRef returns the name of a token's logit, divided by the temperature.
func ScaledRef(id int) trace.Ref { return ref("scaled", id) }

// PRef returns the name of a token's probability after softmax.
func PRef(id int) trace.Ref { return ref("p", id) }

// QRef returns the name of the probability with which a token is drawn.
func QRef(id int) trace.Ref { return ref("q", id) }

// MassRef returns the name of the sum of p over the token of a rank and all
// better ones, which top-p looks at.
func MassRef(rank int) trace.Ref { return ref("mass", rank) }

// UpToRef returns the name of the sum of q over the token of a rank and all
// better ones: it is drawn if u is less, and not less than that of the rank
// before.
func UpToRef(rank int) trace.Ref { return ref("up to", rank) }

func ref(name string, i int) trace.Ref { return trace.Ref{Name: name, I: i} }

// Explain says how a number was made; a Distribution is a trace.Source. Besides
// the numbers that have functions for their names there are
//
//	temperature
//	largest        of the scaled logits
//	shifted[id]    scaled − largest
//	exp[id]        exp(shifted)
//	sum            of exp over the vocabulary
//	kept           the sum of p over what top-k and top-p keep
//
// Given are the logits, the temperature, q of a token that is cut, and at
// temperature 0 p, as nothing is divided then. The sums have as many
// arguments as there are tokens.
func (d *Distribution) Explain(r trace.Ref) (trace.Step, bool) {
	if r.J != 0 || r.I < 0 || r.I >= len(d.Logits) {
		return trace.Step{}, false
	}
	s, ok := d.ofToken(r.Name, r.I)
	if !ok {
		s, ok = d.ofRank(r.Name, r.I)
	}
	if !ok && r.I == 0 {
		s, ok = d.ofAll(r.Name)
	}
	s.Ref = r
	return s, ok
}

// ofToken explains what each token has.
func (d *Distribution) ofToken(name string, id int) (trace.Step, bool) {
	soft := len(d.Scaled) > 0
	switch {
	case name == "logit":
		return trace.Step{Value: float64(d.Logits[id])}, true
	case name == "scaled" && soft:
		return step(trace.Quotient, d.Scaled[id], d.logit(id), d.temperature()), true
	case name == "scaled":
		return step(trace.NoValue, math.NaN(), d.logit(id), d.temperature()), true
	case name == "shifted" && soft:
		return step(trace.Difference, d.shifted(id).Value, d.scaled(id), d.top()), true
	case name == "exp" && soft:
		return step(trace.Exp, d.exps[id], d.shifted(id)), true
	case name == "p" && soft:
		return step(trace.Quotient, d.P[id], d.exp(id), term("sum", 0, d.sum)), true
	case name == "p":
		return trace.Step{Value: d.P[id]}, true
	case name == "q" && d.keeps(id):
		return step(trace.Quotient, d.Q(id), d.p(id), term("kept", 0, d.keptSum)), true
	case name == "q":
		return trace.Step{}, true
	}
	return trace.Step{}, false
}

// ofRank explains sums over the best tokens.
func (d *Distribution) ofRank(name string, rank int) (trace.Step, bool) {
	switch name {
	case "mass":
		return step(trace.Sum, d.massOf(rank+1), d.best(rank+1, d.p)...), true
	case "up to":
		q := func(id int) trace.Term { return trace.Term{Ref: QRef(id), Value: d.Q(id)} }
		return step(trace.Sum, d.qUpTo(rank), d.best(rank+1, q)...), true
	}
	return trace.Step{}, false
}

// ofAll explains what there is one of.
func (d *Distribution) ofAll(name string) (trace.Step, bool) {
	soft := len(d.Scaled) > 0
	switch {
	case name == "temperature":
		return trace.Step{Value: d.Settings.Temperature}, true
	case name == "largest" && soft:
		return step(trace.Max, d.largest, d.every(d.scaled)...), true
	case name == "sum" && soft:
		return step(trace.Sum, d.sum, d.every(d.exp)...), true
	case name == "kept" && d.uncut():
		return step(trace.Sum, d.keptSum, d.every(d.p)...), true
	case name == "kept":
		return step(trace.Sum, d.keptSum, d.best(d.Kept, d.p)...), true
	}
	return trace.Step{}, false
}

func step(op trace.Op, value float64, args ...trace.Term) trace.Step {
	return trace.Step{Value: value, Op: op, Args: args}
}

func term(name string, i int, value float64) trace.Term {
	return trace.Term{Ref: ref(name, i), Value: value}
}

func (d *Distribution) logit(id int) trace.Term { return term("logit", id, float64(d.Logits[id])) }
func (d *Distribution) temperature() trace.Term {
	return term("temperature", 0, d.Settings.Temperature)
}
func (d *Distribution) scaled(id int) trace.Term  { return term("scaled", id, d.Scaled[id]) }
func (d *Distribution) top() trace.Term           { return term("largest", 0, d.largest) }
func (d *Distribution) shifted(id int) trace.Term { return term("shifted", id, d.Scaled[id]-d.largest) }
func (d *Distribution) exp(id int) trace.Term     { return term("exp", id, d.exps[id]) }
func (d *Distribution) p(id int) trace.Term       { return term("p", id, d.P[id]) }

// every returns a term of each token, by id.
func (d *Distribution) every(of func(id int) trace.Term) []trace.Term {
	terms := make([]trace.Term, len(d.Logits))
	for id := range terms {
		terms[id] = of(id)
	}
	return terms
}

// best returns a term of each of the best n tokens, by rank.
func (d *Distribution) best(n int, of func(id int) trace.Term) []trace.Term {
	terms := make([]trace.Term, n)
	for rank := range terms {
		terms[rank] = of(d.ranking.at(rank))
	}
	return terms
}
