package plot

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Key tells which line of a plane is which.
type Key struct {
	ID      string
	Entries []Entry

	places []paint.Point
	names  []label.Block
	size   paint.Point
}

// An Entry is one line or kind of dot. Two lines should not differ by hue
// alone: dash one of them.
type Entry struct {
	Name  string
	Color label.Color
	Dash  []float64
	Dot   bool // a dot instead of a line

	// Mark, if set, is what stands there instead of a line: a shape round o
	// that is about as large as a circle of radius r.
	Mark func(o paint.Point, r float64) paint.Path
}

var _ ui.Widget = (*Key)(nil)

const (
	swatch = 24 // width of a sample
	apart  = 18 // between two entries
)

// Layout implements ui.Widget. The entries stand in rows.
func (k *Key) Layout(c *ui.Context, room paint.Point) paint.Point {
	k.places, k.names, k.size = nil, nil, paint.Point{}
	var at paint.Point
	for _, e := range k.Entries {
		b := label.Set(c, theme.Label, e.Name, room.X-swatch-gap)
		w := swatch + gap + b.Size.X
		if at.X > 0 && at.X+w > room.X {
			at = paint.Pt(0, k.size.Y+4)
		}
		k.places, k.names = append(k.places, at), append(k.names, b)
		k.size = paint.Pt(max(k.size.X, at.X+w), max(k.size.Y, at.Y+b.Size.Y))
		at.X += w + apart
	}
	return k.size
}

// Handle implements ui.Widget.
func (k *Key) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (k *Key) Draw(c *ui.Context, to paint.Canvas) {
	for i, e := range k.Entries {
		at, b := k.places[i], k.names[i]
		mid, col := at.Add(paint.Pt(swatch/2, b.Leading/2)), e.Color(c.Theme)
		switch {
		case e.Mark != nil:
			to.Fill(e.Mark(mid, 5), col)
		case e.Dot:
			to.Fill(paint.Circle(mid, 5), col)
		default:
			line := paint.Polyline(mid.Sub(paint.Pt(swatch/2, 0)), mid.Add(paint.Pt(swatch/2, 0)))
			to.Stroke(line, paint.Stroke{Width: 3, Color: col, Dash: e.Dash})
		}
		b.Draw(to, at.Add(paint.Pt(swatch+gap, 0)), c.Theme.Ink)
	}
}

// Describe implements ui.Widget.
func (k *Key) Describe() ui.Node {
	n := ui.Node{ID: k.ID, Role: ui.List, Name: "Key", Bounds: paint.Rect{Max: k.size}}
	for i, b := range k.names {
		text := b.Node(fmt.Sprintf("%s.name%d", k.ID, i)).Shift(k.places[i].Add(paint.Pt(swatch+gap, 0)))
		n.Children = append(n.Children, ui.Node{
			ID: fmt.Sprintf("%s.%d", k.ID, i), Role: ui.Item, Name: k.Entries[i].Name,
			Bounds: text.Bounds, Children: []ui.Node{text},
		})
	}
	return n
}
