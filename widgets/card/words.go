package card

import (
	"fmt"
	"math"
	"slices"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// few is how many terms a long sum shows until the reader wants all.
const few = 4

func (d *Card) name(r trace.Ref) string {
	if d.Names == nil {
		return r.String()
	}
	return d.Names(r)
}

// equation says that a name is a number; of a number of a formula, which is its
// own name, it says just that.
func equation(name, number string) string {
	if name == number {
		return number
	}
	return name + " = " + number
}

// number writes v with some digits, or in full.
func (d *Card) number(v float64, digits int) string {
	if d.full(v) {
		return label.Whole(v)
	}
	return label.Number(v, digits)
}

// full reports whether v is written in full whatever the digits.
func (d *Card) full(v float64) bool { return d.Counts && v == math.Trunc(v) && math.Abs(v) < 1e15 }

// rounded returns the number that a reader reads where number writes v.
func (d *Card) rounded(v float64, digits int) float64 {
	if d.full(v) {
		return v
	}
	return label.Rounded(v, digits)
}

// Numbers are written with the usual digits. Operands may need more of them,
// up to what a float64 holds.
const (
	usual = 6
	most  = 15
)

// precision is how many digits operands are written with: as few as make what
// is written true, so that what a reader reckons from the operands on the card
// is the result on the card. In 2.2801 − 2.25 = 0.0301 that is more digits
// than the result has.
func (d *Card) precision(short, s trace.Step) int {
	if s.Op == trace.Given || rest(short, s) > 0 { // what is left out cannot be reckoned
		return d.digits
	}
	want := d.number(s.Value, d.digits)
	for n := d.digits; n < most; n++ {
		if d.number(d.seen(s, n).Recompute(), d.digits) == want {
			return n
		}
	}
	return most
}

// seen is s with the operands that a reader sees.
func (d *Card) seen(s trace.Step, digits int) trace.Step {
	args := make([]trace.Term, len(s.Args))
	for i, a := range s.Args {
		args[i] = trace.Term{Ref: a.Ref, Value: d.rounded(a.Value, digits)}
	}
	s.Args = args
	return s
}

// arity is how many arguments make one term of an operation on many, or 0.
func arity(o trace.Op) int {
	switch o {
	case trace.Dot, trace.Affine:
		return 2
	case trace.Sum, trace.Product, trace.Mean, trace.Max:
		return 1
	}
	return 0
}

// shorten leaves out all but the first terms of a long step, and keeps what
// Affine adds to them. One term more than few is shown: "and 1 more" would
// take as much room.
func (d *Card) shorten(s trace.Step) trace.Step {
	n, last := arity(s.Op), len(s.Args)-1
	if n == 0 || d.whole || len(s.Args)/n <= few+1 {
		return s
	}
	args := slices.Clone(s.Args[:n*few])
	if s.Op == trace.Affine {
		args = append(args, s.Args[last])
	}
	s.Args = args
	return s
}

// rest is how many terms short leaves out of s.
func rest(short, s trace.Step) int {
	if n := arity(s.Op); n > 0 {
		return (len(s.Args) - len(short.Args)) / n
	}
	return 0
}

// words writes the operation with the names of its operands.
func (d *Card) words(short, s trace.Step) string {
	i := -1
	return text(short, s, func(float64) string { // it is asked for each argument in order
		i++
		return d.name(short.Args[i].Ref)
	})
}

// text writes the operation with dots for the terms that are left out.
func text(short, s trace.Step, format func(float64) string) string {
	switch {
	case rest(short, s) == 0:
		return short.Text(format)
	case s.Op == trace.Product:
		return short.Text(format) + " × …"
	case s.Op == trace.Max:
		return short.Text(format) + ", …"
	case s.Op == trace.Mean: // whose text tells how many operands it has
		short.Op = trace.Sum
		return fmt.Sprintf("(%s + …) / %d", short.Text(format), len(s.Args))
	}
	return short.Text(format) + " + …"
}

// numbers writes the operation with the numbers and what it makes: with an
// equals sign only if none of them had to be rounded.
func (d *Card) numbers(short, s trace.Step) string {
	digits := d.precision(short, s)
	equals := " = "
	for _, a := range s.Args {
		if !d.exact(a.Value, digits) {
			equals = " ≈ "
		}
	}
	if !d.exact(s.Value, d.digits) {
		equals = " ≈ "
	}
	operands := func(v float64) string { return d.number(v, digits) }
	return text(short, s, operands) + equals + d.number(s.Value, d.digits)
}

// exact reports whether v is written in full, but for what floats add at the
// far end of 0.1 + 0.2.
func (d *Card) exact(v float64, digits int) bool {
	w := d.rounded(v, digits)
	return w == v || v != v || math.Abs(w-v) <= 1e-12*math.Abs(v)
}
