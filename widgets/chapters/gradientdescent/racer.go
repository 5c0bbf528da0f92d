package gradientdescent

import (
	"fmt"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
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

// prefix leads the names of the racer's numbers in the card of the race.
func (u *racer) prefix() string { return u.letter + " " }

// ref is a number of the racer as the card knows it.
func (u *racer) ref(r trace.Ref) trace.Ref {
	r.Name = u.prefix() + r.Name
	return r
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
