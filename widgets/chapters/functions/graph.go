package functions

import (
	"fmt"
	"math"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/curve"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/ui"
)

// presets are the curves to choose among.
var presets = []curve.Preset{
	{Name: "Parabola", Formula: "x^2"},
	{Name: "Sine wave", Formula: "sin x"},
	{Name: "Straight line", Formula: "2x - 1"},
	{Name: "Hyperbola", Formula: "1/x"},
	{Name: "Square root", Formula: "sqrt(x)"},
	{Name: "Exponential", Formula: "e^x"},
	{Name: "S-curve", Formula: "sigmoid(3x)"},
}

// square is the function that the prediction asks about.
var square = must(expr.Parse("x^2"))

func must(e *expr.Expr, err error) *expr.Expr {
	if err != nil {
		panic(err)
	}
	return e
}

// nudge is the small move of the input that the read-out speaks of.
const nudge = 0.01

// A graph is a curve and an input that the reader moves along it.
type graph struct {
	ui.Stack
	curve   *curve.Curve
	x       float64
	touched bool // the reader has moved the input

	plane    plot.Plane
	handle   plot.Handle
	readouts []ui.Widget
	card     card.Card
}

var _ ui.Stateful = (*graph)(nil)

func newGraph() *graph {
	g := &graph{Stack: ui.Stack{ID: "functions.graph", Name: "A function and its input"}, x: 1.5}
	g.curve = curve.New("functions.graph", presets, plot.Range{Lo: -5, Hi: 5}, func() { g.touched = true })
	g.handle = plot.Handle{
		ID: "functions.graph.input", Name: "Input", Bound: true, Reach: plot.Hovering, Step: 0.05,
		At:   func() paint.Point { return paint.Pt(g.x, g.output()) },
		Move: func(p paint.Point) { g.x, g.touched = p.X, true },
	}
	g.plane = plot.Plane{
		ID: "functions.graph.plane", Name: "Graph of the function", Value: g.words,
		Axes:    func() plot.Axes { return plot.Axes{X: g.curve.X, Y: g.curve.Window(), XName: "x", YName: "f(x)"} },
		Back:    g.curve.Plot,
		Version: func() any { return g.curve.Expr },
		Cross:   g.cross,
		Front:   g.drawInput,
		Handles: []*plot.Handle{&g.handle},
	}
	src := source{g}
	g.card = card.Card{ID: "functions.graph.card", Source: src, Names: src.name, Origin: src.origin}
	g.readouts = []ui.Widget{
		g.readout("x", "x", func() float64 { return g.x }, inputRef),
		g.readout("output", "f(x)", g.output, expr.ValueRef(0)),
		g.readout("moved", fmt.Sprintf("Output moves by, for %g more input", nudge), g.moved, movedRef),
	}
	return g
}

func (g *graph) readout(id, name string, value func() float64, ref trace.Ref) *readout.Readout {
	return &readout.Readout{
		ID: "functions.graph." + id, Name: name, Room: 10,
		Value:    func() string { return label.Nonzero(value(), 4) },
		Explains: func() trace.Ref { return ref }, Open: g.card.Show,
	}
}

// output is f(x).
func (g *graph) output() float64 { return g.curve.Expr.Eval(g.x) }

// moved is how far the output moves for a nudge of the input.
func (g *graph) moved() float64 { return g.curve.Expr.Eval(g.x+nudge) - g.output() }

// words says what the graph shows at the input, and where it breaks.
func (g *graph) words() string {
	return fmt.Sprintf("f(x) = %v. At x = %s %s.%s", g.curve.Expr, label.Fixed(g.x, 2), g.height(), g.curve.Breaks())
}

// height tells the output.
func (g *graph) height() string {
	switch y := g.output(); {
	case math.IsNaN(y):
		return "it has no value"
	case math.IsInf(y, 0):
		return "the value is too large to be worked out"
	default:
		return "it is " + label.Nonzero(y, 4)
	}
}

// drawInput marks the input where there is no point on the picture to hold.
func (g *graph) drawInput(c *ui.Context, to paint.Canvas, f plot.Frame) {
	say := g.missing(f)
	if say == "" {
		return
	}
	at := f.Px(paint.Pt(g.x, f.Y.Lo))
	to.Stroke(paint.Polyline(at, paint.Pt(at.X, f.Area.Min.Y)), paint.Stroke{Width: 1.5, Color: c.Theme.Soft, Dash: []float64{5, 4}})
	f.Label(c, to, paint.Pt(g.x, (f.Y.Lo+f.Y.Hi)/2), say, c.Theme.Ink)
}

// missing says why there is no point, or "".
func (g *graph) missing(f plot.Frame) string {
	switch y := g.output(); {
	case math.IsNaN(y):
		return label.NoValue + " here"
	case math.IsInf(y, 0):
		return "too large for a number: " + label.Number(y, 4)
	case !f.Y.Has(y):
		return "outside the picture: " + label.Number(y, 4)
	}
	return ""
}

// cross is where the cross-hair stands, with its coordinates.
func (g *graph) cross() plot.Cross {
	at := paint.Pt(g.x, g.output())
	return plot.Cross{At: at, X: label.Fixed(at.X, 2), Y: label.Fixed(at.Y, 2)}
}

// Layout implements ui.Widget.
func (g *graph) Layout(c *ui.Context, room paint.Point) paint.Point {
	g.Begin(c, room)
	g.Add(g.curve, &g.plane)
	g.Row(g.readouts...)
	g.Add(&g.card)
	return g.End()
}

// State implements ui.Stateful.
func (g *graph) State() []ui.Param {
	return append(g.curve.State(), ui.Float("x", &g.x, g.curve.X.Lo, g.curve.X.Hi), g.handle.Param("pinned"))
}

// Restored implements ui.Stateful: the next Layout shows it.
func (g *graph) Restored() {}
