package label

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
)

// Number writes v with at most digits significant digits, without zeros at
// the end, with the minus sign U+2212, and as a power of ten where it is very
// large or small: 0.3, −12, 1.5×10⁻⁷, ∞. What is NaN is written NoValue.
func Number(v float64, digits int) string {
	if s, ok := special(v); ok {
		return s
	}
	if a := math.Abs(v); a >= 1e7 || a < 1e-4 {
		return Scientific(v, digits)
	}
	s := strconv.FormatFloat(v, 'g', digits, 64)
	if strings.Contains(s, "e") { // digits are fewer than the places before the point
		s = strconv.FormatFloat(v, 'f', 0, 64)
	}
	return minus(trim(s))
}

// NoValue is what every figure says where there is no number.
const NoValue = "no value"

// Rounded returns the number that a reader reads where Number writes v.
func Rounded(v float64, digits int) float64 {
	w, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if a := math.Abs(v); err != nil || a < 1e7 && a >= math.Pow10(digits) {
		return math.Round(v)
	}
	return w
}

// Fixed writes v with that many places after the point, so that a number
// that changes keeps its length: −0.50. A very large one is written as Number
// writes it.
func Fixed(v float64, places int) string {
	if s, ok := special(v); ok && v != 0 {
		return s
	}
	if math.Abs(v) >= 1e7 {
		return Scientific(v, 3)
	}
	s := strconv.FormatFloat(v, 'f', places, 64)
	if !strings.ContainsAny(s, "123456789") {
		s = strings.TrimPrefix(s, "-") // no −0.00
	}
	return minus(s)
}

// Whole writes a whole number below 10¹⁵ in full, with commas between
// thousands: 124,439,808.
func Whole(v float64) string {
	digits, sign := strings.CutPrefix(strconv.FormatFloat(v, 'f', 0, 64), "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if sign {
		return "−" + digits
	}
	return digits
}

// Nonzero writes v as Fixed does, but what is not 0 never as zeros: 2×10⁻⁶.
func Nonzero(v float64, places int) string {
	s := Fixed(v, places)
	if v != 0 && math.Abs(v) < 1 && !strings.ContainsAny(s, "123456789") {
		return Scientific(v, 2)
	}
	return s
}

func special(v float64) (string, bool) {
	switch {
	case v == 0:
		return "0", true
	case math.IsNaN(v):
		return NoValue, true
	case math.IsInf(v, 1):
		return "∞", true
	case math.IsInf(v, -1):
		return "−∞", true
	}
	return "", false
}

// Scientific writes v as a power of ten: 1.5×10⁻⁷. It must be finite.
func Scientific(v float64, digits int) string {
	m, e, _ := strings.Cut(strconv.FormatFloat(v, 'e', digits-1, 64), "e")
	n, _ := strconv.Atoi(e)
	return minus(trim(m)) + "×10" + superscript.Replace(strconv.Itoa(n))
}

// NumberFont is the font of a number written as text: one whose digits are all
// as wide, so that what changes does not jump. It would set raised digits far
// apart and has no raised minus sign, so powers of ten are in that of text.
func NumberFont(text string) paint.Font {
	if strings.Contains(text, "×10") {
		return theme.Small
	}
	return theme.Number
}

var superscript = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func trim(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// Bytes writes a number of bytes with three digits, a kilobyte being 1000 of
// them: 13.5 GB. Below ten thousand they are written in full.
func Bytes(v float64) string {
	if v < 1e4 {
		return Whole(v) + "\u00a0B"
	}
	return in(v, 3, unit{1e12, "\u00a0TB"}, unit{1e9, "\u00a0GB"}, unit{1e6, "\u00a0MB"}, unit{1e3, "\u00a0kB"})
}

// Count writes a count as it is said, with so many digits: 8.03 billion. Below
// a million it is written in full.
func Count(v float64, digits int) string {
	return in(v, digits, unit{1e15, " quadrillion"}, unit{1e12, " trillion"}, unit{1e9, " billion"}, unit{1e6, " million"})
}

type unit struct {
	of   float64
	name string
}

// in writes v in the first unit of which it is one or more, or would be when it
// is rounded.
func in(v float64, digits int, units ...unit) string {
	for _, u := range units {
		if v >= u.of*(1-math.Pow10(-digits)/2) {
			return Number(v/u.of, digits) + u.name
		}
	}
	return Whole(math.Round(v))
}
