package screen

import (
	"math"
	"syscall/js"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A finger is on a picture, and has not taken hold of anything there: the page
// may scroll with it, and then the browser cancels it.
type finger struct {
	page int
	pad  js.Value
	down ui.Pointer
}

// still is how far a finger that is pressed in one place may move, in pixels.
const still = 10

func (f *finger) moved(p *Page, e js.Value) paint.Point {
	return p.point(f.page, e, ui.Drag).At.Sub(f.down.At)
}

// slide lets a finger take hold that moves sideways.
func (p *Page) slide(e js.Value) {
	if d := p.finger.moved(p, e); math.Abs(d.X) > still && math.Abs(d.X) > math.Abs(d.Y) {
		p.settle(e)
	}
}

// lift lets a finger take hold that has not moved.
func (p *Page) lift(e js.Value) {
	if p.finger.moved(p, e).Len() <= still {
		p.settle(e)
	}
}

// settle gives the figure the press of a finger that scrolls no page.
func (p *Page) settle(e js.Value) {
	f := p.finger
	p.finger, f.down.Kind = nil, ui.Press
	p.take(f.page, f.down, f.pad, e)
	p.wake()
}
