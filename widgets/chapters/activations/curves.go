package activations

import (
	"fmt"
	"math"
	"slices"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/equation"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A curves shows an activation and its slope at a z that the reader moves, and
// what the others make of the same z.
type curves struct {
	ui.Stack
	name, other string // of the activation, and of one to compare it with or none
	z           float64

	choice, compare choice.Choice
	value, slope    plot.Plane
	handle          plot.Handle
	key             plot.Key
	rule, slopeRule equation.Equation
	facts           label.Label
	all             table.Table
	card            card.Card
}

var _ ui.Stateful = (*curves)(nil)

const (
	curvesID = "activations.curves"
	nobody   = "none"
)

// compared are the activations of the chapter.
var compared = []nn.Activation{nn.ReLU, nn.LeakyReLU, nn.Sigmoid, nn.Tanh, nn.GELU, nn.SiLU}

// Ranges of the planes.
var (
	inputs = plot.Range{Lo: -5, Hi: 5}
	values = plot.Range{Lo: -2, Hi: 5.2}
	slopes = plot.Range{Lo: -0.3, Hi: 1.3}
)

func newCurves() *curves {
	k := &curves{Stack: ui.Stack{ID: curvesID, Name: "Activation functions"}, name: nn.ReLU.String(), other: nobody, z: 1.5}
	k.choice = choice.Choice{ID: curvesID + ".activation", Name: "Activation", Options: names(), Value: &k.name}
	k.compare = choice.Choice{ID: curvesID + ".compare", Name: "Compare with", Options: append([]string{nobody}, names()...), Value: &k.other}
	k.planes()
	k.rule = equation.Equation{ID: curvesID + ".rule", TeX: func() string { return valueTeX(k.chosen()) }}
	k.slopeRule = equation.Equation{ID: curvesID + ".sloperule", TeX: func() string { return slopeTeX(k.chosen()) }}
	k.facts = label.Label{ID: curvesID + ".facts", Font: theme.Small, Color: label.Ink, Words: k.about}
	k.card = card.Card{ID: curvesID + ".card", Source: k, Names: k.numberName, Origin: k.origin}
	k.all = table.Table{
		ID: curvesID + ".all", Name: "All activations at this z", Heads: []string{"activation", "f(z)", "f′(z)"},
		Rows: k.rows, Open: k.card.Show,
	}
	return k
}

func names() (all []string) {
	for _, a := range compared {
		all = append(all, a.String())
	}
	return all
}

// named returns the activation of a name, if it has one.
func named(name string) (nn.Activation, bool) {
	i := slices.Index(names(), name)
	if i < 0 {
		return nn.Linear, false
	}
	return compared[i], true
}

// chosen is the activation that is shown.
func (k *curves) chosen() nn.Activation {
	a, _ := named(k.name)
	return a
}

func (k *curves) planes() {
	k.handle = plot.Handle{
		ID: curvesID + ".z", Name: "z", Bound: true, Reach: plot.Hovering, Step: 0.05, X: inputs,
		At:   func() paint.Point { return paint.Pt(k.z, k.chosen().F(k.z)) },
		Move: func(p paint.Point) { k.z = p.X },
	}
	k.value = plot.Plane{
		ID: curvesID + ".value", Name: "The activation", Value: k.says, Shape: 0.8,
		Axes:    func() plot.Axes { return plot.Axes{X: inputs, Y: values, XName: "z", YName: "f(z)", Equal: true} },
		Version: k.shown, Back: k.drawCurves, Front: k.drawTangent, Handles: []*plot.Handle{&k.handle},
	}
	k.slope = plot.Plane{
		ID: curvesID + ".slope", Name: "Its derivative", Value: k.saysSlope, Shape: 0.8,
		Axes:    func() plot.Axes { return plot.Axes{X: inputs, Y: slopes, XName: "z", YName: "f′(z)"} },
		Version: k.shown, Back: k.drawSlopes, Front: k.drawSlope, Pointed: k.pointed,
	}
}

// pointed brings z to where the derivative is pressed, or the pointer dragged.
func (k *curves) pointed(e ui.Pointer) bool {
	if e.Kind != ui.Press && e.Kind != ui.Drag {
		return false
	}
	k.z = inputs.Clamp(plot.Snap(e.At.X, k.handle.Step))
	return true
}

// shown tells the curves of one choice from those of another.
func (k *curves) shown() any { return [2]string{k.name, k.other} }

func valueTeX(a nn.Activation) string { return "f(z)=" + a.TeX() }

func slopeTeX(a nn.Activation) string { return "f'(z)=" + a.SlopeTeX() }

// says tells the point on the curve.
func (k *curves) says() string {
	a := k.chosen()
	return fmt.Sprintf("%s: at z = %s it is %s, and its slope is %s.", a, label.Fixed(k.z, 2), label.Nonzero(a.F(k.z), 4), label.Nonzero(a.Slope(k.z), 4))
}

func (k *curves) saysSlope() string {
	return fmt.Sprintf("The derivative of %s: at z = %s it is %s.", k.name, label.Fixed(k.z, 2), label.Nonzero(k.chosen().Slope(k.z), 4))
}

// about tells the range of the chosen activation, where it has a corner, and
// what its formula leaves open.
func (k *curves) about() string {
	a := k.chosen()
	s := fmt.Sprintf("Output range of %s: %s.", a, bounds(a))
	if a == nn.ReLU || a == nn.LeakyReLU {
		s += fmt.Sprintf(" At 0 it has a corner, where no tangent fits; programs go on with the slope of its left side, %g.", a.Slope(0))
	}
	if a == nn.GELU {
		s += " In the formula of the slope, t is the tanh that stands in the formula above it."
	}
	return s
}

// bounds tells in words between what an activation stays.
func bounds(a nn.Activation) string {
	low, high := a.Range()
	switch {
	case math.IsInf(low, 0):
		return "every number"
	case math.IsInf(high, 0) && low < 0:
		return "from " + label.Fixed(low, 4) + " up, without end"
	case math.IsInf(high, 0):
		return label.Number(low, 4) + " and up, without end"
	}
	return "between " + label.Number(low, 4) + " and " + label.Number(high, 4) + ", neither of which it reaches"
}

const samples = 200 // of a curve

func (k *curves) drawCurves(c *ui.Context, to paint.Canvas, f plot.Frame) {
	k.drawBoth(c, to, f, c.Theme.Data, nn.Activation.F)
}

func (k *curves) drawSlopes(c *ui.Context, to paint.Canvas, f plot.Frame) {
	k.drawBoth(c, to, f, c.Theme.Backward, nn.Activation.Slope)
}

// drawBoth paints a function of the chosen activation, and dashed that of the
// one it is compared with.
func (k *curves) drawBoth(c *ui.Context, to paint.Canvas, f plot.Frame, col theme.Color, of func(nn.Activation, float64) float64) {
	if b, ok := named(k.other); ok {
		f.Curve(to, paint.Stroke{Width: 2, Color: c.Theme.Ink, Dash: []float64{6, 4}}, graph(b, of)...)
	}
	f.Curve(to, paint.Stroke{Width: 3, Color: col}, graph(k.chosen(), of)...)
}

// graph is cut at 0: the slopes of the ReLUs jump there.
func graph(a nn.Activation, of func(nn.Activation, float64) float64) [][]paint.Point {
	left := plot.Range{Lo: inputs.Lo}
	right := plot.Range{Lo: 1e-9, Hi: inputs.Hi}
	at := func(z float64) float64 { return of(a, z) }
	return [][]paint.Point{plot.Sample(at, left, samples/2), plot.Sample(at, right, samples/2)}
}

func (k *curves) drawTangent(c *ui.Context, to paint.Canvas, f plot.Frame) {
	a, at := k.chosen(), k.handle.At()
	m := a.Slope(k.z)
	f.Tangent(to, at, m, paint.Stroke{Width: 2, Color: c.Theme.Backward})
	if f.Has(at) {
		f.Label(c, to, at, label.Fixed(at.Y, 3), c.Theme.Ink, append(f.Along(at, m), f.Beside(a.F, k.z)...)...)
	}
}

// drawSlope marks the slope at z.
func (k *curves) drawSlope(c *ui.Context, to paint.Canvas, f plot.Frame) {
	a := k.chosen()
	at := paint.Pt(k.z, a.Slope(k.z))
	f.Line(to, paint.Pt(k.z, 0), at, paint.Stroke{Width: 1.5, Color: c.Theme.Soft, Dash: []float64{5, 4}})
	f.Dot(c, to, at, 6, c.Theme.Ball)
	f.Label(c, to, at, label.Fixed(at.Y, 3), c.Theme.Ink, f.Beside(a.Slope, k.z)...)
}

// rows are all activations at z, the chosen one strong.
func (k *curves) rows() (rows [][]table.Cell) {
	for _, a := range compared {
		strong := a == k.chosen()
		rows = append(rows, []table.Cell{
			{Text: a.String(), Strong: strong},
			{Text: label.Fixed(a.F(k.z), 4), Strong: strong, Explains: a.ValueRef()},
			{Text: label.Fixed(a.Slope(k.z), 4), Strong: strong, Explains: a.SlopeRef()},
		})
	}
	return rows
}

// Explain implements trace.Source: all numbers of the table.
func (k *curves) Explain(r trace.Ref) (trace.Step, bool) {
	for _, a := range compared {
		if s, ok := a.At(k.z).Explain(r); ok {
			return s, true
		}
	}
	return trace.Step{}, false
}

// Layout implements ui.Widget.
func (k *curves) Layout(c *ui.Context, room paint.Point) paint.Point {
	k.key = plot.Key{ID: curvesID + ".key", Entries: k.entries()}
	k.Begin(c, room)
	k.Row(&k.choice, &k.compare)
	k.Add(&k.key)
	k.Columns(270, &k.value, &k.slope)
	k.Add(&k.rule, &k.slopeRule, &k.facts, &k.all, &k.card)
	return k.End()
}

func (k *curves) entries() []plot.Entry {
	es := []plot.Entry{{Name: k.name, Color: label.Data}, {Name: "slope of " + k.name, Color: label.Backward}}
	if k.other != nobody {
		es = append(es, plot.Entry{Name: k.other, Color: label.Ink, Dash: []float64{6, 4}})
	}
	return es
}

// State implements ui.Stateful.
func (k *curves) State() []ui.Param {
	return []ui.Param{
		ui.Option("activation", &k.name, k.choice.Options),
		ui.Option("compare", &k.other, k.compare.Options),
		ui.Float("z", &k.z, inputs.Lo, inputs.Hi),
		k.handle.Param("pinned"),
	}
}

// Restored implements ui.Stateful.
func (k *curves) Restored() {}

// Datasets implements ui.Tabular: all activations and their slopes, evenly
// apart.
func (k *curves) Datasets() []ui.Dataset {
	const steps = 200
	d := ui.Dataset{Name: "Activations and their slopes", Columns: ui.Columns("z")}
	for _, a := range compared {
		d.Columns = append(d.Columns, ui.Columns(a.String(), "slope of "+a.String())...)
	}
	for i := range steps + 1 {
		z := inputs.Lo + inputs.Span()*float64(i)/steps
		row := []any{z}
		for _, a := range compared {
			row = append(row, a.F(z), a.Slope(z))
		}
		d.Rows = append(d.Rows, row)
	}
	return []ui.Dataset{d}
}
