package card

import (
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A chip is a small button whose text wraps.
type chip struct {
	id, text string
	name     string // what is spoken, if that is more than text
	asks     bool   // it opens a number: its text is underlined with dots
	escape   bool   // the Escape key presses it
	do       func()
	card     *Card

	block label.Block
	size  paint.Point
}

const (
	chipX = 10
	chipY = 6
)

func (k *chip) Layout(c *ui.Context, room paint.Point) paint.Point {
	k.block = label.Set(c, theme.Label, k.text, room.X-2*chipX)
	k.size = paint.Pt(k.block.Size.X+2*chipX, max(k.block.Size.Y+2*chipY, theme.Target))
	return k.size
}

func (k *chip) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		if e.ID == k.id {
			k.do()
			return true
		}
	case ui.Pointer:
		return k.pointer(e)
	}
	return false
}

// pointer does what the chip does when a press ends on it.
func (k *chip) pointer(e ui.Pointer) bool {
	on := e.At.In(paint.Rect{Max: k.size})
	switch e.Kind {
	case ui.Hover:
		return set(&k.card.hovered, k.id, on)
	case ui.Press:
		return set(&k.card.pressed, k.id, on)
	case ui.Release:
		hit := k.card.pressed == k.id && on
		if hit {
			k.do()
		}
		return set(&k.card.pressed, k.id, false) || hit
	case ui.Cancel, ui.Leave:
		hovered := set(&k.card.hovered, k.id, false)
		return set(&k.card.pressed, k.id, false) || hovered
	}
	return false
}

// set makes *which id, or empties it if it is id, and reports a change.
func set(which *string, id string, on bool) bool {
	was := *which
	switch {
	case on:
		*which = id
	case was == id:
		*which = ""
	}
	return was != *which
}

func (k *chip) Draw(c *ui.Context, to paint.Canvas) {
	box := paint.Rect{Max: k.size}
	to.Fill(paint.Rounded(box, 8), c.Theme.Raised)
	edge := c.Theme.Line
	if k.card.hovered == k.id || k.card.pressed == k.id {
		edge = c.Theme.Accent
	}
	to.Stroke(paint.Rounded(box.Inset(0.5), 7.5), paint.Stroke{Width: 1, Color: edge})
	at := paint.Pt(chipX, (k.size.Y-k.block.Size.Y)/2)
	k.block.Draw(to, at, c.Theme.Ink)
	if k.asks {
		y := at.Y + k.block.Size.Y - 1
		dots := paint.Polyline(paint.Pt(at.X, y), paint.Pt(at.X+k.block.Size.X, y))
		to.Stroke(dots, paint.Stroke{Width: 1.5, Color: c.Theme.Accent, Dash: []float64{2, 3}})
	}
}

func (k *chip) Describe() ui.Node {
	n := ui.Node{ID: k.id, Role: ui.Button, Name: k.text, Escape: k.escape, Bounds: paint.Rect{Max: k.size}}
	if k.name != "" {
		n.Name = k.name
	}
	return n
}
