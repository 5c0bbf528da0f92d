package claude

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

const (
	hackingID = "claude.hacking"
	leashID   = "claude.leash"
)

// The answers of the prediction, in their order.
const (
	friendlier = iota
	noSentences
	unchanged
)

// hackingSteps is how long the prediction tunes, and the least that the
// checkpoint asks for.
const hackingSteps = 100

// A hacking is the question what happens without a leash. It is found out bit by
// bit, from when the question is seen.
type hacking struct {
	*predict.Predict
	f *feedback // nil at first
}

func newHacking() *hacking {
	h := &hacking{}
	h.Predict = &predict.Predict{
		ID:       hackingID,
		Question: fmt.Sprintf("“Friendly words win” has chosen in all %d pairs. Now the leash is cut, and the language model is tuned for %d steps. What will it write?", mostPairs, hackingSteps),
		Options: []string{
			friendlier:  "Friendlier sentences than before",
			noSentences: "Something with a high reward that is no sentence",
			unchanged:   "The same as before: it has learned to write sentences",
		},
		Truth: func() float64 { return float64(outcome(h.done())) },
		Explain: func(_, _ float64) string {
			f := h.done()
			texts, _ := f.cut.writes(f.chance(mostPairs + 1))
			return fmt.Sprintf("The mean reward has gone from %s to %s, and %s of what it writes are sentences. It writes, for example: “%s” The reward model has only ever compared sentences. Of everything else it knows nothing, and adds up its words all the same.",
				label.Fixed(f.fresh.now.Reward, 2), label.Fixed(f.cut.now.Reward, 2), wording.Percent(f.cut.now.Grammar), texts[0])
		},
	}
	return h
}

// work finds out the next bit, and reports whether there is more.
func (h *hacking) work() (more bool) {
	switch {
	case h.f == nil:
		h.f = newFeedback()
		h.f.begin()
	case h.f.seen() < mostPairs:
		h.f.byRule()
	default:
		return h.f.cut.steps() < hackingSteps && h.f.cut.step()
	}
	return true
}

// done is what the prediction asks about.
func (h *hacking) done() *feedback {
	for h.work() {
	}
	return h.f
}

// Handle implements ui.Widget.
func (h *hacking) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && h.work() {
		return true
	}
	return h.Predict.Handle(e)
}

// outcome says which answer a tuning makes true.
func outcome(f *feedback) int {
	switch {
	case f.cut.now.Grammar < broken:
		return noSentences
	case f.cut.now.Reward > f.fresh.now.Reward:
		return friendlier
	}
	return unchanged
}

// leashed asks for both tunings, so that they can be compared.
func leashed(f *feedback) *task.Task {
	return &task.Task{
		ID: leashID,
		Goal: fmt.Sprintf("With choices of your own or by a rule, tune for at least %d steps on the leash. Then switch “Leash” off and tune until fewer than 1 in 100 replies are sentences.",
			hackingSteps),
		Done: func() bool {
			return f.held != nil && len(f.reward.Pairs) > 0 && f.held.steps() >= hackingSteps && f.held.now.Grammar > broken && f.cut.now.Grammar < 0.01
		},
		Progress: func() string {
			if f.held == nil || len(f.reward.Pairs) == 0 {
				return "No choice has been made yet."
			}
			return fmt.Sprintf("On the leash: %s. Without: %s, and %s are sentences.",
				wording.Count(f.held.steps(), "step"), wording.Count(f.cut.steps(), "step"), wording.Percent(f.cut.now.Grammar))
		},
	}
}
