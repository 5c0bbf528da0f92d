package ui

// A Goal is a widget with something for the reader to do: a checkpoint or a
// prediction.
type Goal interface {
	Widget
	// Reached reports whether the reader has done it.
	Reached() bool
}

// A Remembering is a widget whose answers are kept on the reader's machine.
type Remembering interface {
	Widget
	// Memory lists what is kept. Names are unique within the guide. Like
	// State, it is called once, before anything has changed.
	Memory() []Param
}
