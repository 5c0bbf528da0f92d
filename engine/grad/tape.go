// Package grad differentiates by the chain rule, backwards through a tape: a
// list of numbers, each of which was given or made from earlier ones.
//
//	var t grad.Tape
//	x, w := t.Leaf("x", 3), t.Leaf("w", 2)
//	t.Do("loss", trace.Square, t.Do("wx", trace.Product, w, x))
//	t.Forward()
//	t.Backward()
//	fmt.Println(t.Nodes[w].Grad) // d(wx)²/dw = 2·wx·x = 36
//
// A tape is data. A node keeps its value and its local gradients, which say
// how fast the value changes with each of the numbers it was made from; its
// gradient is how fast the last node of the tape changes with it. So a tape
// can be drawn, walked through one node at a time, and asked.
//
// Sources: S. Linnainmaa, 1970 (the reverse mode); A. Karpathy, micrograd,
// 2020, whose nodes carry functions, and microgpt, 2026, whose nodes carry
// numbers.
package grad

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
)

// A Node is a number of a Tape.
type Node struct {
	Name string
	Op   trace.Op // trace.Given for a leaf, which has no Args
	Args []int    // the nodes that it is made from, which come before it

	Value float64
	Local []float64 // ∂Value/∂Args[k], at the values of the last Forward
	Grad  float64   // ∂last/∂Value, after Backward
}

// A Tape is numbers in the order in which they are made. The last one is what
// is differentiated.
type Tape struct{ Nodes []Node }

// Leaf adds a number that is given, and returns where it stands. Its Value may
// be changed between Forwards.
func (t *Tape) Leaf(name string, v float64) int {
	t.Nodes = append(t.Nodes, Node{Name: name, Value: v})
	return len(t.Nodes) - 1
}

// Do adds a number that is made by op, one of Ops, from earlier ones, and
// returns where it stands. It has no value before Forward.
func (t *Tape) Do(name string, op trace.Op, args ...int) int {
	if rules[op] == nil {
		panic(fmt.Sprintf("grad: no rule for the slope of a %v", op))
	}
	for _, a := range args {
		if a < 0 || a >= len(t.Nodes) {
			panic(fmt.Sprintf("grad: %q is made from node %d of %d", name, a, len(t.Nodes)))
		}
	}
	t.Nodes = append(t.Nodes, Node{Name: name, Op: op, Args: args, Local: make([]float64, len(args))})
	return len(t.Nodes) - 1
}

// Last returns where the number stands that is differentiated.
func (t *Tape) Last() int { return len(t.Nodes) - 1 }

// Forward works out all values and local gradients, from the first to the
// last.
func (t *Tape) Forward() {
	for i := range t.Nodes {
		t.ForwardNode(i)
	}
}

// ForwardNode works out the value and the local gradients of node i from the
// values of its Args. A leaf has its value already.
func (t *Tape) ForwardNode(i int) {
	n := &t.Nodes[i]
	if n.Op == trace.Given {
		return
	}
	s := trace.Step{Op: n.Op, Args: t.args(i)}
	n.Value = s.Recompute()
	for k := range n.Local {
		n.Local[k] = t.slope(i, k).Value
	}
}

// Backward works out all gradients, from the last node to the first.
func (t *Tape) Backward() {
	t.Seed()
	for i := t.Last(); i >= 0; i-- {
		t.BackwardNode(i)
	}
}

// Seed clears all gradients but the last node's, which is 1: it changes as
// fast as itself.
func (t *Tape) Seed() {
	for i := range t.Nodes {
		t.Nodes[i].Grad = 0
	}
	if len(t.Nodes) > 0 {
		t.Nodes[t.Last()].Grad = 1
	}
}

// BackwardNode adds to the gradient of each number that node i was made from
// what comes to it through node i. The gradient of i itself has to be whole:
// all nodes after it have been through this.
func (t *Tape) BackwardNode(i int) {
	n := &t.Nodes[i]
	for k, a := range n.Args {
		t.Nodes[a].Grad += n.Grad * n.Local[k]
	}
}

// Finite reports whether all values and gradients are finite numbers.
func (t *Tape) Finite() bool {
	for _, n := range t.Nodes {
		if math.IsNaN(n.Value-n.Value) || math.IsNaN(n.Grad-n.Grad) { // ∞ − ∞ is none
			return false
		}
	}
	return true
}

// A Use is a place where a number goes into another: as argument Arg of Node.
type Use struct{ Node, Arg int }

// Uses returns the uses of node i, the latest first, which is the order in
// which Backward gets to them.
func (t *Tape) Uses(i int) (us []Use) {
	for n := t.Last(); n > i; n-- {
		for k, a := range t.Nodes[n].Args {
			if a == i {
				us = append(us, Use{n, k})
			}
		}
	}
	return us
}

// args returns what node i is made from.
func (t *Tape) args(i int) []trace.Term {
	n := t.Nodes[i]
	ts := make([]trace.Term, len(n.Args))
	for k, a := range n.Args {
		ts[k] = trace.Term{Ref: ValueRef(a), Value: t.Nodes[a].Value}
	}
	return ts
}
