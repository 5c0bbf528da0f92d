package gradientdescent

import (
	"fmt"
	"strings"

	"zerotoai/engine/descent"
	"zerotoai/widgets/button"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A race lets four methods down from where the walk of the first figure
// starts, on its landscape.
type race struct {
	walk    *walk
	rate    float64
	runners []*runner
	surface string // of the race that is on
	start   [2]float64

	terrain     terrain
	plane, loss plot.Plane
	key         plot.Key
	play        *player
	all, again  button.Button
	slider      slider.Slider
	status      label.Label
	parts       ui.Parts
	size        paint.Point
}

var _ ui.Stateful = (*race)(nil)

const raceID = "descent.race"

// laps is how many steps a race has.
const laps = 300

func newRace(w *walk) *race {
	r := &race{walk: w, rate: 0.05}
	for _, m := range descent.Methods() {
		r.runners = append(r.runners, &runner{look: looks[m], run: new(descent.Run)})
	}
	r.restart()
	r.play = newPlayer(raceID+".play", "Race", func() bool { r.step(); return r.moving() })
	r.all = button.Button{ID: raceID + ".all", Name: "Step all", Do: r.step}
	r.again = button.Button{ID: raceID + ".again", Name: "Start again", Do: func() { r.play.play(false); r.restart() }}
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
	r.loss = plot.Plane{
		ID: raceID + ".loss", Name: "Loss after each step", Value: r.words, Axes: r.lossAxes, Shape: 0.4, Tall: 240,
		Front: r.drawLosses,
	}
	r.key = plot.Key{ID: raceID + ".key"}
	for _, u := range r.runners {
		r.key.Entries = append(r.key.Entries, plot.Entry{Name: u.letter + ": " + u.method.String(), Color: u.color, Dash: u.dash})
	}
}

// restart puts all runners at the start. All have the learning rate of the
// slider: that it suits some and not others is what there is to see. The rest
// is as the methods' authors advise.
func (r *race) restart() {
	r.surface, r.start = r.walk.surface, r.walk.start
	for _, u := range r.runners {
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
	for _, u := range r.runners {
		u.run.Step()
	}
}

// lap is how many steps the longest run has made.
func (r *race) lap() (n int) {
	for _, u := range r.runners {
		n = max(n, u.run.Now().Step)
	}
	return n
}

// moving reports whether a runner can make another step.
func (r *race) moving() bool {
	on := false
	for _, u := range r.runners {
		on = on || !u.run.Converged && !u.run.Diverged
	}
	return on && r.lap() < laps
}

// state says how the race stands, but not each step of it while it is on.
func (r *race) state() string {
	switch n := r.lap(); {
	case r.play.on:
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
	for _, u := range r.runners {
		ss = append(ss, u.words())
	}
	return strings.Join(ss, " ")
}

// lossAxes reach up to where the race started, and a little more.
func (r *race) lossAxes() plot.Axes {
	top := r.runners[0].run.History[0].Loss
	return plot.Axes{
		X: plot.Range{Hi: max(20, float64(r.lap()))}, Y: plot.Range{Hi: max(top*1.15, 0.1)},
		XName: "steps", YName: "loss",
	}
}

func (r *race) drawTrails(c *ui.Context, to paint.Canvas, f plot.Frame) {
	for _, u := range r.runners {
		u.line(c, to, f, places(u.run.History))
	}
	heads := make([]paint.Point, len(r.runners))
	for i, u := range r.runners {
		heads[i] = point(u.run.Now().P)
	}
	r.drawHeads(c, to, f, heads, around[:])
}

func (r *race) drawLosses(c *ui.Context, to paint.Canvas, f plot.Frame) {
	heads := make([]paint.Point, len(r.runners))
	for i, u := range r.runners {
		pts := u.losses()
		u.line(c, to, f, pts)
		heads[i] = pts[len(pts)-1]
	}
	r.drawHeads(c, to, f, heads, before[:])
}

// drawHeads paints the letters where the runners are. Where they would cover
// one another they stand side by side.
func (r *race) drawHeads(c *ui.Context, to paint.Canvas, f plot.Frame, at, beside []paint.Point) {
	var taken []paint.Rect
	for i, u := range r.runners {
		f.Dot(c, to, at[i], 4, u.color(c.Theme))
		box := free(f, at[i], beside, taken)
		taken = append(taken, box)
		u.badge(c, to, box)
	}
}

// badge is the side of the square that a letter stands in.
const badge = 20

// free is the first place for a badge among those beside a point that is clear
// of the places that are taken. It lies in the area.
func free(f plot.Frame, p paint.Point, beside []paint.Point, taken []paint.Rect) paint.Rect {
	room := f.Area.Inset(badge / 2)
	px := f.Px(f.Clamp(p))
	for _, d := range beside {
		o := px.Add(d.Mul(badge + 1))
		o = paint.Pt(min(max(o.X, room.Min.X), room.Max.X), min(max(o.Y, room.Min.Y), room.Max.Y))
		box := paint.Box(o.X-badge/2, o.Y-badge/2, badge, badge)
		if !overlaps(box, taken) {
			return box
		}
	}
	return paint.Box(px.X-badge/2, px.Y-badge/2, badge, badge)
}

// Where a badge may stand, in badges from its point: round a ball, and before
// and above the end of a line.
var (
	around = [...]paint.Point{{}, {X: 1}, {X: -1}, {Y: -1}, {Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1},
		{X: 2}, {X: -2}, {Y: -2}, {Y: 2}, {X: 3}, {X: -3}, {Y: -3}, {Y: 3}}
	before = [...]paint.Point{{}, {X: -1}, {X: -2}, {X: -3}, {X: -4}}
)

func overlaps(r paint.Rect, rs []paint.Rect) bool {
	for _, s := range rs {
		if r.Overlaps(s) {
			return true
		}
	}
	return false
}

// Layout implements ui.Widget.
func (r *race) Layout(c *ui.Context, room paint.Point) paint.Point {
	r.follow()
	icons(room.X >= roomy, []icon.Icon{icon.Step, icon.Reset}, &r.all, &r.again)
	r.parts = nil
	y := 0.0
	add := func(w ui.Widget) { y += r.parts.Place(c, w, paint.Pt(0, y), room).Y + theme.Gap }
	y += r.parts.Row(c, paint.Point{}, room, theme.Gap, r.play, &r.all, &r.again).Y + theme.Gap
	add(&r.slider)
	add(&r.key)
	add(&r.plane)
	add(&r.status)
	add(&r.loss)
	y += r.memories(c, paint.Pt(0, y), room)
	r.size = paint.Pt(room.X, y)
	return r.size
}

// memories places what the runners keep, in two columns where there is room.
func (r *race) memories(c *ui.Context, at, room paint.Point) (height float64) {
	n := 1
	if room.X >= 560 {
		n = 2
	}
	width := (room.X - float64(n-1)*theme.Gap) / float64(n)
	row := 0.0
	for i, u := range r.runners {
		if i > 0 && i%n == 0 {
			height, row = height+row+theme.Gap, 0
		}
		s := r.parts.Place(c, &memory{runner: u}, at.Add(paint.Pt(float64(i%n)*(width+theme.Gap), height)), paint.Pt(width, room.Y))
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
