package activations

import (
	"fmt"
	"strconv"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A units shows which hidden neurons of a network in training are on, saturated
// or dead.
type units struct {
	ui.Stack
	*patient
	seed        int
	activation  string
	rate, grown float64 // the learning rate; how much larger the first weights are than usual
	made        int     // times that it has gone on, the one in which it diverged included
	replay      runner.Replay

	choice  choice.Choice
	sliders [2]slider.Slider
	buttons runner.Runner
	fresh   button.Button
	status  label.Label
	tiles   tiles
	counts  []ui.Widget
	card    card.Card
}

var _ ui.Stateful = (*units)(nil)

const unitsID = "activations.units"

const (
	unitLayers = 2
	unitWidth  = 12
	unitEpochs = 60
)

func newUnits() *units {
	f := &units{Stack: ui.Stack{ID: unitsID, Name: "Neurons that are on, saturated or dead"}, seed: firstSeed, activation: nn.ReLU.String(), rate: 0.3, grown: 1}
	f.card = card.Card{ID: unitsID + ".card", Source: f, Names: checkupName, Origin: checkupOrigin}
	f.begin()
	f.controls()
	f.tiles = tiles{ID: unitsID + ".tiles", Layers: func() []nn.Health { return f.hidden() }, Open: f.card.Show}
	f.counts = []ui.Widget{
		f.count("dead", "Dead neurons", func() string { return fmt.Sprintf("%d of %d", f.dead(), unitLayers*unitWidth) }),
		f.count("saturated", "Saturated", func() string { return wording.Percent(f.saturated()) }),
		&readout.Readout{
			ID: unitsID + ".accuracy", Name: "Held-out accuracy", Value: func() string { return wording.Percent(f.score.Accuracy) },
			Explains: func() trace.Ref { return accuracyRef }, Open: f.card.Show,
		},
		f.count("epochs", "Epochs", func() string { return strconv.Itoa(f.trainer.Epochs) }),
	}
	return f
}

func (f *units) controls() {
	f.choice = choice.Choice{ID: unitsID + ".activation", Name: "Activation", Options: names(), Value: &f.activation, Changed: f.restart}
	f.sliders = [2]slider.Slider{
		{ID: unitsID + ".rate", Name: "Learning rate", Min: 0.01, Max: 0.5, Step: 0.01, Value: &f.rate, Changed: f.restart},
		{ID: unitsID + ".grown", Name: "First weights, times the usual", Min: 1, Max: 20, Step: 1, Value: &f.grown, Changed: f.restart},
	}
	f.buttons = runner.Runner{ID: unitsID, Step: f.step, Reset: f.begin}
	f.fresh = button.Button{ID: unitsID + ".fresh", Name: "Other weights", Icon: icon.Reset, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.restart()
	}}
	f.status = label.Label{ID: unitsID + ".status", Name: "Neurons", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
}

func (f *units) count(id, name string, value func() string) *readout.Readout {
	return &readout.Readout{ID: unitsID + "." + id, Name: name, Value: value}
}

func (f *units) restart() {
	f.buttons.Pause()
	f.begin()
}

func (f *units) begin() {
	a, _ := named(f.activation)
	f.patient, f.made = admit(deep(unitLayers, unitWidth, a), f.seed, f.grown, f.rate), 0
	f.replay.Stop()
	f.card.Close()
}

func (f *units) step() bool {
	f.replay.Stop()
	return f.goOn()
}

func (f *units) goOn() (more bool) {
	if !f.over() {
		f.train()
		f.made++
	}
	return !f.over()
}

func (f *units) over() bool { return f.trainer.Diverged || f.trainer.Epochs >= unitEpochs }

func (f *units) dead() (n int) {
	for _, h := range f.hidden() {
		n += h.Dead
	}
	return n
}

// saturated is the mean over all hidden neurons.
func (f *units) saturated() (share float64) {
	for _, h := range f.hidden() {
		for _, u := range h.Units {
			share += u.Saturated / (unitLayers * unitWidth)
		}
	}
	return share
}

func (f *units) says() string {
	now := fmt.Sprintf("dead neurons: %d of %d. On average %s of the points saturate a neuron.", f.dead(), unitLayers*unitWidth, wording.Percent(f.saturated()))
	switch n := f.trainer.Epochs; {
	case f.trainer.Diverged:
		return fmt.Sprintf("The training has diverged after %s. Press Reset, and choose a smaller learning rate.", wording.Count(n, "epoch"))
	case f.replay.Left() > 0:
		return catchingUp(f.replay)
	case f.buttons.Playing():
		return "Training."
	case n == 0:
		return "Before the training, " + now
	default:
		return fmt.Sprintf("After %s, %s", wording.Count(n, "epoch"), now)
	}
}

// condition tells how a neuron does.
func condition(u nn.Unit) string {
	if u.Dead {
		return "dead: its slope is 0 for every point"
	}
	return fmt.Sprintf("on for %s of the points, saturated for %s", wording.Percent(u.On), wording.Percent(u.Saturated))
}

// Explain implements trace.Source.
func (f *units) Explain(r trace.Ref) (trace.Step, bool) { return f.source().Explain(r) }

// Layout implements ui.Widget.
func (f *units) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Row(&f.choice)
	f.Columns(270, &f.sliders[0], &f.sliders[1])
	f.Add(&f.buttons, &f.status, &f.tiles)
	f.Row(f.counts...)
	f.Row(&f.fresh)
	f.Add(&f.card)
	return f.End()
}

// State implements ui.Stateful.
func (f *units) State() []ui.Param {
	return []ui.Param{
		ui.Int("neurons", &f.seed, firstSeed, lastSeed),
		ui.Option("kind", &f.activation, names()),
		ui.Float("rate", &f.rate, f.sliders[0].Min, f.sliders[0].Max),
		ui.Float("grown", &f.grown, f.sliders[1].Min, f.sliders[1].Max),
		f.replay.Param("trained", func() int { return f.made }, unitEpochs),
	}
}

// Restored implements ui.Stateful.
func (f *units) Restored() {
	f.begin()
	f.replay.Start()
}

// Handle implements ui.Widget.
func (f *units) Handle(e ui.Event) bool {
	return f.replay.Handle(e, f.goOn) || f.Stack.Handle(e)
}
