package gradientdescent

import (
	"fmt"
	"strings"

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
	case "loss", "step count":
		return r.Name + when(r.I)
	case "grad":
		return "slope in " + axis[r.I&1] + when(r.J)
	case "move":
		return fmt.Sprintf("move in %s of step %d", axis[r.I&1], r.J)
	case "work":
		return n.formula(r)
	case "start in m", "start in s":
		return "what is left of the start"
	case "steps in m", "steps in s":
		return "share of the steps"
	}
	if name, ok := kept[r.Name]; ok {
		return name + " in " + axis[r.I&1] + when(r.J)
	}
	return r.Name
}

// kept has the words for what methods keep and make of it, for a coordinate
// and after some steps.
var kept = map[string]string{
	"velocity":         "velocity",
	"kept velocity":    "kept velocity",
	"m":                "mean slope",
	"s":                "mean slope²",
	"squared gradient": "slope²",
	"rate × gradient":  "slope by the learning rate",
	"root of s":        "usual slope",
	"size":             "divisor",
	"corrected m":      "corrected mean slope",
	"corrected s":      "corrected mean slope²",
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
	case "step count":
		return "no step has been made at the start"
	case "velocity":
		return "the ball starts from rest"
	case "m", "s":
		return "nothing has been met at the start"
	case "learning rate", "momentum":
		return "your choice when the step was made"
	case "one":
		return "a number of the method’s rule"
	case "step number":
		return "how many steps were made"
	}
	return "a number of the landscape’s formula"
}

// raced explains the numbers of a race.
type raced struct{ *race }

// of finds the racer whose number r is, and what that calls it.
func (d raced) of(r trace.Ref) (*racer, trace.Ref, bool) {
	for _, u := range d.racers {
		if name, ok := strings.CutPrefix(r.Name, u.prefix()); ok {
			r.Name = name
			return u, r, true
		}
	}
	return nil, r, false
}

// Explain implements trace.Source.
func (d raced) Explain(r trace.Ref) (trace.Step, bool) {
	u, _, ok := d.of(r)
	if !ok {
		return trace.Step{}, false
	}
	return trace.Renamed(u.prefix(), u.run).Explain(r)
}

func (d raced) name(r trace.Ref) string {
	u, own, ok := d.of(r)
	if !ok {
		return ""
	}
	return namer{u.run}.name(own)
}

func (d raced) origin(r trace.Ref) string {
	_, own, _ := d.of(r)
	switch own.Name {
	case "learning rate":
		return "your choice for the race"
	case "momentum", "decay", "epsilon":
		return "as the method’s authors advise"
	}
	return origin(own)
}
