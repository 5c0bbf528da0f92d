package descent

import (
	"math"

	"zerotoai/engine/trace"
)

// A Surface is a loss of two numbers, and the part of the plane that is worth
// looking at.
type Surface struct {
	Name    string
	Trap    string // one sentence: what catches a learner here
	Formula string // of the loss, as a school writes it
	TeX     string // the same formula for a typesetter

	Min, Max [2]float64   // the corners of the part
	Start    [2]float64   // a place from which the trap is felt
	Lowest   [][2]float64 // where the loss has its least value, 0

	Loss     func(x, y float64) float64
	Gradient func(x, y float64) (gx, gy float64)

	// work works out loss, ∂L/∂x and ∂L/∂y for an explanation; it may be nil.
	work func(w *trace.Work, x, y trace.Term) [3]trace.Term
}

// Surfaces returns the surfaces of the book, the simplest first: Bowl, Ravine,
// Saddle, Plateau, Many valleys.
func Surfaces() []Surface {
	return []Surface{bowl(), ravine(), saddle(), plateau(), valleys()}
}

var (
	corner = [2]float64{3, 3}
	origin = [][2]float64{{0, 0}}
)

// surface puts s on the square that all surfaces share.
func surface(s Surface) Surface {
	s.Min, s.Max = [2]float64{-corner[0], -corner[1]}, corner
	if s.Lowest == nil {
		s.Lowest = origin
	}
	return s
}

// bowl has the curvatures 2 and 1, so that plain descent multiplies x by
// 1 − 2η and y by 1 − η: it jumps over the floor for η over 1/2, and away for
// η over 1.
func bowl() Surface {
	return surface(Surface{
		Name:    "Bowl",
		Trap:    "Steps that are too long jump over the floor, and still longer ones climb out of the bowl.",
		Formula: "x² + y²/2",
		TeX:     `x^2 + \frac{y^2}{2}`,
		Start:   [2]float64{-2.5, 2},
		Loss:    func(x, y float64) float64 { return x*x + y*y/2 },
		Gradient: func(x, y float64) (float64, float64) {
			return 2 * x, y
		},
		work: func(w *trace.Work, x, y trace.Term) [3]trace.Term {
			half := w.Op(trace.Quotient, w.Op(trace.Square, y), w.Num(2))
			return [3]trace.Term{
				w.Op(trace.Sum, w.Op(trace.Square, x), half),
				w.Op(trace.Product, w.Num(2), x),
				y,
			}
		},
	})
}

// ravine has the curvatures 0.2 and 8: the rate that is safe across it, below
// 1/4, is slow along it.
func ravine() Surface {
	return surface(Surface{
		Name:    "Ravine",
		Trap:    "The walls are steep and the floor is nearly flat, so a rate that is safe across is slow along, and a larger one bounces from wall to wall.",
		Formula: "x²/10 + 4y²",
		TeX:     `\frac{x^2}{10} + 4y^2`,
		Start:   [2]float64{-2.7, 1},
		Loss:    func(x, y float64) float64 { return x*x/10 + 4*y*y },
		Gradient: func(x, y float64) (float64, float64) {
			return x / 5, 8 * y
		},
		work: func(w *trace.Work, x, y trace.Term) [3]trace.Term {
			along := w.Op(trace.Quotient, w.Op(trace.Square, x), w.Num(10))
			across := w.Op(trace.Product, w.Num(4), w.Op(trace.Square, y))
			return [3]trace.Term{
				w.Op(trace.Sum, along, across),
				w.Op(trace.Quotient, x, w.Num(5)),
				w.Op(trace.Product, w.Num(8), y),
			}
		},
	})
}

// saddle has a pass at the origin between the valleys at (0, ±√2). On the
// line y = 0 the gradient leads to the pass and ends there.
func saddle() Surface {
	return surface(Surface{
		Name:    "Saddle",
		Trap:    "The pass between the two valleys is flat, so the steps die down there although it is not a lowest place.",
		Formula: "x² + (y²/2 − 1)²",
		TeX:     `x^2 + \left(\frac{y^2}{2} - 1\right)^2`,
		Start:   [2]float64{-2.4, 0.01},
		Lowest:  [][2]float64{{0, -math.Sqrt2}, {0, math.Sqrt2}},
		Loss: func(x, y float64) float64 {
			fold := y*y/2 - 1
			return x*x + fold*fold
		},
		Gradient: func(x, y float64) (float64, float64) {
			return 2 * x, 2 * y * (y*y/2 - 1)
		},
		work: func(w *trace.Work, x, y trace.Term) [3]trace.Term {
			half := w.Op(trace.Quotient, w.Op(trace.Square, y), w.Num(2))
			fold := w.Op(trace.Difference, half, w.Num(1))
			return [3]trace.Term{
				w.Op(trace.Sum, w.Op(trace.Square, x), w.Op(trace.Square, fold)),
				w.Op(trace.Product, w.Num(2), x),
				w.Op(trace.Product, w.Num(2), y, fold),
			}
		},
	})
}

// plateau is a dent in a plain: far out its slope falls off as e^(−r²/2).
func plateau() Surface {
	return surface(Surface{
		Name:    "Plateau",
		Trap:    "Far from the dent the ground is so flat that the gradient says almost nothing and the steps are tiny.",
		Formula: "1 − e^(−(x² + y²)/2)",
		TeX:     `1 - e^{-(x^2 + y^2)/2}`,
		Start:   [2]float64{-2.4, 1.8},
		Loss: func(x, y float64) float64 {
			return 1 - math.Exp(-(x*x+y*y)/2)
		},
		Gradient: func(x, y float64) (float64, float64) {
			fall := math.Exp(-(x*x + y*y) / 2)
			return x * fall, y * fall
		},
		work: func(w *trace.Work, x, y trace.Term) [3]trace.Term {
			sum := w.Op(trace.Sum, w.Op(trace.Square, x), w.Op(trace.Square, y))
			fall := w.Op(trace.Exp, w.Op(trace.Quotient, w.Op(trace.Negate, sum), w.Num(2)))
			return [3]trace.Term{
				w.Op(trace.Difference, w.Num(1), fall),
				w.Op(trace.Product, x, fall),
				w.Op(trace.Product, y, fall),
			}
		},
	})
}

// valleys is a shallow bowl with a wave in both directions, in the manner of
// Rastrigin's function.
func valleys() Surface {
	return surface(Surface{
		Name:    "Many valleys",
		Trap:    "Every valley has a floor where the gradient is zero, and the steps end in the nearest one, not in the deepest.",
		Formula: "(x² + y²)/5 + 2 − cos(3x) − cos(3y)",
		TeX:     `\frac{x^2 + y^2}{5} + 2 - \cos 3x - \cos 3y`,
		Start:   [2]float64{2.6, -1.7},
		Loss: func(x, y float64) float64 {
			return (x*x+y*y)/5 + 2 - math.Cos(3*x) - math.Cos(3*y)
		},
		Gradient: func(x, y float64) (float64, float64) {
			return 2*x/5 + 3*math.Sin(3*x), 2*y/5 + 3*math.Sin(3*y)
		},
		work: func(w *trace.Work, x, y trace.Term) [3]trace.Term {
			sum := w.Op(trace.Sum, w.Op(trace.Square, x), w.Op(trace.Square, y))
			bowl := w.Op(trace.Quotient, sum, w.Num(5))
			flat := w.Op(trace.Sum, bowl, w.Num(2))
			first := w.Op(trace.Difference, flat, w.Op(trace.Cos, thrice(w, x)))
			return [3]trace.Term{
				w.Op(trace.Difference, first, w.Op(trace.Cos, thrice(w, y))),
				waveSlope(w, x),
				waveSlope(w, y),
			}
		},
	})
}

func thrice(w *trace.Work, a trace.Term) trace.Term { return w.Op(trace.Product, w.Num(3), a) }

// waveSlope: 2a/5 + 3 sin(3a).
func waveSlope(w *trace.Work, a trace.Term) trace.Term {
	bowl := w.Op(trace.Quotient, w.Op(trace.Product, w.Num(2), a), w.Num(5))
	wave := w.Op(trace.Product, w.Num(3), w.Op(trace.Sin, thrice(w, a)))
	return w.Op(trace.Sum, bowl, wave)
}

// Grid returns the losses in the middles of the h × w cells of the part of
// the plane that s shows, row by row from the top, which is where y is
// greatest: the cell of row r and column c is at r·w + c. It is nil if there
// are no cells.
func Grid(s Surface, w, h int) []float64 {
	if w < 1 || h < 1 {
		return nil
	}
	grid := make([]float64, 0, w*h)
	for r := range h {
		y := between(s.Max[1], s.Min[1], r, h)
		for c := range w {
			grid = append(grid, s.Loss(between(s.Min[0], s.Max[0], c, w), y))
		}
	}
	return grid
}

// between returns the middle of part i of n from a to b.
func between(a, b float64, i, n int) float64 {
	u := (float64(i) + 0.5) / float64(n)
	return a*(1-u) + b*u
}
