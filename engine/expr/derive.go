package expr

import "zerotoai/engine/trace"

// A Rule is one use of a rule of differentiation: the derivative of Before is
// After.
type Rule struct {
	Name          string // "product rule"
	Before, After string // as String writes formulas
}

// Derive returns the derivative of the formula, simplified, and the rules
// that lead to it, each after those that it builds on; the last one is the
// answer, and its Before is the formula.
//
// The derivative has no value at the corners of |x| and relu. It may have
// values where the formula has none: that of ln x is 1/x.
func (e *Expr) Derive() (*Expr, []Rule) {
	d := &deriver{seen: map[*node]*node{}, told: map[uint64]bool{}}
	n := d.derive(e.root)
	return newExpr(n), d.rules
}

type deriver struct {
	rules []Rule
	seen  map[*node]*node // derivatives of what was met
	told  map[uint64]bool // the hashes of what has a rule
}

func (d *deriver) derive(n *node) *node {
	if r, ok := d.seen[n]; ok {
		return r
	}
	name, r := d.rule(n)
	r = simplify(r)
	d.seen[n] = r
	if !d.told[n.hash] {
		d.told[n.hash] = true
		d.rules = append(d.rules, Rule{name, n.String(), r.String()})
	}
	return r
}

// rule differentiates n by the rule for what it is.
func (d *deriver) rule(n *node) (string, *node) {
	switch {
	case !n.hasX():
		return "constant", numZero
	case n.op == trace.Given:
		return "x itself", numOne
	}
	switch n.op {
	case trace.Negate:
		return "factor rule", unary(trace.Negate, d.derive(n.a))
	case trace.Sum:
		return "sum rule", binary(n.op, d.derive(n.a), d.derive(n.b))
	case trace.Difference:
		return "difference rule", binary(n.op, d.derive(n.a), d.derive(n.b))
	case trace.Product:
		return d.product(n.a, n.b)
	case trace.Quotient:
		return d.quotient(n.a, n.b)
	case trace.Power:
		return d.power(n.a, n.b)
	}
	return d.function(n)
}

func times(a, b *node) *node { return binary(trace.Product, a, b) }
func over(a, b *node) *node  { return binary(trace.Quotient, a, b) }
func pow(a, b *node) *node   { return binary(trace.Power, a, b) }

// product: (uv)' = u'v + uv'.
func (d *deriver) product(u, v *node) (string, *node) {
	switch {
	case !u.hasX():
		return "factor rule", times(u, d.derive(v))
	case !v.hasX():
		return "factor rule", times(v, d.derive(u))
	}
	return "product rule", binary(trace.Sum, times(d.derive(u), v), times(u, d.derive(v)))
}

// quotient: (u/v)' = (u'v − uv')/v².
func (d *deriver) quotient(u, v *node) (string, *node) {
	switch {
	case !v.hasX():
		return "factor rule", over(d.derive(u), v)
	case !u.hasX():
		return "reciprocal rule", unary(trace.Negate, over(times(u, d.derive(v)), pow(v, numTwo)))
	}
	top := binary(trace.Difference, times(d.derive(u), v), times(u, d.derive(v)))
	return "quotient rule", over(top, pow(v, numTwo))
}

// power: (uⁿ)' = n·uⁿ⁻¹·u', (aᵛ)' = aᵛ·ln a·v', and both for uᵛ.
func (d *deriver) power(u, v *node) (string, *node) {
	switch {
	case !v.hasX():
		outer := times(v, pow(u, binary(trace.Difference, v, numOne)))
		return chainName("power rule", u), times(outer, d.derive(u))
	case !u.hasX():
		outer := times(pow(u, v), unary(trace.Log, u))
		return chainName("exponential rule", v), times(outer, d.derive(v))
	}
	inBase := over(times(v, d.derive(u)), u)
	inExponent := times(d.derive(v), unary(trace.Log, u))
	return "power with x in both places", times(pow(u, v), binary(trace.Sum, inExponent, inBase))
}

// function: f(u)' = f'(u)·u'.
func (d *deriver) function(n *node) (string, *node) {
	slope, err := parse(functions[n.op].slope, maxLength, maxDepth)
	if err != nil {
		panic(err) // the table is tested
	}
	name := chainName("derivative of "+n.op.String(), n.a)
	return name, times(substitute(slope, n.a), d.derive(n.a))
}

// chainName names a rule that is used on more than x.
func chainName(rule string, u *node) string {
	if u == varX {
		return rule
	}
	return rule + " and chain rule"
}

// substitute returns n with u for x.
func substitute(n, u *node) *node {
	switch {
	case n.op == trace.Given && n.leaf == variable:
		return u
	case n.op == trace.Given:
		return n
	case n.b == nil:
		return unary(n.op, substitute(n.a, u))
	}
	return binary(n.op, substitute(n.a, u), substitute(n.b, u))
}
