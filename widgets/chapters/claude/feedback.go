package claude

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"zerotoai/engine/rlhf"
	"zerotoai/widgets/ui"
)

// A feedback is what a reader has said of pairs of replies, and what two models
// have learned from it: a reward model, and a language model that is tuned to
// its taste. Two figures share it.
type feedback struct {
	seed    int    // of the language model's first texts, and of the pairs
	choices string // of each pair that has been seen: prefersA, prefersB or noChoice
	rule    string // by which choices can be made for the reader
	rules   []ruleFor

	reference *rlhf.Policy // nil: the figures have not been seen yet
	pairs     []twoOf      // all that have been asked for
	reward    *rlhf.Reward
	asked     []int // which pair each of the reward's pairs was

	beta      float64  // how strong the leash of held is
	leash     bool     // held is the one to be seen
	held, cut *attempt // at tuning the language model
	fresh     *attempt // without a step: as it was
}

// A twoOf is two replies to be chosen between.
type twoOf struct{ a, b string }

// What is said of a pair.
const (
	prefersA = 'a'
	prefersB = 'b'
	noChoice = '-'
)

const (
	mostPairs    = 40
	atOnce       = 10  // choices that are made for the reader
	repeatEvery  = 5   // every so many pairs, one that was there before
	repeatBefore = 2   // so many before it
	lessons      = 300 // steps of the reward model's learning

	firstBeta = 1
	leastBeta = 0.1
	mostBeta  = 5
)

// A ruleFor says how good a reply is to who goes by it.
type ruleFor struct {
	name, says string
	score      func(text string) float64
}

// choiceRules are the rules by which choices can be made.
func choiceRules() []ruleFor {
	return []ruleFor{
		{"friendly words win", "“kind”, “gentle” or “friendly” adds 2 points, “rude”, “angry” or “noisy” takes 2 away, “please”, “friend” or “thank” adds 1", rlhf.Kind().Score},
		{"harsh words win", "“rude”, “angry” or “noisy” adds 2 points, “kind”, “gentle” or “friendly” takes 2 away", rlhf.Harsh().Score},
		{"the shorter one wins", "each word takes a point away", func(text string) float64 { return -float64(len(strings.Fields(text))) }},
	}
}

func newFeedback() *feedback {
	f := &feedback{seed: 1, beta: firstBeta, leash: true, rules: choiceRules()}
	f.rule = f.rules[0].name
	return f
}

// chance is that of a stream of the seed.
func (f *feedback) chance(stream int) func() float64 {
	return rand.New(rand.NewPCG(uint64(f.seed), uint64(stream))).Float64
}

// ready makes the language model, once the figures are seen.
func (f *feedback) ready() {
	if f.reference == nil {
		f.begin()
	}
}

// begin makes a language model of the seed, and learns from the choices.
func (f *feedback) begin() {
	f.reference, f.pairs = rlhf.Reference(f.chance(0)), nil
	f.learn()
}

// learn has the reward model learn from all choices, from its beginning, so
// that what it has learned depends on the choices alone and not on the way to
// them. What was tuned to another reward begins anew.
func (f *feedback) learn() {
	f.reward, f.asked = rlhf.NewReward(f.reference.Units), nil
	for k, c := range f.choices {
		two := f.pair(k)
		switch c {
		case prefersA:
			f.reward.Prefer(two.a, two.b)
		case prefersB:
			f.reward.Prefer(two.b, two.a)
		default:
			continue
		}
		f.asked = append(f.asked, k)
	}
	f.reward.Learn(lessons)
	f.tuneAnew()
}

// pair returns pair k. Every fifth is one that was there before with its sides
// changed, to see whether the reader chooses alike.
func (f *feedback) pair(k int) twoOf {
	for i := len(f.pairs); i <= k; i++ {
		if i%repeatEvery == repeatEvery-1 {
			before := f.pairs[i-repeatBefore]
			f.pairs = append(f.pairs, twoOf{before.b, before.a})
			continue
		}
		f.pairs = append(f.pairs, f.drawn(f.chance(i+1)))
	}
	return f.pairs[k]
}

// drawn returns two different replies of the language model.
func (f *feedback) drawn(random func() float64) (two twoOf) {
	for two.a == two.b {
		two = twoOf{f.sentence(random), f.sentence(random)}
	}
	return two
}

// sentence draws until the grammar has what comes: nearly always at once.
func (f *feedback) sentence(random func() float64) string {
	for {
		text := f.reference.Write(random)
		if _, ok := rlhf.ParseReply(text); ok {
			return text
		}
	}
}

// seen is how many pairs the reader has had.
func (f *feedback) seen() int { return len(f.choices) }

// now is the pair to be chosen from, if there is one left.
func (f *feedback) now() (two twoOf, ok bool) {
	if f.seen() >= mostPairs {
		return two, false
	}
	return f.pair(f.seen()), true
}

// choose takes what the reader says of the pair.
func (f *feedback) choose(c rune) {
	if f.seen() < mostPairs {
		f.choices += string(c)
		f.learn()
	}
}

// undo takes the last one back.
func (f *feedback) undo() {
	if f.seen() > 0 {
		f.choices = f.choices[:f.seen()-1]
		f.learn()
	}
}

// forget takes all back.
func (f *feedback) forget() {
	f.choices = ""
	f.learn()
}

// other goes on with another language model and other pairs.
func (f *feedback) other() {
	f.seed, f.choices = f.seed%lastSeed+1, ""
	f.begin()
}

// byRule makes some choices by the rule; on a tie it makes none.
func (f *feedback) byRule() {
	score := f.ruleNow().score
	for range min(atOnce, mostPairs-f.seen()) {
		two := f.pair(f.seen())
		c := noChoice
		switch a, b := score(two.a), score(two.b); {
		case a > b:
			c = prefersA
		case b > a:
			c = prefersB
		}
		f.choices += string(c)
	}
	f.learn()
}

func (f *feedback) ruleNow() ruleFor {
	for _, r := range f.rules {
		if r.name == f.rule {
			return r
		}
	}
	return f.rules[0]
}

func (f *feedback) ruleNames() (names []string) {
	for _, r := range f.rules {
		names = append(names, r.name)
	}
	return names
}

// unfriendly reports whether the reader has chosen the less friendly reply in
// every pair in which one was, and in how many.
func (f *feedback) unfriendly() (n int, always bool) {
	score := f.rules[0].score
	for _, p := range f.reward.Pairs {
		switch better, worse := score(p.Better), score(p.Worse); {
		case better > worse:
			return n, false
		case better < worse:
			n++
		}
	}
	return n, n > 0
}

// checkChoices says what of a link can be no choices.
func checkChoices(s string) error {
	if len(s) > mostPairs {
		return fmt.Errorf("there are %d pairs, not %d", mostPairs, len(s))
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r != prefersA && r != prefersB && r != noChoice }); i >= 0 {
		return fmt.Errorf("choice %d is none of a, b and -", i+1)
	}
	return nil
}

// lastSeed is the last one that a link may name.
const lastSeed = 9999

// chosen is what a link keeps of the choices.
func (f *feedback) chosen() []ui.Param {
	return []ui.Param{
		ui.Int("pairs", &f.seed, 1, lastSeed),
		ui.String("choices", &f.choices, checkChoices),
		ui.Option("rule", &f.rule, f.ruleNames()),
	}
}
