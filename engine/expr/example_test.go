package expr_test

import (
	"fmt"

	"zerotoai/engine/expr"
)

// A formula is read as at school, worked out, and written again.
func Example() {
	e, err := expr.Parse("f(x) = 3x^2 - x sin 2x")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e)
	fmt.Printf("%.3f\n", e.Eval(1))
	// Output:
	// 3x² − x·sin(2x)
	// 2.091
}

// An error says in plain words what is wrong, and where.
func ExampleParse_error() {
	const src = "2x + foo(x)"
	_, err := expr.Parse(src)
	e := err.(*expr.SyntaxError)
	fmt.Printf("%q: %s\n", src[e.Pos:e.End], e.Msg)
	// Output:
	// "foo": I do not know the name foo; use x, e, pi or a function such as sin
}

// The derivative comes with the rules that lead to it.
func ExampleExpr_Derive() {
	e, _ := expr.Parse("x² sin x")
	slope, rules := e.Derive()
	for _, r := range rules {
		fmt.Printf("(%s)' = %s by the %s\n", r.Before, r.After, r.Name)
	}
	fmt.Println(slope)
	// Output:
	// (x)' = 1 by the x itself
	// (x²)' = 2x by the power rule
	// (sin(x))' = cos(x) by the derivative of sin
	// (x²·sin(x))' = 2x·sin(x) + x²·cos(x) by the product rule
	// 2x·sin(x) + x²·cos(x)
}

// Every part of a formula says how its value was made.
func ExampleExpr_At() {
	e, _ := expr.Parse("2x + 1")
	v := e.At(3)
	format := func(v float64) string { return fmt.Sprint(v) }
	for i := range e.Len() {
		s, _ := v.Explain(expr.ValueRef(i))
		fmt.Printf("%s: %s = %v\n", e.Part(i), s.Text(format), s.Value)
	}
	// Output:
	// 2x + 1: 6 + 1 = 7
	// 2x: 2 × 3 = 6
	// 2: 2 = 2
	// x: 3 = 3
	// 1: 1 = 1
}

// The curve of 1/x is two branches, with nothing drawn over the pole at 0.
func ExampleBranches() {
	e, _ := expr.Parse("1/x")
	for _, b := range expr.Branches(e.Eval, -4, 4, 100, -2, 2) {
		first, last := b[0], b[len(b)-1]
		fmt.Printf("from (%.2f, %.2f) to (%.2f, %.2f)\n", first.X, first.Y, last.X, last.Y)
	}
	// Output:
	// from (-4.00, -0.25) to (-0.17, -6.00)
	// from (0.17, 6.00) to (4.00, 0.25)
}
