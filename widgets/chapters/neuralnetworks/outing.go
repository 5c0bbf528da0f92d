package neuralnetworks

import (
	"fmt"
	"slices"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An outing is the worked example: a network of 3, 4 and 2 neurons that says
// of a day's weather whether to have a picnic. Every number of it is at hand.
//
// Inputs, weights and biases are tenths, and the hidden neurons only cut sums
// off at 0. So all sums are short decimals that can be written without
// rounding: of two places in the hidden layer, of three in the last one.
type outing struct {
	ui.Stack
	in     []float64
	net    *nn.Network
	pass   *nn.Pass
	chosen network.Place

	picture  network.Network
	sum      written
	knobs    []*slider.Slider // of the chosen neuron: its value, or its weights and its bias
	answer   label.Label
	odds     bars.Bars
	sumShown readout.Readout
	actShown readout.Readout
	reset    button.Button
	card     card.Card
}

var _ ui.Stateful = (*outing)(nil)

const outingID = "networks.outing"

// What the numbers at both ends of the network are called.
var (
	weather = [...]string{"warmth", "rain", "wind"}
	plans   = [...]string{"picnic", "stay in"}
)

// The weather of a day, each from 0 to 1.
var today = []float64{0.8, 0.2, 0.5}

// byHand are the weights and biases of the network, in the order of
// nn.Network.Params. Nobody has trained them: they are made up to be read.
var byHand = []float64{
	1.0, -1.0, -0.5,
	-1.0, 1.2, 0.4,
	0.5, -0.8, 1.2,
	-0.3, 0.9, 1.0,
	0.1, 0.3, -0.3, -0.2,

	1.6, -1.4, 0.7, -1.2,
	-1.0, 1.5, -0.4, 1.3,
	0.1, 0.2,
}

// most is the largest weight or bias, and the least is as far below 0.
const most = 2

func newOuting() *outing {
	net, err := nn.Zero(nn.Shape{Sizes: []int{len(weather), 4, len(plans)}, Hidden: nn.ReLU, Output: nn.Linear})
	if err != nil {
		panic(err) // the shape is this line's
	}
	o := &outing{
		Stack: ui.Stack{ID: outingID, Name: "A network of nine neurons and the sums in it"},
		in:    make([]float64, len(today)), net: net, pass: nn.NewPass(net), chosen: network.Place{Layer: 1},
	}
	o.card = card.Card{ID: outingID + ".card", Source: o.pass, Names: outingName, Origin: outingOrigin}
	o.restart()
	o.pictures()
	o.readouts()
	return o
}

// restart returns to today's weather and the weights made by hand.
func (o *outing) restart() {
	copy(o.in, today)
	copy(o.net.Params, byHand)
	o.compute()
}

// compute works the network out anew.
func (o *outing) compute() { o.pass.Forward(o.in) }

func (o *outing) pictures() {
	o.picture = network.Network{
		ID: outingID + ".net", Name: "A network: three inputs, a hidden layer of four neurons and two outputs", Says: o.verdict,
		Weight: func(l, i, j int) float64 { return o.net.Layers[l-1].Weight(i, j) }, Full: most, Side: 60, Gap: 12,
		Chosen: &o.chosen, Choose: o.card.Close,
	}
	o.sum = written{Label: label.Label{ID: outingID + ".sum", Font: theme.Small, Color: label.Ink, Words: func() string { return o.says(o.picture.Singled()) }}, most: o.longest}
	o.answer = label.Label{ID: outingID + ".answer", Name: "The network says", Font: theme.Small, Live: true, Words: o.verdict}
	o.odds = bars.Bars{ID: outingID + ".odds", Name: "Probability", Rows: o.rows, Color: label.Forward, Format: probability, Open: o.card.Show}
}

func (o *outing) readouts() {
	o.sumShown = readout.Readout{ID: outingID + ".z", Name: "Sum z", Value: func() string { return exact(o.total(o.chosen)) },
		Explains: func() trace.Ref { return nn.Of(o.chosen.Layer, nn.Total, o.chosen.I, 0) }, Open: o.card.Show}
	o.actShown = readout.Readout{ID: outingID + ".a", Name: "Activation a", Value: func() string { return exact(o.activation(o.chosen)) },
		Explains: func() trace.Ref { return nn.Of(o.chosen.Layer, nn.Activated, o.chosen.I, 0) }, Open: o.card.Show}
	o.reset = button.Button{ID: outingID + ".reset", Name: "Reset", Icon: icon.Reset, Do: func() { o.restart(); o.card.Close() }}
}

func (o *outing) activation(p network.Place) float64 { return o.pass.A[p.Layer][p.I] }

// total is the sum of a neuron that is no input.
func (o *outing) total(p network.Place) float64 { return o.pass.Z[p.Layer][p.I] }

// rows are the probabilities of the plans.
func (o *outing) rows() (rows []bars.Row) {
	for i, p := range o.pass.Probabilities() {
		rows = append(rows, bars.Row{Name: plans[i], Value: p, Full: 1, Explains: nn.ProbabilityRef(i)})
	}
	return rows
}

// verdict says which plan the network is for.
func (o *outing) verdict() string {
	p := o.pass.Probabilities()
	if p[0] == p[1] {
		return "The network is undecided."
	}
	best := 0
	if p[1] > p[0] {
		best = 1
	}
	return fmt.Sprintf("The network says “%s” with a probability of %s.", plans[best], probability(p[best]))
}

// layers are what the picture shows.
func (o *outing) layers() []network.Layer {
	ls := []network.Layer{{Name: "inputs"}, {Name: "hidden layer"}, {Name: "outputs"}}
	for l, as := range o.pass.A {
		for i, a := range as {
			p := network.Place{Layer: l, I: i}
			n := network.Neuron{Name: neuronName(p), Value: exact(a), Says: o.spoken(p)}
			switch l {
			case 0:
				n.Label = weather[i]
			case len(ls) - 1:
				n.Label = plans[i]
			}
			ls[l].Neurons = append(ls[l].Neurons, n)
		}
	}
	return ls
}

// Layout implements ui.Widget.
func (o *outing) Layout(c *ui.Context, room paint.Point) paint.Point {
	o.picture.Layers = o.layers()
	o.Begin(c, room)
	o.Add(&o.picture, &o.odds, &o.answer, &o.sum)
	for pair := range slices.Chunk(o.knobbed(), 2) {
		o.Columns(200, pair...)
	}
	if o.chosen.Layer > 0 {
		o.Row(&o.sumShown, &o.actShown, &o.reset)
	} else {
		o.Row(&o.reset)
	}
	o.Add(&o.card)
	return o.End()
}

// knobbed are the sliders of the chosen neuron. They are made anew when it is
// another one.
func (o *outing) knobbed() (ws []ui.Widget) {
	if want := knobID(o.chosen, 0); len(o.knobs) == 0 || o.knobs[0].ID != want {
		o.knobs = o.knobsOf(o.chosen)
	}
	for _, k := range o.knobs {
		ws = append(ws, k)
	}
	return ws
}

func knobID(p network.Place, k int) string {
	return fmt.Sprintf("%s.knob.%d.%d.%d", outingID, p.Layer, p.I, k)
}

// knobsOf makes the sliders of a neuron.
func (o *outing) knobsOf(p network.Place) (ks []*slider.Slider) {
	add := func(name string, v *float64, least, most float64) {
		ks = append(ks, &slider.Slider{ID: knobID(p, len(ks)), Name: name, Min: least, Max: most, Step: 0.1, Value: v, Changed: o.compute})
	}
	if p.Layer == 0 {
		add("Input "+weather[p.I], &o.in[p.I], 0, 1)
		return ks
	}
	l := &o.net.Layers[p.Layer-1]
	for j := range l.In {
		add("Weight of "+shortName(network.Place{Layer: p.Layer - 1, I: j}), &l.W[p.I*l.In+j], -most, most)
	}
	add("Bias", &l.B[p.I], -most, most)
	return ks
}
