package expr

import (
	"slices"

	"zerotoai/engine/trace"
)

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
	f.cancel()
	return f.node()
}

// cancel takes out what is a factor above and below.
func (f *fraction) cancel() {
	for i := range f.top {
		for j := range f.bottom {
			f.top[i], f.bottom[j] = reduce(f.top[i], f.bottom[j])
		}
	}
	one := func(n *node) bool { return n.is(1) }
	f.top = slices.DeleteFunc(f.top, one)
	f.bottom = slices.DeleteFunc(f.bottom, one)
}

// reduce cancels the common power of a and b in a/b. An even power of u is one
// of |u| there.
func reduce(a, b *node) (*node, *node) {
	base, m := basePower(a)
	other, n := basePower(b)
	if other.op == trace.Abs && m%2 == 0 && base.equal(other.a) {
		base = other
	}
	if m < 0 || n < 0 || !base.equal(other) {
		return a, b
	}
	k := min(m, n)
	return simplePower(base, wholeNode(m-k)), simplePower(base, wholeNode(n-k))
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
		f.factor = f.factor.negative()
		return f.multiply(n.a, divide)
	case n.isNumber():
		return f.scale(n, divide)
	case divide:
		return f.merge(&f.bottom, n, divide)
	}
	return f.merge(&f.top, n, divide)
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
func (f *fraction) merge(fs *[]*node, n *node, divide bool) bool {
	base, m := basePower(n)
	for i, old := range *fs {
		b, k := basePower(old)
		if !b.equal(base) || k > 0 != (m > 0) {
			continue
		}
		p := simplePower(base, wholeNode(k+m))
		if b, _ := basePower(p); b.equal(base) {
			(*fs)[i] = p
			return true
		}
		*fs = slices.Delete(*fs, i, i+1) // √2·√2 and |x|·|x| are something else
		return f.multiply(p, divide)
	}
	*fs = append(*fs, n)
	return true
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
	case base.equal(varX):
		return 1
	case base.op == trace.Given, base.op == trace.Sqrt && !base.hasX():
		return 0
	}
	return 2
}
