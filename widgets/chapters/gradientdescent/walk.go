package gradientdescent

import (
	"fmt"
	"slices"
	"strconv"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A walk is a ball on a landscape that the reader lets down, step by step.
type walk struct {
	ui.Stack
	surface  string // the name of the landscape
	start    [2]float64
	rate     float64
	momentum float64
	steps    float64 // of one press, a whole number
	run      *descent.Run
	replay   []leg // that a link asks for

	terrain         heat.Terrain
	plane           plot.Plane
	ball            plot.Handle
	legend          heat.Legend
	landscape       choice.Choice
	about, status   label.Label
	buttons         runner.Runner
	sliders         []ui.Widget
	loss, count     readout.Readout
	place, gradient pair
	card            card.Card
	parts           ui.Parts
	size            paint.Point
}

var _ ui.Stateful = (*walk)(nil)

const walkID = "descent.landscape"

// The knobs that decide where a step leads, as they are at first.
const (
	startRate     = 0.05
	startMomentum = 0.10
)

// What the knobs can be set to.
var (
	rates   = plot.Range{Lo: 0.01, Hi: 1.2}
	momenta = plot.Range{Lo: 0, Hi: 0.99}
	counts  = plot.Range{Lo: 1, Hi: 50}
)

// surfaces are the names of the landscapes.
func surfaces() (names []string) {
	for _, s := range descent.Surfaces() {
		names = append(names, s.Name)
	}
	return names
}

// surfaceOf returns the landscape of that name.
func surfaceOf(name string) descent.Surface {
	return descent.Surfaces()[slices.Index(surfaces(), name)]
}

func newWalk() *walk {
	w := &walk{Stack: ui.Stack{ID: walkID, Name: "A ball on a landscape of loss"}, surface: surfaces()[0], rate: startRate, momentum: startMomentum, steps: 1, run: new(descent.Run)}
	w.choose()
	w.controls()
	w.picture()
	w.readouts()
	return w
}

// controls makes what the reader operates.
func (w *walk) controls() {
	w.landscape = choice.Choice{ID: walkID + ".surface", Name: "Landscape", Options: surfaces(), Value: &w.surface, Changed: w.choose}
	w.buttons = runner.Runner{
		ID:   walkID,
		Step: func() bool { w.press(); return w.moving() },
		Undo: w.takeBack, AtStart: func() bool { return w.run.Now().Step == 0 },
		Reset: w.begin,
	}
	w.sliders = []ui.Widget{
		&slider.Slider{ID: walkID + ".rate", Name: "Learning rate", Min: rates.Lo, Max: rates.Hi, Step: 0.01, Value: &w.rate},
		&slider.Slider{ID: walkID + ".momentum", Name: "Momentum", Min: momenta.Lo, Max: momenta.Hi, Step: 0.01, Value: &w.momentum},
		&slider.Slider{ID: walkID + ".steps", Name: "Steps", Min: counts.Lo, Max: counts.Hi, Step: 1, Value: &w.steps},
	}
}

// picture makes the map and the words about it.
func (w *walk) picture() {
	w.ball = plot.Handle{
		ID: walkID + ".ball", Name: "Ball", Reach: plot.Anywhere, Step: 0.05,
		At:   func() paint.Point { return point(w.run.Now().P) },
		Move: func(p paint.Point) { w.put([2]float64{p.X, p.Y}) },
	}
	w.plane = plot.Plane{
		ID: walkID + ".plane", Name: "Landscape of loss from above", Value: w.words, Axes: axes, Shape: 0.85,
		Version: func() any { return w.surface },
		Back: func(c *ui.Context, to paint.Canvas, f plot.Frame) {
			w.terrain.Draw(to, f, c.Theme)
		},
		Front:   w.drawWalk,
		Over:    w.drawHidden,
		Handles: []*plot.Handle{&w.ball},
	}
	w.legend = heat.Legend{ID: walkID + ".legend", Name: "Loss, by colour"}
	w.about = label.Label{ID: walkID + ".about", Font: theme.Small, Words: func() string {
		return "Loss = " + w.run.Surface.Formula + ". " + w.run.Surface.Trap
	}}
	w.status = label.Label{ID: walkID + ".status", Name: "Status", Font: theme.Small, Color: label.Ink, Live: true, Words: w.state}
}

// readouts makes the numbers and the card that explains them.
func (w *walk) readouts() {
	w.card = card.Card{ID: walkID + ".card", Source: w.run, Names: namer{w.run}.name, Origin: origin}
	step := func() int { return w.run.Now().Step }
	w.loss = readout.Readout{
		ID: walkID + ".loss", Name: "Loss", Room: 8,
		Value:    func() string { return label.Nonzero(w.run.Now().Loss, 4) },
		Explains: func() trace.Ref { return descent.LossRef(step()) }, Open: w.card.Show,
	}
	w.count = readout.Readout{
		ID: walkID + ".count", Name: "Step count",
		Value:    func() string { return strconv.Itoa(step()) },
		Explains: func() trace.Ref { return descent.CountRef(step()) }, Open: w.card.Show,
	}
	w.place = pair{
		ID: walkID + ".place", Name: "Ball",
		Value:    func() [2]float64 { return w.run.Now().P },
		Explains: func(i int) trace.Ref { return descent.PlaceRef(i, step()) }, Open: w.card.Show,
	}
	w.gradient = pair{
		ID: walkID + ".gradient", Name: "Gradient", Color: label.Backward,
		Value:    func() [2]float64 { return w.run.Now().G },
		Explains: func(i int) trace.Ref { return descent.GradientRef(i, step()) }, Open: w.card.Show,
	}
}

// choose starts on the landscape that is chosen, where its trap is felt.
func (w *walk) choose() {
	s := surfaceOf(w.surface)
	w.start, w.terrain = s.Start, terrainOf(s)
	w.begin()
}

// put puts the ball at p.
func (w *walk) put(p [2]float64) {
	w.start = p
	w.begin()
}

// begin makes a new run from the start, or the same once more.
func (w *walk) begin() {
	*w.run = *descent.NewRun(surfaceOf(w.surface), w.start, w.settings())
	w.tidy()
}

// settings are those of the knobs. Momentum 0 is plain gradient descent.
func (w *walk) settings() descent.Settings {
	return descent.Settings{Method: descent.Momentum, LearningRate: w.rate, Momentum: w.momentum}
}

// press makes as many steps as the reader wants at once.
func (w *walk) press() {
	w.run.Settings = w.settings()
	for range int(w.steps) {
		w.run.Step()
	}
}

func (w *walk) takeBack() {
	w.run.Undo()
	w.tidy()
}

// tidy closes the card if its number is there no more.
func (w *walk) tidy() {
	if _, ok := w.run.Explain(w.card.Open); !ok {
		w.card.Close()
	}
}

// moving reports whether there can be another step.
func (w *walk) moving() bool {
	return !w.run.Converged && !w.run.Diverged && len(w.run.History) < descent.MaxHistory
}

// state says how the walk stands.
func (w *walk) state() string {
	n := w.run.Now().Step
	switch {
	case w.run.Diverged:
		return fmt.Sprintf("Diverged after %s: the next one would lead farther than %s from 0 in x or in y. Try a smaller learning rate and press Reset.", steps(n), label.Number(descent.Bound, 4))
	case w.run.Converged:
		return fmt.Sprintf("Converged after %s: the gradient is almost zero.", steps(n))
	case !w.moving():
		return fmt.Sprintf("Stopped after %s: no more are kept. Press Reset.", steps(n))
	case w.buttons.Playing():
		return "Rolling."
	case n == 0 && (w.rate != startRate || w.momentum != startMomentum): // another landscape has not set them back
		return "The ball is at its start. The knobs are as you set them."
	case n == 0:
		return "The ball is at its start."
	}
	return fmt.Sprintf("After %s the loss is %s.", steps(n), label.Nonzero(w.run.Now().Loss, 4))
}

// words says what the map shows.
func (w *walk) words() string {
	now := w.run.Now()
	return fmt.Sprintf("%s: loss = %s. The ball is at x = %s, y = %s, where the loss is %s and the gradient is %s in x and %s in y%s.",
		w.surface, w.run.Surface.Formula, label.Fixed(now.P[0], 2), label.Fixed(now.P[1], 2), label.Nonzero(now.Loss, 4),
		label.Fixed(now.G[0], 3), label.Fixed(now.G[1], 3), when(now.Step))
}

// Layout implements ui.Widget.
func (w *walk) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.landscape, &w.about, &w.plane)
	w.legend.Map = w.terrain.Map(w.plane.Frame())
	w.Add(&w.buttons, &w.status)
	w.Columns(170, w.sliders...)
	w.Row(&w.loss, &w.count, &w.place, &w.gradient)
	w.Add(&w.legend, &w.card)
	return w.End()
}

// Datasets implements ui.Tabular: the way of the ball, from its start.
func (w *walk) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: "The way of the ball", Columns: ui.Columns("step", "x", "y", "loss", "gradient x", "gradient y")}
	for _, s := range w.run.History {
		d.Rows = append(d.Rows, []any{float64(s.Step), s.P[0], s.P[1], s.Loss, s.G[0], s.G[1]})
	}
	return []ui.Dataset{d}
}
