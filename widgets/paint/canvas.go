// Package paint is the vocabulary of drawing. It draws nothing itself:
// package svg writes what is painted as text, package screen shows it, and
// a List remembers it.
//
// The origin is the top left corner, y grows downwards, and the unit is the
// CSS pixel. Colours are not premultiplied.
package paint

import (
	"image"
	"image/color"
)

// A Canvas is painted on. No call leaves any state behind, so a part of a
// picture looks the same whatever was painted before it.
type Canvas interface {
	// Fill fills the inside of p by the nonzero rule.
	Fill(p Path, c color.NRGBA)

	// Stroke draws along p.
	Stroke(p Path, s Stroke)

	// Text draws a shaped run with its baseline starting at at.
	Text(at Point, r Run, c color.NRGBA)

	// Image draws m, scaled to fit dst. The caller must not change m
	// afterwards, unless it is Changing: a backend may keep what it made of it.
	Image(dst Rect, m image.Image)

	// Group paints what draw paints, in g's coordinates and inside g's clip.
	Group(g Group, draw func(Canvas))
}

// A Changing is an image whose pixels change, such as what a network in training
// says of each place of a plane. It must be comparable: a backend keeps one
// picture of it, and makes that anew when it is painted in another version.
type Changing interface {
	image.Image
	// Version is another number after each change.
	Version() int
}

// A Stroke is the look of a line.
type Stroke struct {
	Width float64
	Color color.NRGBA
	Dash  []float64 // lengths of dashes and gaps in turn; none for a solid line
	Round bool      // round caps and joins; butt and miter otherwise
}

// A Font names a face of one size. Fonts are comparable and serve as map keys.
type Font struct {
	Family Family
	Size   float64 // CSS pixels
	Weight int     // 100 to 900; 0 means 400
	Italic bool
}

// A Family is one of the bundled type families.
type Family uint8

// The bundled families.
const (
	Sans Family = iota // Inter: text and labels
	Mono               // JetBrains Mono: code, and numbers that change
)

// A Run is a piece of one line of text in one font, already measured.
// Package typeset makes Runs.
type Run struct {
	Font    Font
	Text    string
	Advance float64
	Foreign bool // no bundled font covers it: the browser paints it
}

// A Group is a part of a picture. The zero Group changes nothing.
type Group struct {
	ID        string // names the part in the picture's text form; may be empty
	Transform Affine
	Clip      Rect    // in the group's own coordinates; the zero Rect does not clip
	Fade      float64 // 1 is invisible; the zero value paints fully
}
