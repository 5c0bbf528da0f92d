package descent

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The formulas that a reader sees are those of the loss.
func TestFormulas(t *testing.T) {
	for _, s := range Surfaces() {
		for _, text := range []string{s.Formula, s.TeX} {
			eachPlace(s, func(x, y float64) {
				got, want := reader{text: plain.Replace(fraction.ReplaceAllString(text, "(($1)/($2))")), x: x, y: y}.value(t), s.Loss(x, y)
				if math.Abs(got-want) > 1e-12*max(1, want) {
					t.Fatalf("%s: %s at %v, %v is %v, the loss is %v", s.Name, text, x, y, got, want)
				}
			})
		}
	}
}

var (
	fraction = regexp.MustCompile(`\\frac\{([^{}]*)\}\{([^{}]*)\}`)
	plain    = strings.NewReplacer(`\left`, "", `\right`, "", `\cos`, "c", "cos", "c", "{", "(", "}", ")", "²", "^2", "−", "-", " ", "")
)

// A reader works out a formula of x and y, c being the cosine of the product
// after it.
type reader struct {
	text string
	x, y float64
}

func (r reader) value(t *testing.T) float64 {
	t.Helper()
	v := r.sum()
	if r.text != "" {
		t.Fatalf("%q is left of a formula", r.text)
	}
	return v
}

func (r *reader) accept(sign string) (ok bool) {
	r.text, ok = strings.CutPrefix(r.text, sign)
	return ok
}

func (r *reader) sum() (v float64) {
	for {
		switch {
		case r.accept("-"):
			v -= r.product()
		case r.accept("+") || r.text != "" && r.text[0] != ')':
			v += r.product()
		default:
			return v
		}
	}
}

func (r *reader) product() float64 {
	v := r.power()
	for r.text != "" && !strings.ContainsAny(r.text[:1], "+-)") {
		if r.accept("/") {
			v /= r.power()
		} else {
			v *= r.power()
		}
	}
	return v
}

func (r *reader) power() float64 {
	v := r.factor()
	if r.accept("^") {
		return math.Pow(v, r.factor())
	}
	return v
}

func (r *reader) factor() float64 {
	switch {
	case r.accept("x"):
		return r.x
	case r.accept("y"):
		return r.y
	case r.accept("e"):
		return math.E
	case r.accept("c"):
		return math.Cos(r.product())
	case r.accept("("):
		v := r.sum()
		r.accept(")")
		return v
	}
	n := len(r.text) - len(strings.TrimLeft(r.text, "0123456789"))
	v, err := strconv.ParseFloat(r.text[:n], 64)
	if err != nil {
		return math.NaN()
	}
	r.text = r.text[n:]
	return v
}
