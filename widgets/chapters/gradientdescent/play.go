package gradientdescent

import (
	"time"

	"zerotoai/widgets/button"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/ui"
)

// beat is the time between two steps of something that plays.
const beat = time.Second / 6

// A player makes a step at each beat until there is none left to make. Its
// button starts and stops it.
type player struct {
	button.Button
	name string      // of the button while nothing plays
	step func() bool // makes a step and reports whether there can be another

	on   bool
	last time.Duration // when the last step was made
}

func newPlayer(id, name string, step func() bool) *player {
	p := &player{name: name, step: step}
	p.Button = button.Button{ID: id, Primary: true, Do: func() { p.play(!p.on) }}
	p.play(false)
	return p
}

// play starts or stops.
func (p *player) play(on bool) {
	p.on = on
	p.Name, p.Icon = p.name, icon.Play
	if on {
		p.Name, p.Icon = "Pause", icon.Pause
	}
}

// Handle implements ui.Widget: it takes a Tick beside what a button takes.
func (p *player) Handle(e ui.Event) bool {
	if t, ok := e.(ui.Tick); ok {
		return p.tick(t.Now)
	}
	return p.Button.Handle(e)
}

// tick makes at most one step: a page that was hidden for a while goes on
// where it stopped.
func (p *player) tick(now time.Duration) bool {
	if !p.on {
		return false
	}
	switch late := now - p.last; {
	case late < 0:
		p.last = now
	case late >= 2*beat:
		p.last = now
		p.play(p.step())
	case late >= beat:
		p.last += beat
		p.play(p.step())
	}
	return true
}
