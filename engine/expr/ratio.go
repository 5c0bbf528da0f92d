package expr

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// maxRatio bounds the parts of a ratio, so that products of two fit an int64.
const maxRatio = 1 << 30

// A ratio is an exact number n/d in lowest terms with d > 0. The methods that
// may leave the bounds report whether they did not.
type ratio struct {
	n, d    int64
	decimal bool // made from decimals, to be written as one
}

var ratioOne = ratio{1, 1, false}

// lowest returns n/d in lowest terms.
func lowest(n, d int64, decimal bool) (ratio, bool) {
	if d == 0 {
		return ratio{}, false
	}
	if d < 0 {
		n, d = -n, -d
	}
	g := gcd(max(n, -n), d)
	n, d = n/g, d/g
	return ratio{n, d, decimal && d > 1}, -maxRatio <= n && n <= maxRatio && d <= maxRatio
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (a ratio) negative() ratio {
	a.n = -a.n
	return a
}

func (a ratio) plus(b ratio) (ratio, bool) {
	return lowest(a.n*b.d+b.n*a.d, a.d*b.d, a.decimal || b.decimal)
}

func (a ratio) times(b ratio) (ratio, bool) {
	return lowest(a.n*b.n, a.d*b.d, a.decimal || b.decimal)
}

func (a ratio) over(b ratio) (ratio, bool) {
	return lowest(a.n*b.d, a.d*b.n, a.decimal || b.decimal)
}

// pow returns a to the n-th, n ≥ 0.
func (a ratio) pow(n int64) (r ratio, ok bool) {
	r, ok = ratioOne, n <= 32
	for ; ok && n > 0; n-- {
		r, ok = r.times(a)
	}
	return r, ok
}

func (a ratio) whole() bool { return a.d == 1 }

// toRatio returns the number that n is, if it is a number, a fraction of
// numbers, or the negative of these.
func toRatio(n *node) (ratio, bool) {
	switch {
	case n.isNumber():
		return decimal(n.value)
	case n.op == trace.Negate:
		r, ok := toRatio(n.a)
		return r.negative(), ok
	case n.op == trace.Quotient:
		a, ok := toRatio(n.a)
		b, ok2 := toRatio(n.b)
		if !ok || !ok2 {
			return ratio{}, false
		}
		return a.over(b)
	}
	return ratio{}, false
}

// decimal returns v as its shortest decimal has it: 0.1 is 1/10.
func decimal(v float64) (ratio, bool) {
	if v == math.Trunc(v) {
		return ratio{int64(min(v, maxRatio)), 1, false}, v <= maxRatio
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, digits, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole+digits, 10, 64)
	if err != nil || len(digits) > 9 {
		return ratio{}, false
	}
	d := int64(1)
	for range digits {
		d *= 10
	}
	return lowest(n, d, true)
}

// node writes a ratio, its sign first.
func (a ratio) node() *node {
	if a.n < 0 {
		return unary(trace.Negate, a.negative().node())
	}
	top, bottom := a.split()
	if bottom == nil {
		return top
	}
	return binary(trace.Quotient, top, bottom)
}

// split returns the numbers of a fraction that is not negative; bottom is nil
// for none.
func (a ratio) split() (top, bottom *node) {
	if a.whole() || a.decimal && a.finite() {
		return num(float64(a.n) / float64(a.d)), nil
	}
	return num(float64(a.n)), num(float64(a.d))
}

// finite reports whether a is a decimal that ends.
func (a ratio) finite() bool {
	d := a.d
	for _, p := range []int64{2, 5} {
		for d%p == 0 {
			d /= p
		}
	}
	return d == 1
}
