package backpropagation

import (
	"fmt"
	"time"

	"zerotoai/engine/grad"
	"zerotoai/widgets/button"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A run goes once through the network, forward and backward, number by number.
type run struct {
	ui.Stack
	lab    *lab
	tape   *tape
	walk   *grad.Walk
	chosen string // the name of the number that the reader looks at
	replay int    // steps that a link asks for

	network choice.Choice
	first   button.Button // gives the numbers their first values
	buttons runner.Runner
	status  label.Label
	graph   graph.Graph
	key     plot.Key
	detail  *detail
}

var _ ui.Stateful = (*run)(nil)

const runID = "backprop.graph"

// most is how many steps there are at most in both passes.
const most = 24

func newRun(l *lab) *run {
	f := &run{Stack: ui.Stack{ID: runID, Name: "A network as a computational graph"}, lab: l, chosen: firstWeight}
	f.detail = newDetail(f)
	f.begin()
	f.network = choice.Choice{ID: runID + ".network", Name: "Network", Options: kindNames(), Value: &l.kind, Changed: f.choose}
	f.first = button.Button{ID: runID + ".first", Name: "First values", Icon: icon.Undo, Do: func() { l.reset(); f.edited() }}
	f.buttons = runner.Runner{
		ID: runID, Names: runner.Names{Play: "Run", Undo: "Back"}, Beat: time.Second / 4,
		Step: f.step, Undo: f.back, AtStart: func() bool { return f.walk.Done == 0 }, Reset: f.begin,
	}
	f.status = label.Label{ID: runID + ".status", Name: "Run", Font: theme.Small, Color: label.Ink, Live: true, Words: f.state}
	f.graph = graph.Graph{
		ID: runID + ".picture", Name: "The computational graph, from the inputs down to the loss L", Nodes: f.nodes,
		Chosen: func() int { return f.tape.index(f.chosen) },
		Choose: func(i int) { f.look(f.tape.nameAt(i, f.chosen)) },
	}
	f.key = plot.Key{ID: runID + ".key", Entries: []plot.Entry{
		{Name: "forward: values", Color: label.Forward}, {Name: "backward: gradients ∂L/∂…", Color: label.Backward, Dash: []float64{5, 3}},
		{Name: "empty: " + graph.Unknown, Color: label.Soft, Dash: []float64{3, 3}},
	}}
	return f
}

// begin makes a walk at its start.
func (f *run) begin() {
	f.tape, f.walk = f.lab.walk(0)
	if f.tape.index(f.chosen) < 0 {
		f.chosen = firstWeight
	}
	f.graph.Calm()
	f.detail.tidy()
}

// choose takes another network.
func (f *run) choose() {
	f.lab.choose()
	f.buttons.Pause()
	f.begin()
}

// look turns to a number; a weight is also what the next figure asks for.
func (f *run) look(name string) {
	f.chosen = name
	if isWeight(name) {
		f.lab.weight = name
	}
	f.detail.card.Close()
}

// edited makes the steps again, with a number that the reader has changed.
func (f *run) edited() {
	f.lab.turn++
	f.lab.fill(f.tape)
	f.walk.Again()
	f.detail.tidy()
}

// passes is how many steps both passes have.
func (f *run) passes() int { return f.walk.Steps() - 1 }

func (f *run) done() bool { return f.walk.Done >= f.passes() }

// step passes the next number. What runs begins again when it is done.
func (f *run) step() (more bool) {
	switch {
	case f.done() && f.buttons.Playing():
		f.begin()
		return true
	case f.done():
		return false
	}
	station, node := f.walk.Next()
	f.walk.Step()
	f.graph.Send(node, station == grad.Backward)
	return !f.done()
}

func (f *run) back() {
	f.walk.Back()
	f.graph.Calm()
	f.detail.tidy()
}

// state tells the last step.
func (f *run) state() string {
	station, node, ok := f.walk.Now()
	switch {
	case f.buttons.Playing() && station == grad.Backward:
		return "Backward: gradients go up, from the loss."
	case f.buttons.Playing():
		return "Forward: values go down, to the loss."
	case !ok:
		return "Nothing is computed yet. Press “Run”."
	case f.done():
		return fmt.Sprintf("Both passes are done. The loss is %s.", f.value(f.tape.Loss))
	case station == grad.Backward:
		return fmt.Sprintf("Backward: %s sends back %s × slope.", f.tape.names[node], number(f.tape.Nodes[node].Grad))
	}
	return fmt.Sprintf("Forward: %s is %s.", f.tape.names[node], f.value(node))
}

func (f *run) value(i int) string { return number(f.tape.Nodes[i].Value) }

// Layout implements ui.Widget.
func (f *run) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.buttons, &f.status, &f.graph, &f.key)
	f.detail.place()
	f.first.Disabled = f.lab.atFirst()
	f.Row(&f.network, &f.first)
	return f.End()
}

// State implements ui.Stateful.
func (f *run) State() []ui.Param {
	return append(f.lab.params(), ui.String("look", &f.chosen, f.known), ui.Count("made", func() int { return f.walk.Done }, &f.replay, most))
}

func (f *run) known(name string) error {
	if f.lab.given[name] == nil && f.tape.index(name) < 0 || name == halver {
		return fmt.Errorf("look is the name of a number of the graph, not %.40q", name)
	}
	return nil
}

// Restored implements ui.Stateful.
func (f *run) Restored() {
	f.lab.restored()
	f.choose()
	for range min(f.replay, f.passes()) {
		f.walk.Step()
	}
	f.replay = 0
}
