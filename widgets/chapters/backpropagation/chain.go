package backpropagation

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A chain writes out the chain rule for one weight: the paths on which it gets
// to the loss, the product of the slopes on each, their sum, and beside it the
// slope that a finite difference finds.
type chain struct {
	ui.Stack
	lab   *lab
	seen  view // of the lab
	tape  *tape
	paths []grad.Path
	diff  difference

	weight   choice.Choice
	graph    graph.Graph
	tables   []*table.Table // of the paths
	sum      label.Label
	gradient readout.Readout
	check    readout.Readout
	about    label.Label
	card     card.Card
}

var _ ui.Widget = (*chain)(nil)

const chainID = "backprop.chain"

// mostPaths is how many paths there are at most from a weight.
const mostPaths = 2

func newChain(l *lab) *chain {
	f := &chain{Stack: ui.Stack{ID: chainID, Name: "The chain rule for one weight, and a check"}, lab: l}
	f.card = card.Card{ID: chainID + ".card", Source: f, Names: f.name, Origin: f.origin}
	f.weight = choice.Choice{ID: chainID + ".weight", Name: "Weight or bias", Value: &l.weight}
	f.graph = graph.Graph{
		ID: chainID + ".graph", Name: "The paths from the weight to the loss. Press another weight or bias", Plain: true, Nodes: f.nodes,
		Chosen: func() int { return f.tape.index(l.weight) },
		Choose: func(i int) { l.weight = f.tape.nameAt(i, l.weight) },
	}
	for k := range mostPaths {
		f.tables = append(f.tables, f.table(k))
	}
	f.sum = label.Label{ID: chainID + ".sum", Font: theme.Number, Color: label.Ink, Words: f.equation}
	f.gradient = f.readout("gradient", "By the chain rule", label.Backward, sumRef)
	f.check = f.readout("difference", "By a finite difference", label.Ink, differenceRef)
	f.about = label.Label{ID: chainID + ".about", Font: theme.Small, Words: f.words}
	f.begin()
	return f
}

func (f *chain) table(k int) *table.Table {
	return &table.Table{
		ID: fmt.Sprintf("%s.path%d", chainID, k), Name: fmt.Sprintf("Slopes on path %d", k+1),
		Heads: []string{fmt.Sprintf("path %d", k+1), "rule", "slope"}, Rows: func() [][]table.Cell { return f.rows(k) }, Open: f.card.Show,
	}
}

func (f *chain) readout(id, name string, col label.Color, r trace.Ref) readout.Readout {
	return readout.Readout{
		ID: chainID + "." + id, Name: name, Color: col, Value: func() string { return f.written(r) },
		Explains: func() trace.Ref { return r }, Open: f.card.Show,
	}
}

// begin works the numbers of the lab out.
func (f *chain) begin() {
	f.seen, f.tape = f.lab.view(), f.lab.build()
	f.tape.Forward()
	f.tape.Backward()
	f.paths, _ = f.tape.Paths(f.tape.index(f.lab.weight))
	f.diff = f.lab.difference(f.lab.weight)
	f.weight.Options = f.lab.weights()
	if _, ok := f.Explain(f.card.Open); !ok {
		f.card.Close()
	}
}

// pathRef names the product of the slopes on path k, sumRef the sum of them.
func pathRef(k int) trace.Ref { return trace.Ref{Name: "path", I: k} }

var sumRef = trace.Ref{Name: "chain rule"}

// Explain implements trace.Source.
func (f *chain) Explain(r trace.Ref) (trace.Step, bool) {
	switch {
	case r == sumRef:
		return f.total(), true
	case r == pathRef(r.I):
		if r.I < 0 || r.I >= len(f.paths) {
			return trace.Step{}, false
		}
		return f.paths[r.I].Step(r), true
	}
	if s, ok := f.tape.Explain(r); ok {
		return s, true
	}
	return f.diff.Explain(r)
}

// total is the sum over the paths.
func (f *chain) total() trace.Step {
	s := trace.Step{Ref: sumRef, Op: trace.Sum}
	for k, p := range f.paths {
		s.Args = append(s.Args, trace.Term{Ref: pathRef(k), Value: p.Slope})
		s.Value += p.Slope
	}
	return s
}

func (f *chain) written(r trace.Ref) string {
	s, _ := f.Explain(r)
	return number(s.Value)
}

func (f *chain) source() source { return source{f.tape, f.tape.Net} }

func (f *chain) name(r trace.Ref) string {
	switch {
	case r == sumRef:
		return slope("L", f.lab.weight)
	case r == pathRef(r.I):
		return fmt.Sprintf("path %d", r.I+1)
	}
	if _, ok := f.tape.Explain(r); ok {
		return f.source().name(r)
	}
	return f.diff.name(r)
}

func (f *chain) origin(r trace.Ref) string {
	if _, ok := f.tape.Explain(r); ok {
		return f.source().origin(r)
	}
	return f.diff.origin(r)
}

// rows are the slopes along path k, each with its rule, and their product.
func (f *chain) rows(k int) (rows [][]table.Cell) {
	p := f.paths[k]
	for _, u := range p.Uses {
		r := grad.LocalRef(u.Node, u.Arg)
		rows = append(rows, []table.Cell{{Text: f.tape.step(u)}, {Text: f.rule(r)}, {Text: f.written(r), Explains: r}})
	}
	return append(rows, []table.Cell{{Text: "product", Strong: true}, {}, {Text: number(p.Slope), Strong: true, Explains: pathRef(k)}})
}

// rule writes how a slope is worked out, with the names of the numbers.
func (f *chain) rule(r trace.Ref) string {
	s, _ := f.tape.Explain(r)
	i := -1
	text := s.Text(func(float64) string { // it is asked for each argument in order
		i++
		return f.source().name(s.Args[i].Ref)
	})
	return strings.ReplaceAll(text, "^2", "²")
}

// equation writes the sum with its numbers.
func (f *chain) equation() string {
	s := f.total()
	equals := " = "
	if len(s.Args) > 1 {
		equals += s.Text(number) + " ≈ "
	}
	return slope("L", f.lab.weight) + equals + number(s.Value)
}

// words tell how the check is made, and what came out.
func (f *chain) words() string {
	verdict := "The two agree."
	if f.written(sumRef) != f.written(differenceRef) {
		verdict = "The two do not agree."
	}
	return fmt.Sprintf("The check knows no rule. It moves %s by h = 0.00001 to either side, runs the network forward both times, and divides the change of the loss by 2h. %s", f.lab.weight, verdict)
}

// nodes are the boxes of the graph, with the paths singled out.
func (f *chain) nodes() []graph.Node {
	ns, start := boxes(f.tape), f.tape.index(f.lab.weight)
	for i := range ns {
		ns[i].Fixed = !isWeight(ns[i].Name)
		for _, e := range f.tape.edges(i, graph.Idle) {
			switch {
			case e.Through == start: // the path begins in the middle of this edge
				ns[start].Edges = append(ns[start].Edges, graph.Edge{From: e.From, Through: graph.None})
				e = graph.Edge{From: start, Through: graph.None, State: graph.Backward}
			case f.onPath(e.From, i):
				e.State = graph.Backward
			}
			ns[i].Edges = append(ns[i].Edges, e)
		}
	}
	return ns
}

// onPath reports whether a path runs from a number into another.
func (f *chain) onPath(from, to int) bool {
	return slices.ContainsFunc(f.paths, func(p grad.Path) bool {
		return slices.ContainsFunc(p.Uses, func(u grad.Use) bool {
			return u.Node == to && f.tape.Nodes[to].Args[u.Arg] == from
		})
	})
}

// Handle implements ui.Widget: what is changed in another figure is taken over.
func (f *chain) Handle(e ui.Event) bool {
	changed := f.Stack.Handle(e)
	if f.seen != f.lab.view() {
		f.begin()
		return true
	}
	return changed
}

// Layout implements ui.Widget.
func (f *chain) Layout(c *ui.Context, room paint.Point) paint.Point {
	if f.seen != f.lab.view() {
		f.begin()
	}
	f.Begin(c, room)
	f.Add(&f.weight, &f.graph)
	var paths []ui.Widget
	for k := range f.paths {
		paths = append(paths, f.tables[k])
	}
	f.Columns(270, paths...)
	f.Add(&f.sum)
	f.Row(&f.gradient, &f.check)
	f.Add(&f.about, &f.card)
	return f.End()
}
