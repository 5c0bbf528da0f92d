package claude

import (
	"fmt"
	"time"

	"zerotoai/engine/quant"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A precision is the figure in which the guide's model is kept in fewer bits,
// and its loss measured.
type precision struct {
	ui.Stack
	*measuring
	running bool
	replay  runner.Replay // of parts
	format  string
	clock   ui.Clock // nil where no time is measured

	start, reset button.Button
	status       label.Label
	results      table.Table
	formats      choice.Choice
	answer       label.Label
	picture      chart.Chart
	weights      table.Table
	card         card.Card
}

var (
	_ model.Reader = (*precision)(nil)
	_ ui.Stateful  = (*precision)(nil)
)

const (
	precisionID = "claude.precision"
	listed      = 6 // weights with their numbers
	pending     = "not yet"
)

func newPrecision() *precision {
	w := &precision{Stack: ui.Stack{ID: precisionID, Name: "The guide’s model in fewer bits"}, measuring: &measuring{}, format: quant.Int4.String()}
	w.card = card.Card{ID: precisionID + ".card", Source: w, Names: measureName, Origin: measureOrigin}
	w.start = button.Button{ID: precisionID + ".measure", Primary: true, Do: w.press}
	w.reset = button.Button{ID: precisionID + ".reset", Name: "Reset", Icon: icon.Reset, Do: w.restart}
	w.status = label.Label{ID: precisionID + ".status", Name: "Precision", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.results = table.Table{ID: precisionID + ".results", Name: "Loss in each format", Heads: []string{"Format", "Bytes", "Held-out loss"}, Rows: w.rows, Keep: len(quant.Formats()), Empty: capital(chart.Empty) + ".", Open: w.card.Show}
	w.formats = choice.Choice{ID: precisionID + ".format", Name: "Look at", Options: formatNames(), Value: &w.format, Changed: w.card.Close}
	w.answer = label.Label{ID: precisionID + ".answer", Name: "Answer", Font: theme.Small, Color: label.Ink, Words: w.says}
	w.picture = chart.Chart{ID: precisionID + ".group", Name: "32 weights of the embedding", XName: "place in the group", YName: "weight", Data: w.group}
	w.weights = table.Table{ID: precisionID + ".weights", Name: "The first of them", Heads: []string{"Weight", "Whole", "Kept", "Off by"}, Rows: w.rounded, Keep: listed, Open: w.card.Show}
	return w
}

func formatNames() (names []string) {
	for _, f := range quant.Formats() {
		names = append(names, f.String())
	}
	return names
}

// chosen is the format that is looked at.
func (w *precision) chosen() quant.Format {
	for _, f := range quant.Formats() {
		if f.String() == w.format {
			return f
		}
	}
	return quant.Float32
}

// Read implements model.Reader.
func (w *precision) Read(m *model.Model) {
	w.take(m)
	w.card.Close()
}

// press measures or pauses.
func (w *precision) press() {
	w.replay.Stop()
	w.running = !w.running
}

// restart forgets what was measured.
func (w *precision) restart() {
	w.running = false
	w.replay.Stop()
	w.clear()
	w.card.Close()
}

// rows are what has been measured.
func (w *precision) rows() (rows [][]table.Cell) {
	if w.model == nil {
		return nil
	}
	for _, f := range quant.Formats() {
		cells := []table.Cell{{Text: f.String(), Strong: f.String() == w.format}, {Text: pending}, {Text: pending}}
		if m := w.whole(f); m != nil {
			cells[1] = table.Cell{Text: label.Whole(float64(m.Bytes)), Explains: ofFormat(f, quant.BytesRef)}
		}
		if loss, ok := w.loss(f); ok {
			cells[2] = table.Cell{Text: label.Fixed(loss, 4), Explains: ofFormat(f, lossRef)}
		}
		rows = append(rows, cells)
	}
	return rows
}

// group is 32 weights as they were trained and as they are kept.
func (w *precision) group() (d chart.Data) {
	trained, kept := w.example(w.chosen())
	points := func(x []float32) (pts []paint.Point) {
		for i, v := range x {
			pts = append(pts, paint.Pt(float64(i+1), float64(v)))
		}
		return pts
	}
	d.Steps = quant.Group
	if len(trained) > 0 {
		d.Lines = []chart.Line{
			{Name: "as trained", Color: label.Soft, Dash: []float64{3, 3}, Points: points(trained)},
			{Name: "as kept", Color: label.Data, Points: points(kept)},
		}
	}
	return d
}

// rounded are the first of these weights in numbers.
func (w *precision) rounded() (rows [][]table.Cell) {
	f := w.chosen()
	trained, kept := w.example(f)
	for i := range trained[:min(listed, len(trained))] {
		at := func(name string) trace.Ref { return ofFormat(f, trace.Ref{Name: name, I: i}) }
		whole := table.Cell{Text: "none"}
		if f.Scaled() {
			whole = table.Cell{Text: label.Number(float64(w.packed(f).Whole(i)), 4), Explains: at(wholeName)}
		}
		rows = append(rows, []table.Cell{
			{Text: label.Fixed(float64(trained[i]), 4), Explains: at(trainedName)}, whole,
			{Text: label.Fixed(float64(kept[i]), 4), Explains: at(keptName)},
			{Text: label.Fixed(float64(kept[i]-trained[i]), 4), Explains: at(offName)},
		})
	}
	return rows
}

// says is what the model answers with the chosen format.
func (w *precision) says() string {
	text, ok := w.answerOf(w.chosen())
	if !ok {
		text = chart.Empty
	}
	return fmt.Sprintf("%s\nIn %s: %s", gravity, w.format, text)
}

// words say how far the measuring is.
func (w *precision) words() string {
	n := w.measured()
	switch {
	case w.fault != "":
		return w.fault
	case w.running || w.replay.Left() > 0:
		return fmt.Sprintf("Measuring: the same held-out text is read in all formats. So far it was %s of %s tokens.", label.Whole(float64(n*w.window())), label.Whole(float64(heldRows*w.window())))
	case n == 0:
		return "Nothing is measured yet. Press “Measure”."
	case n < heldRows:
		return fmt.Sprintf("Measured on %s so far.", wording.Count(n*w.window(), "token"))
	}
	exact, _ := w.loss(quant.Float32)
	four, _ := w.loss(quant.Int4)
	two, _ := w.loss(quant.Int2)
	return fmt.Sprintf("On the same %s of held-out text: in 4 bits the model takes %s of its bytes in float32, and its loss is %s instead of %s. In 2 bits it is %s.",
		label.Whole(float64(n*w.window()))+" tokens", wording.Percent(float64(w.whole(quant.Int4).Bytes)/float64(w.whole(quant.Float32).Bytes)), label.Fixed(four, 4), label.Fixed(exact, 4), label.Fixed(two, 4))
}

// Layout implements ui.Widget.
func (w *precision) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.clock = c.Clock
	w.start.Name, w.start.Icon = "Measure", icon.Play
	if w.running {
		w.start.Name, w.start.Icon = "Pause", icon.Pause
	}
	w.start.Disabled = w.done() || w.fault != ""
	w.reset.Disabled = w.measured() == 0 && !w.running
	w.Begin(c, room)
	w.Row(&w.start, &w.reset)
	w.Add(&w.status, &w.results, &w.formats, &w.answer)
	w.Columns(300, &w.picture, &w.weights)
	w.Add(&w.card)
	return w.End()
}

// Handle implements ui.Widget: parts of the measuring are done at each Tick.
func (w *precision) Handle(e ui.Event) bool {
	if _, halt := e.(ui.Halt); halt {
		w.running = false
	}
	_, tick := e.(ui.Tick)
	switch {
	case !tick || w.model == nil:
	case w.running:
		w.running = w.goOn(w.work)
		return true
	case w.replay.Left() > 0:
		w.goOn(func() (more bool) { return w.replay.Handle(e, w.work) && w.replay.Left() > 0 })
		return true
	}
	return w.Stack.Handle(e)
}

// partsTime is how much of a frame the measuring takes.
const partsTime = 6 * time.Millisecond

// goOn does part again and again until there is no more, or the time is up:
// without a clock, twice. It reports whether there is more.
func (w *precision) goOn(part func() (more bool)) bool {
	if w.clock == nil {
		return part() && part()
	}
	start := w.clock.Now()
	for part() {
		if w.clock.Now()-start >= partsTime {
			return true
		}
	}
	return false
}

// State implements ui.Stateful.
func (w *precision) State() []ui.Param {
	return []ui.Param{
		ui.Option("look-at", &w.format, formatNames()),
		w.replay.Param("measured", func() int { return w.made }, mostParts),
	}
}

// Restored implements ui.Stateful.
func (w *precision) Restored() {
	if w.model != nil {
		w.clear()
	}
	w.replay.Start()
}
