package expr

import (
	"cmp"
	"math"
	"slices"

	"zerotoai/engine/trace"
)

// A Break is a place where a curve does not simply go on. Left and Right are
// the limits of the formula there: ±Inf at a pole, NaN where there is none, as
// of √x on the left of 0 or of sin(1/x) on both sides. Value is that of the
// formula at X, NaN where it has none.
//
// So 1/x has a Break {0, −∞, ∞, none}, |x|/x has {0, −1, 1, none}, and the
// hole of sin(x)/x is {0, 1, 1, none}.
type Break struct{ X, Left, Right, Value float64 }

// Pole reports whether the curve has an asymptote at b.
func (b Break) Pole() bool { return math.IsInf(b.Left, 0) || math.IsInf(b.Right, 0) }

// Hole reports whether only the point of b is missing, or is elsewhere.
func (b Break) Hole() bool { return !b.Pole() && together(b.Left, b.Right) }

// tooLong is how many parts a formula has that is not looked through.
const tooLong = 2000

// Breaks returns the breaks of the formula over x0 ≤ x ≤ x1, from left to
// right. It looks where the formula allows one, so it finds a hole that no
// point of a curve would hit: at the zeros of denominators, of what
// logarithms, sign, step and powers work on, and of the cosine under a
// tangent.
//
// Zeros are looked for between n+1 places evenly spread; a pair that is closer
// together is missed. The limits are those of a sequence of places that come
// nearer by halves: one that creeps, as that of 1/ln x at 0, counts as none.
func (e *Expr) Breaks(x0, x1 float64, n int) (bs []Break) {
	if !(x1 > x0) || math.IsInf(x1-x0, 0) || n < 1 || len(e.parts) > tooLong {
		return nil
	}
	step := (x1 - x0) / float64(n)
	for _, s := range e.suspects(x0, step, n) {
		b := Break{s.x, e.limit(s.x, -step), e.limit(s.x, step), math.NaN()}
		if !s.undefined {
			b.Value = e.Eval(s.x)
		}
		if b.broken() && x0 <= b.X && b.X <= x1 {
			bs = append(bs, b)
		}
	}
	return bs
}

// broken reports whether b is a break: a side has a limit that is not the
// value.
func (b Break) broken() bool {
	apart := func(limit float64) bool { return !math.IsNaN(limit) && !together(limit, b.Value) }
	return apart(b.Left) || apart(b.Right)
}

// together reports whether two limits are one, to an eye that sees a curve: the
// limits of x ln x and the like are not known better. NaN is no limit.
func together(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 100*tiny*max(1, math.Abs(a)) && !math.IsInf(a, 0)
}

// A suspect is a place where the formula may break; it has no value there if
// that is sure.
type suspect struct {
	x         float64
	undefined bool
}

// suspects returns the places where the formula may break, in order, each
// once.
func (e *Expr) suspects(x0, step float64, n int) (list []suspect) {
	for _, p := range e.parts {
		g, undefined := fragile(p.node)
		if g == nil || !g.hasX() {
			continue
		}
		for _, x := range zeros(g.eval, x0, step, n) {
			list = append(list, suspect{x, undefined})
		}
	}
	slices.SortFunc(list, func(a, b suspect) int { return cmp.Compare(a.x, b.x) })
	return merge(list, step*1e-4)
}

// merge makes one of the places that are no farther apart than near.
func merge(list []suspect, near float64) (out []suspect) {
	for _, s := range list {
		if k := len(out) - 1; k >= 0 && s.x-out[k].x <= near {
			if s.undefined && !out[k].undefined {
				out[k] = s
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// fragile returns what n works on, if n may break where that is 0, and whether
// n has no value there.
func fragile(n *node) (g *node, undefined bool) {
	switch n.op {
	case trace.Quotient:
		return n.b, true
	case trace.Log, trace.Log10, trace.Step01:
		return n.a, true
	case trace.Tan:
		return unary(trace.Cos, n.a), true
	case trace.Power:
		return n.a, n.b.op == trace.Negate && !n.b.hasX()
	case trace.Sign:
		return n.a, false
	}
	return nil, false
}

// tiny is a part of a number that the rounding of floats may make.
const tiny = 1e-6

// limit returns where the formula is heading as x is approached by halves from
// x + step. Places that are nearer show the rounding of floats.
func (e *Expr) limit(x, step float64) float64 {
	var y [7]float64
	h := step / 4
	for i := range y {
		h /= 2
		y[i] = e.Eval(x + h)
	}
	before, last, beyond := y[len(y)-2], y[len(y)-1], e.Eval(x+0.7*h)
	switch {
	case math.IsInf(last, 0):
		return last
	case settles(y[:]):
		v := aitken(y[len(y)-3], before, last)
		if math.Abs(beyond-v) <= math.Abs(last-v)+tiny*max(1, math.Abs(v)) {
			return v
		}
	case grows(y[:]) && (beyond-last)*(last-before) > 0:
		return math.Copysign(math.Inf(1), last-before)
	}
	return math.NaN() // also where there are no values
}

// settles reports whether the differences of y shrink as those of a geometric
// series do, or are nothing.
func settles(y []float64) bool {
	for i := 2; i < len(y); i++ {
		before, now := math.Abs(y[i-1]-y[i-2]), math.Abs(y[i]-y[i-1])
		if !(now <= 0.8*before || now <= tiny*max(1, math.Abs(y[i]))) {
			return false
		}
	}
	return true
}

// grows reports whether y goes one way, and no slower at last.
func grows(y []float64) bool {
	for i := 2; i < len(y); i++ {
		before, now := y[i-1]-y[i-2], y[i]-y[i-1]
		if !(before*now > 0 && math.Abs(now) >= 0.95*math.Abs(before)) {
			return false
		}
	}
	return true
}

// aitken returns the limit of a series whose differences are geometric
// (A. C. Aitken, "On Bernoulli's numerical solution of algebraic equations",
// 1926).
func aitken(a, b, c float64) float64 {
	if math.Abs(c-b) <= tiny*max(1, math.Abs(c)) {
		return c
	}
	return c - (c-b)*(c-b)/((c-b)-(b-a))
}
