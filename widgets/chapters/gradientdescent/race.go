package gradientdescent

import (
	"fmt"
	"strings"

	"zerotoai/engine/descent"
	"zerotoai/widgets/chart"
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
	walk    *walk
	rate    float64
	racers  []*racer
	surface string // of the race that is on
	start   [2]float64

	terrain terrain
	plane   plot.Plane
	loss    chart.Chart
	key     plot.Key
	buttons runner.Runner
	slider  slider.Slider
	status  label.Label
	parts   ui.Parts
	size    paint.Point
}

var _ ui.Stateful = (*race)(nil)

const raceID = "descent.race"

// laps is how many steps a race has.
const laps = 300

func newRace(w *walk) *race {
	r := &race{walk: w, rate: 0.05}
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
	return r
}

func (r *race) pictures() {
	r.plane = plot.Plane{
		ID: raceID + ".plane", Name: "Four optimizers on the landscape", Value: r.words, Axes: axes, Shape: 0.85,
		Version: func() any { return r.surface },
		Back: func(c *ui.Context, to paint.Canvas, f plot.Frame) {
			r.terrain.draw(c, to, f, surfaceOf(r.surface))
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
	r.surface, r.start = r.walk.surface, r.walk.start
	for _, u := range r.racers {
		s := descent.Defaults(u.method)
		s.LearningRate = r.rate
		*u.run = *descent.NewRun(surfaceOf(r.surface), r.start, s)
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
	r.parts = nil
	y := 0.0
	add := func(w ui.Widget) { y += r.parts.Place(c, w, paint.Pt(0, y), room).Y + theme.Gap }
	add(&r.buttons)
	add(&r.slider)
	add(&r.key)
	add(&r.plane)
	add(&r.status)
	add(&r.loss)
	y += r.memories(c, paint.Pt(0, y), room)
	r.size = paint.Pt(room.X, y)
	return r.size
}

// memories places what the racers keep, in two columns where there is room.
func (r *race) memories(c *ui.Context, at, room paint.Point) (height float64) {
	n := 1
	if room.X >= 560 {
		n = 2
	}
	width := (room.X - float64(n-1)*theme.Gap) / float64(n)
	row := 0.0
	for i, u := range r.racers {
		if i > 0 && i%n == 0 {
			height, row = height+row+theme.Gap, 0
		}
		s := r.parts.Place(c, &memory{racer: u}, at.Add(paint.Pt(float64(i%n)*(width+theme.Gap), height)), paint.Pt(width, room.Y))
		row = max(row, s.Y)
	}
	return height + row
}

// Handle implements ui.Widget.
func (r *race) Handle(e ui.Event) bool {
	followed := r.follow()
	return r.parts.Handle(e) || followed
}

// Draw implements ui.Widget.
func (r *race) Draw(c *ui.Context, to paint.Canvas) { r.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (r *race) Describe() ui.Node {
	return ui.Node{
		ID: raceID, Role: ui.Group, Name: "Four optimizers in a race",
		Bounds: paint.Rect{Max: r.size}, Children: r.parts.Describe(),
	}
}

// State implements ui.Stateful.
func (r *race) State() []ui.Param {
	return []ui.Param{ui.Float("race", &r.rate, r.slider.Min, r.slider.Max)}
}

// Restored implements ui.Stateful.
func (r *race) Restored() { r.restart() }
