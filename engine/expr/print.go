package expr

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// The strengths of what a formula is made of, the weakest first.
const (
	strengthSum = iota
	strengthMinus
	strengthProduct
	strengthRoot // √x, which an exponent after it would enter
	strengthPower
	strengthAtom
)

// String writes the formula as a school does, with no brackets that are not
// needed: "2x² − sin(x)/3". Parse reads it back to the same formula (if the
// text is within Parse's limits; a derivative may be longer).
func (e *Expr) String() string { return e.root.String() }

func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) strength() int {
	switch n.op {
	case trace.Sum, trace.Difference:
		return strengthSum
	case trace.Negate:
		return strengthMinus
	case trace.Product, trace.Quotient:
		return strengthProduct
	case trace.Sqrt:
		return strengthRoot
	case trace.Power:
		return strengthPower
	}
	return strengthAtom
}

// writeAt writes n, in brackets if it is weaker than least.
func (n *node) writeAt(b *strings.Builder, least int) {
	if n.strength() >= least {
		n.write(b)
		return
	}
	n.enclose(b, "(", ")")
}

func (n *node) enclose(b *strings.Builder, left, right string) {
	b.WriteString(left)
	n.write(b)
	b.WriteString(right)
}

func (n *node) write(b *strings.Builder) {
	switch n.op {
	case trace.Given:
		b.WriteString(n.leafText())
	case trace.Sum:
		n.infix(b, strengthSum, " + ", strengthProduct)
	case trace.Difference:
		n.infix(b, strengthSum, " − ", strengthProduct)
	case trace.Product:
		n.infix(b, strengthProduct, n.times(), strengthRoot)
	case trace.Quotient:
		n.infix(b, strengthProduct, "/", strengthRoot)
	case trace.Negate:
		b.WriteString("−")
		n.a.writeAt(b, strengthProduct)
	case trace.Power:
		n.writePower(b)
	case trace.Abs:
		n.a.enclose(b, "|", "|")
	case trace.Sqrt:
		b.WriteString("√")
		n.a.writeAt(b, strengthAtom)
	default:
		b.WriteString(n.op.String())
		n.a.enclose(b, "(", ")")
	}
}

func (n *node) infix(b *strings.Builder, left int, sign string, right int) {
	n.a.writeAt(b, left)
	b.WriteString(sign)
	n.b.writeAt(b, right)
}

func (n *node) leafText() string {
	switch n.leaf {
	case variable:
		return "x"
	case euler:
		return "e"
	case circle:
		return "π"
	}
	return numberText(n.value)
}

func numberText(v float64) string {
	if v == 0 || 1e-6 <= v && v < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}

// times returns the sign of the product n, which is left out after a number,
// as in 2x and 2(x + 1), in πx and 2πx, and before brackets after x, a power
// of x or other brackets.
func (n *node) times() string {
	left, right := n.a, n.b
	if left.op == trace.Product {
		left = left.b
	}
	bracket := right.strength() < strengthRoot
	if right.op == trace.Power {
		right, bracket = right.a, right.a.strength() < strengthAtom
	}
	letter := right.op == trace.Given && right.leaf != number
	turn := left.equal(numPi) && (left == n.a || n.a.a.isNumber())
	switch {
	case n.a.isNumber() && (letter || bracket), turn && right == varX:
		return ""
	case bracket && (left.strength() < strengthProduct || left.isPowerOfX()):
		return ""
	}
	return "·"
}

// isPowerOfX reports whether n is x or x with raised digits.
func (n *node) isPowerOfX() bool {
	if n.op == trace.Power {
		_, whole := raise(n.b)
		return whole && n.a == varX
	}
	return n == varX
}

func (n *node) writePower(b *strings.Builder) {
	n.a.writeAt(b, strengthAtom)
	if text, ok := raise(n.b); ok {
		b.WriteString(text)
		return
	}
	b.WriteString("^")
	n.b.writeAt(b, strengthRoot)
}

// raise writes a whole number in raised digits.
func raise(n *node) (string, bool) {
	minus := n.op == trace.Negate
	if minus {
		n = n.a
	}
	if !n.isNumber() || n.value != math.Trunc(n.value) || n.value >= 1e15 {
		return "", false
	}
	var b strings.Builder
	if minus {
		b.WriteString("⁻")
	}
	digits := []rune(raisedDigits)
	for _, d := range numberText(n.value) {
		b.WriteRune(digits[d-'0'])
	}
	return b.String(), true
}
