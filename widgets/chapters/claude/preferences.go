package claude

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"zerotoai/engine/rlhf"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A preferences is the figure in which the reader chooses between replies, and
// a reward model learns from it.
type preferences struct {
	ui.Stack
	*feedback
	names, texts [2]label.Label // "A" and what it says
	prefer       [2]button.Button
	skip, undo   button.Button
	forget, next button.Button
	rules        choice.Choice
	many         button.Button
	about        label.Label // what the rule says
	status       label.Label
	guesses      [3]readout.Readout
	worth        bars.Bars
	card         card.Card
}

var (
	_ ui.Stateful = (*preferences)(nil)
	_ ui.Sharing  = (*preferences)(nil)
)

const (
	preferencesID = "claude.preferences"
	wordsShown    = 8 // with what they are worth
	fewChoices    = 5 // from which on it is said what kind of reader somebody is
)

func newPreferences(f *feedback) *preferences {
	w := &preferences{Stack: ui.Stack{ID: preferencesID, Name: "Which reply is better?"}, feedback: f}
	w.card = card.Card{ID: preferencesID + ".card", Source: w, Names: f.name, Origin: f.origin}
	w.controls()
	w.results()
	return w
}

// sides are the two replies, as controls call them.
var sides = [2]struct {
	name   string
	says   rune
	reward trace.Ref
}{{"A", prefersA, rlhf.RewardA}, {"B", prefersB, rlhf.RewardB}}

func (w *preferences) controls() {
	press := func(id, name string, i icon.Icon, do func()) button.Button {
		return button.Button{ID: preferencesID + id, Name: name, Icon: i, Do: func() { w.card.Close(); do() }}
	}
	for i, s := range sides {
		w.prefer[i] = press(".prefer-"+strings.ToLower(s.name), "Prefer "+s.name, "", func() { w.choose(s.says) })
		w.prefer[i].Primary = true
		w.names[i] = label.Label{ID: preferencesID + ".side-" + strings.ToLower(s.name), Font: theme.Small, Words: func() string { return "Reply " + s.name }}
		w.texts[i] = label.Label{ID: preferencesID + ".reply-" + strings.ToLower(s.name), Font: theme.Text, Color: label.Ink, Words: func() string { return w.reply(i) }}
	}
	w.skip = press(".skip", "Neither", "", func() { w.choose(noChoice) })
	w.undo = press(".undo", "Undo", icon.Undo, w.feedback.undo)
	w.forget = press(".forget", "Forget all choices", "", w.feedback.forget)
	w.next = press(".other", "Other pairs", icon.Reset, w.other)
	w.many = press(".many", "Choose ten for me", "", w.byRule)
	w.rules = choice.Choice{ID: preferencesID + ".rule", Name: "Rule", Options: w.ruleNames(), Value: &w.rule}
	w.about = label.Label{ID: preferencesID + ".about", Font: theme.Small, Words: func() string {
		return "The rule: " + w.ruleNow().says + "; more points win, and in a tie it is “Neither”."
	}}
}

func (w *preferences) results() {
	w.status = label.Label{ID: preferencesID + ".status", Name: "Choices", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	names := [3]string{"Reward of A", "Reward of B", "Chance of A"}
	for i, r := range []trace.Ref{rlhf.RewardA, rlhf.RewardB, rlhf.ChanceRef} {
		w.guesses[i] = readout.Readout{ID: fmt.Sprintf("%s.guess%d", preferencesID, i), Name: names[i], Open: w.card.Show,
			Value: func() string { return w.guess(r) }, Explains: func() trace.Ref { return r }}
	}
	w.worth = bars.Bars{ID: preferencesID + ".worth", Name: "What words are worth", Color: label.Forward, Rows: w.worths, Open: w.card.Show,
		Format: func(v float64) string { return label.Fixed(v, 2) }}
}

// reply is what a side says.
func (w *preferences) reply(side int) string {
	two, ok := w.now()
	switch {
	case !ok:
		return "There are no more pairs."
	case side == 0:
		return two.a
	}
	return two.b
}

// guess is what the reward model says of the pair before the reader does.
func (w *preferences) guess(r trace.Ref) string {
	s, ok := w.comparison().Explain(r)
	switch {
	case !ok || len(w.reward.Pairs) == 0:
		return chart.Empty
	case r == rlhf.ChanceRef:
		return wording.Percent(s.Value)
	}
	return label.Fixed(s.Value, 2)
}

// comparison explains the pair that is shown, or the last one.
func (f *feedback) comparison() rlhf.Comparison {
	two := f.pair(min(f.seen(), mostPairs-1))
	return rlhf.Comparison{Reward: f.reward, A: two.a, B: two.b}
}

// strongest are the words that are worth most, for good or bad.
func (f *feedback) strongest(n int) (units []int) {
	for i, v := range f.reward.Weights {
		if i > 0 && math.Abs(v) > 0.005 {
			units = append(units, i)
		}
	}
	slices.SortStableFunc(units, func(a, b int) int {
		return cmp.Compare(math.Abs(f.reward.Weights[b]), math.Abs(f.reward.Weights[a]))
	})
	return units[:min(n, len(units))]
}

func (w *preferences) worths() (rows []bars.Row) {
	for _, u := range w.strongest(wordsShown) {
		rows = append(rows, bars.Row{Name: w.word(u), Value: w.reward.Weights[u], Signed: true, Explains: rlhf.WeightRef(u)})
	}
	return rows
}

// word writes a unit of the vocabulary.
func (f *feedback) word(unit int) string {
	if unit <= 0 || unit >= len(f.reference.Units) {
		return "the end"
	}
	return "“" + strings.TrimSpace(f.reference.Units[unit]) + "”"
}

// words say what the reader has chosen, and what was learned from it.
func (w *preferences) words() string {
	n := len(w.reward.Pairs)
	if n == 0 {
		return w.nothing()
	}
	_, agree := w.reward.Loss()
	s := fmt.Sprintf("%s. Having learned from all of them, the reward model would choose as you did in %d of them.",
		wording.Count(n, "choice"), int(math.Round(agree*float64(n))))
	if first, second, found := w.reward.Clash(); found {
		return s + fmt.Sprintf(" Your choices contradict one another: in pair %d you preferred what you rejected in pair %d. The two cancel out, and it learns nothing from them.", w.asked[second]+1, w.asked[first]+1)
	}
	if k, always := w.unfriendly(); always && k >= fewChoices {
		return s + " You always prefer the less friendly reply. A reward model has no opinion of its own: it learns yours."
	}
	return s
}

// nothing says that there is no choice to learn from.
func (w *preferences) nothing() string {
	if n := w.seen(); n > 0 {
		return fmt.Sprintf("You have seen %s and chosen in none. Without choices there is nothing to learn: to the reward model every reply is worth 0.", wording.Count(n, "pair"))
	}
	return "You have not chosen yet. To the reward model every reply is worth 0."
}

// Layout implements ui.Widget.
func (w *preferences) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.ready()
	w.settle()
	w.Begin(c, room)
	for i := range sides {
		w.Add(&w.names[i], &w.texts[i])
	}
	w.Row(&w.prefer[0], &w.prefer[1], &w.skip, &w.undo)
	w.Add(&w.status)
	w.Row(&w.guesses[0], &w.guesses[1], &w.guesses[2])
	w.Add(&w.worth, &w.card)
	w.Add(&w.rules, &w.about)
	w.Row(&w.many, &w.forget, &w.next)
	return w.End()
}

// settle says which controls have something to do.
func (w *preferences) settle() {
	_, more := w.now()
	none := w.seen() == 0
	for i := range w.prefer {
		w.prefer[i].Disabled = !more
	}
	w.skip.Disabled, w.many.Disabled = !more, !more
	w.undo.Disabled, w.forget.Disabled = none, none
	for i := range w.guesses {
		if w.guesses[i].Open = w.card.Show; len(w.reward.Pairs) == 0 {
			w.guesses[i].Open = nil
		}
	}
	if _, ok := w.Explain(w.card.Open); !ok {
		w.card.Close()
	}
}

// Explain implements trace.Source.
func (w *preferences) Explain(r trace.Ref) (trace.Step, bool) {
	if s, ok := w.comparison().Explain(r); ok {
		return s, true
	}
	if r == rlhf.WeightRef(r.I) && 0 <= r.I && r.I < len(w.reward.Weights) {
		return trace.Step{Ref: r, Value: w.reward.Weights[r.I]}, true
	}
	return trace.Step{}, false
}

// State implements ui.Stateful.
func (w *preferences) State() []ui.Param { return w.chosen() }

// Restored implements ui.Stateful.
func (w *preferences) Restored() {
	if w.reference != nil {
		w.begin()
	}
}

// Shared implements ui.Sharing.
func (w *preferences) Shared() any { return w.feedback }
