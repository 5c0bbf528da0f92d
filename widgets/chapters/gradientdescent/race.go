package gradientdescent

import (
	"fmt"
	"strings"

	"zerotoai/engine/descent"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A race lets four methods down from where the walk of the first figure
// starts, on its landscape.
type race struct {
	ui.Stack
	walk    *walk
	rate    float64
	racers  []*racer
	surface string // of the race that is on
	start   [2]float64
	replay  int // steps that a link asks for

	terrain heat.Terrain
	plane   plot.Plane
	loss    chart.Chart
	key     plot.Key
	buttons runner.Runner
	slider  slider.Slider
	status  label.Label

	memories []ui.Widget
	card     card.Card
}

var _ ui.Stateful = (*race)(nil)

const raceID = "descent.race"

// laps is how many steps a race has.
const laps = 300

func newRace(w *walk) *race {
	r := &race{Stack: ui.Stack{ID: raceID, Name: "Four optimizers in a race"}, walk: w, rate: 0.05}
	for _, m := range descent.Methods() {
		r.racers = append(r.racers, &racer{look: looks[m], run: new(descent.Run)})
	}
	r.restart()
	r.buttons = runner.Runner{
		ID: raceID, Names: runner.Names{Play: "Race", Step: "Step all", Reset: "Start again"},
		Step: func() bool { r.step(); return r.moving() }, Reset: r.restart,
	}
	r.slider = slider.Slider{ID: raceID + ".rate", Name: "Race learning rate", Min: 0.01, Max: 0.5, Step: 0.01, Value: &r.rate, Changed: r.restart}
	r.status = label.Label{ID: raceID + ".status", Name: "Race", Font: theme.Small, Color: label.Ink, Live: true, Words: r.state}
	r.pictures()
	r.card = card.Card{ID: raceID + ".card", Source: raced{r}, Names: raced{r}.name, Origin: raced{r}.origin}
	for _, u := range r.racers {
		r.memories = append(r.memories, newMemory(u, r.card.Show))
	}
	return r
}

func (r *race) pictures() {
	r.plane = plot.Plane{
		ID: raceID + ".plane", Name: "Four optimizers on the landscape", Value: r.words, Axes: axes, Shape: 0.85,
		Version: func() any { return r.surface },
		Back: func(c *ui.Context, to paint.Canvas, f plot.Frame) {
			r.terrain.Draw(to, f, c.Theme)
		},
		Front: r.drawTrails,
	}
	r.loss = chart.Chart{ID: raceID + ".loss", Name: "Loss after each step", YName: "loss", Keyless: true, Data: r.losses}
	r.key = plot.Key{ID: raceID + ".key"}
	for _, u := range r.racers {
		r.key.Entries = append(r.key.Entries, plot.Entry{Name: u.letter + ": " + u.method.String(), Color: u.color, Dash: u.dash})
	}
}

// restart puts all racers at the start. All have the learning rate of the
// slider: that it suits some and not others is what there is to see. The rest
// is as the methods' authors advise.
func (r *race) restart() {
	surface := surfaceOf(r.walk.surface)
	if r.surface != surface.Name {
		r.terrain = terrainOf(surface)
	}
	r.surface, r.start = surface.Name, r.walk.start
	for _, u := range r.racers {
		s := descent.Defaults(u.method)
		s.LearningRate = r.rate
		*u.run = *descent.NewRun(surface, r.start, s)
	}
	if _, ok := (raced{r}).Explain(r.card.Open); !ok {
		r.card.Close()
	}
}

// follow starts anew where the walk has another start, and reports whether it
// has.
func (r *race) follow() bool {
	if r.surface == r.walk.surface && r.start == r.walk.start {
		return false
	}
	r.restart()
	return true
}

func (r *race) step() {
	if r.lap() >= laps {
		return
	}
	for _, u := range r.racers {
		u.run.Step()
	}
}

// lap is how many steps the longest run has made.
func (r *race) lap() (n int) {
	for _, u := range r.racers {
		n = max(n, u.run.Now().Step)
	}
	return n
}

// moving reports whether a racer can make another step.
func (r *race) moving() bool {
	on := false
	for _, u := range r.racers {
		on = on || !u.run.Converged && !u.run.Diverged
	}
	return on && r.lap() < laps
}

// state says how the race stands, but not each step of it while it is on.
func (r *race) state() string {
	switch n := r.lap(); {
	case r.buttons.Playing():
		return "The race is on."
	case n == 0:
		return fmt.Sprintf("All four stand at the start, on the landscape “%s”.", r.surface)
	case !r.moving():
		return fmt.Sprintf("The race is over after %s. %s", steps(n), r.words())
	default:
		return fmt.Sprintf("After %s. %s", steps(n), r.words())
	}
}

// words tells the losses.
func (r *race) words() string {
	var ss []string
	for _, u := range r.racers {
		ss = append(ss, u.words())
	}
	return strings.Join(ss, " ")
}

// losses are the lines of the loss. They reach up to where the race started,
// and a little more.
func (r *race) losses() chart.Data {
	d := chart.Data{Steps: 20, Top: max(r.racers[0].run.History[0].Loss*1.15, 0.1)}
	for _, u := range r.racers {
		d.Lines = append(d.Lines, u.line())
	}
	return d
}

func (r *race) drawTrails(c *ui.Context, to paint.Canvas, f plot.Frame) {
	var heads []plot.Badge
	for _, u := range r.racers {
		u.trail(c, to, f)
		heads = append(heads, u.badge())
	}
	f.Badges(c, to, heads...)
}

// Layout implements ui.Widget.
func (r *race) Layout(c *ui.Context, room paint.Point) paint.Point {
	r.follow()
	r.Begin(c, room)
	r.Add(&r.buttons, &r.slider, &r.key, &r.plane, &r.status, &r.loss)
	r.Columns(270, r.memories...)
	r.Add(&r.card)
	return r.End()
}

// Handle implements ui.Widget.
func (r *race) Handle(e ui.Event) bool {
	followed := r.follow()
	return r.Stack.Handle(e) || followed
}

// State implements ui.Stateful.
func (r *race) State() []ui.Param {
	return []ui.Param{
		ui.Float("race", &r.rate, r.slider.Min, r.slider.Max),
		ui.Count("laps", r.lap, &r.replay, laps),
	}
}

// Restored implements ui.Stateful: it makes the steps that a link asks for.
func (r *race) Restored() {
	r.restart()
	for range r.replay {
		r.step()
	}
	r.replay = 0
}
