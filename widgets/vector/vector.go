// Package vector is the picture of the numbers of a vector, side by side: green
// and up is more than 0, red and down is less. One of them is chosen and can be
// opened.
package vector

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Vector is a picture of numbers that have names.
type Vector struct {
	ID, Name string
	Size     func() int                      // how many numbers; at least 1
	Ref      func(c int) trace.Ref           // what number c is called
	Value    func(trace.Ref) (float64, bool) // and is, if it is known
	Open     func(r trace.Ref)               // opens its card
	Of       func() any                      // a comparable value: as long as it and Ref are the same, so are the numbers

	// Chosen is which number is framed, from 0, if several vectors share that; one
	// that has fewer numbers frames its last. If it is nil each keeps its own.
	Chosen *int

	chosen int // of what there is
	values []float64
	first  trace.Ref // of values
	of     any       // the run of values

	title  label.Label
	number readout.Readout
	parts  ui.Parts
	box    paint.Rect // of the picture
	bounds paint.Point
	held   bool
}

var _ ui.Widget = (*Vector)(nil)

const (
	tall = 48 // of the picture
	edge = 3  // room for the frame of a number
	grip = 26 // of a finger
)

// Layout implements ui.Widget.
func (v *Vector) Layout(c *ui.Context, room paint.Point) paint.Point {
	v.fill()
	v.title = label.Label{ID: v.ID + ".title", Text: fmt.Sprintf("%s, %d numbers", v.Name, len(v.values)), Color: label.Ink}
	v.number = readout.Readout{
		ID: v.ID + ".number", Name: fmt.Sprintf("Number %d", v.chosen+1), Room: 8,
		Value:    func() string { return label.Fixed(v.values[v.chosen], 3) },
		Explains: func() trace.Ref { return v.Ref(v.chosen) }, Open: v.Open,
	}
	v.parts = nil
	head := v.parts.Place(c, &v.title, paint.Point{}, room)
	number := v.number.Layout(c, room)
	v.box = paint.Box(edge, head.Y+4, room.X-number.X-theme.Gap-edge, tall)
	v.parts.Place(c, &v.number, paint.Pt(v.box.Max.X+theme.Gap, head.Y), room)
	v.bounds = paint.Pt(room.X, head.Y+max(number.Y, tall+4+edge))
	return v.bounds
}

// fill looks up the numbers where they are others than before.
func (v *Vector) fill() {
	n, first, of := v.Size(), v.Ref(0), v.Of()
	if v.Chosen != nil {
		v.chosen = *v.Chosen
	}
	v.chosen = max(0, min(v.chosen, n-1))
	if len(v.values) == n && first == v.first && of == v.of {
		return
	}
	v.values, v.first, v.of = make([]float64, n), first, of
	for c := range v.values {
		x, ok := v.Value(v.Ref(c))
		if v.values[c] = x; !ok {
			v.values[c] = math.NaN()
		}
	}
}

// bar is the room of number c: up from the middle or down.
func (v *Vector) bar(c int, full float64) paint.Rect {
	w, mid := v.box.W()/float64(len(v.values)), v.box.Center().Y
	end := mid - v.values[c]/full*tall/2
	return paint.Rect{
		Min: paint.Pt(v.box.Min.X+w*float64(c), min(mid, end)),
		Max: paint.Pt(v.box.Min.X+w*float64(c)+max(w-1, w*0.6), max(mid, end)),
	}
}

// Draw implements ui.Widget.
func (v *Vector) Draw(c *ui.Context, to paint.Canvas) {
	var more, less paint.Path
	full := math.Abs(v.values[v.farthest()]) // 0 draws no bar
	for i, x := range v.values {
		switch {
		case x > 0:
			more.Append(paint.Rectangle(v.bar(i, full)))
		case x < 0:
			less.Append(paint.Rectangle(v.bar(i, full)))
		}
	}
	to.Fill(more, c.Theme.Forward)
	to.Fill(less, c.Theme.Backward)
	y := v.box.Center().Y
	to.Stroke(paint.Polyline(paint.Pt(v.box.Min.X, y), paint.Pt(v.box.Max.X, y)), paint.Stroke{Width: 1, Color: c.Theme.Line})
	to.Stroke(paint.Rectangle(v.mark()), paint.Stroke{Width: 2, Color: c.Theme.Held})
	v.parts.Draw(c, to)
}

// mark is the frame of the chosen number.
func (v *Vector) mark() paint.Rect {
	b := v.bar(v.chosen, 1)
	return paint.Rect{Min: paint.Pt(b.Min.X-1.5, v.box.Min.Y), Max: paint.Pt(b.Max.X+1.5, v.box.Max.Y)}
}

// Handle implements ui.Widget.
func (v *Vector) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		if e.ID == v.ID+".which" {
			return v.choose(int(e.Number) - 1)
		}
	case ui.Pointer:
		return v.pointer(e) || v.parts.Handle(e)
	}
	return v.parts.Handle(e)
}

func (v *Vector) pointer(e ui.Pointer) bool {
	at := int((e.At.X - v.box.Min.X) / v.box.W() * float64(len(v.values)))
	switch e.Kind {
	case ui.Press:
		v.held = e.At.In(v.box)
		return v.held && v.choose(at)
	case ui.Drag:
		return v.held && v.choose(at)
	case ui.Release, ui.Cancel:
		v.held = false
	}
	return false
}

func (v *Vector) choose(c int) bool {
	c = max(0, min(c, len(v.values)-1))
	was := v.chosen
	v.chosen = c
	if v.Chosen != nil {
		*v.Chosen = c
	}
	return c != was
}

// Describe implements ui.Widget.
func (v *Vector) Describe() ui.Node {
	n := ui.Node{ID: v.ID, Role: ui.Group, Name: v.Name, Bounds: paint.Rect{Max: v.bounds}}
	n.Children = []ui.Node{
		{ID: v.ID + ".picture", Role: ui.Pad, Name: v.Name + ", picture", Value: v.says(), Bounds: v.box},
		{
			ID: v.ID + ".which", Role: ui.Handle, Name: v.Name + ", number", Value: fmt.Sprintf("number %d", v.chosen+1), Bounds: v.grip(),
			Range: ui.Range{Min: 1, Max: float64(len(v.values)), Step: 1, Now: float64(v.chosen + 1)},
		},
	}
	n.Children = append(n.Children, v.parts.Describe()...)
	return n
}

// grip is the room of the chosen number, and a little more where that is small.
func (v *Vector) grip() paint.Rect {
	m := v.mark()
	x := max(v.box.Min.X, min(m.Center().X-grip/2, v.box.Max.X-grip))
	return paint.Box(x, v.box.Min.Y, grip, tall)
}

// says tells what the picture shows.
func (v *Vector) says() string {
	up, far := 0, v.farthest()
	for _, x := range v.values {
		if x > 0 {
			up++
		}
	}
	return fmt.Sprintf("%d of %d numbers are more than 0; the one farthest from 0 is number %d, %s.", up, len(v.values), far+1, label.Fixed(v.values[far], 3))
}

// farthest is the number that is farthest from 0. One that is not known, and so
// has no bar, is it only if all are.
func (v *Vector) farthest() (far int) {
	for c, x := range v.values {
		if math.Abs(x) > math.Abs(v.values[far]) || math.IsNaN(v.values[far]) {
			far = c
		}
	}
	return far
}
