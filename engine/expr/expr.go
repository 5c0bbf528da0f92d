// Package expr reads the formulas of x that a school writes, works them out,
// draws their curves, and differentiates them as a school does, rule by rule.
//
//	e, err := expr.Parse("x sin 2x")
//	y := e.Eval(0.5)
//	slope, rules := e.Derive()
//
// # What is read
//
// Numbers (2, .5, 1e3), x, e and π (pi), the signs + − · × * ÷ / ^ with their
// usual strength, raised digits (x²), round brackets, and |x|. The sign of a
// product may be left out: 2x, 2(x + 1), x sin x. The rules that a reader
// could doubt are these:
//
//   - A minus sign is weaker than a power: −x² is −(x²).
//   - Powers are read from the right: 2^3^2 is 2^(3^2).
//   - A product without a sign is as strong as one with it: 1/2x is (1/2)·x.
//   - A function without brackets takes the product after it, up to the next
//     sign or function: sin 2x is sin(2x), sin x cos x is sin(x)·cos(x). The
//     sign √ takes one factor only: √2x is √2·x.
//   - A power between a function and what it works on is a power of the
//     value: sin²x is (sin x)².
//   - 2e3 and 2e-3 are the numbers 2000 and 0.002; 2e − 3 is a difference.
//
// # What has no value
//
// Where a formula has no value, Eval says NaN: beyond the domain of a
// function, and at a division by 0, where the arithmetic of the machine would
// say ∞. An infinite value says that a number has become too large.
//
// A power of a negative number has a value for whole exponents only: x^(1/3)
// has none for x < 0, as its exponent is read as a number that is nearly 1/3.
// A power with the exponent 0 is 1, and so is 0⁰. The functions sign and step
// are 0 and without a value at 0; step is the slope of relu, which has none
// at its corner.
package expr

import (
	"math"

	"zerotoai/engine/trace"
)

// An Expr is a formula of x. It never changes, so several goroutines may use
// it at once.
type Expr struct {
	root  *node
	parts []part // the parts of the formula, the whole first
}

// A node is a formula as a tree. The trees of different formulas may share
// branches, so a node is not changed once it is made.
type node struct {
	op    trace.Op
	leaf  leaf    // for Given
	value float64 // of a number, e or π: finite and not negative
	a, b  *node   // the arguments: none for Given, one for functions and −
	hash  uint64  // equal trees have equal hashes
}

// A leaf is a kind of node without arguments.
type leaf uint8

const (
	number leaf = iota
	variable
	euler
	circle
)

var (
	varX    = given(variable, 0)
	numE    = given(euler, math.E)
	numPi   = given(circle, math.Pi)
	numZero = num(0)
	numOne  = num(1)
	numTwo  = num(2)
)

func num(v float64) *node { return given(number, v) }

func given(l leaf, v float64) *node {
	return &node{leaf: l, value: v, hash: mix(uint64(l)+1, math.Float64bits(v))}
}

func unary(op trace.Op, a *node) *node {
	return &node{op: op, a: a, hash: mix(uint64(op)<<8, a.hash)}
}

func binary(op trace.Op, a, b *node) *node {
	return &node{op: op, a: a, b: b, hash: mix(mix(uint64(op)<<16, a.hash), b.hash)}
}

// mix spreads a and b over 64 bits, as the finishing step of SplitMix64.
func mix(a, b uint64) uint64 {
	z := a*0x9e3779b97f4a7c15 + b
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (n *node) isNumber() bool    { return n.op == trace.Given && n.leaf == number }
func (n *node) is(v float64) bool { return n.isNumber() && n.value == v }

// equal reports whether m and n are the same formula, written the same way.
func (n *node) equal(m *node) bool {
	if n == m {
		return true
	}
	if n.hash != m.hash || n.op != m.op || n.leaf != m.leaf || n.value != m.value {
		return false
	}
	if n.a != nil && !n.a.equal(m.a) {
		return false
	}
	return n.b == nil || n.b.equal(m.b)
}

// hasX reports whether the value of n depends on x.
func (n *node) hasX() bool {
	if n.op == trace.Given {
		return n.leaf == variable
	}
	return n.a.hasX() || n.b != nil && n.b.hasX()
}

// HasX reports whether the value of the formula depends on x.
func (e *Expr) HasX() bool { return e.root.hasX() }

func newExpr(root *node) *Expr {
	e := &Expr{root: root}
	e.list(root)
	return e
}

// Eval returns the value of the formula at x: NaN where it has none, ±Inf
// where it is too large for a float64.
func (e *Expr) Eval(x float64) float64 { return e.root.eval(x) }

func (n *node) eval(x float64) float64 {
	switch {
	case n.op != trace.Given && n.b != nil:
		v, _ := apply(n.op, n.a.eval(x), n.b.eval(x))
		return v
	case n.op != trace.Given:
		v, _ := apply(n.op, n.a.eval(x), 0)
		return v
	case n.leaf == variable:
		return x
	}
	return n.value
}

// apply does op, and says by which operation the value is to be explained:
// op, or trace.NoValue where the machine's arithmetic finds a number although
// mathematics does not.
func apply(op trace.Op, a, b float64) (float64, trace.Op) {
	switch op {
	case trace.Sum:
		return a + b, op
	case trace.Difference:
		return a - b, op
	case trace.Product:
		return a * b, op
	case trace.Negate:
		return -a, op
	}
	if noValue(op, a, b) {
		return math.NaN(), trace.NoValue
	}
	switch op {
	case trace.Quotient:
		return a / b, op
	case trace.Power:
		return math.Pow(a, b), op
	}
	return function(op, a), op
}

func noValue(op trace.Op, a, b float64) bool {
	switch op {
	case trace.Quotient:
		return b == 0
	case trace.Power: // math.Pow knows NaN⁰ = 1 and 1^NaN = 1
		return a != a || b != b || a == 0 && b < 0
	case trace.Log, trace.Log10:
		return a == 0
	}
	return false
}

func function(op trace.Op, a float64) float64 {
	return functions[op].eval(a)
}
