// Package runner runs what goes in steps, such as a training or an algorithm
// that is shown station by station: a row of buttons that play it, make one
// step, take one back and return to the start.
//
// A figure puts one Runner among its parts and says in functions what a step
// is. The runner keeps time; how things stand is the figure's.
package runner

import (
	"time"

	"zerotoai/widgets/button"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Runner is the buttons "Play", which becomes "Pause", "Step", "Undo" and
// "Reset".
type Runner struct {
	ID    string // of the figure: the buttons add .play, .step, .undo and .reset
	Names Names
	// Step makes a step, if there is one to make, and reports whether there
	// can be another. It is also called when there can be none.
	Step func() (more bool)
	// Undo takes the last step back and AtStart reports that there is none to
	// take back. If Undo is nil there is no such button.
	Undo    func()
	AtStart func() bool
	Reset   func()        // returns to the start
	Beat    time.Duration // between two steps that are played; 0 is a sixth of a second

	play, step, undo, reset button.Button
	on                      bool
	still                   bool          // the reader asked for reduced motion
	last                    time.Duration // when the last step was played
	parts                   ui.Parts
	size                    paint.Point
}

var _ ui.Widget = (*Runner)(nil)

// Names are what the buttons are called, where that is not what Runner says.
type Names struct{ Play, Step, Undo, Reset string }

const (
	usual = time.Second / 6

	// calm is the shortest beat under reduced motion: one sees states, and
	// has the time to look at each.
	calm = time.Second / 2

	// roomy is the width from which all buttons have icons; in less the four of
	// them still stand in one row.
	roomy = 400
)

// Playing reports whether the runner plays.
func (r *Runner) Playing() bool { return r.on }

// Pause stops playing, as a figure does whose reader begins something else.
func (r *Runner) Pause() { r.on = false }

// Layout implements ui.Widget.
func (r *Runner) Layout(c *ui.Context, room paint.Point) paint.Point {
	r.still = c.Still
	r.buttons(room.X >= roomy)
	row := []ui.Widget{&r.play, &r.step}
	if r.Undo != nil {
		row = append(row, &r.undo)
	}
	r.parts = nil
	r.size = r.parts.Row(c, paint.Point{}, room, theme.Gap, append(row, &r.reset)...)
	return r.size
}

// buttons says what the buttons are called now and what they do.
func (r *Runner) buttons(icons bool) {
	set := func(b *button.Button, id, usual, name string, i icon.Icon, do func()) {
		b.ID, b.Name, b.Icon, b.Do = r.ID+id, usual, "", do
		if name != "" {
			b.Name = name
		}
		if icons {
			b.Icon = i
		}
	}
	r.play.Primary = true
	set(&r.play, ".play", "Play", r.Names.Play, icon.Play, func() { r.on = !r.on })
	if r.play.Icon = icon.Play; r.on {
		r.play.Name, r.play.Icon = "Pause", icon.Pause
	}
	set(&r.step, ".step", "Step", r.Names.Step, icon.Step, r.paused(func() { r.Step() }))
	set(&r.undo, ".undo", "Undo", r.Names.Undo, icon.Undo, r.paused(r.takeBack))
	set(&r.reset, ".reset", "Reset", r.Names.Reset, icon.Reset, r.paused(r.Reset))
	r.undo.Disabled = r.atStart()
}

func (r *Runner) atStart() bool { return r.AtStart != nil && r.AtStart() }

// takeBack takes a step back. The button may be pressed once more before it is
// laid out as one that has nothing to do.
func (r *Runner) takeBack() {
	if !r.atStart() {
		r.Undo()
	}
}

// paused is do for the reader's own hand: what plays stops.
func (r *Runner) paused(do func()) func() {
	return func() {
		r.Pause()
		do()
	}
}

// Handle implements ui.Widget.
func (r *Runner) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Tick:
		return r.tick(e)
	case ui.Halt:
		was := r.on
		r.Pause()
		return was
	}
	return r.parts.Handle(e)
}

// tick makes a step if it is time for one. It makes at most one: a page that
// was hidden for a while goes on where it stopped.
func (r *Runner) tick(e ui.Tick) (stepped bool) {
	if !r.on {
		return false
	}
	beat := r.beat()
	switch late := e.Now - r.last; {
	case late < 0:
		r.last = e.Now
	case late >= 2*beat:
		r.last, stepped = e.Now, true
	case late >= beat:
		r.last, stepped = r.last+beat, true
	}
	if stepped {
		r.on = r.Step()
	}
	if r.on {
		e.Ask(r.last + beat)
	}
	return stepped
}

func (r *Runner) beat() time.Duration {
	b := r.Beat
	if b == 0 {
		b = usual
	}
	if r.still {
		b = max(b, calm)
	}
	return b
}

// Draw implements ui.Widget.
func (r *Runner) Draw(c *ui.Context, to paint.Canvas) { r.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (r *Runner) Describe() ui.Node {
	return ui.Node{ID: r.ID + ".buttons", Role: ui.Group, Bounds: paint.Rect{Max: r.size}, Children: r.parts.Describe()}
}
