package functions

import (
	"fmt"
	"slices"

	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/curve"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/ui"
)

// A machine is the function of the graph as a box: a number goes in, a number
// comes out, and the pairs are written down.
type machine struct {
	ui.Stack
	graph *graph
	of    string     // the formula of the pairs
	pairs []function // the last ones first
	fed   int        // how many there were
	in    float64

	asked   []float64 // the numbers that a link has go in,
	askedOf int       // and how many it says went in with those before them

	picture          box
	less, more, feed button.Button
	table            table.Table
	card             card.Card
}

// A function is the formula at one input.
type function = curve.Value

var _ ui.Stateful = (*machine)(nil)

const (
	kept      = 5 // pairs in the table
	machineID = "functions.machine"
)

func newMachine(g *graph) *machine {
	m := &machine{Stack: ui.Stack{ID: machineID, Name: "A function as a machine"}, graph: g, in: 2, of: g.curve.Expr.String()}
	m.picture = box{machine: m}
	m.less = button.Button{ID: machineID + ".less", Name: "Smaller input", Icon: icon.Minus, Do: func() { m.in-- }}
	m.more = button.Button{ID: machineID + ".more", Name: "Larger input", Icon: icon.Plus, Do: func() { m.in++ }}
	m.feed = button.Button{ID: machineID + ".feed", Name: "Put it in", Icon: icon.ArrowRight, Primary: true, Do: m.run}
	m.card = card.Card{ID: machineID + ".card", Source: m, Names: m.name, Origin: m.origin}
	m.table = table.Table{
		ID: machineID + ".table", Name: "What went in and what came out", Heads: []string{"input", "output"},
		Rows: m.rows, Keep: kept, Empty: "Nothing has gone in yet.", Open: m.card.Show,
	}
	return m
}

// run feeds the input to the machine.
func (m *machine) run() { m.take(m.in) }

// take feeds a number to the machine.
func (m *machine) take(in float64) {
	m.fed++
	m.pairs = slices.Insert(m.pairs, 0, function{
		Prefix: fmt.Sprintf("%d: ", m.fed), Expr: m.graph.curve.Expr, At: in,
		Whole: fmt.Sprintf("f(%s)", label.Number(in, 4)), Input: "x", Given: "you put it in",
	})
	m.pairs = m.pairs[:min(len(m.pairs), kept)]
	m.tidy()
}

// tidy closes the card of a pair that is not kept any more.
func (m *machine) tidy() {
	if _, ok := m.Explain(m.card.Open); !ok {
		m.card.Close()
	}
}

func (m *machine) rows() (rows [][]table.Cell) {
	for _, p := range m.pairs {
		rows = append(rows, []table.Cell{{Text: label.Number(p.At, 4)}, {Text: value(p), Explains: p.Ref()}})
	}
	return rows
}

// value writes what comes out.
func value(f function) string { return label.Number(f.Term().Value, 5) }

// last is what came out for the input that is in now.
func (m *machine) last() (string, bool) {
	if len(m.pairs) == 0 || m.pairs[0].At != m.in {
		return "", false
	}
	return value(m.pairs[0]), true
}

// Explain implements trace.Source.
func (m *machine) Explain(r trace.Ref) (trace.Step, bool) { return curve.Values(m.pairs).Explain(r) }

func (m *machine) name(r trace.Ref) string   { return curve.Values(m.pairs).Name(r) }
func (m *machine) origin(r trace.Ref) string { return curve.Values(m.pairs).Origin(r) }

// Layout implements ui.Widget.
func (m *machine) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.less.Disabled, m.more.Disabled = m.in <= -9, m.in >= 9
	m.Begin(c, room)
	m.Add(&m.picture)
	m.Row(&m.less, &m.more, &m.feed)
	m.Row(&m.table)
	m.Add(&m.card)
	return m.End()
}

// Handle implements ui.Widget. Another formula is another machine: its table
// is empty.
func (m *machine) Handle(e ui.Event) bool {
	changed := m.Stack.Handle(e)
	if f := m.graph.curve.Expr.String(); f != m.of {
		m.of, m.pairs, changed = f, nil, true
		m.tidy()
	}
	return changed
}
