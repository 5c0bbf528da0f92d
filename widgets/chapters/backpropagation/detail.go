package backpropagation

import (
	"fmt"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/label"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
)

// A detail is what a run tells about the chosen number.
type detail struct {
	run    *run
	about  label.Label
	slider slider.Slider
	value  readout.Readout
	grad   readout.Readout
	edges  table.Table
	card   card.Card
}

func newDetail(f *run) *detail {
	d := &detail{run: f, card: card.Card{ID: runID + ".card"}}
	d.about = label.Label{ID: runID + ".about", Font: theme.Small, Color: label.Ink, Words: d.words}
	d.slider = slider.Slider{ID: runID + ".slider", Min: -reach, Max: reach, Step: tenth, Changed: f.edited}
	d.value = d.readout("value", "Value", label.Forward, grad.ValueRef)
	d.grad = d.readout("gradient", "Gradient", label.Backward, grad.GradRef)
	d.edges = table.Table{
		ID: runID + ".edges", Name: "The edges of the chosen number", Heads: []string{"edge", "slope", "sent back"},
		Rows: d.rows, Empty: "its edges: " + graph.Unknown, Open: d.card.Show,
	}
	return d
}

func (d *detail) readout(id, name string, col label.Color, ref func(int) trace.Ref) readout.Readout {
	at := func() trace.Ref { return ref(d.node()) }
	return readout.Readout{
		ID: runID + "." + id, Name: name, Color: col, Room: len(graph.Unknown),
		Value: func() string { return d.source().written(at()) }, Explains: at, Open: d.card.Show,
	}
}

func (d *detail) source() source { return source{d.run.tape, d.run.walk} }

func (d *detail) node() int { return d.run.tape.index(d.run.chosen) }

// tidy lets the card explain the present walk, and closes it if its number is
// not there.
func (d *detail) tidy() { d.source().open(&d.card) }

// place puts the widgets for the chosen number under the graph: one that is
// given can be set.
func (d *detail) place() {
	f := d.run
	f.Add(&d.about)
	if v := f.lab.given[f.chosen]; v != nil {
		d.slider.Name, d.slider.Value = f.chosen, v
		f.Add(&d.slider)
	}
	f.Row(&d.value, &d.grad)
	f.Add(&d.edges, &d.card)
}

// words say what the chosen number is and where it goes.
func (d *detail) words() string {
	t, i := d.run.tape, d.node()
	what := kindOf(t.Nodes[i].Op)
	switch {
	case i == t.Loss:
		return "L is the loss: half the sum of the squared errors."
	case t.Nodes[i].Op == trace.Given:
		what = d.source().origin(grad.ValueRef(i))
	}
	return fmt.Sprintf("%s is %s. It goes into %s.", t.names[i], what, t.into(i))
}

// kindOf says what an operation of the tape makes.
func kindOf(o trace.Op) string {
	switch o {
	case trace.Affine:
		return "a weighted sum plus a bias"
	case trace.Tanh:
		return "a neuron’s answer: tanh of its sum"
	case trace.Difference:
		return "an error: output less target"
	case trace.Square:
		return "a squared error"
	}
	return "the sum of the squared errors"
}

// into names what node i goes into.
func (t *tape) into(i int) (s string) {
	us := t.Uses(i)
	for k := len(us) - 1; k >= 0; k-- {
		if s != "" {
			s += " and "
		}
		s += t.names[us[k].Node]
	}
	return s
}

// rows are the edges of the chosen number that a value has passed: those into
// it and those out of it.
func (d *detail) rows() (rows [][]table.Cell) {
	t, i := d.run.tape, d.node()
	us := t.Uses(i)
	for k := range t.Nodes[i].Args {
		us = append(us, grad.Use{Node: i, Arg: k})
	}
	for _, u := range us {
		if d.run.walk.Known(u.Node) && t.names[t.Nodes[u.Node].Args[u.Arg]] != halver {
			rows = append(rows, d.row(u))
		}
	}
	return rows
}

func (d *detail) row(u grad.Use) []table.Cell {
	s, local, sent := d.source(), grad.LocalRef(u.Node, u.Arg), sentRef(u.Node, u.Arg)
	back := table.Cell{Text: "not yet"}
	if d.run.passed(u.Node) == graph.Backward {
		back = table.Cell{Text: s.written(sent), Explains: sent}
	}
	return []table.Cell{{Text: d.run.tape.step(u)}, {Text: s.written(local), Explains: local}, back}
}
