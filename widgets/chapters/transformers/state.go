package transformers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// states is a state-space model that learns to remember the last name.
type states struct {
	ui.Stack
	kind   string
	at     int // the word that is opened
	replay runner.Replay

	model   *ssm.Model
	reading *ssm.Reading // of the last text that can be read
	losses  []paint.Point

	buttons       runner.Runner
	kinds         choice.Choice
	text          field.Field
	status        label.Label
	strip         strip
	heads         [3]label.Label
	state, gate   bars.Bars
	answers       bars.Bars
	columns       [3]column
	memory, right readout.Readout
	chart         chart.Chart
	card          card.Card
}

var _ ui.Stateful = (*states)(nil)

const (
	statesID    = "transformers.state"
	channels    = 4
	stateSteps  = 400 // that the model can make
	statePress  = 4   // of one press
	stateBeat   = 60 * time.Millisecond
	statesSeed  = 1
	firstText   = "so the cat and a dog then the now here so well and a then now the so here and well"
	mostShown   = 60 // words of a text
	stateNumber = 8  // bytes of a number of the state: the engine's is a float64
)

var kindNames = []string{ssm.Selective.String(), ssm.Fixed.String()}

func newStates() *states {
	w := &states{Stack: ui.Stack{ID: statesID, Name: "A state-space model reads"}, kind: kindNames[0]}
	w.card = card.Card{ID: statesID + ".card", Source: w, Names: w.name, Origin: stateOrigin}
	w.text = field.Field{ID: statesID + ".text", Name: "Words to read", Text: firstText, Placeholder: "the cat and a dog", Changed: func(string) { w.read() }}
	w.begin()
	w.at = len(w.reading.Text) - 1
	w.controls()
	w.results()
	return w
}

func (w *states) controls() {
	w.buttons = runner.Runner{ID: statesID, Step: func() bool { return w.learn(statePress) }, Reset: w.begin, Beat: stateBeat}
	w.kinds = choice.Choice{ID: statesID + ".kind", Name: "Gates", Options: kindNames, Value: &w.kind, Changed: func() { w.buttons.Pause(); w.begin() }}
	w.status = label.Label{ID: statesID + ".status", Name: "State", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.strip = strip{ID: statesID + ".strip", of: w}
}

func (w *states) results() {
	open := w.card.Show
	w.state = bars.Bars{ID: statesID + ".channels", Name: "State", Rows: w.stateRows, Open: open}
	w.gate = bars.Bars{ID: statesID + ".gates", Name: "Taken in", Rows: w.gateRows, Format: wording.Percent, Color: label.Attention, Open: open}
	w.answers = bars.Bars{ID: statesID + ".answers", Name: "Last name", Rows: w.answerRows, Format: wording.Percent, Color: label.Forward, Open: open}
	for i, b := range [...]*bars.Bars{&w.state, &w.gate, &w.answers} {
		words := [...]string{"The state after “%s”", "What “%s” lets in", "The last name, asked after “%s”"}[i]
		w.heads[i] = label.Label{ID: fmt.Sprintf("%s.head%d", statesID, i), Words: func() string { return fmt.Sprintf(words, w.opened()) }}
		w.columns[i] = column{ID: fmt.Sprintf("%s.column%d", statesID, i), of: []ui.Widget{&w.heads[i], b}}
	}
	w.memory = readout.Readout{ID: statesID + ".memory", Name: "Kept of the text", Room: 12, Value: func() string {
		return fmt.Sprintf("%d bytes", stateNumber*len(w.reading.State[w.at]))
	}}
	w.right = readout.Readout{ID: statesID + ".right", Name: "Right answers", Room: 9, Value: func() string {
		n, all := w.score()
		return fmt.Sprintf("%d of %d", n, all)
	}}
	w.chart = chart.Chart{ID: statesID + ".chart", Name: "Loss of the state-space model", YName: "loss", Data: func() chart.Data {
		return chart.Data{Steps: 100, Lines: []chart.Line{{Name: "Training loss", Color: label.Data, Points: w.losses}}}
	}}
}

// begin makes the model anew: the same every time.
func (w *states) begin() {
	kind := ssm.Selective
	if w.kind == kindNames[ssm.Fixed] {
		kind = ssm.Fixed
	}
	m, err := ssm.New(kind, channels, seeded(statesSeed))
	if err != nil {
		panic(err) // the number of channels is one that there can be
	}
	w.model, w.losses = m, nil
	w.replay.Stop()
	w.read()
}

// read reads the reader's words. What cannot be read is said at the field, and
// the last text stays.
func (w *states) read() {
	text, err := w.parse(w.text.Text)
	if w.text.Error = ""; err != nil {
		w.text.Error = capital(err.Error()) + "."
		if w.reading != nil {
			text = w.reading.Text
		}
	}
	w.reading = w.model.Read(text)
	w.at = min(w.at, len(text)-1)
	w.card.Close()
}

// parse returns a text, or why it cannot be read.
func (w *states) parse(s string) ([]int, error) {
	if len(s) > 10*mostShown {
		return nil, fmt.Errorf("no more than %d words are shown here", mostShown)
	}
	text, err := ssm.Parse(s)
	switch {
	case err != nil:
		return nil, fmt.Errorf("this model knows %d words and no others: %s", len(ssm.Words), strings.Join(ssm.Words, ", "))
	case len(text) == 0:
		return nil, fmt.Errorf("there is no word to read; try %s", strings.Join(ssm.Words, ", "))
	case len(text) > mostShown:
		return nil, fmt.Errorf("no more than %d words are shown here", mostShown)
	}
	return text, nil
}

// learn lets the model make so many steps, and read the text again.
func (w *states) learn(steps int) (more bool) {
	for range steps {
		if w.model.Steps < stateSteps && w.model.Step() {
			w.losses = append(w.losses, paint.Pt(float64(w.model.Steps), w.model.Loss))
		}
	}
	w.reading = w.model.Read(w.reading.Text)
	return w.model.Steps < stateSteps && !w.model.Diverged
}

// opened is the word that is opened.
func (w *states) opened() string { return ssm.Words[w.reading.Text[w.at]] }

func (w *states) stateRows() (rows []bars.Row) {
	for d, v := range w.reading.State[w.at] {
		rows = append(rows, bars.Row{Name: channel(d), Value: v, Signed: true, Explains: ssm.StateRef(w.at, d)})
	}
	return rows
}

func (w *states) gateRows() (rows []bars.Row) {
	for d := range channels {
		rows = append(rows, bars.Row{Name: channel(d), Value: w.model.Gate(w.reading.Text[w.at], d), Full: 1, Explains: ssm.GateRef(w.at, d)})
	}
	return rows
}

func (w *states) answerRows() (rows []bars.Row) {
	best := w.reading.Answer(w.at)
	for c, p := range w.reading.P[w.at] {
		rows = append(rows, bars.Row{Name: ssm.Answers[c], Value: p, Full: 1, Dim: c != best, Explains: ssm.ProbabilityRef(w.at, c)})
	}
	return rows
}

func channel(d int) string { return "channel " + strconv.Itoa(d+1) }

// score counts the right answers of the text.
func (w *states) score() (right, all int) {
	for t, want := range ssm.Last(w.reading.Text) {
		if w.reading.Answer(t) == want {
			right++
		}
	}
	return right, len(w.reading.Text)
}

// words say how the model stands.
func (w *states) words() string {
	if w.buttons.Playing() {
		return "Learning."
	}
	right, all := w.score()
	s := fmt.Sprintf("After %s of training: asked after each of %s which name came last, it is right %s.",
		wording.Count(w.model.Steps, "step"), wording.Count(all, "word"), wording.Count(right, "time"))
	if w.model.Diverged {
		s += " It cannot learn on: the next step would lead to weights that are no numbers."
	}
	return s
}

// Explain implements trace.Source.
func (w *states) Explain(r trace.Ref) (trace.Step, bool) { return w.reading.Explain(r) }

// Layout implements ui.Widget.
func (w *states) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.buttons, &w.status, &w.strip, &w.text)
	w.Row(&w.kinds, &w.right, &w.memory)
	w.Columns(200, &w.columns[0], &w.columns[1], &w.columns[2])
	w.Add(&w.chart, &w.card)
	return w.End()
}

// Handle implements ui.Widget. What a link asks for is done step by step.
func (w *states) Handle(e ui.Event) bool {
	changed := w.Stack.Handle(e)
	return w.replay.Handle(e, func() bool { return w.learn(1) }) || changed
}

// State implements ui.Stateful.
func (w *states) State() []ui.Param {
	return []ui.Param{
		ui.Option("gates", &w.kind, kindNames),
		ui.String("read", &w.text.Text, func(s string) error { _, err := w.parse(s); return err }),
		ui.Int("opened", &w.at, 0, mostShown-1),
		w.replay.Param("remembered", func() int { return w.model.Steps }, stateSteps),
	}
}

// Restored implements ui.Stateful.
func (w *states) Restored() {
	w.begin()
	w.replay.Start()
}
