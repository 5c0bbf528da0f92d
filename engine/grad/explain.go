package grad

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

const (
	valueName = "value"
	gradName  = "gradient"
	localName = "local gradient"
)

// ValueRef names the value of node i.
func ValueRef(i int) trace.Ref { return trace.Ref{Name: valueName, I: i} }

// GradRef names the gradient of node i.
func GradRef(i int) trace.Ref { return trace.Ref{Name: gradName, I: i} }

// LocalRef names the local gradient k of node i: how fast its value changes
// with that of its Args[k].
func LocalRef(i, k int) trace.Ref { return trace.Ref{Name: localName, I: i, J: k} }

// workName leads the numbers on the way to the local gradients of node i.
func workName(i int) string { return fmt.Sprintf("%s%d", localName, i) }

// Explain says how a number was made; a Tape is a trace.Source after Forward
// and Backward. Numbers are named by ValueRef, GradRef and LocalRef.
//
// The gradient of a node is the sum, over its uses, of the gradient there
// times the local gradient: the chain rule.
func (t *Tape) Explain(r trace.Ref) (trace.Step, bool) {
	switch {
	case r == ValueRef(r.I) && t.has(r.I):
		n := t.Nodes[r.I]
		return trace.Step{Ref: r, Value: n.Value, Op: n.Op, Args: t.args(r.I)}, true
	case r == GradRef(r.I) && t.has(r.I):
		return t.explainGrad(r.I), true
	case r == LocalRef(r.I, r.J) && t.has(r.I):
		return t.explainLocal(r.I, r.J)
	}
	return t.explainWork(r)
}

func (t *Tape) has(i int) bool { return 0 <= i && i < len(t.Nodes) }

func (t *Tape) explainGrad(i int) trace.Step {
	s := trace.Step{Ref: GradRef(i), Value: t.Nodes[i].Grad}
	if i == t.Last() {
		return s
	}
	s.Op = trace.Dot
	for _, u := range t.Uses(i) {
		n := &t.Nodes[u.Node]
		s.Args = append(s.Args,
			trace.Term{Ref: GradRef(u.Node), Value: n.Grad},
			trace.Term{Ref: LocalRef(u.Node, u.Arg), Value: n.Local[u.Arg]})
	}
	return s
}

func (t *Tape) explainLocal(i, k int) (trace.Step, bool) {
	if k < 0 || k >= len(t.Nodes[i].Args) {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: LocalRef(i, k), Value: t.Nodes[i].Local[k]}
	w, result := t.slopeWork(i, k)
	s.Op, s.Args = w.Result(result)
	return s, true
}

// explainWork explains a number on the way to a local gradient.
func (t *Tape) explainWork(r trace.Ref) (trace.Step, bool) {
	i, ok := workNode(r.Name)
	if !ok || !t.has(i) || r.I < 0 || r.I >= len(t.Nodes[i].Args) {
		return trace.Step{}, false
	}
	w, _ := t.slopeWork(i, r.I)
	s, ok := w.Table[r]
	return s, ok && r.Name == w.Name
}

// workNode returns the node that workName made a name of.
func workNode(name string) (i int, ok bool) {
	digits, ok := strings.CutPrefix(name, localName)
	i, err := strconv.Atoi(digits)
	return i, ok && err == nil && name == workName(i)
}
