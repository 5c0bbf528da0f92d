package transformers

import (
	"fmt"
	"strings"
	"time"

	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// memory lets three stacks of layers read the same text, and measures what each
// has to keep of it.
type memory struct {
	ui.Stack
	period float64 // of the hybrid: one layer in so many is attention
	tokens float64 // of the large models
	replay runner.Replay

	text   []int // all of it
	stacks []*stack
	points [][]paint.Point // of each: words and bytes

	buttons           runner.Runner
	mix, long         slider.Slider
	status, largeHead label.Label
	now, large        bars.Bars
	chart             chart.Chart
	card              card.Card
}

var _ ui.Stateful = (*memory)(nil)

const (
	memoryID     = "transformers.memory"
	readAtOnce   = 8 // words of a step
	readBeat     = 50 * time.Millisecond
	fewestTokens = 1000
	mostTokens   = 1_000_000
)

// The looks of the three stacks.
var stackLines = [...]chart.Line{
	{Name: "all attention", Color: label.Attention},
	{Name: "hybrid", Color: label.Ink, Dash: []float64{7, 4}},
	{Name: "all state-space", Color: label.Data, Dash: []float64{2, 4}},
}

func newMemory() *memory {
	w := &memory{Stack: ui.Stack{ID: memoryID, Name: "What three kinds of layers keep of a text"}, period: 4, tokens: 250_000}
	w.text = ssm.Text(mostRead, seeded(statesSeed))
	w.card = card.Card{ID: memoryID + ".card", Source: w, Names: memoryName, Origin: memoryOrigin, Counts: true}
	w.begin()
	w.controls()
	w.results()
	return w
}

func (w *memory) controls() {
	w.buttons = runner.Runner{ID: memoryID, Step: w.step, Reset: w.begin, Beat: readBeat}
	w.mix = slider.Slider{ID: memoryID + ".period", Name: "Hybrid: one attention layer in", Min: 2, Max: stackLayers, Step: 1, Value: &w.period, Changed: w.again}
	w.long = slider.Slider{ID: memoryID + ".tokens", Name: "Tokens", Min: fewestTokens, Max: mostTokens, Step: 0.1, Log: true, Value: &w.tokens, Format: label.Whole}
	w.status = label.Label{ID: memoryID + ".status", Name: "Memory", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.largeHead = label.Label{ID: memoryID + ".large.head", Words: func() string {
		return fmt.Sprintf("The same at the size of a large model: %d layers, a text of %s tokens, 2 bytes a number", jamba().Layers, label.Whole(w.tokens))
	}}
}

func (w *memory) results() {
	w.now = bars.Bars{ID: memoryID + ".now", Name: "Kept", Rows: w.rows, Format: label.Bytes, Open: w.card.Show}
	w.large = bars.Bars{ID: memoryID + ".large", Name: "Large", Rows: w.largeRows, Format: label.Bytes, Open: w.card.Show}
	w.chart = chart.Chart{ID: memoryID + ".chart", Name: "Bytes kept after each word", XName: "words read", YName: "bytes", Data: func() chart.Data {
		d := chart.Data{Steps: mostRead}
		for i, l := range stackLines {
			l.Points = w.points[i]
			d.Lines = append(d.Lines, l)
		}
		return d
	}}
}

// begin makes the three stacks anew; they have read nothing.
func (w *memory) begin() {
	_, hybrid := ssm.Hybrid{Layers: stackLayers, Period: int(w.period)}.Counts()
	w.stacks, w.points = nil, make([][]paint.Point, len(stackLines))
	for i, attention := range [...]int{stackLayers, stackLayers - hybrid, 0} {
		s, err := newStack(stackLines[i].Name, attention)
		if err != nil {
			panic(err) // all stacks are ones that there can be
		}
		w.stacks = append(w.stacks, s)
	}
	w.replay.Stop()
	w.readTo(0)
	w.card.Close()
}

// again reads as far as before with another hybrid.
func (w *memory) again() {
	n := w.stacks[0].read
	w.begin()
	for k := readAtOnce; k <= n; k += readAtOnce {
		w.readTo(k)
	}
}

// readTo reads the first n words and measures.
func (w *memory) readTo(n int) {
	for i, s := range w.stacks {
		if err := s.readOn(w.text[:n]); err != nil {
			panic(err) // the words are those of the vocabulary, and not too many
		}
		w.points[i] = append(w.points[i], paint.Pt(float64(n), float64(s.bytes())))
	}
}

// step reads on.
func (w *memory) step() bool {
	if n := w.stacks[0].read + readAtOnce; n <= mostRead {
		w.readTo(n)
	}
	return w.stacks[0].read < mostRead
}

func (w *memory) rows() (rows []bars.Row) {
	for i, s := range w.stacks {
		rows = append(rows, bars.Row{Name: s.name, Value: float64(s.bytes()), Explains: numberOf("stack", i, memoryRef)})
	}
	return rows
}

// larges are models of the size of Jamba, built as the three stacks are.
func (w *memory) larges() []large {
	j := jamba()
	j.Period = int(w.period)
	attention, _ := j.Counts()
	return []large{{"all attention", j.Layers, int(w.tokens)}, {"hybrid", attention, int(w.tokens)}, {"all state-space", 0, int(w.tokens)}}
}

func (w *memory) largeRows() (rows []bars.Row) {
	for i, l := range w.larges() {
		rows = append(rows, bars.Row{Name: l.name, Value: l.explain()[memoryRef].Value, Explains: numberOf("large", i, memoryRef)})
	}
	return rows
}

// numberOf names a number of the i-th stack or large model.
func numberOf(kind string, i int, r trace.Ref) trace.Ref {
	r.Name = fmt.Sprintf("%s%d.%s", kind, i, r.Name)
	return r
}

// Explain implements trace.Source.
func (w *memory) Explain(r trace.Ref) (trace.Step, bool) {
	for i, s := range w.stacks {
		if prefix := numberOf("stack", i, trace.Ref{}).Name; strings.HasPrefix(r.Name, prefix) {
			return trace.Renamed(prefix, s.explain()).Explain(r)
		}
	}
	for i, l := range w.larges() {
		if prefix := numberOf("large", i, trace.Ref{}).Name; strings.HasPrefix(r.Name, prefix) {
			return trace.Renamed(prefix, l.explain()).Explain(r)
		}
	}
	return trace.Step{}, false
}

func memoryName(r trace.Ref) string {
	_, name, _ := strings.Cut(r.Name, ".")
	return name
}

func memoryOrigin(r trace.Ref) string {
	switch memoryName(r) {
	case "words":
		return "how many have been read"
	case "tokens":
		return "your choice"
	}
	return "so are the layers built"
}

// words say what has been measured.
func (w *memory) words() string {
	if w.buttons.Playing() {
		return "Reading."
	}
	var parts []string
	for _, s := range w.stacks {
		parts = append(parts, s.name+" keeps "+label.Whole(float64(s.bytes()))+" bytes")
	}
	return fmt.Sprintf("After %s: %s.", wording.Count(w.stacks[0].read, "word"), strings.Join(parts, ", "))
}

// Layout implements ui.Widget.
func (w *memory) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.buttons, &w.status, &w.now, &w.chart, &w.mix, &w.largeHead, &w.large, &w.long, &w.card)
	return w.End()
}

// Handle implements ui.Widget. What a link asks for is done step by step.
func (w *memory) Handle(e ui.Event) bool {
	changed := w.Stack.Handle(e)
	return w.replay.Handle(e, w.step) || changed
}

// State implements ui.Stateful.
func (w *memory) State() []ui.Param {
	return []ui.Param{
		ui.Float("period", &w.period, w.mix.Min, w.mix.Max),
		ui.Float("length", &w.tokens, fewestTokens, mostTokens),
		w.replay.Param("reading", func() int { return w.stacks[0].read / readAtOnce }, mostRead/readAtOnce),
	}
}

// Restored implements ui.Stateful.
func (w *memory) Restored() {
	w.period, w.tokens = float64(int(w.period)), w.long.Snap(w.tokens)
	w.begin()
	w.replay.Start()
}
