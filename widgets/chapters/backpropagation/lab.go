package backpropagation

import (
	"slices"

	"zerotoai/engine/grad"
	"zerotoai/engine/nn"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/ui"
)

// A lab is what the figures of the chapter have in common: a small network,
// the numbers given to it, and the weight or bias whose gradient is asked for.
// What a figure makes of them is its own.
type lab struct {
	kind   string
	given  map[string]*float64 // by name, for all kinds of networks
	weight string
	turn   int // how often the network or its numbers were changed
}

// A kind is a network that the reader can choose.
type kind struct {
	name  string
	sizes []int
}

// kinds are the networks. None has more than two neurons in a layer: on a phone
// each number has to be readable.
var kinds = []kind{
	{"two neurons a layer", []int{2, 2, 2}},
	{"a chain of neurons", []int{1, 1, 1}},
	{"no hidden layer", []int{2, 1}},
}

func kindNames() (names []string) {
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// starts are the numbers that the reader sets, as they are at first.
var starts = []struct {
	name  string
	value float64
}{
	{"x1", 0.5}, {"x2", -1},
	{"w1", 0.8}, {"w2", -0.3}, {"w3", -0.6}, {"w4", 0.9},
	{"w5", 0.7}, {"w6", -0.5}, {"w7", 1.2}, {"w8", 0.4},
	{"b1", 0.1}, {"b2", -0.2}, {"b3", 0.3}, {"b4", 0},
	{"t1", 1}, {"t2", -0.5},
}

// What a number can be set to. With steps of a tenth a gradient that is a
// decimal fraction at all has fewer places than are shown, so that it and its
// finite difference are rounded to the same side.
const (
	reach = 2
	tenth = 0.1
)

const firstWeight = "w1"

func newLab() *lab {
	l := &lab{kind: kinds[0].name, given: map[string]*float64{}, weight: firstWeight}
	for _, s := range starts {
		l.given[s.name] = &s.value
	}
	return l
}

// choose takes another network, which may not have the weight asked for.
func (l *lab) choose() {
	if !slices.Contains(l.weights(), l.weight) {
		l.weight = firstWeight
	}
	l.turn++
}

// reset gives all numbers their first values.
func (l *lab) reset() {
	for _, s := range starts {
		*l.given[s.name] = s.value
	}
}

// atFirst reports whether all numbers have them.
func (l *lab) atFirst() bool {
	for _, s := range starts {
		if *l.given[s.name] != s.value {
			return false
		}
	}
	return true
}

// A view is what a figure has taken over from the lab: it is old when the lab
// has gone on.
type view struct {
	turn   int
	weight string
}

func (l *lab) view() view { return view{l.turn, l.weight} }

// build makes the network. Its hidden neurons bend their sums by tanh, which
// has a slope everywhere: a ReLU has none at its corner.
func (l *lab) build() *tape {
	net, err := nn.Zero(nn.Shape{Sizes: kinds[slices.Index(kindNames(), l.kind)].sizes, Hidden: nn.Tanh, Output: nn.Linear})
	if err != nil {
		panic(err) // the shapes are the chapter's own
	}
	t := &tape{}
	if t.Net, err = grad.FromNetwork(net); err != nil {
		panic(err)
	}
	t.name()
	l.fill(t)
	return t
}

// fill gives t the numbers that are given.
func (l *lab) fill(t *tape) {
	for i, name := range t.names {
		if v := l.given[name]; v != nil {
			t.Nodes[i].Value = *v
		}
	}
}

// walk is a walk through the network at its start.
func (l *lab) walk(rate float64) (*tape, *grad.Walk) {
	t := l.build()
	var e grad.Example
	for _, i := range t.Inputs {
		e.X = append(e.X, t.Nodes[i].Value)
	}
	for _, i := range t.Targets {
		e.Target = append(e.Target, t.Nodes[i].Value)
	}
	return t, grad.NewWalk(t.Net, rate, []grad.Example{e})
}

// weights are the names of the network's weights and biases.
func (l *lab) weights() (names []string) {
	t := l.build()
	for _, name := range allWeights() {
		if t.index(name) >= 0 {
			names = append(names, name)
		}
	}
	return names
}

// allWeights are those of all kinds of networks.
func allWeights() (names []string) {
	for _, s := range starts {
		if isWeight(s.name) {
			names = append(names, s.name)
		}
	}
	return names
}

func isWeight(name string) bool { return name[0] == 'w' || name[0] == 'b' }

// params lists what a link keeps of the lab.
func (l *lab) params() []ui.Param {
	ps := []ui.Param{ui.Option("network", &l.kind, kindNames()), ui.Option("weight", &l.weight, allWeights())}
	for _, s := range starts {
		ps = append(ps, ui.Float(s.name, l.given[s.name], -reach, reach))
	}
	return ps
}

// restored takes what a link has set as if the reader had set it.
func (l *lab) restored() {
	for _, v := range l.given {
		*v = plot.Snap(*v, tenth)
	}
	l.choose()
}
