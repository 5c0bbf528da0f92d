package embedding

import (
	"fmt"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
	"zerotoai/engine/vectors"
	"zerotoai/widgets/card"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/ui"
)

// Places is all position vectors as one picture: a row for each position, a
// column for each number.
type places struct {
	ui.Stack
	model  *model.Model
	place  float64 // the position that is read out, counted from 1
	column float64 // the number

	heat          heat.Map
	plane         plot.Plane
	legend        heat.Legend
	row, number   slider.Slider
	value         readout.Readout
	next, distant readout.Readout
	card          card.Card
}

var (
	_ ui.Stateful  = (*places)(nil)
	_ model.Reader = (*places)(nil)
)

const placesID = "tokens.places"

// far is how many positions away the second cosine is taken.
const far = 30

func newPlaces() *places {
	p := &places{Stack: ui.Stack{ID: placesID, Name: "Position vectors"}, place: 12, column: 1}
	p.plane = plot.Plane{
		ID: placesID + ".plane", Name: "The table of positions", Value: p.says, Axes: p.axes, Shape: 0.7, Tall: 460,
		Version: func() any { return p.model },
		Back:    func(c *ui.Context, to paint.Canvas, f plot.Frame) { p.heat.Draw(to, f.Area, c.Theme) },
		Front:   p.drawMarks, Pointed: p.pointed,
	}
	p.legend = heat.Legend{ID: placesID + ".legend", Name: "Number, by colour", Map: &p.heat}
	p.card = card.Card{ID: placesID + ".card", Names: p.name, Origin: p.origin}
	p.value = readout.Readout{
		ID: placesID + ".value", Name: "Value", Room: 8,
		Value:    func() string { return label.Fixed(float64(p.table().Row(p.at())[int(p.column)-1]), 4) },
		Explains: func() trace.Ref { return trace.Ref{Name: placesName, I: p.at(), J: int(p.column) - 1} }, Open: p.card.Show,
	}
	p.next, p.distant = p.cosine(".next", 1), p.cosine(".far", far)
	return p
}

// cosine is a read-out of how alike the position is to one further on, or
// further back where there is none.
func (p *places) cosine(id string, on int) readout.Readout {
	return readout.Readout{
		ID: placesID + id, Name: fmt.Sprintf("Cosine, %d further on", on), Room: 8,
		Value: func() string {
			return label.Fixed(vectors.Cosine(p.table().Row(p.at()), p.table().Row(p.other(on))), 3)
		},
		Explains: func() trace.Ref { return vectors.CosineRef(p.at(), p.other(on)) }, Open: p.card.Show,
	}
}

// Read implements model.Reader.
func (p *places) Read(m *model.Model) {
	p.model = m
	c := m.Weights.Config
	p.place, p.column = min(p.place, float64(c.Context)), min(p.column, float64(c.Width))
	t := m.Weights.Positions
	p.heat = heat.Map{Values: wide(t.Data), W: t.Cols, H: t.Rows}
	p.heat.Fit()
	p.row = slider.Slider{ID: placesID + ".place", Name: "Position", Min: 1, Max: max(2, float64(c.Context)), Step: 1, Value: &p.place}
	p.number = slider.Slider{ID: placesID + ".number", Name: "Number", Min: 1, Max: max(2, float64(c.Width)), Step: 1, Value: &p.column}
	p.card.Close()
	p.card.Source = vectors.Angles{Rows: t, Name: placesName}
}

func (p *places) table() tensor.Matrix { return p.model.Weights.Positions }

// at is the row of the position that is read out.
func (p *places) at() int { return min(int(p.place), p.model.Weights.Config.Context) - 1 }

// other is the row of a position so much further on, or further back where
// there is none; in a table that is too short it is the row itself.
func (p *places) other(on int) int {
	switch i, n := p.at(), p.model.Weights.Config.Context; {
	case i+on < n:
		return i + on
	case i >= on:
		return i - on
	default:
		return i
	}
}

// axes let position 1 be at the top.
func (p *places) axes() plot.Axes {
	c := p.model.Weights.Config
	return plot.Axes{Bare: true, X: plot.Range{Lo: 0.5, Hi: float64(c.Width) + 0.5}, Y: plot.Range{Lo: -float64(c.Context) - 0.5, Hi: -0.5}}
}

// drawMarks frames the row and marks the cell that are read out.
func (p *places) drawMarks(c *ui.Context, to paint.Canvas, f plot.Frame) {
	box := func(left, right float64) paint.Rect {
		return paint.Rect{Min: f.Px(paint.Pt(left, 0.5-p.place)), Max: f.Px(paint.Pt(right, -0.5-p.place))}
	}
	row := box(f.X.Lo, f.X.Hi).Inset(-1.5)
	cell := box(p.column-0.5, p.column+0.5).Inset(-3)
	to.Group(paint.Group{Clip: f.Area}, func(to paint.Canvas) {
		for _, r := range []paint.Rect{row, cell} {
			to.Stroke(paint.Rectangle(r), paint.Stroke{Width: 4, Color: c.Theme.Panel})
			to.Stroke(paint.Rectangle(r), paint.Stroke{Width: 2, Color: c.Theme.Held})
		}
	})
}

// pointed reads out the number under the pointer.
func (p *places) pointed(e ui.Pointer) bool {
	if e.Kind != ui.Press && e.Kind != ui.Drag && (e.Kind != ui.Hover || e.Touch) {
		return false
	}
	c := p.model.Weights.Config
	was := [2]float64{p.place, p.column}
	p.place = plot.Range{Lo: 1, Hi: float64(c.Context)}.Clamp(plot.Snap(-e.At.Y, 1))
	p.column = plot.Range{Lo: 1, Hi: float64(c.Width)}.Clamp(plot.Snap(e.At.X, 1))
	return was != [2]float64{p.place, p.column} || e.Kind == ui.Press
}

func (p *places) says() string {
	c := p.model.Weights.Config
	return fmt.Sprintf("%d rows, one for each position, of %d numbers from %s to %s. Number %d of position %d is %s",
		c.Context, c.Width, label.Fixed(p.heat.Lo, 2), label.Fixed(p.heat.Hi, 2), int(p.column), int(p.place), p.value.Value())
}

func (p *places) name(r trace.Ref) string {
	switch r.Name {
	case placesName:
		return fmt.Sprintf("number %d of position %d", r.J+1, r.I+1)
	case "cosine":
		return fmt.Sprintf("cosine of positions %d and %d", r.I+1, r.J+1)
	case "dot":
		return fmt.Sprintf("position %d · position %d", r.I+1, r.J+1)
	case "lengths":
		return "product of the lengths"
	case "length":
		return fmt.Sprintf("length of position %d", r.I+1)
	}
	return r.String()
}

func (p *places) origin(r trace.Ref) string { return (&reading{model: p.model}).origin(r) }

// Layout implements ui.Widget.
func (p *places) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.Begin(c, room)
	p.Add(&p.plane, &p.legend)
	p.Columns(200, &p.row, &p.number)
	p.Row(&p.value, &p.next, &p.distant)
	p.Add(&p.card)
	return p.End()
}

// State implements ui.Stateful.
func (p *places) State() []ui.Param {
	return []ui.Param{ui.Float("position", &p.place, 1, 1<<24), ui.Float("positionnumber", &p.column, 1, 1<<17)}
}

// Restored implements ui.Stateful.
func (p *places) Restored() {
	p.place, p.column = float64(int(p.place)), float64(int(p.column))
	if p.model != nil {
		p.Read(p.model)
	}
}
