package arcs

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A word is one of the text in its place.
type word struct {
	text string
	run  paint.Run // as much of it as there is room for
	box  paint.Rect
}

// share is the room of the number under a word.
func (w word) share() paint.Rect {
	return paint.Rect{Min: paint.Pt(w.box.Min.X-gap/2, w.box.Max.Y), Max: paint.Pt(w.box.Max.X+gap/2, w.box.Max.Y+under)}
}

// top and bottom are where arcs begin and end.
func (w word) top() paint.Point    { return paint.Pt(w.box.Center().X, w.box.Min.Y) }
func (w word) bottom() paint.Point { return paint.Pt(w.box.Center().X, w.box.Max.Y) }

const (
	gap   = 6  // between words
	tall  = 32 // the height of a word
	under = 24 // of the room for the number below it
	padX  = 8  // left and right in a word
	low   = 48 // the room for arcs over a line
	high  = 96 // over the only line
)

// Layout implements ui.Widget: words go from left to right and from line to
// line. Each is wide enough for the number under it.
func (a *Arcs) Layout(c *ui.Context, room paint.Point) paint.Point {
	least := math.Ceil(c.Type.Shape(theme.Label, "100.0 %").Advance)
	a.words = a.words[:0]
	x, line := 0.0, 0
	var lines []int // of each word
	for _, text := range a.Words() {
		run := label.Fit(c, theme.Control, text, room.X-2*padX)
		width := max(math.Ceil(run.Advance)+2*padX, least)
		if x > 0 && x+width > room.X {
			x, line = 0, line+1
		}
		a.words = append(a.words, word{text, run, paint.Box(x, 0, width, tall)})
		lines = append(lines, line)
		x += width + gap
	}
	lift := float64(low)
	if line == 0 {
		lift = high
	}
	for i := range a.words {
		a.words[i].box = a.words[i].box.Shift(paint.Pt(0, lift+float64(lines[i])*(lift+tall+under)))
	}
	a.size = paint.Pt(room.X, float64(line+1)*(lift+tall+under))
	a.split()
	return a.size
}
