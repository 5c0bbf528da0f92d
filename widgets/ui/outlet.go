package ui

import "zerotoai/widgets/paint"

// An Outlet is how something leaves the page for the reader: on the clipboard,
// or as a file. A widget finds it in its Context. What has become of each comes
// as an Outcome.
type Outlet interface {
	// Home is the guide's address, without what follows its '?' or '#'.
	Home() string
	// Alone reports whether the guide is one file, with no others beside it.
	Alone() bool
	// Copy puts text on the clipboard, or else shows it to be copied by hand.
	// id is the button that asks for it.
	Copy(id, text string)
	// Keep hands out a file of that name, or else shows what is in it, if that is
	// text.
	Keep(id, name string, data []byte)
	// KeepPicture is like Keep for an SVG picture of a size in CSS pixels, as
	// PNG.
	KeepPicture(id, name string, svg []byte, size paint.Point)
}

// An Outcome tells what has become of what the button named ID has handed to
// the Outlet. It goes to all figures of the page.
type Outcome struct {
	ID    string
	State OutcomeState
}

// An OutcomeState is how something ended that was to leave the page.
type OutcomeState uint8

// How it can end.
const (
	Copied    OutcomeState = iota // it is on the clipboard
	Saved                         // the browser has it as a file
	Shown                         // the page may do neither, and shows it
	Forbidden                     // the page may do neither, nor can it be shown
	Failed                        // the browser cannot make it
)

// Words tells the reader how it ended.
func (s OutcomeState) Words() string {
	switch s {
	case Copied:
		return "Copied."
	case Saved:
		return "Saved."
	case Shown:
		return "This page may not do that by itself. Take it from the box that has opened."
	case Forbidden:
		return "Not saved: the page around this one allows no files. Open the guide itself to save them."
	}
	return "This browser cannot do that."
}

func (Outcome) event() {}
