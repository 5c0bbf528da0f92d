package minigpt

import (
	"fmt"
	"slices"

	"zerotoai/engine/trace"
)

// back puts into t how the gradient of number i of a vector was made: from those
// of all that the number was used for, by the chain rule.
func (r *Record) back(t trace.Table, v *Vector, i int) {
	if v == r.Tape[len(r.Tape)-1] {
		t.Given(r.GradRef(v, i), 1)
		return
	}
	var parts []trace.Term
	for _, y := range r.uses(v) {
		if part, ok := (use{r, t, v, y, i}).part(); ok {
			parts = append(parts, part)
		}
	}
	t.Do(r.GradRef(v, i), trace.Sum, parts...)
}

// A use is number i of v, used in the making of y.
type use struct {
	*Record
	t    trace.Table
	v, y *Vector
	i    int
}

// do names a number on the way back, and puts it into the table.
func (u use) do(part string, op trace.Op, args ...trace.Term) trace.Term {
	return u.t.Do(u.at(part), op, args...)
}

func (u use) at(part string) trace.Ref {
	return u.Part(u.v, fmt.Sprintf("%d %s", u.index[u.y], part), u.i)
}

// part is what the use adds to the gradient; it adds nothing if a surprise is at
// another token.
func (u use) part() (trace.Term, bool) {
	switch u.y.Name {
	case "start", "attended", "thought":
		return u.grad(u.y, u.i), true
	case "loss":
		return u.do("part", trace.Quotient, u.grad(u.y, 0), u.t.Given(u.at("tokens"), float64(len(u.Tokens)))), true
	case "mixed":
		return u.mixed(), true
	case "relu":
		return u.do("part", trace.Product, u.grad(u.y, u.i), u.do("slope", trace.Step01, u.term(u.v, u.i))), true
	case "normed", "normed again", "last":
		return u.normed(), true
	case "weights", "shares":
		return u.shared(), true
	case "surprise":
		if u.i != u.right(u.y) {
			return trace.Term{}, false
		}
		return u.do("part", trace.Negate, u.do("gradient per share", trace.Quotient, u.grad(u.y, 0), u.term(u.v, u.i))), true
	}
	return u.multiplied(), true
}

// multiplied is for a row or the vector of a product.
func (u use) multiplied() trace.Term {
	m, x := u.y.From[0], u.y.From[1][0]
	if k := slices.Index(m, u.v); k >= 0 {
		return u.do("part", trace.Product, u.grad(u.y, k), u.term(x, u.i))
	}
	return u.do("part", trace.Dot, products(len(m), func(k int) (a, b trace.Term) { return u.grad(u.y, k), u.term(m[k], u.i) })...)
}

// mixed is for a value, or for the shares.
func (u use) mixed() trace.Term {
	rows, shares := u.y.From[0], u.y.From[1][0]
	if k := slices.Index(rows, u.v); k >= 0 {
		return u.do("part", trace.Product, u.term(shares, k), u.grad(u.y, u.i))
	}
	return u.do("part", trace.Dot, products(len(u.y.Data), func(j int) (a, b trace.Term) { return u.term(rows[u.i], j), u.grad(u.y, j) })...)
}

// along is how far the gradient of y has the direction of y.
func (u use) along() trace.Term {
	return u.do("gradient along it", trace.Dot, products(len(u.y.Data), func(j int) (a, b trace.Term) { return u.term(u.y, j), u.grad(u.y, j) })...)
}

// normed leaves out what would change the size.
func (u use) normed() trace.Term {
	mean := u.do("mean along it", trace.Quotient, u.along(), u.t.Given(u.at("width"), float64(len(u.y.Data))))
	left := u.do("gradient across it", trace.Difference, u.grad(u.y, u.i), u.do("number times that", trace.Product, u.term(u.y, u.i), mean))
	size := u.size(trace.Table{}, u.y)
	return u.do("part", trace.Quotient, left, size)
}

// shared is for a number that softmax made a share of.
func (u use) shared() trace.Term {
	more := u.do("more than the mean", trace.Difference, u.grad(u.y, u.i), u.along())
	return u.do("part", trace.Product, u.t.Given(u.at("scale"), scale(u.y)), u.term(u.y, u.i), more)
}
