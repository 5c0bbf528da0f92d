package expr

import "math"

// zeros returns the places where g is 0 or would be: it changes its sign
// there, touches 0, or has no value beyond. It looks at x0, x0 + step …
// x0 + n·step and between two of them.
func zeros(g func(float64) float64, x0, step float64, n int) (found []float64) {
	at := func(i int) float64 { return x0 + step*float64(i) }
	add := func(x, scale float64) {
		if x = round(g, x); math.Abs(g(x)) <= 1e-3*math.Abs(scale) {
			found = append(found, x)
		}
	}
	before, here := g(at(-1)), g(at(0))
	for i := range n + 1 {
		x, next := at(i), g(at(i+1))
		switch {
		case here == 0:
			found = append(found, x)
		case here*next < 0:
			add(bisect(g, x, at(i+1)), max(math.Abs(here), math.Abs(next)))
		case math.IsNaN(here) && !math.IsNaN(next):
			add(domainEnd(g, at(i+1), x), next)
		case !math.IsNaN(here) && math.IsNaN(next):
			add(domainEnd(g, x, at(i+1)), here)
		}
		if low := math.Abs(here); here != 0 && low <= math.Abs(before) && low <= math.Abs(next) {
			add(least(g, at(i-1), at(i+1)), low)
		}
		before, here = here, next
	}
	return found
}

// round returns the short decimal that is nearly x, if g is no farther from 0
// there: halving comes close to 0 and never to it.
func round(g func(float64) float64, x float64) float64 {
	short := math.Round(x*1e12) / 1e12
	if math.Abs(g(short)) <= math.Abs(g(x)) {
		return short + 0 // not −0
	}
	return x
}

// bisect returns where g, of which one end is negative, changes its sign
// between a and b.
func bisect(g func(float64) float64, a, b float64) float64 {
	negative := g(a) < 0
	return halve(a, b, func(x float64) bool { return g(x) != 0 && (g(x) < 0) == negative })
}

// domainEnd returns the last place with a value on the way from a, which has
// one, to b, which has none.
func domainEnd(g func(float64) float64, a, b float64) float64 {
	return halve(b, a, func(x float64) bool { return math.IsNaN(g(x)) })
}

// halve returns the first place on the way from a to b that is not like a.
func halve(a, b float64, like func(float64) bool) float64 {
	for range 120 { // 1 becomes 1e-36, which is as good as 0
		m := a/2 + b/2
		if m == a || m == b {
			break
		}
		if like(m) {
			a = m
		} else {
			b = m
		}
	}
	return b
}

// least returns where |g|, which falls and rises again from a to b, is least.
func least(g func(float64) float64, a, b float64) float64 {
	for range 120 {
		l, r := a+(b-a)/3, b-(b-a)/3
		if math.Abs(g(l)) < math.Abs(g(r)) {
			b = r
		} else {
			a = l
		}
	}
	return a/2 + b/2
}
