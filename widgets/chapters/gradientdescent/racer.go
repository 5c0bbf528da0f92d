package gradientdescent

import (
	"fmt"
	"math"

	"zerotoai/engine/descent"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A look is how a method is told from the others: by its letter and the
// dashes of its line; the colours only help. None is that of high loss, which
// the map is full of.
type look struct {
	method descent.Method
	letter string
	color  label.Color
	dash   []float64
}

var looks = [...]look{
	descent.Plain:    {descent.Plain, "P", label.Data, nil},
	descent.Momentum: {descent.Momentum, "M", label.Forward, []float64{12, 4}},
	descent.RMSProp:  {descent.RMSProp, "R", label.Attention, []float64{2, 4}},
	descent.Adam:     {descent.Adam, "A", label.Ink, []float64{8, 3, 2, 3}},
}

// A racer is a method in the race.
type racer struct {
	look
	run *descent.Run
}

// words tells where the racer is.
func (u *racer) words() string {
	now := u.run.Now()
	switch {
	case u.run.Diverged:
		return fmt.Sprintf("%v has diverged after %s.", u.method, steps(now.Step))
	case u.run.Converged:
		return fmt.Sprintf("%v came to rest at loss %s after %s.", u.method, label.Nonzero(now.Loss, 4), steps(now.Step))
	}
	return fmt.Sprintf("%v: loss %s.", u.method, label.Nonzero(now.Loss, 4))
}

// line is the loss of the racer over the steps.
func (u *racer) line() chart.Line {
	l := chart.Line{Name: u.method.String(), Color: u.color, Dash: u.dash, Letter: u.letter}
	for _, s := range u.run.History {
		l.Points = append(l.Points, paint.Pt(float64(s.Step), s.Loss))
	}
	return l
}

// badge is the racer's letter, at a place of the map.
func (u *racer) badge() plot.Badge {
	return plot.Badge{Letter: u.letter, Color: u.color, At: point(u.run.Now().P)}
}

// trail paints where the racer has been, with a rim that sets it off from the
// map.
func (u *racer) trail(c *ui.Context, to paint.Canvas, f plot.Frame) {
	pts := places(u.run.History)
	f.Curve(to, paint.Stroke{Width: 5, Color: faded(c.Theme.Panel, 0.85), Round: true}, pts)
	f.Curve(to, paint.Stroke{Width: 2.5, Color: u.color(c.Theme), Dash: u.dash}, pts)
	f.Dot(c, to, point(u.run.Now().P), 4, u.color(c.Theme))
}

// A trait is a number that a method keeps from step to step, for one
// coordinate, and the greatest that it has been so far.
type trait struct {
	name       string
	now, peak  float64
	alwaysPlus bool
}

// traits are what the racer keeps.
func (u *racer) traits() (ts []trait) {
	add := func(name string, plus bool, of func(descent.State) [2]float64) {
		for i := range axis {
			t := trait{name: name + " " + axis[i], now: of(u.run.Now())[i], alwaysPlus: plus}
			for _, s := range u.run.History {
				t.peak = max(t.peak, math.Abs(of(s)[i]))
			}
			ts = append(ts, t)
		}
	}
	velocity := func(s descent.State) [2]float64 { return s.V }
	square := func(s descent.State) [2]float64 { return s.S }
	switch u.method {
	case descent.Momentum:
		add("velocity", false, velocity)
	case descent.RMSProp:
		add("mean slope²", true, square)
	case descent.Adam:
		add("velocity", false, velocity)
		add("mean slope²", true, square)
	}
	return ts
}

// A memory shows the inner state of a racer as bars with numbers.
type memory struct {
	*racer
	ts   []trait
	size paint.Point
}

var _ ui.Widget = (*memory)(nil)

// Sizes in pixels.
const (
	memoryPad  = 10
	memoryHead = 30
	memoryRow  = 24
	traitName  = 112 // room for a name
	traitValue = 84  // room for a number
)

// Layout implements ui.Widget.
func (m *memory) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.ts = m.traits()
	m.size = paint.Pt(room.X, memoryHead+memoryRow*float64(max(1, len(m.ts)))+memoryPad)
	return m.size
}

// Handle implements ui.Widget.
func (m *memory) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (m *memory) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rounded(paint.Rect{Max: m.size}, 8), c.Theme.Raised)
	m.badge().Draw(c, to, paint.Box(memoryPad, 7, plot.BadgeSide, plot.BadgeSide))
	label.Line(c, to, theme.Control, m.method.String(), paint.Pt(memoryPad+plot.BadgeSide+8, 17), label.Left, c.Theme.Ink)
	if len(m.ts) == 0 {
		label.Line(c, to, theme.Label, nothing, paint.Pt(memoryPad, memoryHead+memoryRow/2), label.Left, c.Theme.Soft)
	}
	for i, t := range m.ts {
		m.drawTrait(c, to, t, memoryHead+memoryRow*(float64(i)+0.5))
	}
}

const nothing = "keeps nothing from step to step"

// drawTrait paints one bar: from the middle to the right what is positive and,
// hatched, to the left what is negative; from the left end what is never
// negative. The whole room is the greatest that the number has been.
func (m *memory) drawTrait(c *ui.Context, to paint.Canvas, t trait, y float64) {
	label.Line(c, to, theme.Label, t.name, paint.Pt(memoryPad, y), label.Left, c.Theme.Soft)
	label.Line(c, to, theme.Number, label.Number(t.now, 3), paint.Pt(m.size.X-memoryPad, y), label.Right, c.Theme.Ink)
	room := paint.Rect{Min: paint.Pt(memoryPad+traitName, y-6), Max: paint.Pt(m.size.X-memoryPad-traitValue, y+6)}
	to.Fill(paint.Rectangle(room), c.Theme.Faint)
	zero, half := room.Center().X, room.W()/2
	if t.alwaysPlus {
		zero, half = room.Min.X, room.W()
	}
	if t.peak > 0 {
		end := zero + half*t.now/t.peak
		bar := paint.Rect{Min: paint.Pt(min(zero, end), room.Min.Y), Max: paint.Pt(max(zero, end), room.Max.Y)}
		m.fill(c, to, bar, t.now < 0)
	}
	to.Stroke(paint.Polyline(paint.Pt(zero, room.Min.Y-2), paint.Pt(zero, room.Max.Y+2)), paint.Stroke{Width: 1.5, Color: c.Theme.Line})
}

func (m *memory) fill(c *ui.Context, to paint.Canvas, bar paint.Rect, negative bool) {
	if bar.W() < 0.5 {
		return
	}
	if !negative {
		to.Fill(paint.Rectangle(bar), m.color(c.Theme))
		return
	}
	to.Group(paint.Group{Clip: bar}, func(to paint.Canvas) {
		var p paint.Path
		for x := bar.Min.X; x < bar.Max.X+bar.H(); x += 5 {
			p.Move(paint.Pt(x, bar.Min.Y))
			p.Line(paint.Pt(x-bar.H(), bar.Max.Y))
		}
		to.Stroke(p, paint.Stroke{Width: 2, Color: m.color(c.Theme)})
		to.Stroke(paint.Rectangle(bar), paint.Stroke{Width: 2, Color: m.color(c.Theme)})
	})
}

// Describe implements ui.Widget.
func (m *memory) Describe() ui.Node {
	say := nothing
	if len(m.ts) > 0 {
		say = ""
	}
	for i, t := range m.ts {
		if i > 0 {
			say += ", "
		}
		say += t.name + " " + label.Number(t.now, 3)
	}
	return ui.Node{
		ID: raceID + ".memory." + m.letter, Role: ui.Image, Name: m.method.String() + ": what it remembers", Value: say,
		Bounds: paint.Rect{Max: m.size},
	}
}
