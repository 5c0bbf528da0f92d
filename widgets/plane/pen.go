package plane

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"zerotoai/engine/nn"
	"zerotoai/widgets/button"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Pen is how the reader puts points of own on a Plane: by a press there, or by
// a yellow cross that keys move and Enter uses. It has a row of controls
// anywhere in the figure.
type Pen struct {
	ID      string
	Classes []string // what points of each class are called: "red square"
	Changed func()   // is called when Own has changed; may be nil

	Own []nn.Point // in the order in which they were added; for Changed to read

	chosen string // one of Classes, or rubber
	at     paint.Point
	past   [][]nn.Point // what Own was before each change
	uses   []use        // what has made Own of nothing
	note   string       // why the last use did nothing

	handle           plot.Handle
	choice           choice.Choice
	use, undo, clear button.Button
	parts            ui.Parts
	size             paint.Point
}

var _ ui.Widget = (*Pen)(nil)

const (
	// MostOwn is how many points of the reader's are kept.
	MostOwn = 500

	mostPast = 100 // changes that can be taken back
	rubber   = "rubber"
	all      = "-" // in a link: all points were removed
	near     = 0.5 // as far as a rubber reaches
)

// NewPen returns a pen for two to MostClasses classes.
func NewPen(id string, classes ...string) *Pen {
	p := &Pen{ID: id, Classes: classes, chosen: classes[0]}
	p.handle = plot.Handle{
		ID: id, Name: "Pen", Step: 0.1, X: Side, Y: Side, Reach: plot.Keys,
		At: func() paint.Point { return p.at }, Move: func(to paint.Point) { p.at, p.note = to, "" },
		Enter: func() { p.press(p.at) },
	}
	p.choice = choice.Choice{ID: id + ".class", Name: "Pen", Options: append(slices.Clone(classes), rubber), Value: &p.chosen, Changed: func() { p.note = "" }}
	p.use = button.Button{ID: id + ".add", Do: func() { p.press(p.at) }}
	p.undo = button.Button{ID: id + ".undo", Name: "Take back", Icon: icon.Undo, Do: p.takeBack}
	p.clear = button.Button{ID: id + ".clear", Name: "Remove my points", Icon: icon.X, Do: func() { p.set(nil, all) }}
	return p
}

func (p *Pen) hand() *plot.Handle { return &p.handle }

// Note says why the last use of the pen did nothing, or is "": a figure says
// it with its result.
func (p *Pen) Note() string { return p.note }

// pointed uses the pen where the plane is pressed.
func (p *Pen) pointed(e ui.Pointer) bool {
	if e.Kind != ui.Press {
		return false
	}
	p.press(e.At)
	return true
}

// press brings the pen to a place of the plane and uses it.
func (p *Pen) press(at paint.Point) {
	p.at, p.note = paint.Pt(tenth(at.X), tenth(at.Y)), ""
	switch class := slices.Index(p.Classes, p.chosen); {
	case class < 0:
		p.rub()
	case len(p.Own) >= MostOwn:
		p.note = fmt.Sprintf("No more than %d points of your own are kept.", MostOwn)
	default:
		q := nn.Point{X: p.at.X, Y: p.at.Y, Class: class}
		p.set(append(slices.Clone(p.Own), q), write(q))
	}
}

// tenth rounds a coordinate to what is shown and kept of it.
func tenth(v float64) float64 { return math.Round(10*Side.Clamp(v))/10 + 0 } // no −0

// rub removes the reader's point that is nearest to the pen.
func (p *Pen) rub() {
	best, least := -1, near
	for i, q := range p.Own {
		if d := math.Hypot(q.X-p.at.X, q.Y-p.at.Y); d <= least {
			best, least = i, d
		}
	}
	if best < 0 {
		p.note = "There is no point of your own here to remove."
		return
	}
	p.set(slices.Delete(slices.Clone(p.Own), best, best+1), strconv.Itoa(-best-1))
}

// set changes the reader's points by a use of the pen.
func (p *Pen) set(own []nn.Point, by use) {
	p.keep(own, by)
	p.told()
}

// keep changes them so that it can be taken back.
func (p *Pen) keep(own []nn.Point, by use) {
	p.past = append(p.past, p.Own)
	p.past = p.past[max(0, len(p.past)-mostPast):]
	p.Own, p.uses = own, append(p.uses, by)
}

func (p *Pen) takeBack() {
	last := len(p.past) - 1
	if last < 0 { // pressed twice within a frame
		return
	}
	own := p.past[last]
	p.past = p.past[:last]
	p.Own, p.uses = own, p.uses[:len(p.uses)-1]
	p.told()
}

// told tells that Own has changed.
func (p *Pen) told() {
	p.note = ""
	if p.Changed != nil {
		p.Changed()
	}
}

// Layout implements ui.Widget.
func (p *Pen) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.use.Name, p.use.Icon = "Add a point", icon.Plus
	p.use.Disabled, p.undo.Disabled, p.clear.Disabled = false, len(p.past) == 0, len(p.Own) == 0
	if p.chosen == rubber {
		p.use.Name, p.use.Icon, p.use.Disabled = "Remove the point", icon.Minus, len(p.Own) == 0
	}
	p.parts = nil
	p.size = p.parts.Row(c, paint.Point{}, room, theme.Gap, &p.choice)
	at := paint.Pt(0, p.size.Y+theme.Gap)
	row := p.parts.Row(c, at, room, theme.Gap, &p.use, &p.undo, &p.clear)
	p.size = paint.Pt(max(p.size.X, row.X), at.Y+row.Y)
	return p.size
}

// Handle implements ui.Widget.
func (p *Pen) Handle(e ui.Event) bool { return p.parts.Handle(e) }

// Draw implements ui.Widget.
func (p *Pen) Draw(c *ui.Context, to paint.Canvas) { p.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (p *Pen) Describe() ui.Node {
	return ui.Node{ID: p.ID + ".controls", Role: ui.Group, Bounds: paint.Rect{Max: p.size}, Children: p.parts.Describe()}
}
