package claude

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"zerotoai/engine/rlhf"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/toggle"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A tuning is the figure in which the language model is tuned to what the
// reward model likes, with a leash and without.
type tuning struct {
	ui.Stack
	*feedback
	buttons  runner.Runner
	replays  [2]runner.Replay // of rounds on the leash and without, for a link
	switches toggle.Toggle
	strength slider.Slider
	status   label.Label
	charts   [2]chart.Chart
	numbers  [4]readout.Readout
	shares   table.Table
	head     label.Label
	samples  label.Label
	card     card.Card
}

var (
	_ ui.Stateful = (*tuning)(nil)
	_ ui.Sharing  = (*tuning)(nil)
)

const (
	tuningID   = "claude.tuning"
	tuneBeat   = time.Second / 15
	wordsTuned = 6 // with how often they are written
	broken     = 0.5
)

func newTuning(f *feedback) *tuning {
	w := &tuning{Stack: ui.Stack{ID: tuningID, Name: "A language model is tuned to the reward"}, feedback: f}
	w.card = card.Card{ID: tuningID + ".card", Source: w, Names: f.name, Origin: f.origin}
	w.controls()
	w.results()
	return w
}

func (w *tuning) controls() {
	w.buttons = runner.Runner{ID: tuningID, Beat: tuneBeat, Step: w.step, Reset: w.reset}
	w.switches = toggle.Toggle{ID: tuningID + ".leash", Name: "Leash", On: &w.leash, Changed: w.card.Close}
	w.strength = slider.Slider{ID: tuningID + ".strength", Name: "Leash strength β", Min: leastBeta, Max: mostBeta, Step: 0.1, Value: &w.beta, Changed: w.hold}
	w.status = label.Label{ID: tuningID + ".status", Name: "Tuning", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
}

func (w *tuning) results() {
	w.charts = [2]chart.Chart{
		{ID: tuningID + ".rewards", Name: "Mean reward of what is written", YName: "reward", Shape: 0.7, Data: func() chart.Data {
			return w.lines(func(a *attempt) []paint.Point { return a.reward })
		}},
		{ID: tuningID + ".sentences", Name: "Share of sentences in the grammar", YName: "share", Shape: 0.7, Data: func() chart.Data {
			return w.lines(func(a *attempt) []paint.Point { return a.sentence })
		}},
	}
	w.readouts()
	w.shares = table.Table{ID: tuningID + ".shares", Name: "Times in a reply, on the average", Heads: []string{"Word", "Worth", "Before", "Now"},
		Rows: w.shareRows, Keep: wordsTuned, Empty: "No word is worth anything.", Open: w.card.Show}
	w.head = label.Label{ID: tuningID + ".head", Color: label.Ink, Words: func() string { return "What it writes now" }}
	w.samples = label.Label{ID: tuningID + ".samples", Font: theme.Small, Color: label.Ink, Words: w.written}
}

func (w *tuning) readouts() {
	number := func(id, name string, r trace.Ref, format func(float64) string) readout.Readout {
		return readout.Readout{ID: tuningID + id, Name: name, Open: w.card.Show, Explains: func() trace.Ref { return r },
			Value: func() string { return format(w.account(r)) }}
	}
	two := func(v float64) string { return label.Fixed(v, 2) }
	w.numbers = [4]readout.Readout{
		{ID: tuningID + ".steps", Name: "Step", Value: func() string { return fmt.Sprintf("%d of %d", w.tuned().steps(), mostTuned) }, Room: 10},
		number(".reward", "Mean reward", rlhf.RewardRef, two),
		number(".sentence", "Sentences", rlhf.GrammarRef, wording.Percent),
		number(".far", "Distance (KL)", rlhf.KLRef, two),
	}
}

// account is a number of the attempt that is seen.
func (w *tuning) account(r trace.Ref) float64 {
	switch now := w.tuned().now; r {
	case rlhf.RewardRef:
		return now.Reward
	case rlhf.GrammarRef:
		return now.Grammar
	default:
		return now.KL
	}
}

// takeOver leaves out what a link still asks for.
func (w *tuning) takeOver() {
	for i := range w.replays {
		w.replays[i].Stop()
	}
}

// step makes a step, if there is something to be tuned to.
func (w *tuning) step() bool {
	w.card.Close()
	w.takeOver()
	return len(w.reward.Pairs) > 0 && w.tuned().step()
}

// reset returns to the language model as it was.
func (w *tuning) reset() {
	w.card.Close()
	w.takeOver()
	w.tuneAnew()
}

// hold begins anew with another leash.
func (w *tuning) hold() {
	w.buttons.Pause()
	w.card.Close()
	w.takeOver()
	w.held = newAttempt(w.reference, w.reward, w.beta)
}

// lines are what was measured with the leash and without.
func (w *tuning) lines(of func(*attempt) []paint.Point) chart.Data {
	d := chart.Data{Steps: mostTuned}
	if w.held.steps() > 0 || w.cut.steps() == 0 && w.leash {
		d.Lines = append(d.Lines, chart.Line{Name: "on the leash", Color: label.Data, Points: of(w.held)})
	}
	if w.cut.steps() > 0 || !w.leash {
		d.Lines = append(d.Lines, chart.Line{Name: "leash cut", Color: label.Backward, Dash: []float64{7, 4}, Points: of(w.cut)})
	}
	return d
}

// shareRows are the words that count, and how often they are written.
func (w *tuning) shareRows() (rows [][]table.Cell) {
	before, now := w.fresh.tuner.Counts(), w.tuned().tuner.Counts()
	units := w.strongest(wordsTuned)
	if len(w.reward.Pairs) == 0 { // all are worth nothing yet
		units = commonest(before, wordsTuned)
	}
	for _, u := range units {
		rows = append(rows, []table.Cell{
			{Text: w.word(u)},
			{Text: label.Fixed(w.reward.Weights[u], 2), Explains: rlhf.WeightRef(u)},
			{Text: label.Fixed(before[u], 3), Explains: earlier(rlhf.CountRef(u))},
			{Text: label.Fixed(now[u], 3), Strong: true, Explains: rlhf.CountRef(u)},
		})
	}
	return rows
}

// commonest are the units of which there are most, but for the end.
func commonest(counts []float64, n int) (units []int) {
	for u := range counts[1:] {
		units = append(units, u+1)
	}
	slices.SortStableFunc(units, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	return units[:n]
}

// written is what the language model writes now.
func (w *tuning) written() string {
	texts, sentences := w.tuned().writes(w.chance(mostPairs + 1))
	var lines []string
	for i, text := range texts {
		if !sentences[i] {
			text += " (no sentence)"
		}
		lines = append(lines, "• "+text)
	}
	return strings.Join(lines, "\n")
}

// words say how the tuning stands.
func (w *tuning) words() string {
	a := w.tuned()
	switch {
	case len(w.reward.Pairs) == 0:
		return "There is nothing to be tuned to: no choice has been made above, so every reply is worth 0. Choose a few, or press “Choose ten for me”."
	case w.buttons.Playing():
		return "Tuning" + w.onLeash() + "."
	case a.tuner.Diverged:
		return "The next step would lead to numbers that are none. Press “Reset”."
	case a.steps() == 0:
		return "Nothing is tuned yet" + w.onLeash() + ". Press “Play”."
	}
	return fmt.Sprintf("After %s%s the mean reward has gone from %s to %s, and %s of what is written are sentences.%s",
		wording.Count(a.steps(), "step"), w.onLeash(), label.Fixed(w.fresh.now.Reward, 2), label.Fixed(a.now.Reward, 2), wording.Percent(a.now.Grammar), w.verdict(a))
}

func (w *tuning) onLeash() string {
	if w.leash {
		return " on the leash"
	}
	return " with the leash cut"
}

// verdict says what to make of it.
func (w *tuning) verdict(a *attempt) string {
	switch {
	case a.now.Grammar < broken && a.now.Reward > w.fresh.now.Reward:
		return " That is reward hacking: the reward is high, and what is written is no language any more."
	case a.now.Grammar >= broken && w.leash:
		return " The leash holds it near to what it was."
	}
	return ""
}

// Layout implements ui.Widget.
func (w *tuning) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.ready()
	if _, ok := w.Explain(w.card.Open); !ok {
		w.card.Close()
	}
	w.strength.Disabled = !w.leash
	w.Begin(c, room)
	w.Row(&w.buttons, &w.switches)
	w.Add(&w.strength, &w.status)
	w.Columns(270, &w.charts[0], &w.charts[1])
	w.Row(&w.numbers[0], &w.numbers[1], &w.numbers[2], &w.numbers[3])
	w.Add(&w.shares, &w.head, &w.samples, &w.card)
	return w.End()
}

// Handle implements ui.Widget. What a link asks for is done step by step.
func (w *tuning) Handle(e ui.Event) bool {
	if w.reference != nil && (w.replays[0].Handle(e, w.held.step) || w.replays[1].Handle(e, w.cut.step)) {
		return true
	}
	return w.Stack.Handle(e)
}

// before leads the names of the numbers of the language model as it was.
const before = "before."

func earlier(r trace.Ref) trace.Ref {
	r.Name = before + r.Name
	return r
}

// Explain implements trace.Source.
func (w *tuning) Explain(r trace.Ref) (trace.Step, bool) {
	if w.reference == nil {
		return trace.Step{}, false
	}
	return trace.Sources{w.tuned().tuner, trace.Renamed(before, w.fresh.tuner)}.Explain(r)
}

// State implements ui.Stateful.
func (w *tuning) State() []ui.Param {
	return append(w.leashes(),
		w.replays[0].Param("tuned", func() int { return w.held.rounds() }, mostTuned/stepsAtOnce),
		w.replays[1].Param("tuned-without", func() int { return w.cut.rounds() }, mostTuned/stepsAtOnce))
}

// Restored implements ui.Stateful.
func (w *tuning) Restored() {
	w.beta = w.strength.Snap(w.beta)
	if w.reference != nil {
		w.tuneAnew()
	}
	for i := range w.replays {
		w.replays[i].Start()
	}
}

// Shared implements ui.Sharing.
func (w *tuning) Shared() any { return w.feedback }
