package nn

import (
	"math"

	"zerotoai/engine/trace"
)

// An Activation is a function that a neuron bends its sum by.
type Activation uint8

// The activations, and the sources of the younger ones. GELU is in the form
// with tanh, as GPT-2 has it.
const (
	Linear    Activation = iota // z, which bends nothing
	ReLU                        // max(0, z)
	LeakyReLU                   // z, or z/100 below 0: A. L. Maas and others, 2013
	Sigmoid                     // 1/(1 + e^−z)
	Tanh                        // (e^z − e^−z)/(e^z + e^−z)
	GELU                        // z Φ(z), nearly: D. Hendrycks and K. Gimpel, 2016, arXiv:1606.08415
	SiLU                        // z/(1 + e^−z): S. Elfwing and others, 2017, arXiv:1702.03118
)

// Leak is the slope of LeakyReLU below 0.
const Leak = 0.01

// The numbers of GELU: √(2/π) and the one that fits tanh to Φ.
var gelu = struct{ rate, cubic float64 }{math.Sqrt(2 / math.Pi), 0.044715}

// An activation is what there is to know of one.
type activation struct {
	name     string
	formula  string // of f, as a school writes it
	tex      string // the same for a typesetter
	slopeTeX string // of f′
	min, max float64
	he       bool // weights below start as He has it
	f        func(z float64) float64
	slope    func(z, a float64) float64 // f′(z), where a is f(z)

	// explain and explainSlope work out f and f′ for an explanation.
	explain      func(w *trace.Work, z trace.Term) trace.Term
	explainSlope func(w *trace.Work, z, a trace.Term) trace.Term
}

var (
	inf = math.Inf(1)

	activations = [...]activation{
		Linear: {
			name: "Linear", formula: "z", tex: `z`, slopeTeX: `1`, min: -inf, max: inf,
			f:       func(z float64) float64 { return z },
			slope:   func(_, _ float64) float64 { return 1 },
			explain: func(w *trace.Work, z trace.Term) trace.Term { return z },
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				return w.Num(1)
			},
		},
		ReLU: {
			name: "ReLU", formula: "max(0, z)", tex: `\max(0, z)`, slopeTeX: `\begin{cases}1 & z > 0\\0 & z \le 0\end{cases}`,
			min: 0, max: inf, he: true,
			f:       func(z float64) float64 { return max(0, z) },
			slope:   func(z, _ float64) float64 { return step(z, 0) },
			explain: func(w *trace.Work, z trace.Term) trace.Term { return w.Op(trace.ReLU, z) },
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				return unitStep(w, z)
			},
		},
		LeakyReLU: {
			name: "Leaky ReLU", formula: "z for z > 0, else z/100", tex: `\begin{cases}z & z > 0\\z/100 & z \le 0\end{cases}`,
			slopeTeX: `\begin{cases}1 & z > 0\\1/100 & z \le 0\end{cases}`, min: -inf, max: inf, he: true,
			f:     func(z float64) float64 { return max(0, z) - Leak*max(0, -z) },
			slope: func(z, _ float64) float64 { return step(z, Leak) },
			explain: func(w *trace.Work, z trace.Term) trace.Term {
				below := w.Op(trace.ReLU, w.Op(trace.Negate, z))
				return w.Op(trace.Difference, w.Op(trace.ReLU, z), w.Op(trace.Product, w.Num(Leak), below))
			},
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				rest := w.Op(trace.Product, w.Num(1-Leak), unitStep(w, z))
				return w.Op(trace.Sum, w.Num(Leak), rest)
			},
		},
		Sigmoid: {
			name: "Sigmoid", formula: "1/(1 + e^−z)", tex: `\sigma(z) = \frac{1}{1 + e^{-z}}`, slopeTeX: `\sigma(z)\,(1 - \sigma(z))`,
			min: 0, max: 1,
			f:       sigmoid,
			slope:   func(_, a float64) float64 { return a * (1 - a) },
			explain: func(w *trace.Work, z trace.Term) trace.Term { return w.Op(trace.Sigmoid, z) },
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				return w.Op(trace.Product, a, w.Op(trace.Difference, w.Num(1), a))
			},
		},
		Tanh: {
			name: "Tanh", formula: "(e^z − e^−z)/(e^z + e^−z)", tex: `\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}`, slopeTeX: `1 - \tanh^2 z`,
			min: -1, max: 1,
			f:       math.Tanh,
			slope:   func(_, a float64) float64 { return 1 - a*a },
			explain: func(w *trace.Work, z trace.Term) trace.Term { return w.Op(trace.Tanh, z) },
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				return w.Op(trace.Difference, w.Num(1), w.Op(trace.Square, a))
			},
		},
		GELU: {
			name: "GELU", formula: "z/2 · (1 + tanh(√(2/π)(z + 0.044715z³)))",
			tex:      `\tfrac{z}{2}\left(1 + \tanh\left(\sqrt{\tfrac{2}{\pi}}\,(z + 0.044715\,z^3)\right)\right)`,
			slopeTeX: `\tfrac{1 + t}{2} + \tfrac{z}{2}(1 - t^2)\sqrt{\tfrac{2}{\pi}}\,(1 + 0.134145\,z^2)`,
			min:      -0.17004075, max: inf, he: true,
			f:            func(z float64) float64 { return z / 2 * (1 + geluTanh(z)) },
			slope:        geluSlope,
			explain:      explainGELU,
			explainSlope: explainGELUSlope,
		},
		SiLU: {
			name: "SiLU", formula: "z/(1 + e^−z)", tex: `z\,\sigma(z) = \frac{z}{1 + e^{-z}}`, slopeTeX: `\sigma(z)\,(1 + z\,(1 - \sigma(z)))`,
			min: -0.27846454, max: inf, he: true,
			f: func(z float64) float64 { return z * sigmoid(z) },
			slope: func(z, _ float64) float64 {
				s := sigmoid(z)
				return s * (1 + z*(1-s))
			},
			explain: func(w *trace.Work, z trace.Term) trace.Term {
				return w.Op(trace.Product, z, w.Op(trace.Sigmoid, z))
			},
			explainSlope: func(w *trace.Work, z, a trace.Term) trace.Term {
				s := w.Op(trace.Sigmoid, z)
				rest := w.Op(trace.Product, z, w.Op(trace.Difference, w.Num(1), s))
				return w.Op(trace.Product, s, w.Op(trace.Sum, w.Num(1), rest))
			},
		},
	}
)

// Activations returns all activations, Linear first.
func Activations() []Activation {
	return []Activation{Linear, ReLU, LeakyReLU, Sigmoid, Tanh, GELU, SiLU}
}

func (a Activation) known() bool { return int(a) < len(activations) }

// String returns the name of a as the field writes it.
func (a Activation) String() string { return activations[a].name }

// F returns the activation of a neuron whose sum is z.
func (a Activation) F(z float64) float64 { return activations[a].f(z) }

// Slope returns the derivative of F at z. At the corners of ReLU and
// LeakyReLU, z = 0, it is the one of the left side.
func (a Activation) Slope(z float64) float64 {
	return activations[a].slope(z, activations[a].f(z))
}

// Formula returns the formula of F in plain text.
func (a Activation) Formula() string { return activations[a].formula }

// TeX returns the formula of F for a typesetter.
func (a Activation) TeX() string { return activations[a].tex }

// SlopeTeX returns the formula of Slope for a typesetter. In that of GELU, t
// is the tanh in the formula of F.
func (a Activation) SlopeTeX() string { return activations[a].slopeTeX }

// Range returns the bounds of F; infinite ones are not reached, nor are those
// of Sigmoid and Tanh.
func (a Activation) Range() (low, high float64) { return activations[a].min, activations[a].max }

// reach returns how far from 0 weights start below a.
func (a Activation) reach(in, out int) float64 {
	if activations[a].he {
		return math.Sqrt(6 / float64(in))
	}
	return math.Sqrt(6 / float64(in+out))
}

func step(z, below float64) float64 {
	if z > 0 {
		return 1
	}
	return below
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func geluTanh(z float64) float64 {
	return math.Tanh(gelu.rate * (z + gelu.cubic*z*z*z))
}

func geluSlope(z, _ float64) float64 {
	if math.Abs(z) > 10 { // tanh is ±1 there, and 0 times a square that overflows would be NaN
		return step(z, 0)
	}
	t := geluTanh(z)
	return (1+t)/2 + z/2*(1-t*t)*gelu.rate*(1+3*gelu.cubic*z*z)
}

func explainGELU(w *trace.Work, z trace.Term) trace.Term {
	half := w.Op(trace.Quotient, z, w.Num(2))
	return w.Op(trace.Product, half, w.Op(trace.Sum, w.Num(1), explainGELUTanh(w, z)))
}

func explainGELUTanh(w *trace.Work, z trace.Term) trace.Term {
	cubic := w.Op(trace.Product, w.Num(gelu.cubic), z, z, z)
	inner := w.Op(trace.Product, w.Num(gelu.rate), w.Op(trace.Sum, z, cubic))
	return w.Op(trace.Tanh, inner)
}

func explainGELUSlope(w *trace.Work, z, _ trace.Term) trace.Term {
	t := explainGELUTanh(w, z)
	gate := w.Op(trace.Quotient, w.Op(trace.Sum, w.Num(1), t), w.Num(2))
	half := w.Op(trace.Quotient, z, w.Num(2))
	bend := w.Op(trace.Difference, w.Num(1), w.Op(trace.Square, t))
	cubic := w.Op(trace.Product, w.Num(3*gelu.cubic), w.Op(trace.Square, z))
	inner := w.Op(trace.Product, w.Num(gelu.rate), w.Op(trace.Sum, w.Num(1), cubic))
	return w.Op(trace.Sum, gate, w.Op(trace.Product, half, bend, inner))
}

// unitStep is 1 above 0 and 0 below, and by convention at 0.
func unitStep(w *trace.Work, z trace.Term) trace.Term {
	if z.Value == 0 {
		return w.Num(0)
	}
	return w.Op(trace.Step01, z)
}
