package transformers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zerotoai/engine/moe"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/toggle"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// experts is a mixture of experts that learns, beside a dense layer that does
// as much work for a word.
type experts struct {
	ui.Stack
	balance bool
	word    string
	replay  runner.Replay

	mixture, dense *moe.Model
	losses         [2][]paint.Point // of both, after each step

	buttons          runner.Runner
	even             toggle.Toggle
	words            choice.Choice
	status           label.Label
	chart            chart.Chart
	answer           readout.Readout
	loss, denseLoss  readout.Readout
	gates            [2]readout.Readout
	routerHead       label.Label
	router           bars.Bars
	loadHead         label.Label
	load             bars.Bars
	routing, loading column
	card             card.Card
}

var _ ui.Stateful = (*experts)(nil)

const (
	expertsID   = "transformers.experts"
	expertSteps = 200 // that a model can make
	expertsSeed = 1
	expertBeat  = 40 * time.Millisecond
)

// denseName leads the numbers of the dense layer.
const denseName = "dense."

// wordNames are the words that the figure can show.
func wordNames() (names []string) {
	for _, w := range moe.Words() {
		names = append(names, fmt.Sprintf("%s (%s)", w.Ask, w.Kind))
	}
	return names
}

func newExperts() *experts {
	w := &experts{Stack: ui.Stack{ID: expertsID, Name: "A mixture of sixteen experts"}, balance: true, word: wordNames()[0]}
	w.card = card.Card{ID: expertsID + ".card", Source: w, Names: expertName, Origin: expertOrigin}
	w.begin()
	w.controls()
	w.results()
	w.readouts()
	return w
}

func (w *experts) controls() {
	w.buttons = runner.Runner{ID: expertsID, Step: w.step, Reset: w.begin, Beat: expertBeat}
	w.even = toggle.Toggle{ID: expertsID + ".balance", Name: "Balancing loss", On: &w.balance, Changed: func() { w.buttons.Pause(); w.begin() }}
	w.words = choice.Choice{ID: expertsID + ".word", Name: "Word", Options: wordNames(), Value: &w.word, Changed: w.card.Close}
	w.status = label.Label{ID: expertsID + ".status", Name: "Experts", Font: theme.Small, Color: label.Ink, Live: true, Words: w.state}
}

func (w *experts) results() {
	w.chart = chart.Chart{ID: expertsID + ".chart", Name: "Loss of the mixture and of a dense layer", YName: "loss", Data: func() chart.Data {
		return chart.Data{Steps: 100, Lines: []chart.Line{
			{Name: "2 of 16 experts", Color: label.Data, Points: w.losses[0]},
			{Name: "dense, with as many neurons at work", Color: label.Ink, Dash: []float64{7, 4}, Points: w.losses[1]},
		}}
	}}
	w.routerHead = label.Label{ID: expertsID + ".routerhead", Words: func() string { return fmt.Sprintf("The router’s choice for “%s”", w.asked().Ask) }}
	w.router = bars.Bars{ID: expertsID + ".router", Name: "Probability", Rows: w.chances, Color: label.Attention, Format: wording.Percent, Open: w.card.Show}
	w.loadHead = label.Label{ID: expertsID + ".loadhead", Text: "How much of the work each expert gets"}
	w.load = bars.Bars{ID: expertsID + ".load", Name: "Load", Rows: w.loads, Format: wording.Percent, Open: w.card.Show}
	w.routing, w.loading = column{ID: expertsID + ".routing", of: []ui.Widget{&w.routerHead, &w.router}}, column{ID: expertsID + ".loading", of: []ui.Widget{&w.loadHead, &w.load}}
}

func (w *experts) readouts() {
	lossOf := func(of func() *moe.Model) func() string {
		return func() string { return label.Nonzero(of().Loss, 4) }
	}
	w.answer = readout.Readout{ID: expertsID + ".answer", Name: "Answer", Room: 20, Value: w.said}
	w.loss = readout.Readout{ID: expertsID + ".loss", Name: "Loss", Value: lossOf(func() *moe.Model { return w.mixture }),
		Explains: func() trace.Ref { return moe.LossRef }, Open: w.card.Show}
	w.denseLoss = readout.Readout{ID: expertsID + ".denseloss", Name: "Loss, dense", Value: lossOf(func() *moe.Model { return w.dense }),
		Explains: func() trace.Ref { return trace.Ref{Name: denseName + moe.LossRef.Name} }, Open: w.card.Show}
	for c := range w.gates {
		w.gates[c] = readout.Readout{ID: fmt.Sprintf("%s.gate%d", expertsID, c), Name: [...]string{"First gate", "Second gate"}[c], Color: label.Attention, Room: 18,
			Value: func() string {
				return fmt.Sprintf("expert %d × %s", w.pass().Chosen[c]+1, label.Fixed(w.pass().Gate[c], 3))
			},
			Explains: func() trace.Ref { return moe.OfWord(w.at(), moe.GateRef(c)) }, Open: w.card.Show}
	}
}

// begin makes both models anew: the same every time.
func (w *experts) begin() {
	shape := moe.Mixture()
	if !w.balance {
		shape.Balance = 0
	}
	w.mixture, w.dense = newMixture(shape), newMixture(shape.Dense())
	w.losses = [2][]paint.Point{}
	w.replay.Stop()
	w.note()
	w.card.Close()
}

func newMixture(s moe.Shape) *moe.Model {
	m, err := moe.New(s, seeded(expertsSeed))
	if err != nil {
		panic(err) // the shapes are those of the engine
	}
	return m
}

// note keeps the losses.
func (w *experts) note() {
	for i, m := range [...]*moe.Model{w.mixture, w.dense} {
		w.losses[i] = append(w.losses[i], paint.Pt(float64(m.Steps), m.Loss))
	}
}

// step lets both models learn from all words once.
func (w *experts) step() bool {
	if w.mixture.Steps >= expertSteps {
		return false
	}
	w.mixture.Step()
	w.dense.Step()
	w.note()
	return w.mixture.Steps < expertSteps
}

// at is the number of the chosen word.
func (w *experts) at() int { return slices.Index(wordNames(), w.word) }

func (w *experts) asked() moe.Word { return w.mixture.Words[w.at()] }
func (w *experts) pass() *moe.Pass { return w.mixture.Tokens[w.at()] }

// said is the mixture's answer to the chosen word.
func (w *experts) said() string {
	answer, p := w.mixture.Answer(w.at())
	verdict := "wrong"
	if answer == w.asked().Answer {
		verdict = "right"
	}
	return fmt.Sprintf("%s, %s, %s", answer, wording.Percent(p), verdict)
}

func (w *experts) chances() (rows []bars.Row) {
	p := w.pass()
	for e, v := range p.P {
		rows = append(rows, bars.Row{Name: expert(e), Value: v, Dim: !slices.Contains(p.Chosen, e), Explains: moe.OfWord(w.at(), moe.ProbabilityRef(e))})
	}
	return rows
}

func (w *experts) loads() (rows []bars.Row) {
	for e, v := range w.mixture.Share {
		rows = append(rows, bars.Row{Name: expert(e), Value: v, Explains: moe.ShareRef(e)})
	}
	return rows
}

// state says how both stand.
func (w *experts) state() string {
	if w.buttons.Playing() {
		return "Learning."
	}
	right := func(m *moe.Model) int { return int(m.Accuracy*float64(len(m.Words)) + 0.5) }
	idle := 0
	for _, n := range w.mixture.Load {
		if n == 0 {
			idle++
		}
	}
	s := fmt.Sprintf("After %s the mixture answers %d of %d words right, the dense layer %d. The busiest expert is chosen %d times",
		wording.Count(w.mixture.Steps, "step"), right(w.mixture), len(w.mixture.Words), right(w.dense), slices.Max(w.mixture.Load))
	if idle > 0 {
		return s + fmt.Sprintf(", and %s never.", wording.Count(idle, "expert"))
	}
	return s + "; none is idle."
}

// Explain implements trace.Source.
func (w *experts) Explain(r trace.Ref) (trace.Step, bool) {
	if strings.HasPrefix(r.Name, denseName) {
		return trace.Renamed(denseName, w.dense).Explain(r)
	}
	return w.mixture.Explain(r)
}

// Layout implements ui.Widget.
func (w *experts) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.buttons, &w.status)
	w.Row(&w.words, &w.even)
	w.Row(&w.answer, &w.gates[0], &w.gates[1])
	w.Columns(270, &w.routing, &w.loading)
	w.Add(&w.chart)
	w.Row(&w.loss, &w.denseLoss)
	w.Add(&w.card)
	return w.End()
}

// Handle implements ui.Widget. What a link asks for is done step by step.
func (w *experts) Handle(e ui.Event) bool {
	changed := w.Stack.Handle(e)
	return w.replay.Handle(e, w.step) || changed
}

// State implements ui.Stateful.
func (w *experts) State() []ui.Param {
	return []ui.Param{
		ui.Option("word", &w.word, wordNames()),
		ui.Flag("unbalanced", func() bool { return !w.balance }, func(on bool) { w.balance = !on }),
		w.replay.Param("routed", func() int { return w.mixture.Steps }, expertSteps),
	}
}

// Restored implements ui.Stateful.
func (w *experts) Restored() {
	w.begin()
	w.replay.Start()
}

// expert names expert e, counted from 0.
func expert(e int) string { return "expert " + strconv.Itoa(e+1) }
