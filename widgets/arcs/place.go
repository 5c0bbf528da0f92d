package arcs

import (
	"math"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A token is one of the text in its place.
type token struct {
	piece string
	line  int
	box   paint.Rect
}

// share is the room of the number under a token.
func (t token) share() paint.Rect {
	return paint.Rect{Min: paint.Pt(t.box.Min.X-gap/2, t.box.Max.Y), Max: paint.Pt(t.box.Max.X+gap/2, t.box.Max.Y+under)}
}

// top and bottom are where arcs begin and end.
func (t token) top() paint.Point    { return paint.Pt(t.box.Center().X, t.box.Min.Y) }
func (t token) bottom() paint.Point { return paint.Pt(t.box.Center().X, t.box.Max.Y) }

const (
	gap   = 6  // between tokens
	tall  = 32 // the height of a token
	under = 24 // of the room for the number below it
	padX  = 6  // left and right in a token
	low   = 48 // the room for arcs over a line
	high  = 96 // over the only line
)

// Layout implements ui.Widget: tokens go from left to right and from line to
// line. Each is wide enough for the number under it.
func (a *Arcs) Layout(c *ui.Context, room paint.Point) paint.Point {
	lines := a.place(c, room.X)
	lift := float64(low)
	if lines == 1 {
		lift = high
	}
	for i := range a.tokens {
		t := &a.tokens[i]
		t.box = t.box.Shift(paint.Pt(0, lift+float64(t.line)*(lift+tall+under)))
	}
	a.size = paint.Pt(room.X, float64(lines)*(lift+tall+under))
	a.split()
	return a.size
}

// place breaks the tokens into lines. All boxes are at the top.
func (a *Arcs) place(c *ui.Context, room float64) (lines int) {
	least := math.Ceil(c.Type.Shape(theme.Label, "100.0 %").Advance) - gap // a share may use the gaps
	a.tokens = a.tokens[:0]
	x, line := gap/2.0, 0
	for _, piece := range a.Pieces() {
		words := math.Ceil(c.Type.Shape(theme.Code, tokens.Show(piece)).Advance)
		width := min(max(words+2*padX, least), room-gap)
		if x > gap && x+width+gap/2 > room {
			x, line = gap/2, line+1
		}
		a.tokens = append(a.tokens, token{piece, line, paint.Box(x, 0, width, tall)})
		x += width + gap
	}
	return line + 1
}
