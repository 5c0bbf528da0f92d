package ui

// A Tap follows a pointer over a thing that can be pressed. The zero Tap has
// no pointer near it.
type Tap struct {
	Down bool // pressed on the thing and not let go yet
	Over bool // a pointer that can hover is over the thing
}

// Pointer takes what a pointer did and whether it was on the thing. It reports
// whether that made a press, which counts when it ends where it began, and
// whether the thing looks different or wants the pointer.
func (t *Tap) Pointer(e Pointer, on bool) (pressed, changed bool) {
	was := *t
	switch e.Kind {
	case Hover:
		t.Over = on && !e.Touch
	case Press:
		t.Down = on
		return false, on || was.Down
	case Release:
		t.Down = false
		pressed = was.Down && on
	case Cancel, Leave:
		*t = Tap{}
	}
	return pressed, *t != was
}
