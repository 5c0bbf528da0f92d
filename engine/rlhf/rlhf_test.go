package rlhf

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/corpus"
	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
)

func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 23)).Float64 }

// judged returns a reference and a reward model that has learned from a kind
// judge's choices.
func judged(seed uint64, pairs int) (*Policy, *Reward) {
	random := seeded(seed)
	p := Reference(random)
	r := NewReward(p.Units)
	Kind().Ask(pairs, p, r, random)
	r.Learn(300)
	return p, r
}

func tuned(p *Policy, r *Reward, beta float64, steps int) *Tuner {
	t := NewTuner(p, r, beta)
	for range steps {
		t.Step()
	}
	return t
}

// With the leash the policy gets better and goes on to speak; without it the
// reward rises much higher, and what is written is no sentence and nobody likes
// it.
func TestRewardHacking(t *testing.T) {
	for seed := range uint64(5) {
		p, r := judged(seed, 100)
		start, free, held := tuned(p, r, 1, 0).Account(), tuned(p, r, 0, 300), tuned(p, r, 1, 300)
		f, h := free.Account(), held.Account()
		score := func(p *Policy) float64 { return Kind().Mean(500, p, seeded(9)) }
		before, without, with := score(p), score(free.Policy), score(held.Policy)
		t.Logf("seed %d: reference %.3f, judged %.2f: %q", seed, start, before, p.Write(seeded(1)))
		t.Logf("    free %.3g, judged %.2f: %q", f, without, free.Policy.Write(seeded(1)))
		t.Logf("    held %.3f, judged %.2f: %q", h, with, held.Policy.Write(seeded(1)))
		if start.Grammar < 0.98 || start.KL != 0 {
			t.Errorf("seed %d: the reference %+v", seed, start)
		}
		if f.Reward < 3*h.Reward || f.Grammar > 0.01 || f.KL < 20 || without > nonsense+0.1 {
			t.Errorf("seed %d: without a leash %+v, judged %v", seed, f, without)
		}
		if h.Reward < start.Reward+1 || h.Grammar < 0.97 || h.KL > 5 || with < before+0.7 {
			t.Errorf("seed %d: with a leash %+v, judged %v after %v", seed, h, with, before)
		}
	}
}

// A longer leash lets the policy go farther: with less β, more reward and more
// KL.
func TestLeash(t *testing.T) {
	p, r := judged(1, 100)
	last := Account{Reward: math.Inf(1), KL: math.Inf(1)}
	for _, beta := range []float64{0.05, 0.2, 0.5, 1, 2, 5} {
		a := tuned(p, r, beta, 300).Account()
		if a.Reward > last.Reward || a.KL > last.KL {
			t.Errorf("β = %v: %+v after %+v", beta, a, last)
		}
		last = a
	}
}

// The exact account against one of many texts.
func TestAccount(t *testing.T) {
	p, r := judged(2, 50)
	tuner := tuned(p, r, 0.5, 30)
	a, random := tuner.Account(), seeded(5)
	source := Source()
	var got Account
	const n = 4000
	for range n {
		units := tuner.Policy.Draw(random)
		text := tuner.Policy.Text(units)
		got.Reward += r.Of(text) / n
		got.Length += float64(len(units)) / n
		if source.Parses(text) {
			got.Grammar += 1.0 / n
		}
		before := 0
		for _, next := range append(units, 0)[:min(MaxUnits, len(units)+1)] {
			got.KL += math.Log(tuner.Policy.P[before][next]/p.P[before][next]) / n
			before = next
		}
	}
	if math.Abs(got.Reward-a.Reward) > 0.15 || math.Abs(got.Length-a.Length) > 0.15 || math.Abs(got.Grammar-a.Grammar) > 0.02 || math.Abs(got.KL-a.KL) > 0.15 {
		t.Errorf("%+v, from %d texts %+v", a, n, got)
	}
}

// The policy gradient against finite differences of E[r] − β·KL.
func TestGradients(t *testing.T) {
	p, r := judged(3, 30)
	tuner := tuned(p, r, 0.7, 5)
	goal := func() float64 {
		tuner.Policy.Softmax()
		a := tuner.Account()
		return a.Reward - tuner.Beta*a.KL
	}
	tuner.gradient()
	want, params, compared := slices.Clone(tuner.grad), tuner.Policy.params, 0
	for i := range params {
		if math.Abs(want[i]) < 1e-4 && i%7 > 0 { // most are tiny, and take as long
			continue
		}
		if d := slope(goal, &params[i]); math.Abs(d-want[i]) > 1e-6*max(1e-2, math.Abs(d)) {
			t.Errorf("logit %d: %v, finite difference %v", i, want[i], d)
		}
		compared++
	}
	if compared < 100 {
		t.Errorf("%d gradients are compared", compared)
	}
	for i := range r.Weights {
		d := slope(func() float64 {
			loss, _ := r.Loss()
			for _, w := range r.Weights {
				loss += r.Decay * w * w / 2
			}
			return loss
		}, &r.Weights[i])
		if g := r.gradient()[i]; math.Abs(d-g) > 1e-6*max(1e-2, math.Abs(d)) {
			t.Errorf("weight %d: %v, finite difference %v", i, g, d)
		}
	}
}

func slope(f func() float64, v *float64) float64 {
	const h = 1e-3
	was := *v
	at := func(d float64) float64 { *v = was + d; return f() }
	d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
	*v = was
	return d
}

// A reward model finds what its judge goes by.
func TestReward(t *testing.T) {
	_, r := judged(4, 400)
	weight := func(u string) float64 { return r.Weights[slices.Index(r.Units, u)] }
	for _, good := range []string{" kind", " gentle", " friendly"} {
		for _, bad := range []string{" rude", " angry", " noisy"} {
			if weight(good) < weight(bad)+1.5 {
				t.Errorf("%q is worth %v, %q %v", good, weight(good), bad, weight(bad))
			}
		}
	}
	if loss, agree := r.Loss(); agree < 0.75 || loss > 0.55 {
		t.Errorf("a loss of %v, agreement %v", loss, agree)
	}
	if c := r.Chance("The cat is kind.", "The cat is rude."); c < 0.8 {
		t.Errorf("a chance of %v", c)
	}
	if r.Of("zzz The The") != 2*weight("The") {
		t.Error("what is unknown counts")
	}
	none := NewReward(r.Units)
	none.Learn(10)
	if loss, agree := none.Loss(); loss != 0 || agree != 0 || none.Chance("a", "b") != 0.5 {
		t.Error("a model that has seen nothing knows something")
	}
	for range 3 { // somebody who cannot decide
		none.Prefer("The cat is kind.", "It is rude.")
		none.Prefer("It is rude.", "The cat is kind.")
	}
	if none.Learn(50); math.Abs(none.Chance("The cat is kind.", "It is rude.")-0.5) > 1e-9 {
		t.Errorf("%v", none.Weights)
	}
	if first, second, found := none.Clash(); !found || first != 0 || second != 1 {
		t.Errorf("contradictions: %d and %d, %v", first, second, found)
	}
	if _, _, found := r.Clash(); found {
		t.Error("a judge is found to contradict")
	}
	none.Settings = descent.Settings{LearningRate: math.Inf(1)}
	none.Prefer("The cat is kind.", "It is rude.")
	if none.Learn(5); !none.Diverged || math.IsNaN(none.Weights[1]) {
		t.Error("an endless learning rate does not diverge")
	}
}

// The language can be learned by a table: what the table allows is a sentence,
// and the other way round.
func TestChain(t *testing.T) {
	source, c, random := Source(), following(), seeded(1)
	valid := func(text string) bool {
		before := 0
		units, _ := corpus.Units(text)
		for _, u := range append(units, corpus.End) {
			next := slices.Index(c.units, u)
			if next < 0 || c.p[before][next] == 0 {
				return false
			}
			before = next
		}
		return true
	}
	p := Reference(random)
	loose := p.Clone()
	for i := range loose.params {
		loose.params[i] /= 3 // much that is no sentence, much that is nearly one
	}
	loose.Softmax()
	sentences := 0
	for k := range 3000 {
		text := p.Write(random)
		if k%2 == 0 {
			text = loose.Write(random)
		}
		_, parsed := ParseReply(text)
		if want := source.Parses(text); parsed != want || valid(text) != want {
			t.Errorf("%q is a sentence: %v, can be written as one: %v, parsed: %v", text, want, valid(text), parsed)
		} else if want {
			sentences++
		}
	}
	if sentences < 1000 || sentences > 2500 {
		t.Errorf("%d sentences", sentences)
	}
	for range 500 {
		d := source.Write(random)
		if r, ok := ParseReply(d.Text); !ok || r.Text() != d.Text {
			t.Errorf("%q is read as %q", d.Text, r.Text())
		}
		followed(t, source, c, d.Text)
	}
}

// followed checks that the chain knows how likely each unit of a sentence is.
func followed(t *testing.T, source *corpus.Source, c *chain, text string) {
	t.Helper()
	before, prefix := 0, ""
	units, _ := corpus.Units(text)
	for _, u := range append(units, corpus.End) {
		next := slices.Index(c.units, u)
		for _, choice := range source.Begin(prefix).Next() {
			if choice.Unit == u && math.Abs(choice.P-c.p[before][next]) > 1e-12 {
				t.Errorf("%q goes on with %q by %v, and the chain says %v", prefix, u, choice.P, c.p[before][next])
			}
		}
		before, prefix = next, prefix+u
	}
}

func TestExplain(t *testing.T) {
	p, r := judged(6, 20)
	tuner := tuned(p, r, 0.1, 60)
	a := tuner.Account()
	for ref, want := range map[trace.Ref]float64{RewardRef: a.Reward, KLRef: a.KL, GrammarRef: a.Grammar, NextRef(2, 5): tuner.Policy.P[2][5]} {
		s, ok := tuner.Explain(ref)
		if !ok || math.Abs(s.Value-want) > 1e-9 || math.Abs(s.Recompute()-s.Value) > 1e-12 {
			t.Errorf("%v is %v, explained as %v", ref, want, s.Value)
		}
	}
	// all of an Account leads to some hundred thousand numbers
	for _, ref := range []trace.Ref{{Name: visitName, I: 2, J: 5}, {Name: validName, I: 2, J: 6}, {Name: rowKLName, I: 3}, WeightRef(4)} {
		if err := trace.Check(tuner, ref, 1e-12); err != nil {
			t.Error(err)
		}
	}
	for u, n := range tuner.Counts() {
		if s, ok := tuner.Explain(CountRef(u)); u > 0 && (!ok || math.Abs(s.Value-n) > 1e-12) {
			t.Errorf("%q comes %v times, explained as %v", p.Units[u], n, s.Value)
		}
	}
	for _, name := range []string{countName, staysName, validAllName} {
		if s, ok := tuner.Explain(trace.Ref{Name: name, I: 3}); !ok || s.Recompute() != s.Value || len(s.Args) != MaxUnits {
			t.Errorf("%s: %+v", name, s)
		}
	}
	c := Comparison{r, "The cat is very kind.", "It is rude, thank you."}
	for ref, want := range map[trace.Ref]float64{RewardA: r.Of(c.A), RewardB: r.Of(c.B), ChanceRef: r.Chance(c.A, c.B), SurpriseRef: -math.Log(r.Chance(c.A, c.B))} {
		if err := trace.Check(c, ref, 1e-12); err != nil {
			t.Error(err)
		}
		if s, _ := c.Explain(ref); math.Abs(s.Value-want) > 1e-12 {
			t.Errorf("%v is %v, explained as %v", ref, want, s.Value)
		}
	}
	for _, ref := range []trace.Ref{{}, NextRef(47, 0), NextRef(0, 47), LogitRef(0, 47), LogitRef(-1, 0), WeightRef(47), {Name: visitName, I: MaxUnits + 1}, {Name: countName, I: 1, J: 1}, {Name: "reference "}, {Name: "afterx.probability"}} {
		if s, ok := tuner.Explain(ref); ok {
			t.Errorf("%v is explained: %v", ref, s)
		}
	}
}

// A learning rate that explodes, and probabilities that are 0 to the machine.
func TestDivergence(t *testing.T) {
	p, r := judged(1, 10)
	tuner := NewTuner(p, r, 0)
	tuner.Settings.LearningRate = math.NaN()
	if tuner.Step() || !tuner.Diverged || tuner.Step() || tuner.Account().KL != 0 {
		t.Error("a learning rate that is no number does not diverge")
	}
	tuner = NewTuner(p, r, 0.5)
	tuner.Settings.LearningRate = 1e4
	for range 20 {
		tuner.Step()
	}
	if a := tuner.Account(); math.IsNaN(a.Reward+a.KL+a.Grammar+a.Length) || math.IsInf(a.KL, 0) {
		t.Errorf("%+v", a)
	}
	if p.P[0][1] != Reference(seeded(1)).P[0][1] {
		t.Error("tuning has changed the reference")
	}
}

func TestDraw(t *testing.T) {
	for u, want := range map[float64]int{0: 1, 0.24: 1, 0.25: 3, 0.999: 3} {
		if got := draw([]float64{0, 0.25, 0, 0.75, 0}, u); got != want {
			t.Errorf("%v draws %d", u, got)
		}
	}
	if got := draw([]float64{0.5, 0.4999999, 0}, 0.99999999); got != 1 {
		t.Errorf("what is rounded draws %d", got)
	}
	long := Reference(seeded(1))
	for i := range long.params {
		long.params[i] = 0
	}
	for _, row := range long.Logits {
		row[0] = -1e6
	}
	long.Softmax()
	if units, _ := corpus.Units(long.Write(seeded(2))); len(units) != MaxUnits {
		t.Errorf("a policy that never stops writes %d units", len(units))
	}
	if !strings.Contains(sentence(long, seeded(3)), " ") {
		t.Error("no sentence from a policy that knows none")
	}
}

func BenchmarkStep(b *testing.B) {
	p, r := judged(1, 100)
	t := NewTuner(p, r, 1)
	for b.Loop() {
		t.Step()
	}
}

func BenchmarkReference(b *testing.B) {
	for b.Loop() {
		Reference(seeded(1))
	}
}

func BenchmarkLearn(b *testing.B) {
	_, r := judged(1, 100)
	for b.Loop() {
		r.Learn(1)
	}
}

// A reader who always prefers the worse reply teaches just that: the policy
// comes to write what the kind judge likes least.
func TestHarsh(t *testing.T) {
	random := seeded(1)
	p := Reference(random)
	r := NewReward(p.Units)
	Harsh().Ask(100, p, r, random)
	r.Learn(300)
	held := tuned(p, r, 1, 200)
	before, after := Kind().Mean(500, p, seeded(9)), Kind().Mean(500, held.Policy, seeded(9))
	if after > before-0.7 || held.Account().Grammar < 0.97 {
		t.Errorf("judged %v after %v: %+v", after, before, held.Account())
	}
}

// Who never chooses teaches nothing: with a leash or without, the policy stays.
func TestNoChoices(t *testing.T) {
	p := Reference(seeded(1))
	for _, beta := range []float64{0, 1} {
		tuner := tuned(p, NewReward(p.Units), beta, 50)
		if a := tuner.Account(); a.KL > 1e-9 || a.Reward != 0 || a.Grammar < 0.98 {
			t.Errorf("β = %v: %+v", beta, a)
		}
	}
}

func BenchmarkNewTuner(b *testing.B) {
	p, r := judged(1, 1)
	for b.Loop() {
		NewTuner(p, r, 1)
	}
}
