// Package ui says what a widget is.
package ui

import (
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
)

// A Widget is a thing on the page. Its state is its own fields; what it shows
// on the canvas and what it says to a screen reader are both read off them.
type Widget interface {
	// Layout takes a size, at most room, and works out where its parts are.
	// It is called before the other methods, and again when room, c or the
	// widget has changed.
	Layout(c *Context, room paint.Point) (size paint.Point)

	// Handle takes an event, in the widget's coordinates, and reports
	// whether the widget now looks or reads differently. A widget that
	// answers true to a Press gets the pointer's events until its Release;
	// one that answers true to a Tick gets another in the next frame, and one
	// that has asked the Tick for another gets that.
	Handle(e Event) (changed bool)

	// Draw paints the widget with its top left corner at the origin.
	// It changes nothing.
	Draw(c *Context, to paint.Canvas)

	// Describe says in words what Draw shows. It changes nothing.
	Describe() Node
}

// A Sharing is a widget that shows something which other widgets of its page
// change, without being told of it by an event.
type Sharing interface {
	Widget
	// Shared returns a comparable value, such as the pointer to what is shared.
	// It is always the same. When one of the widgets that return it has
	// changed, all of them are laid out.
	Shared() any
}

// A Context is what widgets share.
type Context struct {
	Type   typeset.Shaper
	Theme  *theme.Theme
	Still  bool   // the reader asked for reduced motion: show states, not the way between
	Native bool   // the page lays real text fields over the picture: do not paint what is typed
	Bare   bool   // the page around an embed wants no controls: pictures and results alone
	Jobs   Jobs   // for work longer than a frame; nil where there is nothing but a picture
	Outlet Outlet // for what the reader takes along; nil where nothing can be handed out
	Clock  Clock  // for figures that tell how long their own work took; nil where nothing is measured, as in a picture
}

// A Clock tells the time that has gone by since some moment. Like a Context it
// can be compared.
type Clock interface{ Now() time.Duration }

// An Event is one of Pointer, Set, Enter, Focus, Tick, Report, Notice, Files, Outcome and Halt.
type Event interface{ event() }

// A Pointer is what a mouse, a finger or a pen did.
type Pointer struct {
	Kind  PointerKind
	At    paint.Point
	Touch bool // a finger: targets are larger, and there is no hovering
}

// A PointerKind is what happened.
type PointerKind uint8

// What a pointer does.
const (
	Hover   PointerKind = iota // moved without being pressed
	Press                      // pressed
	Drag                       // moved while pressed; may lie outside the widget
	Release                    // let go
	Cancel                     // taken away by the browser: the page scrolls
	Leave                      // left the widget

	// Down is a finger that has come down, and may yet scroll the page: only
	// what lies under it to be dragged takes it, as a Press. If nothing does, a
	// Press follows when the finger is lifted in its place, or moves in a
	// direction in which no page scrolls.
	Down
)

// A Set asks the node named ID to take a value: a slider Number, a field or a
// choice Text; a button and a toggle are pressed. It comes from real controls
// on the page: from keys, voice, screen readers, mice and fingers alike.
type Set struct {
	ID     string
	Number float64
	Text   string
}

// A Focus tells that the Spot named ID has the keyboard's focus now.
type Focus struct{ ID string }

// An Enter is the Enter key pressed on the slider named ID.
type Enter struct{ ID string }

// A Tick is time going by. Nothing else does: widgets read no clock.
type Tick struct {
	Now  time.Duration
	Next *time.Duration // when another tick is asked for; 0 is never, and nil is for who does not listen
}

// Ask asks for a tick at a time to come: for a widget that does not change
// until then. Of what several ask for the earliest counts.
func (t Tick) Ask(at time.Duration) {
	if t.Next != nil && (*t.Next == 0 || at < *t.Next) {
		*t.Next = at
	}
}

// A Notice says that something which figures of several pages share is not what
// it was, such as the model that they read: they are to look at it again.
type Notice struct{}

// A Halt asks what plays to pause: the figure is put into another state.
type Halt struct{}

func (Pointer) event() {}
func (Set) event()     {}
func (Focus) event()   {}
func (Enter) event()   {}
func (Tick) event()    {}
func (Notice) event()  {}
func (Halt) event()    {}
