package trace_test

import (
	"fmt"
	"strconv"

	"zerotoai/engine/trace"
)

// A step of gradient descent from x = 3, as a source of its numbers, and what
// a reader is told who asks for the new x and goes on asking.
func Example() {
	at := func(name string) trace.Ref { return trace.Ref{Name: name} }
	x, rate, slope := trace.Term{Ref: at("x"), Value: 3}, trace.Term{Ref: at("rate"), Value: 0.05}, trace.Term{Ref: at("slope"), Value: 6}
	move := trace.Term{Ref: at("move"), Value: rate.Value * slope.Value}
	src := trace.Table{
		x.Ref:      {Ref: x.Ref, Value: x.Value},
		rate.Ref:   {Ref: rate.Ref, Value: rate.Value},
		slope.Ref:  {Ref: slope.Ref, Value: slope.Value},
		move.Ref:   {Ref: move.Ref, Value: move.Value, Op: trace.Product, Args: []trace.Term{rate, slope}},
		at("next"): {Ref: at("next"), Value: x.Value - move.Value, Op: trace.Difference, Args: []trace.Term{x, move}},
	}
	format := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
	for _, name := range []string{"next", "move", "rate"} {
		s, _ := src.Explain(at(name))
		fmt.Printf("%s = %s = %s\n", name, s.Text(format), format(s.Value))
	}
	fmt.Println(trace.Check(src, at("next"), 0))
	// Output:
	// next = 3 − 0.3 = 2.7
	// move = 0.05 × 6 = 0.3
	// rate = 0.05 = 0.05
	// <nil>
}
