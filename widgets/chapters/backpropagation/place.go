package backpropagation

import (
	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/graph"
)

// columns is how many boxes of the graph stand side by side: two neurons with
// a bias on either side, or two inputs and room for a bias.
func columns(t *tape) int {
	for _, l := range t.Layers {
		if len(l.Z) > 1 {
			return 4
		}
	}
	return 3
}

// A place is where a box stands.
type place struct {
	row    int
	column float64
}

// places says where the numbers of t stand: inputs on top, the loss at the
// bottom, weights above the sum that they go into, and beside a sum its bias.
func places(t *tape) []place {
	p := placer{at: make([]place, len(t.Nodes)), middle: float64(columns(t)-1) / 2}
	p.line(t.Inputs)
	for _, l := range t.Layers {
		var ws []int
		for _, row := range l.W {
			ws = append(ws, row...)
		}
		p.line(ws)
		p.line(l.Z)
		p.beside(l.Z, l.B)
		if l.A[0] != l.Z[0] {
			p.line(l.A)
		}
	}
	p.line(t.Errors)
	p.beside(t.Errors, t.Targets)
	p.loss(t)
	return p.at
}

type placer struct {
	at     []place
	middle float64
	row    int
}

// line puts is into the next row, around the middle.
func (p *placer) line(is []int) {
	for k, i := range is {
		p.at[i] = place{p.row, p.middle + float64(k) - float64(len(is)-1)/2}
	}
	p.row++
}

// beside puts what is added to each of is beside it: to the left of the first
// of two, else to the right.
func (p *placer) beside(is, added []int) {
	for k, i := range added {
		at := p.at[is[k]]
		at.column++
		if k < len(added)-1 {
			at.column -= 2
		}
		p.at[i] = at
	}
}

// loss puts what stands between the errors and the loss.
func (p *placer) loss(t *tape) {
	var squares, rest []int
	for i := t.Errors[0]; i <= t.Loss; i++ {
		switch t.Nodes[i].Op {
		case trace.Square:
			squares = append(squares, i)
		case trace.Sum, trace.Quotient:
			rest = append(rest, i)
		case trace.Given:
			if t.names[i] == halver {
				p.at[i] = place{row: -1}
			}
		}
	}
	p.line(squares)
	p.line(rest)
}

// boxes are the boxes of the graph in their places.
func boxes(t *tape) []graph.Node {
	ns := make([]graph.Node, len(t.Nodes))
	for i, at := range places(t) {
		ns[i] = graph.Node{Name: t.names[i], Row: at.row, Column: at.column, Given: t.Nodes[i].Op == trace.Given}
	}
	return ns
}

// nodes are the boxes of the graph as far as the walk has come.
func (f *run) nodes() []graph.Node {
	ns := boxes(f.tape)
	for i := range ns {
		ns[i].Edges = f.tape.edges(i, f.passed(i))
		if f.walk.Known(i) {
			ns[i].Value = f.value(i)
		}
		if _, all := f.walk.Felt(i); all {
			ns[i].Grad = number(f.tape.Nodes[i].Grad)
		}
	}
	return ns
}

// passed says what has passed the edges into node i.
func (f *run) passed(i int) graph.State {
	station, node, ok := f.walk.Now()
	switch {
	case ok && station == grad.Backward && i >= node:
		return graph.Backward
	case f.walk.Known(i):
		return graph.Forward
	}
	return graph.Idle
}

// edges are the edges into node i. A weight stands on the edge from what it
// weighs.
func (t *tape) edges(i int, s graph.State) (es []graph.Edge) {
	n := t.Nodes[i]
	for k := 0; k < len(n.Args); k++ {
		e := graph.Edge{From: n.Args[k], Through: graph.None, State: s}
		if n.Op == trace.Affine && k < len(n.Args)-1 {
			e = graph.Edge{From: n.Args[k+1], Through: n.Args[k], State: s}
			k++
		}
		if t.names[e.From] != halver {
			es = append(es, e)
		}
	}
	return es
}
