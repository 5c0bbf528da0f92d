package corpus

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
)

// SurpriseRef names −ln p of unit k, counted from 0, of what a Reading has
// read.
func SurpriseRef(k int) trace.Ref { return trace.Ref{Name: "surprise", I: k} }

// ChanceRef names the probability of unit k after those before it.
func ChanceRef(k int) trace.Ref { return trace.Ref{Name: "chance", I: k} }

// MassRef names the probability that a text begins with the first k units.
func MassRef(k int) trace.Ref { return trace.Ref{Name: "mass", I: k} }

// pathRef names the probability of the first n choices of path j to k units.
func pathRef(n, k, j int) trace.Ref { return trace.Ref{Name: fmt.Sprintf("path %d", n), I: k, J: j} }

// part names a number of a choice, the last of the first n: its chance, its
// weight or the sum of the weights, after what was chosen.
func (p *path) part(what string, n, k, j int) trace.Ref {
	return trace.Ref{Name: fmt.Sprintf("%s %d: %s → %s", what, n, p.of, text(p.pick)), I: k, J: j}
}

// Explain implements trace.Source: surprises are logarithms of chances,
// chances quotients of masses, a mass is the sum over the ways to read so far,
// and each of those the product of its choices, weight by sum of weights.
func (r *Reading) Explain(ref trace.Ref) (trace.Step, bool) {
	if ref.I < 0 || ref.I > len(r.units) {
		return trace.Step{}, false
	}
	if k := ref.I; ref == MassRef(k) {
		return r.explainMass(ref), true
	} else if k < len(r.units) {
		chance := r.mass[k+1] / r.mass[k]
		log := trace.Term{Ref: trace.Ref{Name: "log chance", I: k}, Value: math.Log(chance)}
		switch ref {
		case ChanceRef(k):
			return made(ref, chance, trace.Quotient, r.massTerm(k+1), r.massTerm(k)), true
		case log.Ref:
			return made(ref, log.Value, trace.Log, trace.Term{Ref: ChanceRef(k), Value: chance}), true
		case SurpriseRef(k):
			return made(ref, -log.Value, trace.Negate, log), true
		}
	}
	return r.explainPath(ref)
}

func made(ref trace.Ref, v float64, op trace.Op, args ...trace.Term) trace.Step {
	return trace.Step{Ref: ref, Value: v, Op: op, Args: args}
}

func (r *Reading) massTerm(k int) trace.Term { return trace.Term{Ref: MassRef(k), Value: r.mass[k]} }

// explainMass: the sum over all ways to read the first ref.I units.
func (r *Reading) explainMass(ref trace.Ref) trace.Step {
	s := trace.Step{Ref: ref, Value: r.mass[ref.I], Op: trace.Sum}
	for j, p := range r.paths[ref.I] {
		s.Args = append(s.Args, trace.Term{Ref: pathRef(p.length(), ref.I, j), Value: p.prob()})
	}
	return s
}

// length returns how many choices p has.
func (p *path) length() (n int) {
	for ; p != nil; p = p.parent {
		n++
	}
	return n
}

// explainPath explains what belongs to one path.
func (r *Reading) explainPath(ref trace.Ref) (trace.Step, bool) {
	var what string
	var n int
	if _, err := fmt.Sscanf(ref.Name, "%s %d", &what, &n); err != nil || ref.J < 0 || ref.J >= len(r.paths[ref.I]) {
		return trace.Step{}, false
	}
	p := r.paths[ref.I][ref.J]
	if n < 0 || n > p.length() {
		return trace.Step{}, false
	}
	for p.length() > n {
		p = p.parent
	}
	return p.explain(ref, n)
}

// explain explains a number of the last of n choices.
func (p *path) explain(ref trace.Ref, n int) (trace.Step, bool) {
	if own := pathRef(n, ref.I, ref.J); ref == own && p == nil {
		return made(ref, 1, trace.Given), true
	} else if ref != own && p == nil {
		return trace.Step{}, false
	}
	term := func(what string, v float64) trace.Term {
		return trace.Term{Ref: p.part(what, n, ref.I, ref.J), Value: v}
	}
	choice, weight, weights := term("choice", p.weight/p.total), term("weight", p.weight), term("weights", p.total)
	switch ref {
	case pathRef(n, ref.I, ref.J):
		before := trace.Term{Ref: pathRef(n-1, ref.I, ref.J), Value: p.parent.prob()}
		return made(ref, p.p, trace.Product, before, choice), true
	case choice.Ref:
		return made(ref, choice.Value, trace.Quotient, weight, weights), true
	case weight.Ref:
		return made(ref, weight.Value, trace.Given), true
	case weights.Ref:
		return made(ref, weights.Value, trace.Given), true
	}
	return trace.Step{}, false
}
