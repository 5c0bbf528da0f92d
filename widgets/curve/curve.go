// Package curve is the curve that a chapter is about: one of several, or a
// formula of the reader's own. It is the controls that choose it, and what the
// choice means: the formula, a window that shows it, its picture.
package curve

import (
	"errors"
	"math"
	"slices"

	"zerotoai/engine/expr"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Preset is a curve with a name.
type Preset struct{ Name, Formula string }

// Own is the name of the choice that a typed formula is.
const Own = "My own formula"

// A Curve is a formula and the controls that choose it. When what is typed is
// no formula, the last one stays.
type Curve struct {
	// Expr is the formula.
	Expr *expr.Expr
	// X is the window's range of inputs.
	X plot.Range

	presets []Preset
	name    string // of the choice
	source  string // of Expr
	changed func()
	choice  choice.Choice
	field   field.Field
	parts   ui.Parts
	size    paint.Point
	shown   key
	y       plot.Range
	lines   [][]paint.Point
	breaks  []expr.Break
}

// A key says what the lines were made of.
type key struct {
	source string
	x      plot.Range
}

var _ ui.Widget = (*Curve)(nil)

// New returns the controls of a figure called id, with the first of presets
// chosen. changed is called when the curve is another one.
func New(id string, presets []Preset, x plot.Range, changed func()) *Curve {
	v := &Curve{X: x, presets: presets, name: presets[0].Name, changed: changed}
	var names []string
	for _, p := range presets {
		names = append(names, p.Name)
	}
	v.choice = choice.Choice{ID: id + ".curve", Name: "Curve", Options: append(names, Own), Value: &v.name, Changed: v.pick}
	v.field = field.Field{ID: id + ".formula", Name: "Formula", Changed: v.typed}
	v.Take(presets[0].Formula)
	return v
}

// pick takes the preset that was chosen. To choose "my own" is to keep the
// formula and change it.
func (v *Curve) pick() {
	i := slices.IndexFunc(v.presets, func(p Preset) bool { return p.Name == v.name })
	if i >= 0 {
		v.Take(v.presets[i].Formula)
		v.changed()
	}
}

// typed takes a formula of the reader's, or says why it cannot.
func (v *Curve) typed(s string) {
	if v.Take(s) == nil {
		v.changed()
	}
}

// Take reads a formula. If it is none, the field says so, Expr stays, and the
// error is a *expr.SyntaxError.
func (v *Curve) Take(s string) error {
	v.field.Text, v.field.Error = s, ""
	e, err := expr.Parse(s)
	var wrong *expr.SyntaxError
	if errors.As(err, &wrong) {
		v.field.Error, v.field.ErrAt, v.field.ErrTo = wrong.Msg, wrong.Pos, wrong.End
	}
	if err != nil {
		return err
	}
	v.Expr, v.source = e, s
	v.name = Own
	for _, p := range v.presets {
		if p.Formula == s {
			v.name = p.Name
		}
	}
	return nil
}

// State lists what a link keeps of the curve.
func (v *Curve) State() []ui.Param {
	start := v.source
	get := func() string {
		if v.source == start {
			return ""
		}
		return v.source
	}
	set := func(s string) error {
		if s == "" {
			s = start
		}
		return v.Take(s)
	}
	own := ui.Flag("own-formula", v.kept, func(on bool) {
		if on {
			v.name = Own
		}
	})
	return []ui.Param{{Name: "f", Get: get, Set: set}, own}
}

// kept reports whether the reader has chosen Own and kept the formula of a
// preset.
func (v *Curve) kept() bool {
	return v.name == Own && slices.ContainsFunc(v.presets, func(p Preset) bool { return p.Formula == v.source })
}

// Window returns the range of outputs that shows the curve: the middle of what
// it does, so that one pole does not flatten all the rest.
func (v *Curve) Window() plot.Range {
	v.look()
	return v.y
}

// look makes what is shown anew if the formula is another one.
func (v *Curve) look() {
	k := key{v.source, v.X}
	if k == v.shown {
		return
	}
	v.shown, v.y = k, window(v.Expr.Eval, v.X)
	v.lines = Lines(v.Expr.Eval, v.X, v.y)
	v.breaks = v.Expr.Breaks(v.X.Lo, v.X.Hi, Fine)
}

// Fine is how many steps across a window are looked at, at least.
const Fine = 320

// Lines returns the graph of f as lines that end at gaps and poles.
func Lines(f func(float64) float64, x, y plot.Range) (lines [][]paint.Point) {
	for _, b := range expr.Branches(f, x.Lo, x.Hi, Fine, y.Lo, y.Hi) {
		pts := make([]paint.Point, len(b))
		for i, p := range b {
			pts[i] = paint.Pt(p.X, p.Y)
		}
		lines = append(lines, pts)
	}
	return lines
}

// window is the range from the 8th to the 92nd of a hundred outputs, with room
// around it, and never narrower than 2.
func window(f func(float64) float64, x plot.Range) plot.Range {
	var ys []float64
	for i := range 400 {
		if y := f(x.Lo + x.Span()*(float64(i)+0.5)/400); !math.IsNaN(y) && math.Abs(y) < 1e6 {
			ys = append(ys, y)
		}
	}
	if len(ys) == 0 {
		return plot.Range{Lo: -2, Hi: 2}
	}
	slices.Sort(ys)
	r := plot.Range{Lo: ys[len(ys)*8/100], Hi: ys[len(ys)*92/100]}
	mid, half := (r.Lo+r.Hi)/2, max(r.Span()/2*1.25, 1)
	return plot.Range{Lo: math.Floor(mid - half), Hi: math.Ceil(mid + half)}
}

// Layout implements ui.Widget: side by side where there is room.
func (v *Curve) Layout(c *ui.Context, room paint.Point) paint.Point {
	v.parts = nil
	first := v.parts.Place(c, &v.choice, paint.Point{}, room)
	at := paint.Pt(first.X+theme.Gap, 0)
	if room.X-at.X < 180 {
		at = paint.Pt(0, first.Y+theme.Gap)
	}
	second := v.parts.Place(c, &v.field, at, paint.Pt(min(room.X-at.X, 360), room.Y))
	v.size = paint.Pt(max(first.X, at.X+second.X), max(first.Y, at.Y+second.Y))
	return v.size
}

// Handle implements ui.Widget.
func (v *Curve) Handle(e ui.Event) bool { return v.parts.Handle(e) }

// Draw implements ui.Widget.
func (v *Curve) Draw(c *ui.Context, to paint.Canvas) { v.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (v *Curve) Describe() ui.Node {
	return ui.Node{ID: v.choice.ID + ".group", Role: ui.Group, Bounds: paint.Rect{Max: v.size}, Children: v.parts.Describe()}
}
