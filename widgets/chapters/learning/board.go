package learning

import (
	"fmt"
	"image/color"
	"strings"

	"zerotoai/engine/rl"
	"zerotoai/engine/trace"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A board is the world of a grid from above: in each cell what the best action
// is worth, and an arrow where it leads.
type board struct {
	grid *grid
	side float64 // of a cell
	tap  ui.Tap
	over int // the cell under the pointer
	size paint.Point
}

var _ ui.Widget = (*board)(nil)

const widest = 64

// Layout implements ui.Widget.
func (b *board) Layout(_ *ui.Context, room paint.Point) paint.Point {
	w := b.grid.agent.World
	b.side = float64(int(min(room.X/float64(w.W), widest)))
	b.size = paint.Pt(b.side*float64(w.W), b.side*float64(w.H))
	return b.size
}

func (b *board) cell(s int) paint.Rect {
	w := b.grid.agent.World.W
	return paint.Box(float64(s%w)*b.side, float64(s/w)*b.side, b.side, b.side)
}

func cellID(s int) string { return fmt.Sprintf("%s.cell%d", gridID, s) }

// ref is the number that a cell shows, if it shows one.
func (b *board) ref(s int) trace.Ref {
	if b.grid.agent.World.Cells[s] != rl.Floor {
		return trace.Ref{}
	}
	a, _, known := b.grid.worth(s)
	if !known {
		return trace.Ref{}
	}
	return rl.WorthRef(s, a)
}

// Handle implements ui.Widget: a press on a number opens its card.
func (b *board) Handle(e ui.Event) (changed bool) {
	for s := range b.grid.agent.World.Cells {
		switch e := e.(type) {
		case ui.Set:
			changed = changed || e.ID == cellID(s) && b.open(s)
		case ui.Pointer:
			if e.At.In(b.cell(s)) {
				return b.pointer(e, s)
			}
		}
	}
	if e, ok := e.(ui.Pointer); ok {
		_, changed = b.tap.Pointer(e, false)
	}
	return changed
}

func (b *board) pointer(e ui.Pointer, s int) bool {
	if e.Kind == ui.Press {
		b.over = s
	}
	pressed, changed := b.tap.Pointer(e, s == b.over && b.ref(s) != trace.Ref{})
	return pressed && b.open(s) || changed
}

func (b *board) open(s int) bool {
	r := b.ref(s)
	if r == (trace.Ref{}) {
		return false
	}
	b.grid.card.Show(r)
	return true
}

// Draw implements ui.Widget.
func (b *board) Draw(c *ui.Context, to paint.Canvas) {
	ramp := plane.Signs(c.Theme)
	for s, kind := range b.grid.agent.World.Cells {
		box := b.cell(s).Inset(1)
		to.Fill(paint.Rounded(box, 4), b.fill(c, ramp, s, kind))
		if kind == rl.Floor {
			b.drawWorth(c, to, s, box)
		}
		if mark := b.mark(s); mark != "" {
			label.Line(c, to, theme.Control, mark, paint.Pt(box.Min.X+8, box.Max.Y-12), label.Center, c.Theme.Ink)
		}
	}
	at := b.cell(b.grid.agent.At)
	o := paint.Pt(at.Max.X-11, at.Max.Y-11)
	to.Fill(paint.Circle(o, 7.5), c.Theme.Ink)
	to.Fill(paint.Circle(o, 6), c.Theme.Ball)
}

// mark is the letter of a cell.
func (b *board) mark(s int) string {
	w := b.grid.agent.World
	switch {
	case w.Cells[s] == rl.Goal:
		return "G"
	case w.Cells[s] == rl.Pit:
		return "P"
	case s == w.Start:
		return "S"
	}
	return ""
}

// fill is the colour of a cell: of a wall dull, else green for what is worth
// something and red for what is worth less than nothing.
func (b *board) fill(c *ui.Context, ramp *heat.Ramp, s int, kind rl.Cell) color.NRGBA {
	_, v, _ := b.grid.worth(s)
	switch kind {
	case rl.Wall:
		return c.Theme.Line
	case rl.Pit:
		v = b.grid.agent.World.PitReward
	case rl.Goal:
		v = b.grid.agent.World.GoalReward
	}
	return ramp.At(0.5 + 0.3*max(-1, min(1, v)))
}

// drawWorth paints the number and the arrow of a cell that is known.
func (b *board) drawWorth(c *ui.Context, to paint.Canvas, s int, box paint.Rect) {
	a, v, known := b.grid.worth(s)
	if !known {
		return
	}
	font := theme.Number
	font.Size = 13
	label.Line(c, to, font, label.Fixed(v, 2), paint.Pt(box.Center().X, box.Min.Y+11), label.Center, c.Theme.Ink)
	o := paint.Pt(box.Center().X, box.Max.Y-13)
	if b.mark(s) != "" {
		o.X += 6
	}
	to.Fill(arrow(o, a), c.Theme.Ink)
}

// arrow is a short arrow round o in the direction of an action.
func arrow(o paint.Point, a rl.Action) paint.Path {
	d := [...]paint.Point{rl.Up: {Y: -8}, rl.Right: {X: 8}, rl.Down: {Y: 8}, rl.Left: {X: -8}}[a]
	return paint.Arrow(o.Sub(d), o.Add(d), 2)
}

// Describe implements ui.Widget: each cell says what it is.
func (b *board) Describe() ui.Node {
	w := b.grid.agent.World
	n := ui.Node{ID: gridID + ".board", Role: ui.Group, Name: "The world, row by row. The agent is at " + b.grid.place(b.grid.agent.At), Bounds: paint.Rect{Max: b.size}}
	for s := range w.Cells {
		n.Children = append(n.Children, ui.Node{
			ID: cellID(s), Role: ui.Output, Name: b.grid.place(s), Value: b.says(s), Explains: b.ref(s), Bounds: b.cell(s),
		})
	}
	return n
}

// says tells a cell in words.
func (b *board) says(s int) string {
	switch b.grid.agent.World.Cells[s] {
	case rl.Wall:
		return "wall"
	case rl.Pit:
		return "pit"
	case rl.Goal:
		return "goal"
	}
	start := ""
	if s == b.grid.agent.World.Start {
		start = "start, "
	}
	a, v, known := b.grid.worth(s)
	if !known {
		return start + "not tried yet"
	}
	return fmt.Sprintf("%sbest action %s, worth %s", start, strings.ToLower(a.String()), label.Fixed(v, 2))
}
