package gradientdescent

import (
	"fmt"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// steps counts steps in words.
func steps(n int) string {
	if n == 1 {
		return "1 step"
	}
	return fmt.Sprintf("%d steps", n)
}

// when says after how many steps a number was.
func when(k int) string {
	if k == 0 {
		return " at the start"
	}
	return " after " + steps(k)
}

// A namer calls the numbers of a run by words.
type namer struct{ run *descent.Run }

// name says what a number of an explanation is.
func (n namer) name(r trace.Ref) string {
	switch r.Name {
	case "x", "y":
		return r.Name + when(r.I)
	case "loss":
		return "loss" + when(r.I)
	case "grad":
		return "slope in " + axis[r.I&1] + when(r.J)
	case "velocity":
		return "velocity in " + axis[r.I&1] + when(r.J)
	case "kept velocity":
		return "what is kept of the velocity in " + axis[r.I&1]
	case "move":
		return fmt.Sprintf("move in %s of step %d", axis[r.I&1], r.J)
	case "work":
		return n.formula(r)
	}
	return r.Name
}

// formula writes how a number between the place and its loss is worked out:
// "x² + y² / 2".
func (n namer) formula(r trace.Ref) string {
	s, ok := n.run.Explain(r)
	if !ok {
		return r.String()
	}
	if s.Op == trace.Given {
		return label.Number(s.Value, 4)
	}
	i := -1
	return s.Text(func(float64) string { // it is asked for each argument in order
		i++
		return n.operand(s.Args[i].Ref)
	})
}

// operand writes an argument: a part of the formula, x or y.
func (n namer) operand(r trace.Ref) string {
	if r.Name == "work" {
		return n.formula(r)
	}
	return r.Name
}

// origin says where a given number comes from.
func origin(r trace.Ref) string {
	switch r.Name {
	case "x", "y":
		return "where the ball started"
	case "velocity":
		return "the ball starts from rest"
	case "learning rate", "momentum":
		return "your choice when the step was made"
	}
	return "a number of the landscape’s formula"
}
