package trace

import (
	"fmt"
	"strings"
	"unicode"
)

// The strengths of a text, the weakest first: of the weakest sign in it that
// is not in brackets.
type strength uint8

const (
	sums     strength = iota // a + b, a − b
	products                 // a × b, a / b, 1.5×10⁻⁷, 2x
	powers                   // a², a ^ b
	atoms                    // a
)

// strengthOf reads how strong a text is. It may be a number, a formula, or the
// name of a number, in which signs mean what they mean in a formula.
func strengthOf(t string) strength {
	least, depth, bars := atoms, 0, false
	var before rune
	for i, r := range t {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '|':
			bars = !bars
		case depth == 0 && !bars && i > 0: // a sign before all else is a matter of its own
			least = min(least, signStrength(before, r, t[i:]))
		}
		before = r
	}
	return least
}

// signStrength is the strength of r, which stands after before and begins rest.
func signStrength(before, r rune, rest string) strength {
	switch {
	case before == ' ' && strings.ContainsRune("+-−", r): // 1e-9 and "held-out" have no sums
		return sums
	case strings.ContainsRune("×·*/", r):
		return products
	case unicode.IsDigit(before) && unicode.IsLetter(r) && !exponent(rest): // 2x
		return products
	case r == '^' || strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", r):
		return powers
	}
	return atoms
}

// exponent reports whether t goes on as a number does: e9, e+9, e-9.
func exponent(t string) bool {
	return len(t) > 1 && t[0] == 'e' && strings.IndexByte("+-0123456789", t[1]) >= 0
}

// negative reports whether t begins with a minus sign.
func negative(t string) bool { return strings.HasPrefix(t, "-") || strings.HasPrefix(t, "−") }

// inner writes t where signs weaker than least, and a minus sign at the
// beginning, would be misread: in brackets if it has such.
func inner(t string, least strength) string {
	if negative(t) || strengthOf(t) < least {
		return "(" + t + ")"
	}
	return t
}

// first is inner for what stands first, where a minus sign does no harm.
func first(t string, least strength) string {
	if strengthOf(t) < least {
		return "(" + t + ")"
	}
	return t
}

// infix writes operands with a sign between them. The first has to be as
// strong as left, the others as right.
func infix(sign string, left, right strength) func([]string) string {
	return func(a []string) string {
		out := make([]string, len(a))
		for i, t := range a {
			if out[i] = inner(t, right); i == 0 {
				out[i] = first(t, left)
			}
		}
		return strings.Join(out, sign)
	}
}

// powerText writes a whole exponent in raised digits, as at school.
func powerText(a []string) string {
	base := inner(a[0], atoms)
	if strings.Trim(a[1], "0123456789") == "" {
		return base + raised.Replace(a[1])
	}
	return base + " ^ " + inner(a[1], atoms)
}

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func noValueText(a []string) string {
	if len(a) == 1 {
		return a[0] + " leads to no value"
	}
	return strings.Join(a, " and ") + " lead to no value"
}

// dotText brackets every negative number, the first one too: what belongs
// together is seen sooner.
func dotText(a []string) string {
	var terms []string
	for i := 0; i+1 < len(a); i += 2 {
		terms = append(terms, inner(a[i], products)+" × "+inner(a[i+1], products))
	}
	return strings.Join(terms, " + ")
}

func lookupText(a []string) string {
	if len(a) == 1 {
		return a[0]
	}
	return a[0] + " at " + strings.Join(a[1:], ", ")
}

func affineText(a []string) string {
	n := len(a) - 1
	if n == 0 {
		return a[0]
	}
	return dotText(a[:n]) + " + " + inner(a[n], sums)
}

func meanText(a []string) string {
	return fmt.Sprintf("(%s) / %d", infix(" + ", sums, sums)(a), len(a))
}

func maxText(a []string) string { return "the largest of " + strings.Join(a, ", ") }
