package expr

import (
	"math"

	"zerotoai/engine/trace"
)

// Simplify returns the formula tidied up: numbers are worked out, equal terms
// and equal factors are collected or cancelled, signs go to the front. Of
// brackets it multiplies out only those in a sum that have numbers and powers
// of x before them. The value is the same wherever the formula has one; where
// it has none, the simpler one may have one, as x/x.
func (e *Expr) Simplify() *Expr { return newExpr(simplify(e.root)) }

func simplify(n *node) *node {
	if n.op == trace.Given {
		return n
	}
	a := simplify(n.a)
	if n.b == nil {
		return simpleUnary(n.op, a)
	}
	b := simplify(n.b)
	switch n.op {
	case trace.Sum, trace.Difference:
		return collectTerms(binary(n.op, a, b))
	case trace.Product, trace.Quotient:
		return collectFactors(binary(n.op, a, b))
	}
	return simplePower(a, b)
}

// special is the values of functions that a school knows by heart.
var special = []struct {
	op       trace.Op
	at, give *node
}{
	{trace.Sqrt, numZero, numZero},
	{trace.Exp, numZero, numOne},
	{trace.Exp, numOne, numE},
	{trace.Log, numOne, numZero},
	{trace.Log, numE, numOne},
	{trace.Log10, numOne, numZero},
	{trace.Log10, num(10), numOne},
	{trace.Sin, numZero, numZero},
	{trace.Cos, numZero, numOne},
	{trace.Tan, numZero, numZero},
	{trace.Sin, numPi, numZero},
	{trace.Cos, numPi, unary(trace.Negate, numOne)},
}

func simpleUnary(op trace.Op, a *node) *node {
	for _, s := range special {
		if s.op == op && s.at.equal(a) {
			return s.give
		}
	}
	switch op {
	case trace.Negate:
		return negate(a)
	case trace.Abs:
		return simpleAbs(a)
	case trace.Sqrt:
		if r := math.Sqrt(a.value); a.isNumber() && r == math.Trunc(r) {
			return num(r)
		}
	}
	return unary(op, a)
}

// negate returns −a for a simplified a.
func negate(a *node) *node {
	switch {
	case a.op == trace.Negate:
		return a.a
	case a.is(0):
		return a
	case a.op == trace.Sum, a.op == trace.Difference:
		return collectTerms(unary(trace.Negate, a))
	}
	return unary(trace.Negate, a)
}

func simpleAbs(a *node) *node {
	if a.op == trace.Negate {
		a = a.a
	}
	if a.op == trace.Abs || a.op == trace.Given && a.leaf != variable {
		return a
	}
	return unary(trace.Abs, a)
}

// simplePower returns a^b for simplified a and b.
func simplePower(a, b *node) *node {
	r, ok := toRatio(b)
	if !ok || !r.whole() {
		if a.is(1) {
			return a
		}
		return binary(trace.Power, a, b)
	}
	switch {
	case r.n == 0:
		return numOne
	case r.n == 1:
		return a
	case a.op == trace.Negate && r.n > 0 && r.n%2 == 0:
		return simplePower(a.a, b)
	case a.op == trace.Negate && r.n > 0:
		return negate(simplePower(a.a, b))
	case a.op == trace.Abs && r.n > 0 && r.n%2 == 0:
		return simplePower(a.a, b)
	case a.op == trace.Sqrt && r.n == 2 && !a.a.hasX():
		return a.a
	}
	if n := numberPower(a, r.n); n != nil {
		return n
	}
	if n := scaledPower(a, b, r); n != nil {
		return n
	}
	return nestedPower(a, b, r)
}

// scaledPower writes (cu)^n as cⁿuⁿ for a number c and a whole n over 0, or
// returns nil.
func scaledPower(a, b *node, n ratio) *node {
	if a.op != trace.Product && a.op != trace.Quotient || n.n < 0 {
		return nil
	}
	t := splitTerm(a)
	c, ok := t.factor.pow(n.n)
	if !ok || t.factor == ratioOne {
		return nil
	}
	return collectFactors(binary(trace.Product, c.node(), simplePower(t.rest, b)))
}

// numberPower works out a^n for a number a, or returns nil.
func numberPower(a *node, n int64) *node {
	base, ok := toRatio(a)
	if !ok || n < 0 && base.n == 0 {
		return nil
	}
	p, ok := base.pow(max(n, -n))
	if n < 0 && ok {
		p, ok = ratioOne.over(p)
	}
	if !ok {
		return nil
	}
	return p.node()
}

// nestedPower writes (u^m)^n as u^(mn) for whole m, n over 0.
func nestedPower(a, b *node, n ratio) *node {
	if a.op == trace.Power {
		m, ok := toRatio(a.b)
		mn, ok2 := m.times(n)
		if ok && ok2 && m.whole() && m.n > 0 && n.n > 0 {
			return binary(trace.Power, a.a, mn.node())
		}
	}
	return binary(trace.Power, a, b)
}
