package trace

import (
	"math"
	"slices"
)

// An Op is one of the few ways a number is made.
type Op uint8

// The operations. Given numbers have no arguments; the last group has one.
const (
	Given      Op = iota // an input, a weight, a constant, a choice
	NoValue              // what has no value, as a division by 0 or ln 0
	Sum                  // a + b + c …
	Difference           // a − b
	Product              // a × b × c …
	Quotient             // a / b
	Power                // a to the b
	Dot                  // a₀b₀ + a₁b₁ + …; the arguments alternate a, b
	Lookup               // a, which stands in a table where b, c … say
	Affine               // a₀b₀ + a₁b₁ + … + c; the last argument is c
	Mean                 // (a + b + c …) / n
	Max                  // the largest of a, b, c …

	Negate // −a
	Square // a²
	Sqrt   // the root that is not negative
	Abs
	Exp
	Log   // to the base e
	Log10 // to the base 10
	Sin
	Cos
	Tan
	Asin
	Acos
	Atan
	Sinh
	Cosh
	Tanh
	Sigmoid // 1/(1 + e^−a)
	ReLU    // max(0, a)
	GELU    // a/2 · (1 + tanh(√(2/π)(a + 0.044715a³))), as GPT-2 has it
	Step01  // 0 for a < 0, 1 for a > 0: the slope of ReLU
	Sign    // −1, 0 or 1
)

// An op is how an operation is called, how many arguments it has, and how it
// is done and written with its numbers.
type op struct {
	name string
	args arity
	eval func(a []float64) float64
	text func(a []string) string
}

// An arity says whether an operation can have n arguments.
type arity func(n int) bool

func exactly(k int) arity { return func(n int) bool { return n == k } }
func anyNumber(int) bool  { return true }
func some(n int) bool     { return n > 0 }
func pairs(n int) bool    { return n%2 == 0 }
func odd(n int) bool      { return n%2 == 1 }

var ops = [...]op{
	Given:      {"given", exactly(0), nil, nil},
	NoValue:    {"no value", some, func([]float64) float64 { return math.NaN() }, noValueText},
	Sum:        {"sum", anyNumber, sum, infix(" + ", sums, sums)},
	Difference: {"difference", exactly(2), func(a []float64) float64 { return a[0] - a[1] }, infix(" − ", sums, products)},
	Product:    {"product", anyNumber, product, infix(" × ", products, products)},
	Quotient:   {"quotient", exactly(2), func(a []float64) float64 { return a[0] / a[1] }, infix(" / ", products, powers)},
	Power:      {"power", exactly(2), func(a []float64) float64 { return math.Pow(a[0], a[1]) }, powerText},
	Dot:        {"dot product", pairs, dot, dotText},
	Lookup:     {"lookup", some, func(a []float64) float64 { return a[0] }, lookupText},
	Affine:     {"weighted sum", odd, affine, affineText},
	Mean:       {"mean", some, func(a []float64) float64 { return sum(a) / float64(len(a)) }, meanText},
	Max:        {"largest", some, func(a []float64) float64 { return slices.Max(a) }, maxText},

	Negate:  {"minus", exactly(1), func(a []float64) float64 { return -a[0] }, func(a []string) string { return "−" + inner(a[0], products) }},
	Square:  {"square", exactly(1), func(a []float64) float64 { return a[0] * a[0] }, func(a []string) string { return powerText([]string{a[0], "2"}) }},
	Sqrt:    unary("√", math.Sqrt),
	Abs:     {"absolute value", exactly(1), func(a []float64) float64 { return math.Abs(a[0]) }, func(a []string) string { return "|" + a[0] + "|" }},
	Exp:     unary("exp", math.Exp),
	Log:     unary("ln", math.Log),
	Log10:   unary("log", math.Log10),
	Sin:     unary("sin", math.Sin),
	Cos:     unary("cos", math.Cos),
	Tan:     unary("tan", math.Tan),
	Asin:    unary("asin", math.Asin),
	Acos:    unary("acos", math.Acos),
	Atan:    unary("atan", math.Atan),
	Sinh:    unary("sinh", math.Sinh),
	Cosh:    unary("cosh", math.Cosh),
	Tanh:    unary("tanh", math.Tanh),
	Sigmoid: unary("sigmoid", func(a float64) float64 { return 1 / (1 + math.Exp(-a)) }),
	ReLU:    unary("relu", func(a float64) float64 { return max(0, a) }),
	GELU:    unary("gelu", func(a float64) float64 { return a / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(a+0.044715*a*a*a))) }),
	Step01:  unary("step", step01),
	Sign:    unary("sign", sign),
}

// String returns the name of o.
func (o Op) String() string { return ops[o].name }

func unary(name string, f func(float64) float64) op {
	return op{name, exactly(1), func(a []float64) float64 { return f(a[0]) }, func(a []string) string { return name + "(" + a[0] + ")" }}
}

func sum(a []float64) (s float64) {
	for _, v := range a {
		s += v
	}
	return s
}

func product(a []float64) float64 {
	p := 1.0
	for _, v := range a {
		p *= v
	}
	return p
}

func dot(a []float64) (s float64) {
	for i := 0; i+1 < len(a); i += 2 {
		s += a[i] * a[i+1]
	}
	return s
}

func affine(a []float64) float64 { return dot(a) + a[len(a)-1] }

func step01(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return 0
	}
	return math.NaN() // the slope of ReLU at its corner
}

func sign(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return a // 0, and NaN
}
