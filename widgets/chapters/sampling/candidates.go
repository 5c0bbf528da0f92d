package sampling

import (
	"fmt"

	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A candidates is the first figure: what may come next, and what of it is kept.
type candidates struct {
	ui.Stack
	*prompt
	field   field.Field
	about   label.Label
	program string // whose settings they are
	preset  choice.Choice
	sliders [3]slider.Slider
	bars    bars.Bars
	steps   []ui.Widget // a table of each
	card    card.Card
}

var (
	_ model.Reader = (*candidates)(nil)
	_ ui.Stateful  = (*candidates)(nil)
	_ ui.Sharing   = (*candidates)(nil)
)

const (
	candidatesID = "sampling.candidates"
	shown        = 12 // candidates with a bar
	listed       = 6  // candidates in a table
)

func newCandidates(p *prompt) *candidates {
	f := &candidates{Stack: ui.Stack{ID: candidatesID, Name: "What may come next"}, prompt: p}
	f.card = card.Card{ID: candidatesID + ".card", Source: p, Names: p.next.Name, Origin: p.next.Origin}
	f.field = field.Field{ID: candidatesID + ".text", Name: "Text", Placeholder: "Type a beginning", Changed: p.write}
	f.about = label.Label{ID: candidatesID + ".about", Name: "About the text", Font: theme.Small, Live: true, Words: p.notice}
	f.preset = choice.Choice{ID: candidatesID + ".preset", Name: "Settings of", Options: presetNames(), Value: &f.program, Changed: func() { p.takeNamed(f.program) }}
	f.sliders = [3]slider.Slider{
		{ID: candidatesID + ".temperature", Name: "Temperature", Min: 0.1, Max: 2, Step: 0.01, Value: &p.temperature, Changed: p.choose},
		{ID: candidatesID + ".k", Name: "Top-K", Max: mostK, Step: 1, Value: &p.k, Format: formatK, Changed: p.choose},
		{ID: candidatesID + ".p", Name: "Top-P", Step: 0.01, Value: &p.p, Format: formatP, Changed: p.choose},
	}
	f.bars = bars.Bars{ID: candidatesID + ".bars", Name: "Next token", Rows: f.chances, Open: f.card.Show}
	f.newSteps()
	return f
}

// Read implements model.Reader.
func (f *candidates) Read(m *model.Model) { f.open(m) }

// chances are the best tokens; what is cut is an outline and says which step
// cut it.
func (f *candidates) chances() (rows []bars.Row) {
	for _, r := range f.rows(shown) {
		row := bars.Row{Name: f.word(r.ID), Value: r.Q, Text: percent(r.Q), Full: 1, Explains: sample.QRef(r.ID)}
		if r.Q == 0 {
			row.Value, row.Dim, row.Explains = r.P, true, sample.PRef(r.ID)
			row.Text = "cut by " + cutter(r)
		}
		rows = append(rows, row)
	}
	return rows
}

// percent writes a chance; what is not cut is never 0.
func percent(q float64) string { return label.Nonzero(100*q, 1) + "\u00a0%" }

// cutter is the step that cuts a token first.
func cutter(r sample.Row) string {
	if !r.InK {
		return "top-k"
	}
	return "top-p"
}

// A stage is one of the six steps: what it makes of a token.
type stage struct {
	name, head string
	cell       func(rank int, r sample.Row) table.Cell
}

var stages = []stage{
	{"1. Logits", "logit", func(_ int, r sample.Row) table.Cell { return number(float64(r.Logit), sample.LogitRef(r.ID)) }},
	{"2. Temperature", "logit / T", func(_ int, r sample.Row) table.Cell { return number(r.Scaled, sample.ScaledRef(r.ID)) }},
	{"3. Softmax", "p", func(_ int, r sample.Row) table.Cell { return number(r.P, sample.PRef(r.ID)) }},
	{"4. Top-k", "top-k", func(_ int, r sample.Row) table.Cell { return table.Cell{Text: verdict(r.InK)} }},
	{"5. Top-p", "sum of p", func(rank int, r sample.Row) table.Cell {
		return table.Cell{Text: verdict(r.InP) + " " + label.Fixed(r.Mass, 3), Explains: sample.MassRef(rank)}
	}},
	{"6. Draw", "chance", func(_ int, r sample.Row) table.Cell { return number(r.Q, sample.QRef(r.ID)) }},
}

func number(v float64, ref trace.Ref) table.Cell {
	return table.Cell{Text: label.Fixed(v, 3), Explains: ref}
}

// newSteps makes a table of each step.
func (f *candidates) newSteps() {
	for i, s := range stages {
		f.steps = append(f.steps, &table.Table{
			ID: fmt.Sprintf("%s.step%d", candidatesID, i+1), Name: s.name, Heads: []string{s.name, s.head},
			Rows: func() [][]table.Cell { return f.cells(s) }, Keep: listed, Open: f.card.Show,
		})
	}
}

// cells are the best tokens in one step.
func (f *candidates) cells(s stage) (rows [][]table.Cell) {
	for rank, r := range f.rows(listed) {
		rows = append(rows, []table.Cell{{Text: f.word(r.ID), Strong: r.Q > 0}, s.cell(rank, r)})
	}
	return rows
}

func verdict(kept bool) string {
	if kept {
		return "kept"
	}
	return "cut"
}

// Layout implements ui.Widget.
func (f *candidates) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.field.Text, f.program = f.Written, f.presetName()
	if _, ok := f.Explain(f.card.Open); !ok {
		f.card.Close()
	}
	f.Begin(c, room)
	f.Add(&f.field, &f.about)
	f.Row(&f.preset)
	f.Columns(160, &f.sliders[0], &f.sliders[1], &f.sliders[2])
	f.Add(&f.bars)
	f.Columns(250, f.steps...)
	f.Add(&f.card)
	return f.End()
}

// Handle implements ui.Widget.
func (f *candidates) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && f.work() {
		return true
	}
	return f.Stack.Handle(e)
}

// State implements ui.Stateful.
func (f *candidates) State() []ui.Param { return f.state() }

// Restored implements ui.Stateful.
func (f *candidates) Restored() { f.begin() }

// Shared implements ui.Sharing.
func (f *candidates) Shared() any { return f.prompt }
