package claude

import (
	"strings"
	"testing"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/untrained"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func shelf(t testing.TB) *model.Shelf {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	s := &model.Shelf{}
	s.Put(m)
	return s
}

// figure makes a figure by its name.
func figure(t *testing.T, name string) func() ui.Widget {
	return func() ui.Widget { return New(shelf(t))[name] }
}

// A ticking clock goes on by a millisecond whenever it is looked at.
type ticking struct{ now time.Duration }

func (c *ticking) Now() time.Duration { c.now += time.Millisecond; return c.now }

// asked is the first figure with the guide's model and a clock, laid out.
func asked(t *testing.T, question string) (*ui.Context, *stations) {
	t.Helper()
	c, w := uitest.Context(t, &theme.Dark), newStations()
	c.Clock = &ticking{}
	w.Read(shelf(t).Open())
	w.write(question)
	w.Layout(c, paint.Pt(720, 1e6))
	return c, w
}

// steps are so many presses of "Step".
func steps(n int) (es []ui.Event) {
	for range n {
		es = append(es, ui.Set{ID: stationsID + ".step"})
	}
	return es
}

func TestStations(t *testing.T) {
	uitest.Golden(t, figure(t, stationsID), steps(14)...)
}

// "Step" lights the stations one by one, and then makes the answer token by
// token; so does "Play".
func TestTwelve(t *testing.T) {
	const want = "Gravity is the force that pulls things together. It makes apples fall to the ground."
	for _, play := range []bool{false, true} {
		c, w := asked(t, gravity)
		now := time.Duration(0)
		if play {
			uitest.Set(t, c, w, ui.Button, "Play", 0, "")
		}
		press := func() {
			if !play {
				uitest.Set(t, c, w, ui.Button, "Step", 0, "")
				return
			}
			now += slow
			w.Handle(ui.Tick{Now: now})
			w.Layout(c, paint.Pt(720, 1e6))
		}
		for n := 1; n <= 12; n++ {
			press()
			if w.lit() != n || w.open != n-1 || !strings.HasPrefix(w.words(), w.all[n-1].name) && !strings.Contains(w.words(), ". "+w.all[n-1].name+". ") {
				t.Fatalf("after %d steps %d stations are lit, and %q", n, w.lit(), w.words())
			}
		}
		last := ""
		for range mostSteps {
			if got := w.answerWords(); !strings.HasPrefix(got, last) {
				t.Errorf("the answer was %q, and is %q", last, got)
			} else {
				last = got
			}
			press()
		}
		if last != want || !w.ended() || w.buttons.Playing() {
			t.Errorf("playing %v: the answer is %q, ended %v", play, last, w.ended())
		}
		if !strings.Contains(w.words(), "tokens a second") {
			t.Errorf("at the end: %s", w.words())
		}
	}
}

// Every number that is shown opens down to weights and letters.
func TestOpens(t *testing.T) {
	c, w := asked(t, gravity)
	for range 16 {
		w.step()
	}
	for w.open = range w.all {
		w.Layout(c, paint.Pt(720, 1e6))
		walk(w.Describe(), func(n ui.Node) {
			if n.Explains == (trace.Ref{}) {
				return
			}
			s, ok := w.Explain(n.Explains)
			if !ok || w.nameOf(n.Explains) == "" {
				t.Errorf("station %d: %v does not open", w.open+1, n.Explains)
			}
			for _, a := range s.Args {
				if _, ok := w.Explain(a.Ref); !ok {
					t.Errorf("station %d: %v, of which %v is made, does not open", w.open+1, a.Ref, n.Explains)
				}
			}
		})
	}
}

func walk(n ui.Node, f func(ui.Node)) {
	f(n)
	for _, c := range n.Children {
		walk(c, f)
	}
}

// Whatever is asked is answered or refused in words, at every station.
func TestBadQuestions(t *testing.T) {
	for _, q := range []string{"", " ", "a", strings.Repeat("What is rain? ", 800), "Was ist Schwerkraft?", "重力とは何ですか", "שלום", "🐈\x00\u202e", "Who repaired the zeppelin?"} {
		c, w := asked(t, q)
		for n := range mostSteps + 2 {
			w.step()
			if n < 14 && len(q) < 100 { // a field shows the part of a longer one that has room
				for _, f := range append(uitest.Faults(c, w, 288), uitest.Faults(c, w, 720)...) {
					t.Errorf("%.20q, step %d: %.200s", q, n+1, f)
				}
			}
		}
		w.Layout(c, paint.Pt(720, 1e6))
		if (q == "") != w.empty() || q != "" && !w.ended() {
			t.Errorf("%.20q: ended %v, %s", q, w.ended(), w.words())
		}
		if q == "Who repaired the zeppelin?" && !strings.Contains(w.words(), "a guess") {
			t.Errorf("it does not doubt: %q, %s", w.answerWords(), w.words())
		}
	}
}

// A link makes the same answer again, up to the same token and station.
func TestLink(t *testing.T) {
	_, w := asked(t, gravity)
	from := w.State()
	w.write("Why does ice melt?")
	for range 15 {
		w.step()
	}
	w.open = atLogits
	c, v := asked(t, gravity)
	for i, p := range v.State() {
		if s := from[i].Get(); s != "" {
			if err := p.Set(s); err != nil {
				t.Error(err)
			}
		}
	}
	v.Restored()
	for range 20 {
		v.Handle(ui.Tick{})
		v.Layout(c, paint.Pt(720, 1e6))
	}
	if v.made != w.made || v.open != w.open || v.Written() != w.Written() || v.question != w.question {
		t.Errorf("%d steps, station %d, %q", v.made, v.open, v.Written())
	}
}

// A pass of a large model is made part by part, a part at each tick, and nothing
// is shown before it is there.
func TestLargeModel(t *testing.T) {
	large := untrained.New(shelf(t).Open().Tokenizer, gpt.Config{Layers: 12, Heads: 4, Width: 192, Context: 96})
	c, w := asked(t, "Why is the street wet? Why do leaves move?")
	w.Read(large)
	w.Layout(c, paint.Pt(720, 1e6))
	for range atLayers + 1 {
		uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	}
	ticks := 0
	for ; w.going; ticks++ {
		if w.lit() > atLayers || !strings.Contains(w.words(), "being computed") {
			t.Fatalf("after %d ticks %d stations are lit: %s", ticks, w.lit(), w.words())
		}
		w.Handle(ui.Tick{})
		w.Layout(c, paint.Pt(720, 1e6))
	}
	if w.lit() != atLayers+1 || ticks < 2*12-2 {
		t.Errorf("after %d ticks %d stations are lit", ticks, w.lit())
	}
}

// "Ask again" draws with other random numbers: what is certain stays, what is
// guessed does not.
func TestAgain(t *testing.T) {
	for question, answers := range map[string][2]int{gravity: {1, 1}, "Who repaired the zeppelin?": {3, 9}} {
		c, w := asked(t, question)
		heard := map[string]bool{}
		for range 9 {
			uitest.Set(t, c, w, ui.Button, "Ask again", 0, "")
			for range mostSteps {
				w.step()
			}
			heard[w.Written()] = true
		}
		if n := len(heard); n < answers[0] || n > answers[1] {
			t.Errorf("%s has %d answers", question, n)
		}
	}
}

// Who asks something else while a link is followed is not led on.
func TestLinkIsLeft(t *testing.T) {
	c, w := asked(t, gravity)
	for _, p := range w.State() {
		if p.Name == "steps" {
			if err := p.Set("30"); err != nil {
				t.Error(err)
			}
		}
	}
	w.Restored()
	w.Handle(ui.Tick{})
	w.Layout(c, paint.Pt(720, 1e6))
	if w.made != 1 {
		t.Errorf("a tick makes %d steps", w.made)
	}
	w.Handle(ui.Set{ID: stationsID + ".question", Text: "What is rain?"})
	w.Layout(c, paint.Pt(720, 1e6))
	if w.Handle(ui.Tick{}) || w.made != 0 {
		t.Errorf("%d steps of another question are made by themselves", w.made)
	}
}

func TestFigures(t *testing.T) {
	for name, w := range New(shelf(t)) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// The prediction's answer is the one of the calculation, and the checkpoint is
// reached by what it asks for and by nothing less.
func TestGoals(t *testing.T) {
	if q := question(); q.Truth() != 2 {
		t.Errorf("the answer is %v", q.Truth())
	}
	c, w := asked(t, gravity)
	check := exercise(w)
	for range mostSteps {
		w.step()
	}
	if w.open = atSample; check.Done() {
		t.Error("reached with the question that was there")
	}
	w.write("What is rain?")
	for range mostSteps {
		if w.step(); check.Done() {
			t.Error("reached without a look at the station")
		}
	}
	w.Layout(c, paint.Pt(720, 1e6))
	if uitest.Set(t, c, w, ui.Toggle, "10 Sample", 0, ""); !check.Done() {
		t.Error("not reached:", check.Progress())
	}
}
