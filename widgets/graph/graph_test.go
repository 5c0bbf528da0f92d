package graph_test

import (
	"strings"
	"testing"
	"time"

	"zerotoai/widgets/graph"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// neuron is y = w·x + b, of which the value has passed, and the gradient if
// back is true; the y of it is not to be chosen.
func neuron(back bool) *graph.Graph {
	state, grad := graph.Forward, ""
	if back {
		state, grad = graph.Backward, "−0.2500"
	}
	chosen := 1
	return &graph.Graph{
		ID: "neuron", Name: "A neuron",
		Nodes: func() []graph.Node {
			return []graph.Node{
				{Name: "x", Column: 1, Value: "0.5000", Grad: grad, Given: true},
				{Name: "w", Row: 1, Column: 1, Value: "−2.0000", Grad: grad, Given: true},
				{Name: "b", Row: 2, Column: 2, Value: "1.0000", Grad: grad, Given: true},
				{Name: "2", Row: -1},
				{Name: "y", Row: 2, Column: 1, Value: "0.0000", Grad: grad, Fixed: true, Edges: []graph.Edge{
					{From: 0, Through: 1, State: state}, {From: 2, Through: graph.None, State: state}}},
			}
		},
		Chosen: func() int { return chosen }, Choose: func(i int) { chosen = i },
	}
}

func TestGraph(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return neuron(false) }, ui.Set{ID: "neuron.node0"}, ui.Set{ID: "neuron.node4"})
}

func TestPlain(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		g := neuron(true)
		g.Plain = true
		return g
	})
}

func TestLaws(t *testing.T) {
	for _, back := range []bool{false, true} {
		uitest.Check(t, neuron(back))
	}
}

func context() *ui.Context { return &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark} }

// texts are the words that g paints.
func texts(c *ui.Context, g *graph.Graph) string {
	g.Layout(c, paint.Pt(400, 1e6))
	r := &words{}
	g.Draw(c, r)
	return strings.Join(r.said, " ")
}

// words is a canvas that listens.
type words struct {
	paint.List
	said []string
}

func (w *words) Text(_ paint.Point, r paint.Run, _ theme.Color) { w.said = append(w.said, r.Text) }
func (w *words) Keep(shown *paint.List, _ paint.Rect)           { shown.Replay(w) }

// What a signal brings is not seen before it has arrived, though it is said.
func TestSignals(t *testing.T) {
	c := context()
	for _, back := range []bool{false, true} {
		g := neuron(back)
		rest, news := texts(c, g), "0.0000"
		if back {
			news = "−0.2500"
		}
		g.Send(4, back)
		for _, at := range []time.Duration{0, 100 * time.Millisecond} {
			if !g.Handle(ui.Tick{Now: time.Second + at}) {
				t.Error("nothing moves")
			}
			if got := texts(c, g); strings.Count(got, news) != strings.Count(rest, news)-1-2*on(back) {
				t.Errorf("on the way it shows %s", got)
			}
		}
		g.Handle(ui.Tick{Now: 2 * time.Second})
		if got := texts(c, g); got != rest || g.Handle(ui.Tick{Now: 3 * time.Second}) {
			t.Errorf("at the end it shows %s", got)
		}
	}
}

func on(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Under reduced motion there are states and no way between.
func TestStill(t *testing.T) {
	c, g := context(), neuron(false)
	c.Still = true
	rest := texts(c, g)
	g.Send(4, false)
	if got := texts(c, g); got != rest || g.Handle(ui.Tick{Now: time.Second}) {
		t.Errorf("shows %s", got)
	}
	g = neuron(false)
	g.Send(4, false)
	g.Calm()
	if g.Handle(ui.Tick{}) {
		t.Error("what is calmed moves")
	}
}

// A press on a box chooses it, if it can be chosen and the press ends there.
func TestPress(t *testing.T) {
	g := neuron(false)
	g.Layout(context(), paint.Pt(400, 1e6))
	at := func(id string) paint.Point { n, _ := g.Describe().Find(id); return n.Bounds.Center() }
	press := func(from, to paint.Point) {
		g.Handle(ui.Pointer{Kind: ui.Press, At: from})
		g.Handle(ui.Pointer{Kind: ui.Release, At: to})
	}
	press(at("neuron.node0"), at("neuron.node1"))
	press(at("neuron.node4"), at("neuron.node4"))
	if g.Chosen() != 1 {
		t.Errorf("chosen is %d", g.Chosen())
	}
	press(at("neuron.node2"), at("neuron.node2"))
	if g.Chosen() != 2 {
		t.Errorf("chosen is %d", g.Chosen())
	}
	if g.Handle(ui.Pointer{Kind: ui.Hover, At: at("neuron.node0")}); !strings.Contains(texts(context(), g), "x") {
		t.Error("no box under the pointer")
	}
}
