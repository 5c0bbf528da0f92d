package grad

import "zerotoai/engine/trace"

// MaxPaths is how many paths Paths looks for.
const MaxPaths = 1000

// A Path is a way on which a change of one node gets to the last node.
type Path struct {
	From  int
	Uses  []Use     // from each node to the next; the last Use is in the last node
	Local []float64 // the local gradient at each Use
	Slope float64   // their product: what comes through on this path
}

// Paths returns all paths from node i to the last node, and whether these are
// all, which they are up to MaxPaths. The sum of their slopes is the gradient
// of i: the chain rule, written out.
func (t *Tape) Paths(i int) (ps []Path, all bool) {
	if !t.has(i) {
		return nil, true
	}
	f := finder{t: t, from: i, all: true}
	f.find(i, nil)
	return f.paths, f.all
}

type finder struct {
	t     *Tape
	from  int
	paths []Path
	all   bool
}

// find goes on from node i, which uses lead to.
func (f *finder) find(i int, uses []Use) {
	if len(f.paths) == MaxPaths {
		f.all = false
		return
	}
	if i == f.t.Last() {
		f.paths = append(f.paths, f.t.path(f.from, uses))
		return
	}
	us := f.t.Uses(i)
	for k := len(us) - 1; k >= 0 && f.all; k-- {
		f.find(us[k].Node, append(uses, us[k]))
	}
}

func (t *Tape) path(from int, uses []Use) Path {
	p := Path{From: from, Uses: append([]Use(nil), uses...), Slope: 1}
	for _, u := range uses {
		local := t.Nodes[u.Node].Local[u.Arg]
		p.Local = append(p.Local, local)
		p.Slope *= local
	}
	return p
}

// Step returns p as a product of the local gradients along it, with r as its
// name, to be put into a trace.Table.
func (p Path) Step(r trace.Ref) trace.Step {
	s := trace.Step{Ref: r, Value: p.Slope, Op: trace.Product}
	for k, u := range p.Uses {
		s.Args = append(s.Args, trace.Term{Ref: LocalRef(u.Node, u.Arg), Value: p.Local[k]})
	}
	return s
}
