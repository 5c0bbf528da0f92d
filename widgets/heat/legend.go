package heat

import (
	"fmt"
	"image"
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Legend is the bar of colours of a Map with numbers under it.
type Legend struct {
	ID, Name string // Name is of the quantity: "Loss"
	Map      *Map
	Format   func(float64) string // nil is label.Number with 3 digits
	Blank    string               // what is hatched; "" is "not computed yet"

	bar   *image.NRGBA
	theme *theme.Theme
	size  paint.Point
	nan   bool
	name  label.Block
	open  label.Block // what is hatched
}

var _ ui.Widget = (*Legend)(nil)

const (
	bar    = 12 // height of the bar
	widest = 320
)

// Layout implements ui.Widget.
func (l *Legend) Layout(c *ui.Context, room paint.Point) paint.Point {
	w := min(room.X, widest)
	l.name = label.Set(c, theme.Label, l.Name, w)
	l.nan = false
	for _, v := range l.Map.Values {
		l.nan = l.nan || math.IsNaN(v)
	}
	text := ""
	if l.nan {
		text = l.blank()
	}
	l.open = label.Set(c, theme.Label, text, w-2*bar)
	if l.bar == nil || l.theme != c.Theme {
		l.theme, l.bar = c.Theme, strip(l.Map.ramp(c.Theme))
	}
	l.size = paint.Pt(w, l.name.Size.Y+4+bar+4+label.Set(c, theme.Label, "0", w).Size.Y+l.open.Size.Y)
	return l.size
}

func (l *Legend) blank() string {
	if l.Blank == "" {
		return "not computed yet"
	}
	return l.Blank
}

func strip(r *Ramp) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, len(r), 1))
	for x, c := range r {
		m.SetNRGBA(x, 0, c)
	}
	return m
}

// Handle implements ui.Widget.
func (l *Legend) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (l *Legend) Draw(c *ui.Context, to paint.Canvas) {
	l.name.Draw(to, paint.Point{}, c.Theme.Soft)
	box := paint.Box(0, l.name.Size.Y+4, l.size.X, bar)
	to.Image(box, l.bar)
	to.Stroke(paint.Rectangle(box), paint.Stroke{Width: 1, Color: c.Theme.Line})
	y := box.Max.Y + 4 + l.name.Leading/2
	for i, side := range [...]label.Side{label.Left, label.Center, label.Right} {
		at := paint.Pt(box.W()*float64(i)/2, y)
		label.Line(c, to, theme.Label, l.text(float64(i)/2), at, side, c.Theme.Soft)
	}
	if l.nan {
		l.swatch(c, to, paint.Pt(0, l.size.Y-l.open.Size.Y))
	}
}

func (l *Legend) swatch(c *ui.Context, to paint.Canvas, at paint.Point) {
	box := paint.Box(at.X, at.Y+(l.open.Leading-bar)/2, 1.5*bar, bar)
	to.Group(paint.Group{Clip: box}, func(to paint.Canvas) {
		to.Fill(paint.Rectangle(box), c.Theme.Panel)
		var p paint.Path
		for x := box.Min.X; x < box.Max.X+bar; x += 6 {
			p.Move(paint.Pt(x, box.Min.Y))
			p.Line(paint.Pt(x-bar, box.Max.Y))
		}
		to.Stroke(p, paint.Stroke{Width: 1.5, Color: c.Theme.Line})
	})
	l.open.Draw(to, at.Add(paint.Pt(2*bar, 0)), c.Theme.Soft)
}

func (l *Legend) text(t float64) string {
	v := l.Map.Value(t)
	if l.Format != nil {
		return l.Format(v)
	}
	return label.Number(v, 3)
}

// Describe implements ui.Widget.
func (l *Legend) Describe() ui.Node {
	n := ui.Node{ID: l.ID, Role: ui.Image, Name: l.Name + ", colours", Bounds: paint.Rect{Max: l.size}}
	n.Value = fmt.Sprintf("from %s, dark, over %s to %s, bright", l.text(0), l.text(0.5), l.text(1))
	if l.nan {
		n.Value += "; hatched is " + l.blank()
	}
	return n
}
