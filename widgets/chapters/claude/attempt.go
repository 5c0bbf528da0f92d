package claude

import (
	"fmt"

	"zerotoai/engine/rlhf"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// An attempt is a tuning of the language model, measured after each step.
type attempt struct {
	tuner    *rlhf.Tuner
	reward   []paint.Point // mean reward, after so many steps
	sentence []paint.Point // share of sentences
	now      rlhf.Account
}

const (
	stepsAtOnce = 5   // steps of the optimizer in one of the figure
	mostTuned   = 200 // of the optimizer's
	samplesOf   = 3   // replies that are written to be looked at
)

func newAttempt(reference *rlhf.Policy, reward *rlhf.Reward, beta float64) *attempt {
	a := &attempt{tuner: rlhf.NewTuner(reference, reward, beta)}
	a.measure()
	return a
}

// steps is how many the optimizer has made, and rounds how many the figure has.
func (a *attempt) steps() int { return a.tuner.Steps }

func (a *attempt) rounds() int {
	if a == nil {
		return 0
	}
	return len(a.reward) - 1
}

// step makes some steps and measures; it reports whether there can be more.
func (a *attempt) step() (more bool) {
	for range stepsAtOnce {
		if a.steps() >= mostTuned || !a.tuner.Step() {
			return false
		}
	}
	a.measure()
	return a.steps() < mostTuned
}

func (a *attempt) measure() {
	a.now = a.tuner.Account()
	at := float64(a.steps())
	a.reward = append(a.reward, paint.Pt(at, a.now.Reward))
	a.sentence = append(a.sentence, paint.Pt(at, a.now.Grammar))
}

// writes returns what the policy writes, and whether each is a sentence. The
// chance is the same after each step, so what changes has been learned.
func (a *attempt) writes(random func() float64) (texts []string, sentences []bool) {
	for range samplesOf {
		text := a.tuner.Policy.Write(random)
		_, ok := rlhf.ParseReply(text)
		texts, sentences = append(texts, text), append(sentences, ok)
	}
	return texts, sentences
}

// tuneAnew begins both attempts anew, as the reward is another one.
func (f *feedback) tuneAnew() {
	f.held, f.cut = newAttempt(f.reference, f.reward, f.beta), newAttempt(f.reference, f.reward, 0)
	f.fresh = newAttempt(f.reference, f.reward, 0)
}

// tuned is the attempt that is to be seen.
func (f *feedback) tuned() *attempt {
	if f.leash {
		return f.held
	}
	return f.cut
}

// leashes is what a link keeps of the leash.
func (f *feedback) leashes() []ui.Param {
	return []ui.Param{
		ui.Float("leash-strength", &f.beta, leastBeta, mostBeta),
		{
			Name: "leash",
			Get: func() string {
				if f.leash {
					return ""
				}
				return "cut"
			},
			Set: func(s string) error {
				if s != "" && s != "on" && s != "cut" {
					return fmt.Errorf("leash is on or cut, not %.40q", s)
				}
				f.leash = s != "cut"
				return nil
			},
		},
	}
}
