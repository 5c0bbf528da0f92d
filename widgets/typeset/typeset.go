// Package typeset measures text and breaks it into lines, in the bundled fonts
// and for the pixels of one screen. It is the only package that knows go-text.
//
// What it measures is what a browser sets and Ebitengine paints from the same
// files: sizes are whole device pixels, there are no ligatures, and kerning
// ends where the script changes.
package typeset

import "zerotoai/widgets/paint"

// A Shaper turns text into measured runs. All lengths are CSS pixels.
type Shaper interface {
	// Shape measures text set in one line.
	Shape(f paint.Font, text string) paint.Run

	// Metrics tells how far a font reaches above and below its baseline.
	Metrics(f paint.Font) Metrics

	// Break sets spans as one paragraph of lines at most width wide, by the
	// Unicode line breaking algorithm (UAX #14); a line break in the text ends
	// a line. A word wider than width is broken between its characters, but
	// where width is negative every line is a whole word.
	// The pieces' texts, joined, are the spans' texts.
	Break(spans []Span, width float64) []Line
}

// Metrics are the reach of a font, both positive.
type Metrics struct{ Ascent, Descent float64 }

// A Span is text in one font or, if Box is not zero, a thing that stands in
// the line as one unbreakable character, such as a formula.
type Span struct {
	Font paint.Font
	Text string
	Keep bool // no line ends inside of it but at a space, if it has room in one
	Box  Box
}

// A Box is the room a thing takes in a line: Ascent above and Descent below
// the baseline.
type Box struct{ Width, Ascent, Descent float64 }

// A Line is one line of a paragraph.
type Line struct {
	Pieces []Piece
	Width  float64 // without the space at its end
}

// A Piece is the part of one span that stands in one line.
type Piece struct {
	Span int       // index of the span
	X    float64   // from the left edge of the line
	Run  paint.Run // what is painted: no space at the end of the line; of a box, only Advance is set
	Text string    // with the space at the end of the line; a box has none
}
