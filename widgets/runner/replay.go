package runner

import (
	"strconv"

	"zerotoai/widgets/ui"
)

// A Replay makes the steps that a link asks a figure for, one with each tick,
// so that the page is not held up. Its zero value has none to make.
type Replay struct{ asked, left int }

// Param is a parameter that says how many steps a figure has made and still
// replays, and asks for as many of them, at most most. Start begins with them.
func (r *Replay) Param(name string, made func() int, most int) ui.Param {
	p := ui.Int(name, &r.asked, 0, most)
	p.Get = func() string {
		if n := made() + r.left; n > 0 && n <= most {
			return strconv.Itoa(n)
		}
		return ""
	}
	return p
}

// Start begins to make the steps that were asked for.
func (r *Replay) Start() { r.asked, r.left = 0, r.asked }

// Stop leaves out the steps that are still to be made, as a figure does that
// begins anew, or whose reader takes over.
func (r *Replay) Stop() { r.left = 0 }

// Left is how many steps are still to be made.
func (r *Replay) Left() int { return r.left }

// Handle makes a step if e is a tick and there is one to make, and reports
// whether it did. A step that reports that there can be no other is the last.
func (r *Replay) Handle(e ui.Event, step func() (more bool)) bool {
	if _, ok := e.(ui.Tick); !ok || r.left == 0 {
		return false
	}
	r.left--
	if !step() {
		r.left = 0
	}
	return true
}
