package activations

import (
	"fmt"
	"strconv"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A bend trains two networks on the same points from the same weights: one
// whose neurons bend their sums, and one whose neurons do not.
type bend struct {
	ui.Stack
	seed       int
	data       string        // the name of the data set
	activation string        // of the network that bends
	replay     runner.Replay // of epochs
	points     []nn.Point
	held       []nn.Point
	bent, flat *pupil

	dataSet, choice choice.Choice
	buttons         runner.Runner
	fresh           button.Button
	status          label.Label
	key             plot.Key
	chart           chart.Chart
	epochs          readout.Readout
	card            card.Card
}

var _ ui.Stateful = (*bend)(nil)

const bendID = "activations.bend"

const (
	exampleCount = 300
	heldShare    = 0.3
	noise        = 0.05
	lastEpoch    = 150
)

// sizes are those of both networks: three hidden layers, so that there is
// something to collapse.
var sizes = []int{2, 8, 8, 8, 1}

func newBend() *bend {
	f := &bend{Stack: ui.Stack{ID: bendID, Name: "The same network with and without a bend"}, seed: firstSeed, data: "XOR", activation: nn.ReLU.String()}
	f.card = card.Card{ID: bendID + ".card", Source: f, Names: f.numberName, Origin: f.origin}
	f.bent, f.flat = newPupil(bendID+".bent", f.card.Show), newPupil(bendID+".flat", f.card.Show)
	f.begin()
	f.controls()
	f.chart = chart.Chart{ID: bendID + ".chart", Name: "Held-out loss after each epoch", XName: "epochs", YName: "loss", Log: true, Data: f.losses}
	f.key = plot.Key{ID: bendID + ".key", Entries: plane.Entries("red square", "green disc")}
	f.epochs = readout.Readout{ID: bendID + ".epochs", Name: "Epochs", Value: func() string { return strconv.Itoa(f.bent.trainer.Epochs) }}
	return f
}

func (f *bend) controls() {
	f.dataSet = choice.Choice{ID: bendID + ".data", Name: "Data set", Options: dataNames(), Value: &f.data, Changed: f.restart}
	f.choice = choice.Choice{ID: bendID + ".activation", Name: "Activation", Options: names(), Value: &f.activation, Changed: f.restart}
	f.buttons = runner.Runner{ID: bendID, Step: f.step, Reset: f.begin}
	f.fresh = button.Button{ID: bendID + ".fresh", Name: "New examples", Icon: icon.Plus, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.restart()
	}}
	f.status = label.Label{ID: bendID + ".status", Name: "Training", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
}

func dataNames() (all []string) {
	for _, d := range nn.DataSets() {
		all = append(all, d.Name)
	}
	return all
}

// restart begins anew with what the reader has chosen.
func (f *bend) restart() {
	f.buttons.Pause()
	f.begin()
}

// begin makes the examples of the seed, and both networks from the same random
// weights.
func (f *bend) begin() {
	for _, d := range nn.DataSets() {
		if d.Name == f.data {
			random := seeded(f.seed)
			f.points, f.held = nn.Split(d.Make(exampleCount, noise, random), heldShare, random)
		}
	}
	a, _ := named(f.activation)
	f.bent.begin(a, f.seed, f.points, f.held)
	f.flat.begin(nn.Linear, f.seed, f.points, f.held)
	f.flat.startLike(f.bent)
	f.replay.Stop()
	f.card.Close()
}

// step lets both go once through the examples.
func (f *bend) step() bool {
	f.replay.Stop()
	return f.train()
}

func (f *bend) train() (more bool) {
	if !f.over() {
		f.bent.step()
		f.flat.step()
	}
	return !f.over()
}

func (f *bend) over() bool { return f.bent.trainer.Epochs >= lastEpoch || f.bent.trainer.Diverged }

func (f *bend) losses() chart.Data {
	return chart.Data{Steps: lastEpoch, Lines: []chart.Line{
		{Name: "with " + f.activation, Color: label.Data, Points: f.bent.losses},
		{Name: "without a bend", Color: label.Ink, Dash: []float64{7, 4}, Points: f.flat.losses},
	}}
}

func (f *bend) says() string {
	n := f.bent.trainer.Epochs
	switch {
	case f.bent.trainer.Diverged:
		return "The training has diverged. Press Reset."
	case f.replay.Left() > 0:
		return catchingUp(f.replay)
	case f.buttons.Playing():
		return "Both are training."
	case n == 0:
		return fmt.Sprintf("Neither has been trained: both have the same %d random weights and biases.", len(f.bent.trainer.Net.Params))
	}
	return fmt.Sprintf("After %s %s tells %s of the points held out right, and without a bend it is %s.",
		wording.Count(n, "epoch"), f.activation, wording.Percent(f.bent.score.Accuracy), wording.Percent(f.flat.score.Accuracy))
}

// Explain implements trace.Source: numbers of the network without a bend have
// a prefix.
func (f *bend) Explain(r trace.Ref) (trace.Step, bool) {
	return trace.Sources{f.bent.source(), trace.Renamed(flatPrefix, f.flat.source())}.Explain(r)
}

const flatPrefix = "flat "

// Layout implements ui.Widget.
func (f *bend) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.bent.title, f.flat.title = "With "+f.activation, "Without a bend"
	f.Begin(c, room)
	f.Row(&f.dataSet, &f.choice)
	f.Add(&f.buttons, &f.status, &f.key)
	f.Columns(270, f.bent, f.flat)
	f.Add(&f.chart)
	f.Row(&f.epochs, &f.fresh)
	f.Add(&f.card)
	return f.End()
}

// State implements ui.Stateful.
func (f *bend) State() []ui.Param {
	return []ui.Param{
		ui.Int("examples", &f.seed, firstSeed, lastSeed),
		ui.Option("data", &f.data, f.dataSet.Options),
		ui.Option("bend", &f.activation, f.choice.Options),
		f.replay.Param("epochs", func() int { return f.bent.trainer.Epochs }, lastEpoch),
	}
}

// Restored implements ui.Stateful.
func (f *bend) Restored() {
	f.begin()
	f.replay.Start()
}

// Handle implements ui.Widget.
func (f *bend) Handle(e ui.Event) bool {
	return f.replay.Handle(e, f.train) || f.Stack.Handle(e)
}

// catchingUp says that a link asks for more epochs than have been made.
func catchingUp(r runner.Replay) string {
	return fmt.Sprintf("Catching up with the link: %s to go.", wording.Count(r.Left(), "epoch"))
}

// inputsOf are what the networks are told of a point.
var inputsOf = []nn.Feature{nn.X, nn.Y}

// settings are those of both trainings.
func settings() nn.Settings { return nn.Defaults(descent.Adam) }
