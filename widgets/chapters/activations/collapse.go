package activations

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/brackets"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A collapse multiplies two linear layers into one, number by number, and
// gives both ways the same input.
type collapse struct {
	ui.Stack
	seed     int
	done     int        // numbers of the product that have been worked out
	in       [2]float64 // x
	collapse *nn.Collapse
	pass     *nn.Pass

	matrices []*brackets.Matrix // W₂, W₁, W; b₁, b₂, b
	through  []*brackets.Matrix // x, the layer between, the output; the output of one layer
	buttons  runner.Runner
	fresh    button.Button
	status   label.Label
	verdict  label.Label
	sliders  [2]slider.Slider
	card     card.Card
}

var _ ui.Stateful = (*collapse)(nil)

const collapseID = "activations.collapse"

// The shape of the network: as much as a phone has room for.
const (
	inCount  = 2
	midCount = 3
	outCount = 2
	numbers  = outCount*inCount + outCount // of the product
)

// Seeds are what a link may name.
const (
	firstSeed = 1
	lastSeed  = 9999
)

// seeded is the chance of a figure: the same for the same seed.
func seeded(seed int) func() float64 { return rand.New(rand.NewPCG(uint64(seed), 0)).Float64 }

func newCollapse() *collapse {
	f := &collapse{Stack: ui.Stack{ID: collapseID, Name: "Two linear layers, and the one that they are"}, seed: firstSeed, in: [2]float64{1, -0.5}}
	f.card = card.Card{ID: collapseID + ".card", Source: f, Names: productName, Origin: f.origin}
	f.begin()
	f.controls()
	f.matrices = []*brackets.Matrix{
		f.matrix("w2", "W₂", f.given(2, nn.Weight, outCount, midCount)), f.matrix("w1", "× W₁", f.given(1, nn.Weight, midCount, inCount)),
		f.matrix("w", "= W", f.product(nn.Weight)),
		f.matrix("b1", "b₁", f.given(1, nn.Bias, midCount, 1)), f.matrix("b2", "b₂", f.given(2, nn.Bias, outCount, 1)),
		f.matrix("b", "W₂b₁ + b₂ = b", f.product(nn.Bias)),
	}
	f.through = []*brackets.Matrix{
		f.matrix("x", "x", f.passed(0)), f.matrix("between", "W₁x + b₁", f.passed(1)), f.matrix("both", "W₂(…) + b₂", f.passed(2)),
		f.matrix("one", "Wx + b", f.single),
	}
	return f
}

func (f *collapse) controls() {
	f.buttons = runner.Runner{ID: collapseID, Step: f.step, Undo: func() { f.done--; f.card.Close() }, AtStart: func() bool { return f.done == 0 },
		Reset: func() { f.done = 0; f.card.Close() }, Beat: time.Second}
	f.fresh = button.Button{ID: collapseID + ".fresh", Name: "Other weights", Icon: icon.Reset, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.buttons.Pause()
		f.begin()
	}}
	f.status = label.Label{ID: collapseID + ".status", Name: "Product", Font: theme.Small, Color: label.Ink, Live: true, Words: f.says}
	f.verdict = label.Label{ID: collapseID + ".verdict", Font: theme.Small, Color: label.Ink, Words: f.compares}
	for i, name := range [2]string{"x₁", "x₂"} {
		f.sliders[i] = slider.Slider{ID: fmt.Sprintf("%s.x%d", collapseID, i+1), Name: name, Min: reach.Lo, Max: reach.Hi, Step: 0.1, Value: &f.in[i], Changed: f.feed}
	}
}

// reach is the range of an input.
var reach = plot.Range{Lo: -3, Hi: 3}

func (f *collapse) matrix(id, name string, cells func() [][]brackets.Cell) *brackets.Matrix {
	return &brackets.Matrix{ID: collapseID + "." + id, Name: name, Cells: cells, Open: f.card.Show}
}

// begin draws weights and biases, to a tenth, so that one can reckon along.
func (f *collapse) begin() {
	random := seeded(f.seed)
	n, err := nn.New(nn.Shape{Sizes: []int{inCount, midCount, outCount}}, random)
	if err != nil {
		panic(err) // the shape is the figure's own
	}
	for i := range n.Params {
		n.Params[i] = math.Round(40*random()-20)/10 + 0
	}
	f.collapse, _ = nn.CollapseOf(n)
	f.pass, f.done = nn.NewPass(n), 0
	f.feed()
	f.card.Close()
}

// feed sends the input through the network.
func (f *collapse) feed() { f.pass.Forward(f.in[:]) }

func (f *collapse) step() bool {
	f.done = min(f.done+1, numbers)
	return f.done < numbers
}

// at says which number of the product comes as the k-th: the weights row by
// row, then the biases.
func at(k int) (p nn.Part, i, j int) {
	if k < outCount*inCount {
		return nn.Weight, k / inCount, k % inCount
	}
	return nn.Bias, k - outCount*inCount, 0
}

// ref is the k-th number of the product.
func ref(k int) trace.Ref {
	p, i, j := at(k)
	return nn.ProductOf(2, p, i, j)
}

// now is the number that was worked out last, if there is one.
func (f *collapse) now() (p nn.Part, i, j int) {
	if f.done == 0 {
		return "", -1, -1
	}
	return at(f.done - 1)
}

// singleRef names an output of the one layer.
func singleRef(i int) trace.Ref { return trace.Ref{Name: "one layer", I: i} }

// Explain implements trace.Source.
func (f *collapse) Explain(r trace.Ref) (trace.Step, bool) {
	if r.I >= 0 && r.I < outCount && r == singleRef(r.I) {
		return f.one(r.I), true
	}
	return trace.Sources{f.collapse, f.pass}.Explain(r)
}

// one explains an output of the one layer.
func (f *collapse) one(i int) trace.Step {
	s := trace.Step{Ref: singleRef(i), Op: trace.Affine}
	l := f.collapse.Layer()
	for j, x := range f.in {
		s.Args = append(s.Args,
			trace.Term{Ref: nn.ProductOf(2, nn.Weight, i, j), Value: l.Weight(i, j)},
			trace.Term{Ref: nn.Of(0, nn.Activated, j, 0), Value: x})
	}
	s.Args = append(s.Args, trace.Term{Ref: nn.ProductOf(2, nn.Bias, i, 0), Value: l.B[i]})
	s.Value = s.Recompute()
	return s
}

// text writes a number: products of tenths have no more than three places.
func (f *collapse) text(r trace.Ref) string {
	s, _ := f.Explain(r)
	return label.Number(s.Value, 5)
}

// says tells how the last number was made.
func (f *collapse) says() string {
	p, i, j := f.now()
	switch {
	case f.done == 0:
		return "Press “Step”: each number of W is a row of W₂ times a column of W₁."
	case p == nn.Weight:
		return fmt.Sprintf("Row %d of W₂ times column %d of W₁: %s.", i+1, j+1, f.sum())
	case f.done < numbers:
		return fmt.Sprintf("Row %d of W₂ times b₁, and b₂: %s.", i+1, f.sum())
	}
	return fmt.Sprintf("Row %d of W₂ times b₁, and b₂: %s. That was the last one: the two layers are one.", i+1, f.sum())
}

// sum writes the last number of the product as a sum.
func (f *collapse) sum() string {
	s, _ := f.collapse.Explain(ref(f.done - 1))
	number := func(v float64) string { return label.Number(v, 5) }
	return s.Text(number) + " = " + number(s.Value)
}

// compares tells what both ways make of the input.
func (f *collapse) compares() string {
	both := f.list(func(i int) trace.Ref { return nn.Of(2, nn.Activated, i, 0) })
	if f.done < numbers {
		return fmt.Sprintf("Both layers, one after the other, make %s of this x. What the one layer makes of it comes when all of W and b is known.", both)
	}
	return fmt.Sprintf("Both layers, one after the other, make %s of this x, and the one layer makes %s.", both, f.list(singleRef))
}

// list writes the two outputs.
func (f *collapse) list(ref func(i int) trace.Ref) string {
	var s []string
	for i := range outCount {
		s = append(s, f.text(ref(i)))
	}
	return strings.Join(s, " and ")
}

// Layout implements ui.Widget.
func (f *collapse) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.buttons, &f.status)
	f.Row(widgets(f.matrices[:3])...)
	f.Row(widgets(f.matrices[3:])...)
	f.Columns(200, &f.sliders[0], &f.sliders[1])
	f.Row(widgets(f.through)...)
	f.Add(&f.verdict)
	f.Row(&f.fresh)
	f.Add(&f.card)
	return f.End()
}

func widgets(ms []*brackets.Matrix) (ws []ui.Widget) {
	for _, m := range ms {
		ws = append(ws, m)
	}
	return ws
}

// State implements ui.Stateful.
func (f *collapse) State() []ui.Param {
	return []ui.Param{
		ui.Int("weights", &f.seed, firstSeed, lastSeed),
		ui.Int("product", &f.done, 0, numbers),
		ui.Float("x1", &f.in[0], reach.Lo, reach.Hi), ui.Float("x2", &f.in[1], reach.Lo, reach.Hi),
	}
}

// Restored implements ui.Stateful.
func (f *collapse) Restored() {
	done := f.done
	f.begin()
	f.done = done
}
