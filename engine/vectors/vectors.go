// Package vectors looks at the rows of a matrix as vectors, such as those of
// the tokens of a language model: which of them point the same way, and along
// which directions they differ most.
package vectors

import (
	"cmp"
	"math"
	"slices"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
)

// Dot returns the dot product of two vectors that are equally long, added up
// in float64.
func Dot(a, b []float32) (sum float64) {
	b = b[:len(a)]
	for i, v := range a {
		sum += float64(v) * float64(b[i])
	}
	return sum
}

// Length returns how long a vector is.
func Length(a []float32) float64 { return math.Sqrt(Dot(a, a)) }

// Cosine returns the cosine of the angle between two vectors: 1 if they point
// the same way, 0 if they are at right angles, −1 if they are opposite, and NaN
// if one of them is 0.
func Cosine(a, b []float32) float64 { return Dot(a, b) / (Length(a) * Length(b)) }

// A Neighbour is a row and how near it is.
type Neighbour struct {
	Row    int
	Cosine float64
}

// Nearest returns the n rows among some whose cosine with row is greatest, the
// nearest first; of equals the lower row. The row itself is not among them, nor
// is one that is 0.
func Nearest(m tensor.Matrix, row, n int, among []int) []Neighbour {
	var all []Neighbour
	a := m.Row(row)
	for _, i := range among {
		if c := Cosine(a, m.Row(i)); i != row && !math.IsNaN(c) {
			all = append(all, Neighbour{i, c})
		}
	}
	slices.SortFunc(all, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Row, b.Row))
	})
	return all[:min(n, len(all))]
}

// Angles explains the cosines between the rows of a matrix; it is a
// trace.Source. It has the numbers
//
//	cosine[i j]    of rows i and j
//	dot[i j]       their dot product
//	lengths[i j]   the product of their lengths
//	length[i]      the length of row i
//	Name[i c]      number c of row i, which is given
type Angles struct {
	Rows tensor.Matrix
	Name string // of the matrix
}

// CosineRef names the cosine of rows i and j.
func CosineRef(i, j int) trace.Ref { return trace.Ref{Name: "cosine", I: i, J: j} }

// Explain says how a number was made.
func (s Angles) Explain(r trace.Ref) (trace.Step, bool) {
	m := s.Rows
	row, other := 0 <= r.I && r.I < m.Rows, 0 <= r.J && r.J < m.Rows
	switch {
	case r.Name == s.Name && row && 0 <= r.J && r.J < m.Cols:
		return trace.Step{Ref: r, Value: s.number(r.I, r.J).Value}, true
	case r.Name == "length" && row && r.J == 0:
		return s.length(r), true
	case !row || !other:
	case r.Name == "cosine":
		return step(r, trace.Quotient, s.term("dot", r.I, r.J), s.term("lengths", r.I, r.J)), true
	case r.Name == "lengths":
		return step(r, trace.Product, s.term("length", r.I, 0), s.term("length", r.J, 0)), true
	case r.Name == "dot":
		return step(r, trace.Dot, s.pairs(r.I, r.J)...), true
	}
	return trace.Step{}, false
}

// length is the root of the dot product of a row with itself.
func (s Angles) length(r trace.Ref) trace.Step {
	return step(r, trace.Sqrt, s.term("dot", r.I, r.I))
}

func (s Angles) number(i, c int) trace.Term {
	return trace.Term{Ref: trace.Ref{Name: s.Name, I: i, J: c}, Value: float64(s.Rows.Row(i)[c])}
}

func (s Angles) pairs(i, j int) (ts []trace.Term) {
	for c := range s.Rows.Cols {
		ts = append(ts, s.number(i, c), s.number(j, c))
	}
	return ts
}

// term works a number out by explaining it.
func (s Angles) term(name string, i, j int) trace.Term {
	r := trace.Ref{Name: name, I: i, J: j}
	done, _ := s.Explain(r)
	return trace.Term{Ref: r, Value: done.Value}
}

func step(r trace.Ref, op trace.Op, args ...trace.Term) trace.Step {
	s := trace.Step{Ref: r, Op: op, Args: args}
	s.Value = s.Recompute()
	return s
}
