package expr

import (
	"math"
	"slices"

	"zerotoai/engine/trace"
)

// Simplify returns the formula tidied up: numbers are worked out, equal terms
// and equal factors are collected, signs go to the front. It does not
// multiply out brackets, and does not cancel what may be 0, so its value is
// the same wherever the formula has one. Where the formula has no value the
// simpler one may have one, as 0/x.
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
	case a.op == trace.Sqrt && r.n == 2 && !a.a.hasX():
		return a.a
	}
	if n := numberPower(a, r.n); n != nil {
		return n
	}
	return nestedPower(a, b, r)
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
			out = addTerm(out, t)
		}
	}
	if out == nil {
		return numZero
	}
	return out
}

// addTerms adds sign times n to ts and reports whether the numbers allow it.
func addTerms(n *node, sign ratio, ts *[]term) bool {
	minus := ratio{-sign.n, 1, false}
	switch n.op {
	case trace.Sum:
		return addTerms(n.a, sign, ts) && addTerms(n.b, sign, ts)
	case trace.Difference:
		return addTerms(n.a, sign, ts) && addTerms(n.b, minus, ts)
	case trace.Negate:
		return addTerms(n.a, minus, ts)
	}
	t := splitTerm(n)
	t.factor.n *= sign.n
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

func same(a, b *node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.equal(b)
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

// addTerm returns sum + t, written as a difference if t is negative.
func addTerm(sum *node, t term) *node {
	minus := t.factor.n < 0
	t.factor.n = max(t.factor.n, -t.factor.n)
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

// A fraction is a number times factors, divided by factors.
type fraction struct {
	factor      ratio
	top, bottom []*node
	started     bool
}

// collectFactors multiplies the equal factors of a product or quotient of
// simplified factors.
func collectFactors(n *node) *node {
	var f fraction
	if !f.multiply(n, false) {
		return n
	}
	if f.factor.n == 0 {
		return numZero
	}
	return f.node()
}

// multiply multiplies f by n, or divides it, and reports whether the numbers
// allow it.
func (f *fraction) multiply(n *node, divide bool) bool {
	if !f.started {
		f.factor, f.started = ratioOne, true
	}
	switch {
	case n.op == trace.Product:
		return f.multiply(n.a, divide) && f.multiply(n.b, divide)
	case n.op == trace.Quotient:
		return f.multiply(n.a, divide) && f.multiply(n.b, !divide)
	case n.op == trace.Negate:
		f.factor.n = -f.factor.n
		return f.multiply(n.a, divide)
	case n.isNumber():
		return f.scale(n, divide)
	case divide:
		f.bottom = merge(f.bottom, n)
	default:
		f.top = merge(f.top, n)
	}
	return true
}

func (f *fraction) scale(n *node, divide bool) bool {
	r, ok := decimal(n.value)
	if !ok {
		return false
	}
	if divide {
		f.factor, ok = f.factor.over(r)
	} else {
		f.factor, ok = f.factor.times(r)
	}
	return ok
}

// merge adds the factor n to fs, to the power of the same base if there is one.
func merge(fs []*node, n *node) []*node {
	base, m := basePower(n)
	for i, f := range fs {
		b, k := basePower(f)
		if b.equal(base) && k > 0 == (m > 0) {
			fs[i] = simplePower(base, wholeNode(k+m))
			return fs
		}
	}
	return append(fs, n)
}

// basePower writes n as a base and a whole exponent.
func basePower(n *node) (*node, int64) {
	if n.op == trace.Power {
		if r, ok := toRatio(n.b); ok && r.whole() && r.n != 0 {
			return n.a, r.n
		}
	}
	return n, 1
}

func wholeNode(n int64) *node {
	if n < 0 {
		return unary(trace.Negate, num(float64(-n)))
	}
	return num(float64(n))
}

// node writes the fraction, its sign first.
func (f *fraction) node() *node {
	r := f.factor
	r.n = max(r.n, -r.n)
	topNumber, bottomNumber := r.split()
	n := chain(topNumber, f.top)
	if bottomNumber != nil || len(f.bottom) > 0 {
		if bottomNumber == nil {
			bottomNumber = numOne
		}
		n = binary(trace.Quotient, n, chain(bottomNumber, f.bottom))
	}
	if f.factor.n < 0 {
		n = unary(trace.Negate, n)
	}
	return n
}

// chain multiplies first, unless it is 1 and not alone, and the factors in
// the order of a school: e and π, powers of x, the rest.
func chain(first *node, factors []*node) *node {
	factors = slices.Clone(factors)
	slices.SortStableFunc(factors, func(a, b *node) int { return rank(a) - rank(b) })
	if first.is(1) && len(factors) > 0 {
		first, factors = factors[0], factors[1:]
	}
	for _, f := range factors {
		first = binary(trace.Product, first, f)
	}
	return first
}

func rank(n *node) int {
	base, _ := basePower(n)
	switch {
	case !n.hasX():
		return 0
	case base.equal(varX):
		return 1
	}
	return 2
}
