package menu

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An Opener is the button that opens and closes a menu: three dots.
type Opener struct {
	menu *Menu
	tap  ui.Tap
}

var _ ui.Widget = (*Opener)(nil)

// Side is the width and the height of an Opener.
const Side = 32

func (*Opener) bounds() paint.Rect { return paint.Box(0, 0, Side, Side) }

// Layout implements ui.Widget.
func (o *Opener) Layout(*ui.Context, paint.Point) paint.Point { return o.bounds().Size() }

// Handle implements ui.Widget.
func (o *Opener) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		if e.ID == o.menu.ID {
			o.menu.toggle()
			return true
		}
	case ui.Pointer:
		pressed, changed := o.tap.Pointer(e, e.At.In(o.bounds()))
		if pressed {
			o.menu.toggle()
		}
		return changed || pressed
	}
	return false
}

// Draw implements ui.Widget.
func (o *Opener) Draw(c *ui.Context, to paint.Canvas) {
	ink := c.Theme.Soft
	if o.menu.open || o.tap != (ui.Tap{}) {
		to.Fill(paint.Rounded(o.bounds().Inset(2), 8), c.Theme.Raised)
		ink = c.Theme.Ink
	}
	var dots paint.Path
	for i := range 3 {
		dots.Append(paint.Circle(o.bounds().Center().Add(paint.Pt(float64(i-1)*theme.Gap/2, 0)), 1.75))
	}
	to.Fill(dots, ink)
}

// Describe implements ui.Widget. While the menu is open the Escape key closes it.
func (o *Opener) Describe() ui.Node {
	m := o.menu
	return ui.Node{ID: m.ID, Role: ui.Toggle, Name: m.name(), On: m.open, Expands: true, Escape: m.open, Bounds: o.bounds()}
}
