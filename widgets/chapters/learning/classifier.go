package learning

import (
	"fmt"
	"strconv"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
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

// A classifier learns from labelled points in which class a point is.
type classifier struct {
	ui.Stack
	seed    int
	replay  int // epochs that a link asks for
	recipe  nn.Recipe
	train   []nn.Point
	held    []nn.Point
	trainer *nn.Trainer
	score   nn.Score         // on the points that are held out
	losses  [2][]paint.Point // by epochs: in training, held out
	output  *nn.Picture

	plane                  plane.Plane
	key                    plot.Key
	chart                  chart.Chart
	buttons                runner.Runner
	fresh                  button.Button
	status                 label.Label
	accuracy, loss, epochs readout.Readout
	card                   card.Card
}

var _ ui.Stateful = (*classifier)(nil)

const classifierID = "learning.classifier"

const (
	exampleCount = 300
	heldShare    = 0.3
	noise        = 0.05
	cellCount    = 48 // of the picture, along each side
)

func newClassifier() *classifier {
	f := &classifier{Stack: ui.Stack{ID: classifierID, Name: "A classifier that learns from labelled points"}, seed: firstSeed,
		recipe: nn.Recipes()[0], output: nn.NewPicture(cellCount, cellCount)}
	f.card = card.Card{ID: classifierID + ".card", Source: f, Names: wording.Example, Origin: wording.Origin}
	f.begin()
	f.controls()
	f.pictures()
	f.readouts()
	return f
}

func (f *classifier) controls() {
	f.buttons = runner.Runner{ID: classifierID, Step: f.step, Reset: f.begin}
	f.fresh = button.Button{ID: classifierID + ".fresh", Name: "New examples", Icon: icon.Plus, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.buttons.Pause()
		f.begin()
	}}
	f.status = label.Label{ID: classifierID + ".status", Name: "Training", Font: theme.Small, Color: label.Ink, Live: true, Words: f.state}
}

func (f *classifier) pictures() {
	f.plane.ID, f.plane.Name, f.plane.Words = classifierID+".plane", "Labelled points and what the network says of the plane", f.words
	f.key = plot.Key{ID: classifierID + ".key", Entries: plane.Entries("square: labelled “outside”", "disc: labelled “inside”")}
	f.chart = chart.Chart{ID: classifierID + ".chart", Name: "Loss after each epoch", XName: "epochs", YName: "loss", Shape: 0.8, Tall: 300, Data: func() chart.Data {
		return chart.Data{Lines: []chart.Line{chart.Training(f.losses[0]), chart.HeldOut(f.losses[1])}, Steps: float64(f.recipe.Epochs)}
	}}
}

func (f *classifier) readouts() {
	f.accuracy = readout.Readout{
		ID: classifierID + ".accuracy", Name: "Held-out accuracy", Value: func() string { return wording.Percent(f.score.Accuracy) },
		Explains: func() trace.Ref { return nn.AccuracyRef }, Open: f.card.Show,
	}
	f.loss = readout.Readout{
		ID: classifierID + ".loss", Name: "Held-out loss", Value: func() string { return label.Nonzero(f.score.Loss, 4) },
		Explains: func() trace.Ref { return nn.MeanLossRef }, Open: f.card.Show,
	}
	f.epochs = readout.Readout{ID: classifierID + ".epochs", Name: "Epochs", Value: func() string { return strconv.Itoa(f.trainer.Epochs) }}
}

// begin makes the examples of the seed and a network that knows nothing.
func (f *classifier) begin() {
	random := seeded(f.seed)
	f.train, f.held = nn.Split(f.recipe.Data.Make(exampleCount, noise, random), heldShare, random)
	net, err := nn.New(f.recipe.Shape, random)
	if err != nil {
		panic(err) // the shape is the engine's own
	}
	f.plane.Show(f.train, f.held)
	features := f.recipe.Features
	f.trainer = nn.NewTrainer(net, f.recipe.Loss, f.recipe.Settings, nn.Examples(features, f.train), nn.Examples(features, f.held), random)
	f.losses = [2][]paint.Point{}
	f.card.Close()
	f.look()
}

// step goes once through the examples.
func (f *classifier) step() bool {
	if !f.over() {
		f.trainer.Epoch()
		f.look()
	}
	return !f.over()
}

func (f *classifier) over() bool {
	return f.trainer.Diverged || f.trainer.Epochs >= f.recipe.Epochs
}

// look measures the network and has its picture made.
func (f *classifier) look() {
	f.score = f.trainer.Score(f.trainer.Held)
	at := float64(f.trainer.Epochs)
	f.losses[0] = append(f.losses[0], paint.Pt(at, f.trainer.Score(f.trainer.Train).Loss))
	f.losses[1] = append(f.losses[1], paint.Pt(at, f.score.Loss))
	f.output.Paint(f.trainer.Net, f.recipe.Features)
	f.plane.Ground.Show(f.output.Output(), cellCount, cellCount, -1, 1)
}

// Explain implements trace.Source: the score on the points held out.
func (f *classifier) Explain(r trace.Ref) (trace.Step, bool) {
	return nn.Evaluation{Net: f.trainer.Net, Loss: f.recipe.Loss, Examples: f.trainer.Held, Points: f.held, Features: f.recipe.Features}.Explain(r)
}

func (f *classifier) state() string {
	switch n := f.trainer.Epochs; {
	case f.trainer.Diverged:
		return "The training has diverged. Press Reset."
	case f.over():
		return fmt.Sprintf("Trained for %s: %s of the points held out are told right.", epochs(n), wording.Percent(f.score.Accuracy))
	case f.buttons.Playing():
		return "Training."
	case n == 0:
		return fmt.Sprintf("Not trained yet: the weights are random. %d points to learn from, %d held out.", len(f.train), len(f.held))
	default:
		return fmt.Sprintf("After %s: %s of the points held out are told right.", epochs(n), wording.Percent(f.score.Accuracy))
	}
}

func (f *classifier) words() string {
	return fmt.Sprintf("Points labelled “inside” lie in the middle, those labelled “outside” around them. After %s the network tells %s of the points held out right.",
		epochs(f.trainer.Epochs), wording.Percent(f.score.Accuracy))
}

// Layout implements ui.Widget.
func (f *classifier) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.buttons, &f.status, &f.key)
	f.Columns(270, &f.plane, &f.chart)
	f.Row(&f.accuracy, &f.loss, &f.epochs)
	f.Row(&f.fresh)
	f.Add(&f.card)
	return f.End()
}

// State implements ui.Stateful.
func (f *classifier) State() []ui.Param {
	return []ui.Param{
		ui.Int("examples", &f.seed, firstSeed, lastSeed),
		ui.Count("epochs", func() int { return f.trainer.Epochs }, &f.replay, f.recipe.Epochs),
	}
}

// Restored implements ui.Stateful.
func (f *classifier) Restored() {
	f.begin()
	for range f.replay {
		f.step()
	}
	f.replay = 0
}
