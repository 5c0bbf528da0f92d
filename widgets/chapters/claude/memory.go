package claude

import (
	"fmt"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/toggle"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A memory is two conversations with the model. The second knows the first only
// if its text is put before it.
type memory struct {
	ui.Stack
	first, second string
	put           bool

	model *model.Model
	text  *model.Text
	run   *gpt.Run // nil: there is no text, or it is not computed yet
	draw  *model.Draw

	fields [2]field.Field
	toggle toggle.Toggle
	reads  label.Label
	said   label.Label
	bars   bars.Bars
	card   card.Card
}

var (
	_ model.Reader = (*memory)(nil)
	_ ui.Stateful  = (*memory)(nil)
)

const (
	memoryID = "claude.memory"

	// longestTold is how many bytes a conversation has at most.
	longestTold = 2000
)

func newMemory() *memory {
	w := &memory{
		Stack: ui.Stack{ID: memoryID, Name: "Two conversations"},
		first: "Mia has a ball. Mia gives the ball to Tom.", second: "Who has the ball?",
	}
	w.card = card.Card{ID: memoryID + ".card", Source: w, Names: w.nameOf, Origin: w.origin}
	write := func(to *string) func(string) {
		return func(text string) { *to = ending(text, longestTold); w.begin() }
	}
	w.fields = [2]field.Field{
		{ID: memoryID + ".first", Name: "First conversation", Changed: write(&w.first)},
		{ID: memoryID + ".second", Name: "Second conversation", Changed: write(&w.second)},
	}
	w.toggle = toggle.Toggle{ID: memoryID + ".put", Name: "Put the first before the second", On: &w.put, Changed: w.begin}
	w.reads = label.Label{ID: memoryID + ".reads", Color: label.Ink, Font: theme.Code, Words: w.readWords}
	w.said = label.Label{ID: memoryID + ".said", Name: "Next", Font: theme.Small, Color: label.Ink, Live: true, Words: w.says}
	w.bars = bars.Bars{ID: memoryID + ".next", Name: "Next token", Rows: w.rows, Open: w.card.Show}
	return w
}

// ending is the end of a text, of about so many bytes, from a whole character on.
func ending(text string, most int) string {
	return strings.ToValidUTF8(text[max(0, len(text)-most):], "")
}

// Read implements model.Reader.
func (w *memory) Read(m *model.Model) {
	if m != w.model {
		w.model = m
		w.begin()
	}
}

// begin reads what the second conversation is.
func (w *memory) begin() {
	if w.model == nil {
		return
	}
	told := strings.TrimSpace(w.second)
	if w.put {
		told = strings.TrimSpace(strings.TrimSpace(w.first) + " " + told)
	}
	w.text, w.run, w.draw = w.model.Text(told), nil, nil
	w.card.Close()
	w.look()
}

// look takes the run if it is done.
func (w *memory) look() {
	if len(w.text.IDs) == 0 {
		return
	}
	if w.run, _ = w.model.Run(w.text.IDs); w.run != nil { // tokens of a tokenizer are of its model's vocabulary
		w.draw, _ = model.NewDraw(w.text, w.run, len(w.text.IDs)-1, sample.Whole())
	}
}

func (w *memory) readWords() string {
	return "The model reads: " + tokens.Show(strings.TrimPrefix(strings.Join(w.text.Pieces(), ""), " "))
}

// says tells what the model holds likely.
func (w *memory) says() string {
	switch {
	case len(w.text.IDs) == 0:
		return "There is nothing to go on with. Write a second conversation."
	case w.run == nil:
		return "Not computed yet."
	case w.draw == nil:
		return "The model’s numbers have left all bounds."
	}
	best := w.draw.Ranked(0)
	s := fmt.Sprintf("Most likely it goes on with %s, %s. ", w.word(best), wording.Percent(w.draw.P[best]))
	if w.put {
		return s + "All that was said before is part of the text now."
	}
	return s + "Of the first conversation the model has read nothing."
}

func (w *memory) word(id int) string {
	return named(w.model, id)
}

// rows are the likeliest tokens.
func (w *memory) rows() (rows []bars.Row) {
	if w.draw == nil {
		return nil
	}
	for _, r := range w.draw.Rows(shownNext) {
		rows = append(rows, bars.Row{Name: w.word(r.ID), Value: r.P, Text: label.Nonzero(100*r.P, 2) + "\u00a0%", Full: 1, Explains: sample.PRef(r.ID)})
	}
	return rows
}

// Explain implements trace.Source.
func (w *memory) Explain(r trace.Ref) (trace.Step, bool) {
	if w.draw == nil {
		return trace.Step{}, false
	}
	return w.draw.Explain(r)
}

func (w *memory) nameOf(r trace.Ref) string { return w.draw.Name(r) }
func (w *memory) origin(r trace.Ref) string { return w.draw.Origin(r) }

// Layout implements ui.Widget.
func (w *memory) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.fields[0].Text, w.fields[1].Text = w.first, w.second
	if _, ok := w.Explain(w.card.Open); !ok {
		w.card.Close()
	}
	w.Begin(c, room)
	w.Add(&w.fields[0], &w.fields[1])
	w.Row(&w.toggle)
	w.Add(&w.reads, &w.said, &w.bars, &w.card)
	return w.End()
}

// Handle implements ui.Widget.
func (w *memory) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && w.model != nil && w.run == nil && len(w.text.IDs) > 0 {
		w.model.Work()
		w.look()
		return true
	}
	return w.Stack.Handle(e)
}

// State implements ui.Stateful.
func (w *memory) State() []ui.Param {
	short := func(s string) error {
		if len(s) > longestTold {
			return fmt.Errorf("a conversation has at most %d bytes, not %d", longestTold, len(s))
		}
		return nil
	}
	return []ui.Param{ui.String("first", &w.first, short), ui.String("second", &w.second, short),
		ui.Flag("together", func() bool { return w.put }, func(on bool) { w.put = on })}
}

// Restored implements ui.Stateful.
func (w *memory) Restored() { w.begin() }
