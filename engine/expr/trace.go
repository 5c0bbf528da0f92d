package expr

import "zerotoai/engine/trace"

// A part is a node at its place in a formula, and the places of its arguments.
type part struct {
	node *node
	a, b int // -1: none
}

// list appends n and its arguments to the parts, and returns its place.
func (e *Expr) list(n *node) int {
	i := len(e.parts)
	e.parts = append(e.parts, part{n, -1, -1})
	if n.a != nil {
		e.parts[i].a = e.list(n.a)
	}
	if n.b != nil {
		e.parts[i].b = e.list(n.b)
	}
	return i
}

// Len returns the number of parts of the formula: itself, what it is made of,
// and so on down to numbers and x.
func (e *Expr) Len() int { return len(e.parts) }

// Part returns part i as a formula, 0 ≤ i < Len. Part 0 is the formula; the
// parts of a part follow it, as they are read from the left.
func (e *Expr) Part(i int) *Expr { return newExpr(e.parts[i].node) }

// An Evaluation is a formula worked out at one x. It is a trace.Source of the
// values of all parts.
type Evaluation struct {
	expr  *Expr
	value []float64  // of each part
	op    []trace.Op // that made it
}

// At works the formula out at x.
func (e *Expr) At(x float64) *Evaluation {
	v := &Evaluation{e, make([]float64, len(e.parts)), make([]trace.Op, len(e.parts))}
	for i := len(e.parts) - 1; i >= 0; i-- { // arguments come after their part
		v.value[i], v.op[i] = v.part(e.parts[i], x)
	}
	return v
}

func (v *Evaluation) part(p part, x float64) (float64, trace.Op) {
	switch {
	case p.b >= 0:
		return apply(p.node.op, v.value[p.a], v.value[p.b])
	case p.a >= 0:
		return apply(p.node.op, v.value[p.a], 0)
	}
	return p.node.eval(x), trace.Given
}

// Value returns the value of the formula.
func (v *Evaluation) Value() float64 { return v.value[0] }

// ValueRef returns the name of the value of part i of a formula.
func ValueRef(i int) trace.Ref { return trace.Ref{Name: "value", I: i} }

// Explain says how the value of a part was made from those of its own parts.
func (v *Evaluation) Explain(r trace.Ref) (trace.Step, bool) {
	if r.Name != "value" || r.J != 0 || r.I < 0 || r.I >= len(v.value) {
		return trace.Step{}, false
	}
	s := trace.Step{Ref: r, Value: v.value[r.I], Op: v.op[r.I]}
	p := v.expr.parts[r.I]
	for _, i := range []int{p.a, p.b} {
		if i >= 0 {
			s.Args = append(s.Args, trace.Term{Ref: ValueRef(i), Value: v.value[i]})
		}
	}
	return s, true
}
