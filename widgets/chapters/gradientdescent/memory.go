package gradientdescent

import (
	"math"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A memory shows the loss of a racer and what it keeps from step to step.
type memory struct {
	*racer
	bars  bars.Bars
	note  label.Label
	parts ui.Parts
	size  paint.Point
}

var _ ui.Widget = (*memory)(nil)

// newMemory shows u; open opens the card of one of its numbers.
func newMemory(u *racer, open func(trace.Ref)) *memory {
	id := raceID + ".memory." + u.letter
	m := &memory{racer: u}
	m.bars = bars.Bars{ID: id, Name: u.method.String(), Color: u.color, Rows: m.rows, Open: open}
	m.note = label.Label{ID: id + ".note", Text: "keeps nothing from step to step"}
	return m
}

// rows are the loss and, for both coordinates, what the method keeps.
func (m *memory) rows() []bars.Row {
	now, start := m.run.Now(), m.run.History[0]
	rows := []bars.Row{{Name: "loss", Value: now.Loss, Full: start.Loss, Explains: m.ref(descent.LossRef(now.Step))}}
	velocity := func(s descent.State) [2]float64 { return s.V }
	square := func(s descent.State) [2]float64 { return s.S }
	speed := func(i, k int) trace.Ref { return descent.VelocityRef(m.method, i, k) }
	switch m.method {
	case descent.Momentum:
		rows = append(rows, m.kept("velocity", velocity, speed, true)...)
	case descent.RMSProp:
		rows = append(rows, m.kept("mean slope²", square, descent.SquareRef, false)...)
	case descent.Adam:
		rows = append(rows, m.kept("mean slope", velocity, speed, true)...)
		rows = append(rows, m.kept("mean slope²", square, descent.SquareRef, false)...)
	}
	return rows
}

// kept are the rows of a number that is kept for each coordinate. All the room
// of a bar is the greatest that the number has been.
func (m *memory) kept(name string, of func(descent.State) [2]float64, ref func(i, k int) trace.Ref, signed bool) (rows []bars.Row) {
	now := m.run.Now()
	for i := range axis {
		r := bars.Row{Name: name + " " + axis[i], Value: of(now)[i], Signed: signed, Explains: m.ref(ref(i, now.Step))}
		for _, s := range m.run.History {
			r.Full = max(r.Full, math.Abs(of(s)[i]))
		}
		rows = append(rows, r)
	}
	return rows
}

const (
	memoryPad  = 10
	memoryHead = 34
)

// Layout implements ui.Widget.
func (m *memory) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.parts = nil
	inner := paint.Pt(room.X-2*memoryPad, room.Y)
	y := memoryHead + m.parts.Place(c, &m.bars, paint.Pt(memoryPad, memoryHead), inner).Y
	if m.method == descent.Plain {
		y += m.parts.Place(c, &m.note, paint.Pt(memoryPad, y+4), inner).Y + 4
	}
	m.size = paint.Pt(room.X, y+memoryPad)
	return m.size
}

// Handle implements ui.Widget.
func (m *memory) Handle(e ui.Event) bool { return m.parts.Handle(e) }

// Draw implements ui.Widget.
func (m *memory) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Rect{Max: m.size}, 8), c.Theme.Raised)
	m.badge().Draw(c, to, paint.Box(memoryPad, 7, plot.BadgeSide, plot.BadgeSide))
	label.Line(c, to, theme.Control, m.method.String(), paint.Pt(memoryPad+plot.BadgeSide+8, 17), label.Left, c.Theme.Ink)
	m.parts.Draw(c, to)
}

// Describe implements ui.Widget.
func (m *memory) Describe() ui.Node {
	return ui.Node{
		ID: raceID + ".memory." + m.letter + ".panel", Role: ui.Group, Name: m.method.String(),
		Bounds: paint.Rect{Max: m.size}, Children: m.parts.Describe(),
	}
}
