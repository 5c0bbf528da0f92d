package neuralnetworks

import (
	"slices"
	"strconv"
	"time"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A playground is a network that the reader builds and trains, on points of
// the plane.
type playground struct {
	ui.Stack
	set      settings
	training training
	chosen   network.Place
	asked    network.Place // by a link, its neurons counted from 1; 0 is the output
	picture  *nn.Picture
	stale    bool // the picture is of a younger network than the training has
	age      int  // of the picture, in frames
	views    views

	data, activation, optimizer, penalty choice.Choice
	sliders                              []*slider.Slider
	preset, fresh                        button.Button
	buttons                              runner.Runner
	status                               label.Label
	pen                                  *plane.Pen
	plane                                plane.Plane
	key                                  plot.Key
	net                                  network.Network
	chart                                chart.Chart
	accuracy, loss, epochs               readout.Readout
	card                                 card.Card
}

var _ ui.Stateful = (*playground)(nil)

const playgroundID = "networks.playground"

const cellCount = 48 // of the picture, along each side

// What points of both classes are called.
var classes = []string{"red square", "green disc"}

func newPlayground() *playground {
	f := &playground{
		Stack:   ui.Stack{ID: playgroundID, Name: "A network that you build and train"},
		set:     usual(),
		picture: nn.NewPicture(cellCount, cellCount),
	}
	f.card = card.Card{ID: playgroundID + ".card", Source: &f.training, Names: wording.Example, Origin: wording.Origin}
	f.controls()
	f.pictures()
	f.readouts()
	f.begin()
	return f
}

func (f *playground) controls() {
	pick := func(id, name string, options []string, v *string) choice.Choice {
		return choice.Choice{ID: playgroundID + id, Name: name, Options: options, Value: v, Changed: f.begin}
	}
	f.data = pick(".data", "Data set", tasks(), &f.set.data)
	f.activation = pick(".activation", "Activation", names(nn.Activations()), &f.set.activation)
	f.optimizer = pick(".optimizer", "Optimizer", names(descent.Methods()), &f.set.optimizer)
	f.penalty = pick(".penalty", "Regularization", names(penalties()), &f.set.penalty)
	f.sliders = f.set.sliders(f.begin)
	f.buttons = runner.Runner{ID: playgroundID, Step: f.step, Reset: f.begin, Beat: time.Millisecond}
	f.preset = button.Button{ID: playgroundID + ".preset", Name: "Settings that work", Icon: icon.Check, Do: f.useRecipe}
	f.fresh = button.Button{ID: playgroundID + ".fresh", Name: "New seed", Icon: icon.Plus, Do: func() {
		f.set.seed = f.set.seed%lastSeed + 1
		f.begin()
	}}
	f.status = label.Label{ID: playgroundID + ".status", Name: "Training", Font: theme.Small, Color: label.Ink, Live: true, Words: f.state}
	f.pen = plane.NewPen(playgroundID+".pen", classes...)
	f.pen.Changed = f.begin
}

func (f *playground) pictures() {
	f.plane = plane.Plane{ID: playgroundID + ".plane", Name: "Points and what the network says of every place", Words: f.words, Pen: f.pen}
	f.key = plot.Key{ID: playgroundID + ".key", Entries: plane.Entries(classes...)}
	f.net = network.Network{
		ID: playgroundID + ".net", Name: "The network: inputs left, output right, in each neuron what it says of every place of the plane", Says: f.shapeInWords,
		Weight: func(l, i, j int) float64 { return f.training.trainer.Net.Layers[l-1].Weight(i, j) },
		Inside: f.drawView, Side: 34, Gap: 7, Chosen: &f.chosen, Choose: f.show,
	}
	f.chart = chart.Chart{ID: playgroundID + ".chart", Name: "Loss after each epoch", XName: "epochs", YName: "loss", Data: func() chart.Data {
		return chart.Data{Lines: []chart.Line{chart.Training(f.training.losses[0]), chart.HeldOut(f.training.losses[1])}, Steps: 50}
	}}
}

func (f *playground) readouts() {
	ref := func(r trace.Ref) func() trace.Ref {
		return func() trace.Ref {
			if len(f.training.trainer.Held) == 0 {
				return trace.Ref{}
			}
			return r
		}
	}
	f.accuracy = readout.Readout{ID: playgroundID + ".accuracy", Name: "Held-out accuracy", Value: f.training.accuracy, Explains: ref(nn.AccuracyRef), Open: f.card.Show}
	f.loss = readout.Readout{ID: playgroundID + ".loss", Name: "Held-out loss", Value: f.training.heldLoss, Explains: ref(nn.MeanLossRef), Open: f.card.Show}
	f.epochs = readout.Readout{ID: playgroundID + ".epochs", Name: "Epochs", Value: func() string { return strconv.Itoa(f.training.trainer.Epochs) }}
}

// useRecipe sets what is known to solve the data set.
func (f *playground) useRecipe() {
	if r, ok := recipe(f.set.data); ok {
		f.set.follow(r)
		f.begin()
	}
}

// Layout implements ui.Widget.
func (f *playground) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.training.still = c.Still
	f.net.Layers = f.layers()
	f.able()
	f.Begin(c, room)
	f.Add(&f.data)
	f.Row(&f.preset, &f.fresh)
	f.Add(&f.buttons, &f.status)
	f.Columns(300, &f.plane, &f.net)
	f.Add(&f.key, f.pen)
	f.Row(&f.accuracy, &f.loss, &f.epochs)
	f.Add(&f.card, &f.chart)
	f.Row(&f.activation, &f.optimizer, &f.penalty)
	for pair := range slices.Chunk(f.sliding(), 2) {
		f.Columns(200, pair...)
	}
	return f.End()
}

// able dims the controls that have nothing to do.
func (f *playground) able() {
	r, ok := recipe(f.set.data)
	now := f.set
	if ok {
		now.follow(r)
	}
	f.preset.Disabled = !ok || now == f.set
	for _, k := range f.sliders {
		switch k.Value {
		case &f.set.points, &f.set.noise:
			k.Disabled = f.set.data == ownOnly
		case &f.set.strength:
			k.Disabled = f.set.penalty == nn.NoPenalty.String()
		}
	}
}

// sliding are the sliders: of the widths, those of the layers that there are.
func (f *playground) sliding() (ws []ui.Widget) {
	for _, k := range f.sliders[:len(f.sliders)-mostLayers+int(f.set.layers)] {
		ws = append(ws, k)
	}
	return ws
}

// Handle implements ui.Widget.
func (f *playground) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); !ok {
		return f.Stack.Handle(e)
	}
	behind := f.training.behind()
	if behind {
		f.training.catchUp()
		f.stale = true
	}
	changed := f.Stack.Handle(e) || behind
	return f.follow() || changed
}

// State implements ui.Stateful.
func (f *playground) State() []ui.Param {
	return append(f.set.params(f.sliders), append(f.pen.Params("own"), f.training.made(), f.looked())...)
}

// Restored implements ui.Stateful. The epochs that a link asks for are made up
// for as time goes by.
func (f *playground) Restored() {
	for _, k := range f.sliders {
		*k.Value = k.Snap(*k.Value)
	}
	replay := f.training.replay
	f.begin()
	f.training.replay = replay
	if f.chosen = f.output(); f.asked.I > 0 {
		f.chosen = network.Place{Layer: f.asked.Layer, I: f.asked.I - 1}
	}
	f.asked = network.Place{}
	f.show()
}

// own returns the reader's points: every third one is held out.
func (f *playground) own() (train, held []nn.Point) {
	for i, p := range f.pen.Own {
		if i%3 == 2 {
			held = append(held, p)
		} else {
			train = append(train, p)
		}
	}
	return train, held
}

// begin makes the points and a network that knows nothing. What plays goes on.
func (f *playground) begin() {
	train, held := f.own()
	f.training.begin(&f.set, train, held)
	f.card.Close()
	f.plane.Show(f.training.train, f.training.held)
	if sizes := f.set.shape().Sizes; !slices.Equal(sizes, f.views.sizes) {
		f.chosen = network.Place{Layer: len(sizes) - 1}
	}
	f.repaint()
}

// step is one epoch where the reader's own hand makes it, and a slice where it
// is played.
func (f *playground) step() (more bool) {
	if f.buttons.Playing() {
		f.training.play()
	} else {
		f.training.epoch()
	}
	f.stale = true
	return !f.training.over()
}
