package card

import (
	"math"
	"strconv"

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

func (d *Card) format(v float64) string {
	if d.Format != nil {
		return d.Format(v)
	}
	return label.Number(v, digits)
}

const digits = 4

// arity is how many arguments make one term of an operation on many.
func arity(o trace.Op) int {
	switch o {
	case trace.Dot:
		return 2
	case trace.Sum, trace.Product:
		return 1
	}
	return 0
}

// shorten leaves out all but the first terms of a long step. One term more
// than few is shown: "and 1 more" would take as much room.
func (d *Card) shorten(s trace.Step) trace.Step {
	if n := arity(s.Op); n > 0 && !d.whole && len(s.Args) > n*(few+1) {
		s.Args = s.Args[:n*few]
	}
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
	return short.Text(func(float64) string { // it is asked for each argument in order
		i++
		return d.name(short.Args[i].Ref)
	}) + ellipsis(short, s)
}

// numbers writes the operation with the numbers and what it makes: with an
// equals sign only if none of them had to be rounded.
func (d *Card) numbers(short, s trace.Step) string {
	equals := " = "
	for _, a := range s.Args {
		if !exact(a.Value) {
			equals = " ≈ "
		}
	}
	if !exact(s.Value) {
		equals = " ≈ "
	}
	return short.Text(d.format) + ellipsis(short, s) + equals + d.format(s.Value)
}

// ellipsis stands for the terms that are left out.
func ellipsis(short, s trace.Step) string {
	switch {
	case rest(short, s) == 0:
		return ""
	case s.Op == trace.Product:
		return " × …"
	}
	return " + …"
}

// exact reports whether label.Number writes v in full, but for what floats
// add at the far end of 0.1 + 0.2.
func exact(v float64) bool {
	if v == math.Trunc(v) && math.Abs(v) < 1e7 {
		return true
	}
	w, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	return math.Abs(w-v) <= 1e-12*math.Abs(v)
}
