package sampling

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/untrained"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// gone is the figure with a text, laid out.
func gone(t *testing.T, m *model.Model, text string) (*ui.Context, *going) {
	t.Helper()
	p := newPrompt()
	p.Written = text
	c, f := uitest.Context(t, &theme.Dark), newGoing(p)
	f.Read(m)
	f.Layout(c, paint.Pt(720, 1e6))
	return c, f
}

func shipped(t *testing.T) *model.Model {
	t.Helper()
	_, m := figures(t)
	return m
}

// through goes on to the end of both texts.
func through(f *going) {
	for range 2 * model.Longest {
		f.step()
	}
}

func TestGoing(t *testing.T) {
	step := ui.Set{ID: goingID + ".step"}
	play := ui.Set{ID: goingID + ".play"}
	uitest.Golden(t, figure(t, goingID), ui.Set{ID: goingID + ".compare"}, ui.Set{ID: goingID + ".again"}, step, step, play, ui.Tick{Now: time.Second}, ui.Set{ID: goingID + ".compare"}, ui.Tick{})
}

// Before the next frame a reader may ask for another text and press a number of
// the old one.
func TestPressedTooLate(t *testing.T) {
	c, f := gone(t, shipped(t), startText)
	through(f)
	f.Layout(c, paint.Pt(720, 1e6))
	if f.lanes[0].looked() == 0 {
		t.Fatal("nothing is looked at")
	}
	f.Handle(ui.Set{ID: goingID + ".again"})
	f.Handle(ui.Set{ID: goingID + ".set.p"})
	f.Layout(c, paint.Pt(720, 1e6))
	uitest.Check(t, f)
}

// The same seed gives the same text, another seed another one, and at the lowest
// temperature the ten are fewer than as it is set.
func TestSameSeed(t *testing.T) {
	m := shipped(t)
	_, a := gone(t, m, startText)
	_, b := gone(t, m, startText)
	through(a)
	through(b)
	first := a.lanes[0].Written()
	if first == "" || first != b.lanes[0].Written() || a.lanes[1].Written() != b.lanes[1].Written() {
		t.Errorf("%q, and then %q", first, b.lanes[0].Written())
	}
	texts := map[string]bool{}
	for range 5 {
		b.seed++
		b.reset()
		through(b)
		texts[b.lanes[0].Written()] = true
	}
	if len(texts) < 2 {
		t.Errorf("five seeds have written one text, %v", texts)
	}
	a.many.begin(a.of)
	for n := 0; a.many.under() && n < 3*ten*brief; n++ {
		a.Handle(ui.Tick{})
	}
	set, low := different(a.many.texts[0]), different(a.many.texts[1])
	if a.many.under() || len(a.many.texts[0]) != ten || low >= set || !strings.Contains(a.many.says(), strconv.Itoa(set)+" different texts at") {
		t.Errorf("%d and %d are different: %s", set, low, a.many.says())
	}
}

// A text stops at its end or where the context is full, and says so; from none
// there is nothing to go on with.
func TestStops(t *testing.T) {
	m := shipped(t)
	for text, want := range map[string]string{"Every morning the house.": model.Finished, "": model.Nothing} {
		_, f := gone(t, m, text)
		through(f)
		if l := f.lanes[1]; l.Stop != want || !strings.Contains(l.says(), want) || f.step() {
			t.Errorf("%q: %s", text, l.says())
		}
		uitest.Check(t, f)
	}
}

// A link makes the same text again, a step a tick, and is left by "Reset".
func TestGoingLink(t *testing.T) {
	m := shipped(t)
	_, f := gone(t, m, startText)
	link := append(f.state(), f.State()...)
	f.Written, f.temperature, f.seed = "The dog", 1.5, 7
	f.prompt.begin()
	f.reset()
	for range 6 {
		f.step()
	}
	c, g := gone(t, m, startText)
	for i, p := range append(g.state(), g.State()...) {
		if s := link[i].Get(); s != "" {
			if err := p.Set(s); err != nil {
				t.Error(err)
			}
		}
	}
	g.Restored()
	for n := range 8 {
		if g.made != min(n, 6) {
			t.Errorf("after %d ticks there are %d steps", n, g.made)
		}
		g.Layout(c, paint.Pt(720, 1e6))
		g.Handle(ui.Tick{})
	}
	if got, want := g.lanes[0].Written(), f.lanes[0].Written(); got != want {
		t.Errorf("restored is %q, not %q", got, want)
	}
	g.Restored()
	g.reset()
	if g.Handle(ui.Tick{}); g.made != 0 {
		t.Error("a link goes on after Reset")
	}
}

// The text is played to its end, while ten are compared.
func TestPlay(t *testing.T) {
	c, f := gone(t, shipped(t), startText)
	uitest.Set(t, c, f, ui.Button, "Play", 0, "")
	uitest.Set(t, c, f, ui.Button, "Compare ten of each", 0, "")
	ticks := 0
	for ; f.buttons.Playing() || f.many.under(); ticks++ {
		if ticks > 10*ten*brief {
			t.Fatalf("it goes on after %d ticks: %s", ticks, f.many.says())
		}
		f.Handle(ui.Tick{Now: time.Duration(ticks) * time.Second})
		f.Layout(c, paint.Pt(720, 1e6))
	}
	if !f.ended() || f.made == 0 || len(f.many.texts[0]) != ten || len(f.many.texts[1]) != ten {
		t.Errorf("%d steps, ended %v, %s", f.made, f.ended(), f.many.says())
	}
	uitest.Check(t, f)
	uitest.Set(t, c, f, ui.Button, "Reset", 0, "")
	if f.made != 0 || f.many.begun() {
		t.Error("Reset leaves something")
	}
}

// Other settings and another text begin anew.
func TestBeginsAnew(t *testing.T) {
	c, f := gone(t, shipped(t), startText)
	f.step()
	f.temperature = 2
	if f.Layout(c, paint.Pt(720, 1e6)); f.made != 0 || f.lanes[0].settings.Temperature != 2 || f.lanes[1].settings.Temperature != lowest {
		t.Errorf("%d steps at %v", f.made, f.lanes[0].settings)
	}
}

// Every chance opens, each operand of it too.
func TestGoingOpens(t *testing.T) {
	c, f := gone(t, shipped(t), startText)
	through(f)
	for _, l := range f.lanes {
		for l.at.Place = l.Start; l.at.Place < l.Start+len(l.Drawn); l.at.Place++ {
			l.at.Choose()
			f.Layout(c, paint.Pt(720, 1e6))
			for _, r := range []trace.Ref{l.p.Explains(), l.q.Explains()} {
				s, ok := l.Explain(r)
				if !ok || l.name(r) == "" || r == l.q.Explains() && math.Abs(s.Value-l.Drawn[l.at.Place-l.Start].Q) > 1e-5 {
					t.Fatalf("%v is %v", r, s.Value)
				}
				for _, a := range s.Args {
					if _, ok := l.Explain(a.Ref); !ok {
						t.Errorf("%v of %v does not open", a.Ref, r)
					}
				}
			}
		}
	}
}

// largeGuest is a model of another vocabulary, of which a run takes many ticks.
func largeGuest(t *testing.T) *model.Model {
	t.Helper()
	tok, err := token.Train(strings.Repeat("The cat sat on the mat because it was tired. ", 9), 300)
	if err != nil {
		t.Fatal(err)
	}
	large := untrained.New(tok, gpt.Config{Layers: 12, Heads: 4, Width: 224, Context: 96})
	large.Guest = true
	return large
}

// A large guest of another vocabulary begins anew with the same text, and a step
// of it is made part by part, a part at each tick.
func TestGoingGuest(t *testing.T) {
	large := largeGuest(t)
	c, f := gone(t, shipped(t), startText)
	through(f)
	f.Read(large)
	f.Layout(c, paint.Pt(720, 1e6))
	if f.made != 0 || f.lanes[0].Text.IDs[0] >= large.Tokenizer.Size() {
		t.Errorf("%d steps are left of the other model", f.made)
	}
	uitest.Set(t, c, f, ui.Button, "Step", 0, "")
	ticks := 0
	for ; f.under && ticks < 200; ticks++ {
		f.Handle(ui.Tick{})
		f.Layout(c, paint.Pt(720, 1e6))
	}
	if f.made != 1 || ticks < 12 || len(f.lanes[0].Drawn) != 1 {
		t.Errorf("after %d ticks there are %d steps", ticks, f.made)
	}
}

// A token repeats if it and the two before it were drawn before.
func TestRepeated(t *testing.T) {
	for want, ids := range map[int][]int{0: {1, 2, 1, 2}, 1: {1, 2, 1, 2, 1}, 3: {5, 6, 7, 5, 6, 7, 5, 6}} {
		var ds []model.Drawn
		for _, id := range ids {
			ds = append(ds, model.Drawn{ID: id})
		}
		if got := repeated(ds); got != want {
			t.Errorf("%v repeats %d times, not %d", ids, got, want)
		}
	}
}
