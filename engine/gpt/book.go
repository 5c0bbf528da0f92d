package gpt

import (
	"math"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
)

// A book has the numbers of a run by their names. It holds how to find a
// number and its making, not the numbers.
type book map[string]*number

// A number is a name with rows × cols numbers.
type number struct {
	name       string
	rows, cols int
	value      func(i, j int) float64
	made       making // nil: all are given
}

// A making says how number [i j] was made.
type making func(i, j int) (trace.Op, []trace.Term)

// at returns a number as an argument.
func (n *number) at(i, j int) trace.Term {
	return trace.Term{Ref: trace.Ref{Name: n.name, I: i, J: j}, Value: n.value(i, j)}
}

// explain returns how a number was made, or false if there is none at r.
func (b book) explain(r trace.Ref) (trace.Step, bool) {
	n, ok := b.find(r)
	if !ok {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: r, Value: n.value(r.I, r.J)}
	if n.made != nil {
		s.Op, s.Args = n.made(r.I, r.J)
	}
	return s, true
}

// find returns the number of the name that has one at r.
func (b book) find(r trace.Ref) (*number, bool) {
	n, ok := b[r.Name]
	return n, ok && r.I >= 0 && r.J >= 0 && r.I < n.rows && r.J < n.cols
}

func (b book) add(name string, rows, cols int, value func(i, j int) float64, made making) *number {
	n := &number{name, rows, cols, value, made}
	b[name] = n
	return n
}

// kept adds the numbers of a matrix.
func (b book) kept(name string, m tensor.Matrix, made making) *number {
	return b.add(name, m.Rows, m.Cols, func(i, j int) float64 { return float64(m.Data[i*m.Stride+j]) }, made)
}

// one adds a number that is given and stands alone.
func (b book) one(name string, v float64) *number {
	return b.add(name, 1, 1, func(_, _ int) float64 { return v }, nil)
}

// worked adds numbers that are not kept: an operation makes them of others.
func (b book) worked(name string, rows, cols int, op trace.Op, args func(i, j int) []trace.Term) *number {
	value := func(i, j int) float64 { return trace.Step{Op: op, Args: args(i, j)}.Recompute() }
	return b.add(name, rows, cols, value, func(i, j int) (trace.Op, []trace.Term) { return op, args(i, j) })
}

// column is like worked, for one number a row that is worked out only once.
func (b book) column(name string, rows int, op trace.Op, args func(i int) []trace.Term) *number {
	n := b.worked(name, rows, 1, op, func(i, _ int) []trace.Term { return args(i) })
	n.value = once(rows, n.value)
	return n
}

// once returns f for a j of 0, asking f but once for each i.
func once(rows int, f func(i, j int) float64) func(i, j int) float64 {
	known, values := make([]bool, rows), make([]float64, rows)
	return func(i, _ int) float64 {
		if !known[i] {
			known[i], values[i] = true, f(i, 0)
		}
		return values[i]
	}
}

// row returns numbers [i 0] to [i n-1].
func (n *number) row(i, count int) []trace.Term {
	terms := make([]trace.Term, count)
	for j := range terms {
		terms[j] = n.at(i, j)
	}
	return terms
}

// pairs returns the products of a dot product: a₀, b₀, a₁, b₁ …, with room
// for one more.
func pairs(n int, a, b func(k int) trace.Term) []trace.Term {
	terms := make([]trace.Term, 0, 2*n+1)
	for k := range n {
		terms = append(terms, a(k), b(k))
	}
	return terms
}

// norm adds what a layer norm makes of x.
func (b book) norm(name string, x *number, out tensor.Matrix, gain, bias *number) *number {
	mean := b.column(name+".mean", x.rows, trace.Mean, func(i int) []trace.Term { return x.row(i, x.cols) })
	centred := b.worked(name+".centred", x.rows, x.cols, trace.Difference, func(i, j int) []trace.Term {
		return []trace.Term{x.at(i, j), mean.at(i, 0)}
	})
	squared := b.worked(name+".squared", x.rows, x.cols, trace.Square, func(i, j int) []trace.Term {
		return []trace.Term{centred.at(i, j)}
	})
	variance := b.column(name+".variance", x.rows, trace.Mean, func(i int) []trace.Term { return squared.row(i, x.cols) })
	raised := b.column(name+".variance + ε", x.rows, trace.Sum, func(i int) []trace.Term {
		return []trace.Term{variance.at(i, 0), b["ε"].at(0, 0)}
	})
	deviation := b.column(name+".deviation", x.rows, trace.Sqrt, func(i int) []trace.Term { return []trace.Term{raised.at(i, 0)} })
	normed := b.worked(name+".normed", x.rows, x.cols, trace.Quotient, func(i, j int) []trace.Term {
		return []trace.Term{centred.at(i, j), deviation.at(i, 0)}
	})
	return b.kept(name, out, func(i, j int) (trace.Op, []trace.Term) {
		return trace.Affine, []trace.Term{normed.at(i, j), gain.at(j, 0), bias.at(j, 0)}
	})
}

// linear adds what a Linear, or its columns from one on, makes of x.
func (b book) linear(name string, out tensor.Matrix, x func(i, k int) trace.Term, layer string, from int) *number {
	weight, bias := b[layer+".weight"], b[layer+".bias"]
	return b.kept(name, out, func(i, j int) (trace.Op, []trace.Term) {
		args := pairs(weight.rows, func(k int) trace.Term { return x(i, k) }, func(k int) trace.Term { return weight.at(k, from+j) })
		return trace.Affine, append(args, bias.at(from+j, 0))
	})
}

// sum adds x + y, element by element.
func (b book) sum(name string, out tensor.Matrix, x, y *number) *number {
	return b.kept(name, out, func(i, j int) (trace.Op, []trace.Term) {
		return trace.Sum, []trace.Term{x.at(i, j), y.at(i, j)}
	})
}

// softmax adds the steps of a softmax over the first seen(i) scores of each
// row i, and returns its numerator and its denominator. The largest score is
// taken from all, which changes nothing but that no power is out of range.
func (b book) softmax(x *number, seen func(i int) int) (power, sum *number) {
	top := b.column(x.name+".top", x.rows, trace.Max, func(i int) []trace.Term { return x.row(i, seen(i)) })
	below := b.worked(x.name+".below", x.rows, x.cols, trace.Difference, func(i, j int) []trace.Term {
		return []trace.Term{x.at(i, j), top.at(i, 0)}
	})
	power = b.worked(x.name+".exp", x.rows, x.cols, trace.Exp, func(i, j int) []trace.Term { return []trace.Term{below.at(i, j)} })
	sum = b.column(x.name+".sum", x.rows, trace.Sum, func(i int) []trace.Term { return power.row(i, seen(i)) })
	return power, sum
}

// masked is the score of a token that comes later.
var masked = math.Inf(-1)
