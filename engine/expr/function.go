package expr

import (
	"math"

	"zerotoai/engine/trace"
)

// functions is what is known of each function: how it is done, and its slope,
// a formula of x, which is written the way a table of derivatives has it.
var functions = map[trace.Op]struct {
	eval  func(float64) float64
	slope string
}{
	trace.Sqrt:    {math.Sqrt, "1/(2√x)"},
	trace.Abs:     {math.Abs, "x/|x|"},
	trace.Exp:     {math.Exp, "exp(x)"},
	trace.Log:     {math.Log, "1/x"},
	trace.Log10:   {math.Log10, "1/(x ln(10))"},
	trace.Sin:     {math.Sin, "cos(x)"},
	trace.Cos:     {math.Cos, "−sin(x)"},
	trace.Tan:     {math.Tan, "1/cos(x)²"},
	trace.Asin:    {math.Asin, "1/√(1 − x²)"},
	trace.Acos:    {math.Acos, "−1/√(1 − x²)"},
	trace.Atan:    {math.Atan, "1/(1 + x²)"},
	trace.Sinh:    {math.Sinh, "cosh(x)"},
	trace.Cosh:    {math.Cosh, "sinh(x)"},
	trace.Tanh:    {math.Tanh, "1 − tanh(x)²"},
	trace.Sigmoid: {func(a float64) float64 { return 1 / (1 + math.Exp(-a)) }, "sigmoid(x)·(1 − sigmoid(x))"},
	trace.ReLU:    {func(a float64) float64 { return max(0, a) }, "step(x)"},
	trace.Step01:  {step, "0"},
	trace.Sign:    {sign, "0"},
}

// step is 0 left of 0 and 1 right of it: the slope of relu, which has none
// at its corner.
func step(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return 0
	}
	return math.NaN()
}

func sign(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return a
}

// A word is a name that a formula may contain: a function, or a leaf.
type word struct {
	name string
	op   trace.Op
	leaf *node
}

// words is in such an order that a name comes before its own beginnings, so
// the first that fits is the longest.
var words = []word{
	{"sigmoid", trace.Sigmoid, nil},
	{"arcsin", trace.Asin, nil},
	{"arccos", trace.Acos, nil},
	{"arctan", trace.Atan, nil},
	{"asin", trace.Asin, nil},
	{"acos", trace.Acos, nil},
	{"atan", trace.Atan, nil},
	{"sinh", trace.Sinh, nil},
	{"cosh", trace.Cosh, nil},
	{"tanh", trace.Tanh, nil},
	{"sqrt", trace.Sqrt, nil},
	{"relu", trace.ReLU, nil},
	{"step", trace.Step01, nil},
	{"sign", trace.Sign, nil},
	{"sin", trace.Sin, nil},
	{"cos", trace.Cos, nil},
	{"tan", trace.Tan, nil},
	{"exp", trace.Exp, nil},
	{"log", trace.Log10, nil},
	{"abs", trace.Abs, nil},
	{"ln", trace.Log, nil},
	{"lg", trace.Log10, nil},
	{"pi", trace.Given, numPi},
	{"π", trace.Given, numPi},
	{"e", trace.Given, numE},
	{"x", trace.Given, varX},
}
