package plot

import (
	"cmp"
	"math"
	"slices"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Badge is a letter in a box, by which one of several lines or balls is told
// from the others without its colour.
type Badge struct {
	Letter string
	Color  label.Color // of the edge
	At     paint.Point // what it belongs to, in data coordinates
}

// BadgeSide is the side of the square that a letter stands in.
const BadgeSide = 20

// Draw paints b in box, a square of BadgeSide.
func (b Badge) Draw(c *ui.Context, to paint.Canvas, box paint.Rect) {
	shape := paint.Rounded(box.Inset(1), 5)
	to.Fill(shape, c.Theme.Panel)
	to.Stroke(shape, paint.Stroke{Width: 2, Color: b.Color(c.Theme)})
	label.Line(c, to, theme.Label, b.Letter, box.Center(), label.Center, c.Theme.Ink)
}

// Badges paints each of bs where it belongs, or at the border next to that.
// Those that would cover one another stand side by side.
func (f Frame) Badges(c *ui.Context, to paint.Canvas, bs ...Badge) {
	var taken []paint.Rect
	for _, b := range bs {
		px := f.Px(f.Clamp(b.At))
		if !px.Finite() {
			continue
		}
		box := f.free(px, taken)
		taken = append(taken, box)
		b.Draw(c, to, box)
	}
}

// free is the place for a badge in the area that is nearest to px and clear of
// the places that are taken.
func (f Frame) free(px paint.Point, taken []paint.Rect) paint.Rect {
	for _, d := range beside {
		box := badgeAt(px.Add(d.Mul(BadgeSide + 1)))
		box = inside(box, f.Area)
		if !slices.ContainsFunc(taken, box.Overlaps) {
			return box
		}
	}
	return badgeAt(px)
}

func badgeAt(mid paint.Point) paint.Rect {
	return paint.Box(mid.X-BadgeSide/2, mid.Y-BadgeSide/2, BadgeSide, BadgeSide)
}

// beside is where a badge may stand, in badges from its place: the nearest
// first, and of those equally near the one to the right.
var beside = func() (ds []paint.Point) {
	for x := -4.0; x <= 4; x++ {
		for y := -4.0; y <= 4; y++ {
			ds = append(ds, paint.Pt(x, y))
		}
	}
	turn := func(d paint.Point) float64 { return math.Abs(math.Atan2(d.Y, d.X) + 0.1) }
	slices.SortStableFunc(ds, func(a, b paint.Point) int {
		return cmp.Or(cmp.Compare(a.Len(), b.Len()), cmp.Compare(turn(a), turn(b)))
	})
	return ds
}()
