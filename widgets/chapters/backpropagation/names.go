package backpropagation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/label"
)

// A tape is a network of the lab with the short names that the chapter gives
// to its numbers.
type tape struct {
	*grad.Net
	names []string // by node
}

// name gives the names: x and t for what is shown, w and b for what is learned,
// z for a sum and a for what a neuron makes of it, y for the outputs, e for
// errors, S for the sum of their squares, L for the loss.
func (t *tape) name() {
	t.names = make([]string, len(t.Nodes))
	count := map[string]int{}
	call := func(letter string, is ...int) {
		for _, i := range is {
			count[letter]++
			t.names[i] = fmt.Sprint(letter, count[letter])
		}
	}
	call("x", t.Inputs...)
	for k, l := range t.Layers {
		call("w", slices.Concat(l.W...)...)
		call("b", l.B...)
		if k == len(t.Layers)-1 {
			call("y", l.Z...)
			break
		}
		call("z", l.Z...)
		call("a", l.A...)
	}
	call("t", t.Targets...)
	call("e", t.Errors...)
	t.nameLoss()
}

// halver is the name of the 2 that halves the sum of squares. It is not drawn:
// it is a part of L.
const halver = "2"

// nameLoss names what stands between the errors and the loss.
func (t *tape) nameLoss() {
	for i := range t.Nodes {
		switch n := t.Nodes[i]; {
		case i == t.Loss:
			t.names[i] = "L"
		case n.Op == trace.Square:
			t.names[i] = t.names[n.Args[0]] + "²"
		case n.Op == trace.Sum:
			t.names[i] = "S"
		case t.names[i] == "":
			t.names[i] = halver
		}
	}
}

// index is where the number called name stands, or −1.
func (t *tape) index(name string) int { return slices.Index(t.names, name) }

// nameAt is the name of the number at i. Until the next Layout a press may be on one
// of a larger network: that is none, and otherwise stays.
func (t *tape) nameAt(i int, otherwise string) string {
	if i >= len(t.names) {
		return otherwise
	}
	return t.names[i]
}

// step names the use of a number in another: "w1 → z1".
func (t *tape) step(u grad.Use) string {
	return t.names[t.Nodes[u.Node].Args[u.Arg]] + " → " + t.names[u.Node]
}

// number writes a number with four places, and fewer where it is large.
func number(v float64) string {
	if math.Abs(v) >= 1000 {
		return label.Number(v, 3)
	}
	return label.Fixed(v, 4)
}

// slope writes ∂a/∂b.
func slope(of, by string) string { return "∂" + of + "/∂" + by }

// sentName leads the numbers that an edge sends back.
const sentName = "sent back"

// sentRef names what argument k of node i gets back from it.
func sentRef(i, k int) trace.Ref { return trace.Ref{Name: sentName, I: i, J: k} }

// A source explains the numbers of a walk and what its edges send back, and
// has words for them.
type source struct {
	tape *tape
	walk trace.Source
}

// Explain implements trace.Source.
func (s source) Explain(r trace.Ref) (trace.Step, bool) {
	if r.Name != sentName {
		return s.walk.Explain(r)
	}
	if r.I < 0 || r.I >= len(s.tape.Nodes) {
		return trace.Step{}, false
	}
	back, ok := s.walk.Explain(grad.GradRef(r.I))
	local, known := s.walk.Explain(grad.LocalRef(r.I, r.J))
	args := []trace.Term{{Ref: back.Ref, Value: back.Value}, {Ref: local.Ref, Value: local.Value}}
	return trace.Step{Ref: r, Value: back.Value * local.Value, Op: trace.Product, Args: args}, ok && known
}

// open lets a card explain the numbers of s, and closes it if its number is not
// among them.
func (s source) open(d *card.Card) {
	d.Source, d.Names, d.Origin = s, s.name, s.origin
	if _, ok := s.Explain(d.Open); !ok {
		d.Close()
	}
}

// written writes a number, if it is there.
func (s source) written(r trace.Ref) string {
	step, ok := s.Explain(r)
	if !ok {
		return graph.Unknown
	}
	return number(step.Value)
}

// name says what a number is called.
func (s source) name(r trace.Ref) string {
	t := s.tape
	if r.I < 0 || r.I >= len(t.Nodes) {
		return r.String()
	}
	switch r {
	case grad.ValueRef(r.I):
		return t.names[r.I]
	case grad.GradRef(r.I):
		return slope("L", t.names[r.I])
	case grad.NextRef(r.I):
		return "new " + t.names[r.I]
	case grad.MoveRef(r.I):
		return "move of " + t.names[r.I]
	case grad.RateRef:
		return "learning rate"
	}
	if args := t.Nodes[r.I].Args; r.J >= 0 && r.J < len(args) {
		switch r {
		case grad.LocalRef(r.I, r.J):
			return slope(t.names[r.I], t.names[args[r.J]])
		case sentRef(r.I, r.J):
			return "sent back to " + t.names[args[r.J]]
		}
	}
	return s.formula(r)
}

// formula writes how a number on the way to a slope is worked out: "1 − a1^2".
func (s source) formula(r trace.Ref) string {
	made, ok := s.walk.Explain(r)
	switch {
	case !ok:
		return r.String()
	case made.Op == trace.Given:
		return label.Number(made.Value, 4)
	}
	i := -1
	return made.Text(func(float64) string { // it is asked for each argument in order
		i++
		return s.name(made.Args[i].Ref)
	})
}

// origin says where a number is from that was not computed.
func (s source) origin(r trace.Ref) string {
	switch name := s.name(r); {
	case r == grad.GradRef(s.tape.Loss):
		return "the loss changes as fast as itself"
	case r == grad.RateRef:
		return "your choice"
	case r != grad.ValueRef(r.I), name == halver:
		return "a number of the rule"
	case strings.HasPrefix(name, "x"):
		return "an input"
	case strings.HasPrefix(name, "t"):
		return "a target: what the output should be"
	case strings.HasPrefix(name, "w"):
		return "a weight"
	}
	return "a bias"
}
