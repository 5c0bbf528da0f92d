// Package icon draws the guide's line icons, which are of one family: Lucide.
// Its licence stands beside this file, and the script that made the data.
package icon

import (
	"image/color"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
)

// An Icon is the line drawing of an icon as SVG path data, in a square of 24.
type Icon string

// grid is the side of the square that icons are drawn in.
const grid = 24

// Draw paints i in the largest square in the middle of box. The zero Icon is
// nothing.
func Draw(to paint.Canvas, i Icon, box paint.Rect, c color.NRGBA) {
	if i == "" {
		return
	}
	side := min(box.W(), box.H())
	k := side / grid
	at := box.Center().Sub(paint.Pt(side/2, side/2))
	to.Group(paint.Group{Transform: paint.Scale(k, k).Then(paint.Shift(at))}, func(to paint.Canvas) {
		to.Stroke(i.path(), paint.Stroke{Width: 2, Color: c, Round: true})
	})
}

// path reads the icon; a test holds that all of them can be read.
func (i Icon) path() paint.Path {
	p, err := svg.ParsePath(string(i))
	if err != nil {
		panic(err)
	}
	return p
}
