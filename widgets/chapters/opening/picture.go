package opening

import (
	"fmt"
	"time"

	"zerotoai/engine/descent"
	"zerotoai/widgets/button"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A picture is nine balls that roll down a landscape until they rest: the
// optimizer of chapter 3 at work.
type picture struct {
	surface descent.Surface
	runs    []*descent.Run
	rolls   uint32 // how often they were started: the seed of where
	steps   int
	last    time.Duration
	begun   bool

	terrain heat.Terrain
	ground  *paint.List // the terrain, made for frame and theme
	theme   *theme.Theme
	again   button.Button
	frame   plot.Frame
	parts   ui.Parts
	size    paint.Point
	still   bool
}

var _ ui.Widget = (*picture)(nil)

const (
	pace = 80 * time.Millisecond // between two steps
	most = 90                    // steps until all are at rest
)

func newPicture() *picture {
	all := descent.Surfaces()
	p := &picture{surface: all[len(all)-1]}
	p.again = button.Button{ID: "opening.descent.again", Name: "Roll again", Icon: icon.Reset, Do: p.roll}
	p.terrain = heat.Terrain{Loss: p.surface.Loss, Lines: 6}
	p.roll()
	return p
}

// roll puts the balls at nine new places.
func (p *picture) roll() {
	p.rolls++
	p.runs, p.steps, p.begun = nil, 0, false
	seed := p.rolls * 2654435761 // Knuth's multiplicative hash
	chance := func() float64 {   // a linear congruential generator, Numerical Recipes
		seed = seed*1664525 + 1013904223
		return float64(seed>>8) / (1 << 24)
	}
	settings := descent.Defaults(descent.Momentum)
	settings.LearningRate, settings.Momentum = 0.02, 0.85
	for i := range 9 {
		var start [2]float64
		for k, cell := range [2]int{i % 3, i / 3} {
			span := p.surface.Max[k] - p.surface.Min[k]
			start[k] = p.surface.Min[k] + span*(float64(cell)+0.15+0.7*chance())/3
		}
		p.runs = append(p.runs, descent.NewRun(p.surface, start, settings))
	}
}

// step moves all balls once and reports whether they are still rolling.
func (p *picture) step() bool {
	if p.steps >= most {
		return false
	}
	p.steps++
	for _, r := range p.runs {
		r.Step()
	}
	return true
}

// Layout implements ui.Widget.
func (p *picture) Layout(c *ui.Context, room paint.Point) paint.Point {
	if p.still = c.Still; p.still {
		for p.step() {
		}
	}
	p.size = paint.Pt(room.X, min(room.X*0.46, 360))
	axes := plot.Axes{X: plot.Range{Lo: p.surface.Min[0], Hi: p.surface.Max[0]}, Y: plot.Range{Lo: p.surface.Min[1], Hi: p.surface.Max[1]}, Bare: true}
	frame := axes.Frame(c, paint.Rect{Max: p.size})
	if p.ground == nil || p.frame.Area != frame.Area || p.theme != c.Theme {
		p.frame, p.theme = frame, c.Theme
		p.ground = paint.Record(func(to paint.Canvas) { p.terrain.Draw(to, frame, c.Theme) })
	}
	p.parts = nil
	s := p.parts.Place(c, &p.again, paint.Pt(0, p.size.Y+theme.Gap), room)
	p.size.Y += theme.Gap + s.Y
	return p.size
}

// Handle implements ui.Widget: the balls roll while time goes by, and rest.
func (p *picture) Handle(e ui.Event) bool {
	t, ok := e.(ui.Tick)
	if !ok {
		return p.parts.Handle(e)
	}
	if p.still || p.steps >= most {
		return false
	}
	if !p.begun {
		p.begun, p.last = true, t.Now
	}
	for t.Now-p.last >= pace && p.step() {
		p.last += pace
		if t.Now-p.last > time.Second { // the page was not looked at
			p.last = t.Now
		}
	}
	return true
}

// Draw implements ui.Widget.
func (p *picture) Draw(c *ui.Context, to paint.Canvas) {
	p.frame.Clip(to, func(to paint.Canvas) {
		p.ground.Show(to, p.frame.Area)
		for _, r := range p.runs {
			p.drawTrail(c, to, r)
		}
		for _, r := range p.runs {
			at := p.frame.Px(place(r.Now()))
			to.Fill(paint.Circle(at, 8), theme.Dark.Ground)
			to.Fill(paint.Circle(at, 6.5), c.Theme.Ball)
		}
	})
	p.parts.Draw(c, to)
}

func (p *picture) drawTrail(c *ui.Context, to paint.Canvas, r *descent.Run) {
	var trail paint.Path
	for _, s := range r.History {
		trail.Line(p.frame.Px(place(s)))
	}
	to.Stroke(trail, paint.Stroke{Width: 4, Color: c.Theme.Low, Round: true}) // white alone is lost on the bright end of the map
	to.Stroke(trail, paint.Stroke{Width: 2, Color: c.Theme.Past, Round: true})
}

func place(s descent.State) paint.Point { return paint.Pt(s.P[0], s.P[1]) }

// words says how far the balls have come.
func (p *picture) words() string {
	low, resting := p.runs[0].Now().Loss, 0
	for _, r := range p.runs {
		low = min(low, r.Now().Loss)
		if still(r) {
			resting++
		}
	}
	return fmt.Sprintf("%d of %d balls are at rest after %d steps. The lowest has a loss of %.2f.", resting, len(p.runs), p.steps, low)
}

// still reports whether a ball's last step was too short to be seen.
func still(r *descent.Run) bool {
	n := len(r.History)
	return n > 1 && place(r.History[n-1]).Sub(place(r.History[n-2])).Len() < 0.01
}

// Describe implements ui.Widget.
func (p *picture) Describe() ui.Node {
	n := ui.Node{ID: "opening.descent", Role: ui.Group, Name: "Gradient descent", Bounds: paint.Rect{Max: p.size}}
	n.Children = append([]ui.Node{{
		ID: "opening.descent.picture", Role: ui.Image, Name: "Nine balls rolling down a landscape of loss",
		Value: p.words(), Bounds: p.frame.Area,
	}}, p.parts.Describe()...)
	return n
}
