package claude

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/rlhf"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// school is the two figures of the choices, laid out.
func school(t testing.TB) (*ui.Context, *preferences, *tuning) {
	f := newFeedback()
	c, p, w := uitest.Context(t, &theme.Dark), newPreferences(f), newTuning(f)
	p.Layout(c, paint.Pt(720, 1e6))
	w.Layout(c, paint.Pt(720, 1e6))
	return c, p, w
}

func TestPreferences(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return newPreferences(newFeedback()) },
		ui.Set{ID: preferencesID + ".prefer-a"},
		ui.Set{ID: preferencesID + ".skip"},
		ui.Set{ID: preferencesID + ".many"},
		ui.Set{ID: preferencesID + ".guess2"},
		ui.Set{ID: preferencesID + ".undo"},
	)
}

func TestTuning(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		f := newFeedback()
		f.ready()
		f.byRule()
		return newTuning(f)
	},
		ui.Set{ID: tuningID + ".step"},
		ui.Set{ID: tuningID + ".leash"},
		ui.Set{ID: tuningID + ".play"}, ui.Tick{Now: time.Second}, ui.Tick{Now: 2 * time.Second}, ui.Tick{Now: 3 * time.Second}, ui.Set{ID: tuningID + ".play"},
		ui.Set{ID: tuningID + ".reward"},
	)
}

// play plays until the tuning stops by itself.
func play(t *testing.T, c *ui.Context, w *tuning) {
	t.Helper()
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	for now := time.Second; w.buttons.Playing(); now += time.Second {
		w.Handle(ui.Tick{Now: now})
		if now > time.Hour {
			t.Fatal("it never stops")
		}
	}
	w.Layout(c, paint.Pt(720, 1e6))
}

// With the leash cut the reward rises while the share of sentences in the
// grammar falls, both measured and plotted; with it on, it does not.
func TestLeash(t *testing.T) {
	c, p, w := school(t)
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	play(t, c, w)
	held := w.held.now
	if w.held.steps() != mostTuned || held.Grammar < 0.97 || held.Reward < w.fresh.now.Reward+0.5 {
		t.Errorf("on the leash: %+v after %+v", held, w.fresh.now)
	}
	uitest.Set(t, c, w, ui.Toggle, "Leash", 0, "")
	play(t, c, w)
	if cut := w.cut.now; cut.Grammar > 0.01 || cut.Reward < 3*held.Reward {
		t.Errorf("without: %+v, on the leash %+v", cut, held)
	}
	for i, want := range [2]func(from, to float64) bool{
		func(from, to float64) bool { return to > from+5 },
		func(from, to float64) bool { return from > 0.97 && to < 0.01 },
	} {
		lines := w.charts[i].Data().Lines
		if len(lines) != 2 || len(lines[1].Points) != mostTuned/stepsAtOnce+1 {
			t.Fatalf("%s: %d lines", w.charts[i].Name, len(lines))
		}
		if pts := lines[1].Points; !want(pts[0].Y, pts[len(pts)-1].Y) {
			t.Errorf("%s goes from %v to %v", w.charts[i].Name, pts[0], pts[len(pts)-1])
		}
	}
	if got := uitest.Find(t, w, ui.Output, "Tuning").Value; !strings.Contains(got, "with the leash cut") || !strings.Contains(got, "reward hacking") {
		t.Error(got)
	}
	uitest.Check(t, w)
}

// Same seed, same choices, same run; a link restores all of it, whichever
// figure is restored first.
func TestLinks(t *testing.T) {
	c, p, w := school(t)
	params := append(p.State(), w.State()...)
	uitest.Set(t, c, p, ui.Button, "Other pairs", 0, "")
	for _, name := range []string{"Prefer A", "Prefer B", "Neither", "Choose ten for me"} {
		uitest.Set(t, c, p, ui.Button, name, 0, "")
	}
	uitest.Set(t, c, w, ui.Slider, "Leash strength β", 0.4, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	uitest.Set(t, c, w, ui.Toggle, "Leash", 0, "")
	for range 3 {
		uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	}
	link := address.Of(params)
	for _, first := range []string{"choices", "tuning"} {
		f := newFeedback()
		p2, w2 := newPreferences(f), newTuning(f)
		figures := []ui.Stateful{p2, w2}
		if first == "tuning" {
			w2.Layout(c, paint.Pt(720, 1e6)) // it has been seen before
			figures = []ui.Stateful{w2, p2}
		}
		params := append(p2.State(), w2.State()...)
		for _, s := range figures {
			address.Restore(params, link)
			s.Restored()
		}
		w2.Layout(c, paint.Pt(720, 1e6))
		for w2.replays[0].Left()+w2.replays[1].Left() > 0 {
			w2.Handle(ui.Tick{})
		}
		if w2.held.now != w.held.now || w2.cut.now != w.cut.now || w2.leash || f.choices != p.choices {
			t.Errorf("%s first: %+v and %+v, choices %q", first, w2.held.now, w2.cut.now, f.choices)
		}
		if got := address.Of(params); !slices.Equal(got, link) {
			t.Errorf("the link is %v, of %v", got, link)
		}
	}
	for name, bad := range map[string]string{"choices": "abc", "pairs": "0", "rule": "none", "leash": "maybe", "tuned": "-5", "leash-strength": "9"} {
		for _, param := range append(p.State(), w.State()...) {
			if param.Name == name && param.Set(bad) == nil {
				t.Errorf("%s takes %q", name, bad)
			}
		}
	}
	if checkChoices(strings.Repeat("a", mostPairs+1)) == nil {
		t.Error("too many choices are taken")
	}
}

// A choice taken back leaves nothing behind.
func TestUndo(t *testing.T) {
	c, p, w := school(t)
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	weights, pair := append([]float64{}, p.reward.Weights...), p.reply(0)
	uitest.Set(t, c, p, ui.Button, "Prefer B", 0, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	uitest.Set(t, c, p, ui.Button, "Undo", 0, "")
	for i, v := range p.reward.Weights {
		if v != weights[i] {
			t.Errorf("the worth of %s is %v, not %v", p.word(i), v, weights[i])
		}
	}
	if p.reply(0) != pair || w.held.steps() != 0 {
		t.Errorf("the pair is %q, after %d steps", p.reply(0), w.held.steps())
	}
	uitest.Set(t, c, p, ui.Button, "Forget all choices", 0, "")
	if p.choices != "" || !uitest.Find(t, p, ui.Button, "Undo").Disabled {
		t.Errorf("%q is left", p.choices)
	}
}

// A reader who never chooses, who contradicts oneself, and who always prefers
// the worse one: each is told.
func TestReaders(t *testing.T) {
	said := func(p *preferences) string { return uitest.Find(t, p, ui.Output, "Choices").Value }
	c, p, w := school(t)
	for range mostPairs {
		uitest.Set(t, c, p, ui.Button, "Neither", 0, "")
	}
	if got := said(p); !strings.Contains(got, "chosen in none") || !strings.Contains(got, "worth 0") {
		t.Errorf("who never chooses: %s", got)
	}
	play(t, c, w)
	if got := uitest.Find(t, w, ui.Output, "Tuning").Value; w.held.steps() != 0 || !strings.Contains(got, "nothing to be tuned to") {
		t.Errorf("%d steps: %s", w.held.steps(), got)
	}
	uitest.Check(t, p)
	uitest.Check(t, w)

	c, p, _ = school(t)
	for range repeatEvery {
		uitest.Set(t, c, p, ui.Button, "Prefer A", 0, "")
	}
	if got := said(p); !strings.Contains(got, "contradict") || !strings.Contains(got, "in pair 5 you preferred what you rejected in pair 3") {
		t.Errorf("who contradicts: %s", got)
	}
	if chance := p.reward.Chance(p.pair(2).a, p.pair(2).b); p.reward.Chance(p.pair(4).a, p.pair(4).b)+chance-1 > 1e-9 {
		t.Errorf("a chance of %v", chance)
	}

	c, p, w = school(t)
	uitest.Set(t, c, p, ui.Choice, "Rule", 0, "harsh words win")
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	if got := said(p); !strings.Contains(got, "less friendly") {
		t.Errorf("who prefers the worse: %s", got)
	}
	play(t, c, w)
	if before, after := rlhf.Harsh().Mean(300, w.reference, w.chance(99)), rlhf.Harsh().Mean(300, w.held.tuner.Policy, w.chance(99)); after < before+0.3 {
		t.Errorf("judged %v after %v", after, before)
	}
}

// The pairs are never one reply twice, all are sentences, and every fifth comes
// again.
func TestPairs(t *testing.T) {
	for seed := 1; seed < 20; seed++ {
		f := newFeedback()
		f.seed = seed
		f.ready()
		for k := range mostPairs {
			two := f.pair(k)
			_, okA := rlhf.ParseReply(two.a)
			_, okB := rlhf.ParseReply(two.b)
			if two.a == two.b || !okA || !okB {
				t.Errorf("seed %d, pair %d: %q and %q", seed, k, two.a, two.b)
			}
			if k%repeatEvery == repeatEvery-1 && f.pair(k-repeatBefore) != (twoOf{two.b, two.a}) {
				t.Errorf("pair %d is new", k)
			}
		}
	}
}

// Numbers open down to weights and choices, and have names in words.
func TestCards(t *testing.T) {
	c, p, w := school(t)
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	for _, r := range []trace.Ref{rlhf.ChanceRef, rlhf.RewardA, rlhf.RewardB} {
		if err := trace.Check(p, r, 1e-12); err != nil {
			t.Error(err)
		}
	}
	for _, r := range []trace.Ref{rlhf.RewardRef, rlhf.GrammarRef, rlhf.KLRef, rlhf.CountRef(3), earlier(rlhf.CountRef(3)), rlhf.NextRef(2, 3)} {
		s, ok := w.Explain(r)
		for depth := 0; ok && len(s.Args) > 0; depth++ {
			if math.Abs(s.Recompute()-s.Value) > 1e-9 || depth > 60 {
				t.Fatalf("%v is %v, recomputed %v", s.Ref, s.Value, s.Recompute())
			}
			if name := w.name(s.Ref); name == "" || strings.Contains(name, "after2.") || strings.HasPrefix(name, before) {
				t.Errorf("%v is called %q", s.Ref, name)
			}
			s, ok = w.Explain(s.Args[len(s.Args)-1].Ref)
		}
		if !ok {
			t.Errorf("%v leads to %v, which is not explained", r, s.Ref)
		}
	}
	for _, id := range []string{".reward", ".sentence", ".far", ".shares.0.2", ".shares.0.3"} {
		w.Handle(ui.Set{ID: tuningID + id})
		uitest.Check(t, w)
	}
	if said := w.Describe(); strings.Contains(said.Name, label.NoValue) {
		t.Error(said)
	}
}

// The prediction's answer is the engine's, and each answer is true of some
// tuning.
func TestHacking(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return newHacking() }, ui.Set{ID: hackingID + ".option2"}, ui.Set{ID: hackingID + ".reveal"})
	if got := newHacking().Truth(); got != noSentences {
		t.Errorf("the answer is %v", got)
	}
	f := newHacking().done()
	f.cut = f.fresh
	if got := outcome(f); got != unchanged {
		t.Errorf("without tuning: %v", got)
	}
	for f.held.steps() < hackingSteps {
		f.held.step()
	}
	f.cut = f.held
	if got := outcome(f); got != friendlier {
		t.Errorf("on the leash: %v", got)
	}
}

func TestLeashGoal(t *testing.T) {
	c, p, w := school(t)
	goal := leashed(w.feedback)
	uitest.Check(t, goal)
	uitest.Set(t, c, p, ui.Button, "Choose ten for me", 0, "")
	for _, leash := range []bool{true, false} {
		if w.leash = leash; goal.Done() {
			t.Errorf("with the leash on (%v) it is reached too soon", leash)
		}
		play(t, c, w)
	}
	if goal.Handle(ui.Tick{}); !goal.Reached() || !strings.Contains(goal.Progress(), "200 steps") {
		t.Errorf("not reached: %s", goal.Progress())
	}
}

func BenchmarkChoose(b *testing.B) {
	_, p, _ := school(b)
	p.byRule()
	for b.Loop() {
		p.choose(prefersA)
		p.feedback.undo()
	}
}

func BenchmarkTuningStep(b *testing.B) {
	_, p, w := school(b)
	p.byRule()
	for b.Loop() {
		if !w.step() {
			w.reset()
		}
	}
}
