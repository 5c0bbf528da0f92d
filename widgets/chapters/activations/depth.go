package activations

import (
	"fmt"
	"strconv"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
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

// A depth shows how much of the gradient arrives at each layer of two deep
// networks with different activations.
type depth struct {
	ui.Stack
	seed   int
	layers float64       // hidden ones, a whole number
	made   int           // epochs
	replay runner.Replay // of epochs
	sides  [2]*side

	slider  slider.Slider
	buttons runner.Runner
	fresh   button.Button
	status  label.Label
	epochs  readout.Readout
	card    card.Card
}

// A side is one of the two networks.
type side struct {
	ui.Stack
	*patient
	activation string
	prefix     string // of its numbers

	choice   choice.Choice
	bars     bars.Bars
	accuracy readout.Readout
}

var _ ui.Stateful = (*depth)(nil)

const depthID = "activations.depth"

const (
	depthWidth  = 8
	mostLayers  = 12
	depthRate   = 0.03
	depthEpochs = 200

	// leastGradient has no bar any more. A bar is a tenth longer for what is
	// about six times as large.
	leastGradient = 1e-8
)

func newDepth() *depth {
	f := &depth{Stack: ui.Stack{ID: depthID, Name: "The gradient, layer by layer"}, seed: firstSeed, layers: 8}
	f.card = card.Card{ID: depthID + ".card", Source: f, Names: f.name, Origin: f.origin}
	f.sides = [2]*side{f.side("left", "Activation", nn.Sigmoid), f.side("right", "Beside it", nn.ReLU)}
	f.begin()
	f.slider = slider.Slider{ID: depthID + ".layers", Name: "Hidden layers", Min: 1, Max: mostLayers, Step: 1, Value: &f.layers, Changed: f.restart}
	f.buttons = runner.Runner{ID: depthID, Step: f.step, Reset: f.begin}
	f.fresh = button.Button{ID: depthID + ".fresh", Name: "Other weights", Icon: icon.Reset, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.restart()
	}}
	f.status = label.Label{ID: depthID + ".status", Name: "Gradients", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
	f.epochs = readout.Readout{ID: depthID + ".epochs", Name: "Epochs", Value: func() string { return strconv.Itoa(f.made) }}
	return f
}

func (f *depth) side(id, name string, a nn.Activation) *side {
	s := &side{Stack: ui.Stack{ID: depthID + "." + id}, activation: a.String(), prefix: id + " "}
	s.choice = choice.Choice{ID: s.ID + ".activation", Name: name, Options: names(), Value: &s.activation, Changed: f.restart}
	s.bars = bars.Bars{
		ID: s.ID + ".bars", Name: "Mean size of the gradient", Rows: s.rows, Color: label.Backward, Least: leastGradient,
		Format: func(v float64) string { return label.Number(v, 2) }, Open: f.card.Show,
	}
	s.accuracy = readout.Readout{
		ID: s.ID + ".accuracy", Name: "Held-out accuracy", Value: func() string { return wording.Percent(s.score.Accuracy) },
		Explains: func() trace.Ref { return s.ref(accuracyRef) }, Open: f.card.Show,
	}
	return s
}

// rows are the layers from the first to the output.
func (s *side) rows() (rows []bars.Row) {
	for k, h := range s.health {
		name := fmt.Sprintf("layer %d", k+1)
		if k == len(s.health)-1 {
			name = "output"
		}
		rows = append(rows, bars.Row{Name: name, Value: h.Gradient, Full: max(1, h.Gradient), Explains: s.ref(nn.GradientRef(k + 1))})
	}
	return rows
}

// ref names a number of the side among those of both.
func (s *side) ref(r trace.Ref) trace.Ref {
	r.Name = s.prefix + r.Name
	return r
}

// Layout implements ui.Widget.
func (s *side) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.Name = "With " + s.activation
	s.Begin(c, room)
	s.Row(&s.choice)
	s.Add(&s.bars)
	s.Row(&s.accuracy)
	return s.End()
}

func (f *depth) restart() {
	f.buttons.Pause()
	f.begin()
}

// begin makes both networks anew.
func (f *depth) begin() {
	for _, s := range f.sides {
		a, _ := named(s.activation)
		s.patient = admit(deep(int(f.layers), depthWidth, a), f.seed, 1, depthRate)
	}
	f.made = 0
	f.replay.Stop()
	f.card.Close()
}

// step lets both go once through the points.
func (f *depth) step() bool {
	f.replay.Stop()
	return f.train()
}

// train lets both go once through the points, if they can. One that diverges
// stays behind.
func (f *depth) train() (more bool) {
	if f.over() {
		return false
	}
	for _, s := range f.sides {
		s.train()
	}
	f.made++
	return !f.over()
}

func (f *depth) over() bool {
	return f.made >= depthEpochs || f.sides[0].trainer.Diverged && f.sides[1].trainer.Diverged
}

// says compares what arrives at the first layers.
func (f *depth) says() string {
	switch {
	case f.replay.Left() > 0:
		return catchingUp(f.replay)
	case f.buttons.Playing():
		return "Both are training."
	case f.made == 0:
		return f.arrives()
	}
	return fmt.Sprintf("%s After %s %s.", f.arrives(), wording.Count(f.made, "epoch"), f.told())
}

// arrives tells what part of the output's gradient the first layers get.
func (f *depth) arrives() string {
	if f.sides[0].part() == "" || f.sides[1].part() == "" {
		return "There is no gradient at an output."
	}
	return fmt.Sprintf("Of the gradient at the output, layer 1 gets %s with %s, and %s with %s.",
		f.sides[0].part(), f.sides[0].activation, f.sides[1].part(), f.sides[1].activation)
}

// part is the gradient of the first layer over that of the output.
func (s *side) part() string {
	if last := s.health[len(s.health)-1].Gradient; last > 0 {
		return label.Number(s.health[0].Gradient/last, 2)
	}
	return ""
}

func (f *depth) told() string {
	for _, s := range f.sides {
		if s.trainer.Diverged {
			return "the training with " + s.activation + " has diverged"
		}
	}
	return fmt.Sprintf("%s tells %s of the points held out right, %s %s",
		f.sides[0].activation, wording.Percent(f.sides[0].score.Accuracy), f.sides[1].activation, wording.Percent(f.sides[1].score.Accuracy))
}

// Explain implements trace.Source: the numbers of each side have its prefix.
func (f *depth) Explain(r trace.Ref) (trace.Step, bool) {
	return trace.Sources{
		trace.Renamed(f.sides[0].prefix, f.sides[0].source()), trace.Renamed(f.sides[1].prefix, f.sides[1].source()),
	}.Explain(r)
}

// Layout implements ui.Widget.
func (f *depth) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.slider, &f.buttons, &f.status)
	f.Columns(270, f.sides[0], f.sides[1])
	f.Row(&f.epochs, &f.fresh)
	f.Add(&f.card)
	return f.End()
}

// State implements ui.Stateful.
func (f *depth) State() []ui.Param {
	return []ui.Param{
		ui.Int("start", &f.seed, firstSeed, lastSeed),
		ui.Float("layers", &f.layers, 1, mostLayers),
		ui.Option("left", &f.sides[0].activation, names()),
		ui.Option("right", &f.sides[1].activation, names()),
		f.replay.Param("deep", func() int { return f.made }, depthEpochs),
	}
}

// Restored implements ui.Stateful.
func (f *depth) Restored() {
	f.layers = float64(int(f.layers))
	f.begin()
	f.replay.Start()
}

// Handle implements ui.Widget.
func (f *depth) Handle(e ui.Event) bool {
	return f.replay.Handle(e, f.train) || f.Stack.Handle(e)
}
