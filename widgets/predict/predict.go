// Package predict is "predict, then reveal": the reader commits to a guess
// before the figure tells, and then sees both side by side.
package predict

import (
	"fmt"
	"math"
	"strconv"

	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Predict is one question. With Options the answer is one of them, and
// numbers stand for their indices; otherwise it is a number from Min to Max.
type Predict struct {
	ID, Question string

	Min, Max, Step float64
	Tolerance      float64              // how far from the truth is right, the limit included
	Format         func(float64) string // nil is label.Number with 4 digits
	Options        []string

	Truth    func() float64                    // asked when the answer is revealed, not before
	Explain  func(guess, truth float64) string // why it is so; may be nil
	Answered func(right bool)                  // called when the answer is revealed; may be nil
	State

	truth   float64
	asked   bool // truth is known
	slider  *slider.Slider
	options []*option
	reveal  *button.Button
	retry   *button.Button
	ask     *label.Label
	result  *label.Label
	parts   ui.Parts
	size    paint.Point
}

// A State is what is kept from one visit to the next. It may be set before
// the first Layout.
type State struct {
	Guess    float64
	Given    bool // the reader has guessed
	Revealed bool // and has seen the answer
}

var (
	_ ui.Goal        = (*Predict)(nil)
	_ ui.Remembering = (*Predict)(nil)
)

// Reached implements ui.Goal: the reader has guessed and seen the answer.
func (p *Predict) Reached() bool { return p.Revealed }

// Memory implements ui.Remembering. A guess is kept once its answer has been
// revealed.
func (p *Predict) Memory() []ui.Param {
	get := func() string {
		if !p.Revealed {
			return ""
		}
		return strconv.FormatFloat(p.Guess, 'g', -1, 64)
	}
	return []ui.Param{{Name: p.ID, Get: get, Set: p.restore}}
}

func (p *Predict) restore(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	lo, hi := p.Min, p.Max
	if n := len(p.Options); n > 0 {
		lo, hi = 0, float64(n-1)
	}
	if err != nil || !(lo <= v && v <= hi) || len(p.Options) > 0 && v != math.Trunc(v) {
		return fmt.Errorf("%s is a guess from %g to %g, not %.40q", p.ID, lo, hi, s)
	}
	p.State, p.asked = State{Guess: v, Given: true, Revealed: true}, false
	return nil
}

// Layout implements ui.Widget.
func (p *Predict) Layout(c *ui.Context, room paint.Point) paint.Point {
	if p.ask == nil {
		p.build()
	}
	if p.Revealed && !p.asked {
		p.truth, p.asked = p.Truth(), true
	}
	p.reveal.Disabled = !p.Given
	p.parts = nil
	p.size = p.parts.Column(c, paint.Point{}, room, theme.Gap, p.widgets()...)
	return p.size
}

// build makes the parts. They keep their own state, so it is done once.
func (p *Predict) build() {
	p.ask = &label.Label{ID: p.ID + ".question", Text: p.Question, Font: theme.Text, Color: label.Ink}
	p.result = &label.Label{ID: p.ID + ".result", Name: "Answer", Words: p.Verdict, Font: theme.Small, Color: label.Ink, Live: true}
	p.reveal = &button.Button{ID: p.ID + ".reveal", Name: "Reveal", Primary: true, Do: p.show}
	p.retry = &button.Button{ID: p.ID + ".again", Name: "Try again", Do: p.again}
	for i := range p.Options {
		p.options = append(p.options, &option{of: p, index: i})
	}
	if len(p.Options) > 0 {
		return
	}
	if !p.Given {
		p.Guess = p.Min
	}
	p.slider = &slider.Slider{
		ID: p.ID + ".guess", Name: "Your guess", Min: p.Min, Max: p.Max, Step: p.Step,
		Value: &p.Guess, Format: p.format, Changed: func() { p.Given = true },
	}
}

// widgets are the parts that are there in the present state, from the top.
func (p *Predict) widgets() []ui.Widget {
	ws := []ui.Widget{p.ask}
	for _, o := range p.options {
		ws = append(ws, o)
	}
	switch {
	case !p.Revealed && p.slider != nil:
		return append(ws, p.slider, p.reveal)
	case !p.Revealed:
		return append(ws, p.reveal)
	case p.slider != nil:
		ws = append(ws, &scale{of: p})
	}
	return append(ws, p.result, p.retry)
}

func (p *Predict) show() {
	if !p.Given || p.Revealed {
		return
	}
	p.truth, p.asked, p.Revealed = p.Truth(), true, true
	if p.Answered != nil && !math.IsNaN(p.truth) {
		p.Answered(p.Right())
	}
}

// again takes back the guess but leaves the slider where it is.
func (p *Predict) again() { p.Given, p.Revealed, p.asked = false, false, false }

// Right reports whether the guess was right, once it is revealed.
func (p *Predict) Right() bool {
	if p.Revealed && !p.asked {
		p.truth, p.asked = p.Truth(), true
	}
	return p.asked && math.Abs(p.Guess-p.truth) <= p.Tolerance+1e-9
}

// Handle implements ui.Widget.
func (p *Predict) Handle(e ui.Event) bool { return p.parts.Handle(e) }

// Draw implements ui.Widget.
func (p *Predict) Draw(c *ui.Context, to paint.Canvas) { p.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (p *Predict) Describe() ui.Node {
	return ui.Node{
		ID: p.ID, Role: ui.Group, Name: "Predict, then reveal",
		Bounds: paint.Rect{Max: p.size}, Children: p.parts.Describe(),
	}
}
