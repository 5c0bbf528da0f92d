package claude

import (
	"fmt"
	"slices"

	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An answer works out what an answer of so many words asks of a published model.
type answer struct {
	ui.Stack
	words float64
	name  string
	steps trace.Sources

	slider slider.Slider
	model  choice.Choice
	said   label.Label
	shows  []ui.Widget
	card   card.Card
}

var _ ui.Stateful = (*answer)(nil)

const (
	answerID  = "claude.answer"
	mostWords = 2000

	// firstModel is the largest one whose weights are published and every token
	// of which meets all of them, of those that are listed.
	firstModel = "Llama 3.1 405B"
)

// The numbers of an answer.
var (
	tokensRef  = trace.Ref{Name: "tokens"}
	passesRef  = trace.Ref{Name: "passes through the model"}
	perPassRef = trace.Ref{Name: "multiplications in a pass"}
	wholeRef   = trace.Ref{Name: "multiplications for the answer"}
)

func newAnswer() *answer {
	w := &answer{Stack: ui.Stack{ID: answerID, Name: "What an answer takes"}, words: typical, name: firstModel}
	w.card = card.Card{ID: answerID + ".card", Source: w, Names: func(r trace.Ref) string { return r.Name }, Origin: answerOrigin, Counts: true}
	w.slider = slider.Slider{ID: answerID + ".words", Name: "Words of the answer", Min: 1, Max: mostWords, Step: 1, Value: &w.words, Changed: w.work}
	w.model = choice.Choice{ID: answerID + ".model", Name: "Model", Options: publishedNames(), Value: &w.name, Changed: w.work}
	w.said = label.Label{ID: answerID + ".said", Name: "Answer in numbers", Font: theme.Small, Color: label.Ink, Live: true, Words: w.says}
	for _, r := range []struct {
		id, name string
		ref      trace.Ref
	}{{"tokens", "Tokens", tokensRef}, {"passes", "Passes", passesRef}, {"pass", "Multiplications in a pass", perPassRef}, {"whole", "For the answer", wholeRef}} {
		w.shows = append(w.shows, &readout.Readout{
			ID: answerID + "." + r.id, Name: r.name, Value: func() string { return amount(w.value(r.ref)) }, Room: 14,
			Explains: func() trace.Ref { return r.ref }, Open: w.card.Show,
		})
	}
	w.work()
	return w
}

func publishedNames() (names []string) {
	for _, p := range scale.Presets() {
		names = append(names, p.Name)
	}
	return names
}

// work works all out: a pass multiplies with each parameter that a token meets
// about once.
//
// Source: J. Kaplan and others, Scaling Laws for Neural Language Models, 2020,
// arXiv:2001.08361, section 2.1: about two operations, a multiplication and an
// addition, for each parameter and token.
func (w *answer) work() {
	at := slices.Index(publishedNames(), w.name)
	n, err := scale.New(scale.Presets()[max(at, 0)].Config)
	if err != nil {
		panic(err) // the presets can all be
	}
	t := trace.Table{}
	given := func(name string, v float64) trace.Term { return t.Given(trace.Ref{Name: name}, v) }
	tokens := t.Do(tokensRef, trace.Quotient, t.Do(trace.Ref{Name: "words times 100"}, trace.Product, given("words", w.words), given("tokens for 75 words", 100)), given("words for 100 tokens", 75))
	passes := t.Do(passesRef, trace.Product, tokens, given("passes for a token", 1))
	perPass := t.Do(perPassRef, trace.Product, trace.Term{Ref: scale.ActiveRef, Value: n.Active}, given("multiplications with a parameter", 1))
	t.Do(wholeRef, trace.Product, passes, perPass)
	w.steps = trace.Sources{t, n}
}

// Explain implements trace.Source.
func (w *answer) Explain(r trace.Ref) (trace.Step, bool) { return w.steps.Explain(r) }

func (w *answer) value(r trace.Ref) float64 {
	s, _ := w.Explain(r)
	return s.Value
}

func answerOrigin(r trace.Ref) string {
	switch r.Name {
	case "words":
		return "set by you"
	case "tokens for 75 words", "words for 100 tokens":
		return "OpenAI’s rule of thumb for English"
	case "passes for a token":
		return "a pass makes one token"
	case "multiplications with a parameter":
		return "about one, with an addition: Kaplan and others, 2020"
	}
	return "from the published blueprint"
}

// amount writes a number that may be large.
func amount(v float64) string { return label.Count(v, 3) }

func (w *answer) says() string {
	return fmt.Sprintf("%s words are about %s tokens. %s goes through its layers once for each: about %s multiplications, and as many additions.",
		label.Whole(w.words), amount(w.value(tokensRef)), w.name, amount(w.value(wholeRef)))
}

// Layout implements ui.Widget.
func (w *answer) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.slider)
	w.Row(&w.model)
	w.Row(w.shows...)
	w.Add(&w.said, &w.card)
	return w.End()
}

// State implements ui.Stateful.
func (w *answer) State() []ui.Param {
	return []ui.Param{ui.Float("words", &w.words, 1, mostWords), ui.Option("of", &w.name, publishedNames())}
}

// Restored implements ui.Stateful.
func (w *answer) Restored() {
	w.words = w.slider.Snap(w.words)
	w.work()
}
