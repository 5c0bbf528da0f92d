package minigpt

import (
	"fmt"
	"strings"

	"zerotoai/engine/trace"
)

// An Update is the first step of a training: its numbers say how each of what is
// learned has moved, from the gradients of all examples of the batch.
type Update struct {
	Before, After *Model
	examples      []*Record
}

var _ trace.Source = (*Update)(nil)

// FirstStep begins the first step with these settings. It is done when Next has
// nothing more to do.
func FirstStep(s Settings) *Update { return &Update{Before: New(s), After: New(s)} }

// Next reads one example of the batch, and after the last makes the step. It
// reports whether there is more to do.
func (u *Update) Next() (more bool) {
	switch {
	case len(u.examples) < u.Before.Batch:
		tokens, next := u.Before.Example()
		u.examples = append(u.examples, New(u.Before.Settings).Record(tokens, next)) // a model for each: gradients add up
		return true
	case u.After.Done == 0:
		u.After.Step()
	}
	return false
}

// The numbers of an update; those of an example stand after its number.
const (
	Moved         = "moved" // how far a number went
	BatchGradient = "gradient of the batch"
	MeanGradient  = "mean of gradients" // that Adam keeps

	example = "example %d: "
)

// Ref is what Explain calls a number of the update, for number i of a row of
// what is learned.
func (u *Update) Ref(name string, row, i int) trace.Ref {
	return trace.Ref{Name: name, I: row, J: i}
}

// Value returns a number of the update.
func (u *Update) Value(name string, row, i int) (v float64) {
	if name == Moved {
		return u.After.Learned[row].Data[i] - u.Before.Learned[row].Data[i]
	}
	for _, r := range u.examples {
		v += r.all[row].Grad[i] / float64(len(u.examples))
	}
	if name == MeanGradient {
		v *= 0.1
	}
	return v
}

// Explain implements trace.Source. What it recomputes is what Value returns, but
// for rounding.
func (u *Update) Explain(ref trace.Ref) (trace.Step, bool) {
	for k, r := range u.examples {
		if strings.HasPrefix(ref.Name, fmt.Sprintf(example, k+1)) {
			return trace.Renamed(fmt.Sprintf(example, k+1), r).Explain(ref)
		}
	}
	if ref.I < 0 || ref.I >= len(u.Before.Learned) || ref.J < 0 || ref.J >= len(u.Before.Learned[ref.I].Data) {
		return trace.Step{}, false
	}
	s, ok := u.adam(ref.I, ref.J)[ref]
	return s, ok
}

// adam is the first step of Adam for number j of row i.
func (u *Update) adam(i, j int) trace.Table {
	t := trace.Table{}
	at := func(name string) trace.Ref { return trace.Ref{Name: name, I: i, J: j} }
	do := func(name string, op trace.Op, args ...trace.Term) trace.Term { return t.Do(at(name), op, args...) }
	num := func(name string, v float64) trace.Term { return t.Given(at(name), v) }
	var gradients []trace.Term
	for k, r := range u.examples {
		g := r.grad(r.all[i], j)
		g.Ref.Name = fmt.Sprintf(example, k+1) + g.Ref.Name
		gradients = append(gradients, g)
	}
	g := do(BatchGradient, trace.Mean, gradients...)
	mean := do(MeanGradient, trace.Product, num("1 − 0.9", 0.1), g)
	square := do("mean of squares", trace.Product, num("1 − 0.99", 0.01), g, g)
	size := do("size of gradients", trace.Sqrt, do("square, made up for its start at 0", trace.Quotient, square, num("1 − 0.99 to the power of the step", 1-0.99)))
	step := do("direction", trace.Quotient, do("mean, made up for its start at 0", trace.Quotient, mean, num("1 − 0.9 to the power of the step", 1-0.9)), do("size and a little", trace.Sum, size, num("a little", 1e-8)))
	do(Moved, trace.Negate, do("rate times direction", trace.Product, num("learning rate", u.Before.Rate), step))
	return t
}

// Name says in words what a number is called.
func (u *Update) Name(ref trace.Ref) string {
	for k, r := range u.examples {
		prefix := fmt.Sprintf(example, k+1)
		if name, ok := strings.CutPrefix(ref.Name, prefix); ok {
			return prefix + r.Name(trace.Ref{Name: name, I: ref.I, J: ref.J})
		}
	}
	return fmt.Sprintf("%s: %s, number %d", ref.Name, u.Before.place(ref.I), ref.J+1)
}

// Origin says where a given number comes from.
func (u *Update) Origin(ref trace.Ref) string {
	for k, r := range u.examples {
		if name, ok := strings.CutPrefix(ref.Name, fmt.Sprintf(example, k+1)); ok {
			return r.Origin(trace.Ref{Name: name, I: ref.I, J: ref.J})
		}
	}
	return "set by the program"
}
