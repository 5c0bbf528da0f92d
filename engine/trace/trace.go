// Package trace lets a number say how it was made.
//
// An engine does not record its work while it runs. It keeps the arrays it
// has anyway, and answers Explain for one number at a time when somebody
// asks. One Step is one level deep; the asker follows Args to go deeper, down
// to the numbers that were given: inputs, weights, the reader's choices.
//
// Check is the law that every engine's tests run: what is explained must
// recompute to what is shown.
package trace

import (
	"fmt"
	"math"
)

// A Ref names one number of one computation, as "block0.head2.score"[3 1].
// It is comparable, so it serves as a map key.
type Ref struct {
	Name string
	I, J int // indices that are not used are zero
}

// String writes r as a Go programmer would.
func (r Ref) String() string { return fmt.Sprintf("%s[%d %d]", r.Name, r.I, r.J) }

// A Term is an argument of a Step: a number and where it came from.
type Term struct {
	Ref   Ref
	Value float64
}

// A Step says that Value was made by applying Op to Args.
type Step struct {
	Ref   Ref
	Value float64
	Op    Op
	Args  []Term
}

// A Source answers how its numbers were made.
type Source interface {
	// Explain returns the last step of the making of r,
	// or false if r names no number of this source.
	Explain(r Ref) (Step, bool)
}

// Recompute does the step again from its arguments, which must be as many as
// Op has. A given number is itself.
func (s Step) Recompute() float64 {
	if s.Op == Given {
		return s.Value
	}
	return ops[s.Op].eval(s.values())
}

func (s Step) values() []float64 {
	vs := make([]float64, len(s.Args))
	for i, a := range s.Args {
		vs[i] = a.Value
	}
	return vs
}

// Text writes the operation with its numbers, such as "0.05 × 6". A given
// number is written as itself.
func (s Step) Text(format func(float64) string) string {
	if s.Op == Given {
		return format(s.Value)
	}
	texts := make([]string, len(s.Args))
	for i, a := range s.Args {
		texts[i] = format(a.Value)
	}
	return ops[s.Op].text(texts)
}

// Check follows r down to the given numbers and reports the first step that
// does not add up: one whose arguments are too many or too few, or do not make
// its value to within tol (relative to values over 1), or one of whose
// arguments is explained with another value than it was used with. NaN is
// equal to NaN here, and ∞ only to ∞.
func Check(src Source, r Ref, tol float64) error {
	s, ok := src.Explain(r)
	if !ok {
		return fmt.Errorf("trace: %v: no explanation", r)
	}
	return checker{src, tol, map[Ref]float64{}}.check(r, s.Value)
}

type checker struct {
	src  Source
	tol  float64
	seen map[Ref]float64 // the values of what has been explained
}

func (c checker) check(r Ref, used float64) error {
	if is, seen := c.seen[r]; seen {
		return same(r, is, used)
	}
	s, ok := c.src.Explain(r)
	if !ok {
		return fmt.Errorf("trace: %v: no explanation", r)
	}
	if err := same(r, s.Value, used); err != nil {
		return err
	}
	c.seen[r] = s.Value
	if s.Ref != r {
		return fmt.Errorf("trace: %v is explained as %v", r, s.Ref)
	}
	if n := len(s.Args); !ops[s.Op].args(n) {
		return fmt.Errorf("trace: %v: a %v cannot have %d arguments", r, s.Op, n)
	}
	if got := s.Recompute(); !near(got, s.Value, c.tol) {
		return fmt.Errorf("trace: %v: %v of its arguments is %v, not %v", r, s.Op, got, s.Value)
	}
	for _, a := range s.Args {
		if err := c.check(a.Ref, a.Value); err != nil {
			return err
		}
	}
	return nil
}

func same(r Ref, is, used float64) error {
	if !near(is, used, 0) {
		return fmt.Errorf("trace: %v is %v but was used as %v", r, is, used)
	}
	return nil
}

func near(a, b, tol float64) bool {
	if a == b || math.IsNaN(a) && math.IsNaN(b) {
		return true
	}
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return false // any difference is within a part of ∞
	}
	return math.Abs(a-b) <= tol*max(1, math.Abs(b))
}
