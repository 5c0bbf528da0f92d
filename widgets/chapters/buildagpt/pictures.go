package buildagpt

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// squares shows rows of numbers: the larger a number, the larger its square; what
// is negative is an outline (a Hinton diagram has another colour for it).
type squares struct {
	ID, Name string
	Rows     []string // their names
	Values   [][]float64
	Color    label.Color                  // nil is Data
	Refs     func(row, col int) trace.Ref // how a number was made
	Row, Col *int                         // the chosen number; a figure sets them
	Made     func(n int) int              // how many of n are to be seen: they come in the order of their making
	cols     int                          // of the longest row
	top      float64
	wide     float64 // of a cell
	tall     float64
	size     paint.Point
}

const rowNames = 34

// Layout implements ui.Widget.
func (s *squares) Layout(_ *ui.Context, room paint.Point) paint.Point {
	s.cols, s.top = 0, 0
	for _, row := range s.Values {
		s.cols = max(s.cols, len(row))
		for _, v := range row {
			s.top = max(s.top, math.Abs(v))
		}
	}
	s.wide = min(28, (room.X-rowNames)/float64(s.cols))
	s.tall = max(16, min(s.wide, 22))
	s.choose(*s.Row, *s.Col)
	s.size = paint.Pt(rowNames+s.wide*float64(s.cols), s.tall*float64(len(s.Rows)))
	return s.size
}

func limit(i, n int) int { return max(0, min(i, n-1)) }

// choose chooses a number: the last one of a row that is too short.
func (s *squares) choose(row, col int) {
	*s.Row = limit(row, len(s.Rows))
	*s.Col = limit(col, len(s.Values[*s.Row]))
}

// now is the chosen number.
func (s *squares) now() float64 { return s.Values[*s.Row][*s.Col] }

// cell is the room of the chosen number.
func (s *squares) cell() paint.Rect {
	return paint.Box(rowNames+s.wide*float64(*s.Col), s.tall*float64(*s.Row), s.wide, s.tall)
}

// Handle implements ui.Widget: a press chooses a number, and so do keys.
func (s *squares) Handle(e ui.Event) bool {
	row, col := *s.Row, *s.Col
	switch e := e.(type) {
	case ui.Set:
		switch e.ID {
		case s.ID + ".row":
			row = int(e.Number) - 1
		case s.ID + ".col":
			col = int(e.Number) - 1
		}
	case ui.Pointer:
		if e.Kind != ui.Press || !e.At.In(paint.Rect{Min: paint.Pt(rowNames, 0), Max: s.size}) {
			return false
		}
		row, col = int(e.At.Y/s.tall), int((e.At.X-rowNames)/s.wide)
	}
	was := [2]int{*s.Row, *s.Col}
	s.choose(row, col)
	return was != [2]int{*s.Row, *s.Col}
}

// Draw implements ui.Widget.
func (s *squares) Draw(c *ui.Context, to paint.Canvas) {
	ink := c.Theme.Data
	if s.Color != nil {
		ink = s.Color(c.Theme)
	}
	for i, name := range s.Rows {
		label.Line(c, to, code, name, paint.Pt(rowNames-10, s.tall*(float64(i)+0.5)), label.Right, c.Theme.Soft)
	}
	var filled, outlined paint.Path
	left := s.Made(s.count())
	for i, row := range s.Values {
		for j, v := range row[:min(left, len(row))] {
			left--
			switch box := s.square(i, j, v); {
			case v > 0:
				filled.Append(box)
			case v < 0:
				outlined.Append(box)
			}
		}
	}
	to.Fill(filled, ink)
	to.Stroke(outlined, paint.Stroke{Width: 1.2, Color: ink})
	to.Stroke(paint.Rectangle(s.cell()), paint.Stroke{Width: 2, Color: c.Theme.Held})
}

// count is how many numbers there are.
func (s *squares) count() (n int) {
	for _, row := range s.Values {
		n += len(row)
	}
	return n
}

// square is as large as a number is.
func (s *squares) square(i, j int, v float64) paint.Path {
	at := paint.Pt(rowNames+s.wide*(float64(j)+0.5), s.tall*(float64(i)+0.5))
	half := (min(s.wide, s.tall) - 3) / 2 * math.Sqrt(math.Abs(v)/max(s.top, 1e-300))
	return paint.Rectangle(paint.Box(at.X-half, at.Y-half, 2*half, 2*half))
}

// Describe implements ui.Widget.
func (s *squares) Describe() ui.Node {
	n := ui.Node{ID: s.ID, Role: ui.Group, Name: s.Name, Bounds: paint.Rect{Max: s.size}}
	picture := ui.Node{ID: s.ID + ".numbers", Role: ui.Pad, Name: s.Name + ", picture", Value: s.words(), Bounds: n.Bounds}
	n.Children = []ui.Node{picture, s.slider(".row", "Row", *s.Row, len(s.Rows)), s.slider(".col", "Column", *s.Col, s.cols)}
	return n
}

// slider chooses a row or a column by keys.
func (s *squares) slider(id, name string, at, n int) ui.Node {
	grip, side := s.cell(), float64(theme.Target)
	mid := grip.Center()
	room := paint.Box(mid.X-side/2, mid.Y-side/2, side, side)
	return ui.Node{ID: s.ID + id, Role: ui.Handle, Name: name, Bounds: room, Value: fmt.Sprint(at + 1), Range: ui.Range{Min: 1, Max: float64(n), Step: 1, Now: float64(at + 1)}}
}

// words tells the shape, and the largest number.
func (s *squares) words() string {
	row, col := 0, 0
	for i, values := range s.Values {
		for j, v := range values {
			if math.Abs(v) > math.Abs(s.Values[row][col]) {
				row, col = i, j
			}
		}
	}
	return fmt.Sprintf("%d rows of up to %d numbers. The one farthest from 0 is %s, in row %s, column %d.", len(s.Rows), s.cols, label.Number(s.Values[row][col], 4), s.Rows[row], col+1)
}

// chips are short words in boxes, each with one under it, such as letters and
// their tokens.
type chips struct {
	ID, Name   string
	Over, Down []string
	Made       func(n int) int // as with squares

	places []paint.Rect
	size   paint.Point
}

// Layout implements ui.Widget.
func (p *chips) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.places = nil
	var x, y float64
	for i := range p.Over {
		w := max(34, c.Type.Shape(theme.Number, p.Over[i]).Advance+14, c.Type.Shape(code, p.Down[i]).Advance+14)
		if x > 0 && x+w > room.X {
			x, y = 0, y+54
		}
		p.places = append(p.places, paint.Box(x, y, w, 48))
		x += w + 6
	}
	p.size = paint.Pt(room.X, y+48)
	return p.size
}

// Handle implements ui.Widget.
func (p *chips) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (p *chips) Draw(c *ui.Context, to paint.Canvas) {
	for i, r := range p.places[:p.Made(len(p.places))] {
		to.Fill(paint.Rounded(r, 6), c.Theme.Raised)
		mid := r.Center()
		label.Line(c, to, theme.Number, p.Over[i], mid.Add(paint.Pt(0, -10)), label.Center, c.Theme.Data)
		label.Line(c, to, code, p.Down[i], mid.Add(paint.Pt(0, 12)), label.Center, c.Theme.Soft)
	}
}

// Describe implements ui.Widget.
func (p *chips) Describe() ui.Node {
	var pairs []string
	for i := range p.Over {
		pairs = append(pairs, p.Over[i]+": "+p.Down[i])
	}
	return ui.Node{ID: p.ID, Role: ui.Image, Name: p.Name, Value: strings.Join(pairs, ", "), Bounds: paint.Rect{Max: p.size}}
}
