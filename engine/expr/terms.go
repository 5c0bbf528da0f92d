package expr

import (
	"slices"

	"zerotoai/engine/trace"
)

// A term is factor times rest; rest is nil for a number alone.
type term struct {
	factor ratio
	rest   *node
}

// collectTerms adds up the equal terms of a sum of simplified terms.
func collectTerms(n *node) *node {
	var ts []term
	if !addTerms(n, ratioOne, &ts) {
		return n // numbers out of bounds: as it was
	}
	var out *node
	for _, t := range ts {
		if t.factor.n != 0 {
			out = t.onto(out)
		}
	}
	if out == nil {
		return numZero
	}
	return out
}

// addTerms adds by times n to ts and reports whether the numbers allow it.
func addTerms(n *node, by ratio, ts *[]term) bool {
	switch n.op {
	case trace.Sum:
		return addTerms(n.a, by, ts) && addTerms(n.b, by, ts)
	case trace.Difference:
		return addTerms(n.a, by, ts) && addTerms(n.b, by.negative(), ts)
	case trace.Negate:
		return addTerms(n.a, by.negative(), ts)
	}
	t := splitTerm(n)
	var ok bool
	if t.factor, ok = t.factor.times(by); !ok {
		return false
	}
	if x, bracket := outOfBracket(t.rest); bracket != nil {
		return addTerms(spread(x, bracket), t.factor, ts)
	}
	return addTerm(t, ts)
}

func addTerm(t term, ts *[]term) bool {
	for i, u := range *ts {
		if same(u.rest, t.rest) {
			sum, ok := u.factor.plus(t.factor)
			(*ts)[i].factor = sum
			return ok
		}
	}
	*ts = append(*ts, t)
	return true
}

// outOfBracket splits a product of a power of x and a bracket, or a bracket
// alone; for what is neither, the bracket is nil.
func outOfBracket(n *node) (x, bracket *node) {
	x = numOne
	if n != nil && n.op == trace.Product {
		base, m := basePower(n.a)
		if m < 0 || !base.equal(varX) {
			return nil, nil
		}
		x, n = n.a, n.b
	}
	if n == nil || n.op != trace.Sum && n.op != trace.Difference {
		return nil, nil
	}
	return x, n
}

// spread multiplies the terms of a bracket by x.
func spread(x, n *node) *node {
	switch n.op {
	case trace.Sum, trace.Difference:
		return binary(n.op, spread(x, n.a), spread(x, n.b))
	case trace.Negate:
		return unary(n.op, spread(x, n.a))
	}
	return collectFactors(binary(trace.Product, x, n))
}

// same reports whether a and b are the same up to the order of factors.
func same(a, b *node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.equal(b) || a.op == b.op && (a.op == trace.Product || a.op == trace.Quotient) && sameFactors(a, b)
}

func sameFactors(a, b *node) bool {
	var f, g fraction
	return f.multiply(a, false) && g.multiply(b, false) && f.factor == g.factor &&
		sameInAnyOrder(f.top, g.top) && sameInAnyOrder(f.bottom, g.bottom)
}

// sameInAnyOrder compares factors of which no two are equal.
func sameInAnyOrder(as, bs []*node) bool {
	return len(as) == len(bs) && !slices.ContainsFunc(as, func(a *node) bool {
		return !slices.ContainsFunc(bs, a.equal)
	})
}

// splitTerm takes the number out of a simplified product.
func splitTerm(n *node) term {
	if r, ok := toRatio(n); ok {
		return term{r, nil}
	}
	var f fraction
	if !f.multiply(n, false) {
		return term{ratioOne, n}
	}
	factor := f.factor
	f.factor = ratioOne
	return term{factor, f.node()}
}

// onto returns sum + t, written as a difference if t is negative.
func (t term) onto(sum *node) *node {
	minus := t.factor.n < 0
	if minus {
		t.factor = t.factor.negative()
	}
	n := t.node()
	switch {
	case sum == nil && minus:
		return unary(trace.Negate, n)
	case sum == nil:
		return n
	case minus:
		return binary(trace.Difference, sum, n)
	}
	return binary(trace.Sum, sum, n)
}

func (t term) node() *node {
	if t.rest == nil {
		return t.factor.node()
	}
	var f fraction
	if !f.multiply(t.rest, false) {
		return t.rest // its factor is 1
	}
	f.factor = t.factor
	return f.node()
}
