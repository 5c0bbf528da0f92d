package predict_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

func context() *ui.Context { return &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark} }

func number(truth float64) *predict.Predict {
	return &predict.Predict{
		ID: "slope", Question: "What is the slope of x² at x = 3?",
		Min: -10, Max: 10, Step: 0.5, Tolerance: 0.5,
		Truth:   func() float64 { return truth },
		Explain: func(_, truth float64) string { return fmt.Sprintf("The derivative is 2x, and 2 · 3 = %g.", truth) },
	}
}

func options() *predict.Predict {
	return &predict.Predict{
		ID: "it", Question: "The cat sat on the mat because it was soft. What is “it”?",
		Options: []string{"the cat", "the mat"}, Truth: func() float64 { return 1 },
	}
}

// play gives w the events, laying it out before each and at the end.
func play(w ui.Widget, ids ...string) ui.Node {
	w.Layout(context(), paint.Pt(264, 1e6))
	for _, id := range ids {
		name, v, _ := strings.Cut(id, "=")
		e := ui.Set{ID: name}
		fmt.Sscan(v, &e.Number)
		w.Handle(e)
		w.Layout(context(), paint.Pt(264, 1e6))
	}
	return w.Describe()
}

func TestTruthIsAskedAtReveal(t *testing.T) {
	p := number(6)
	asked := 0
	p.Truth = func() float64 { asked++; return 6 }
	n := play(p, "slope.reveal", "slope.guess=4")
	if b, _ := n.Find("slope.reveal"); b.Disabled || asked != 0 || p.Revealed {
		t.Fatalf("after a guess: %+v, asked %d times", b, asked)
	}
	play(p, "slope.reveal")
	if asked != 1 || !p.Revealed {
		t.Errorf("asked %d times, revealed %v", asked, p.Revealed)
	}
}

func TestRevealWaitsForAGuess(t *testing.T) {
	p := options()
	if b, _ := play(p).Find("it.reveal"); !b.Disabled {
		t.Error("the answer can be had without a guess")
	}
	if b, _ := play(p, "it.option0").Find("it.reveal"); b.Disabled {
		t.Error("the answer cannot be had after a guess")
	}
}

func TestVerdicts(t *testing.T) {
	for _, test := range []struct {
		p    *predict.Predict
		sets []string
		want string
	}{
		{number(6), []string{"slope.guess=6"}, "Right: it is 6.\nThe derivative is 2x, and 2 · 3 = 6."},
		{number(6), []string{"slope.guess=5.5"}, "Right: it is 6, and your 5.5 is close enough.\nThe derivative is 2x, and 2 · 3 = 6."},
		{number(6), []string{"slope.guess=-4"}, "It is 6. Your −4 is 10 too low.\nThe derivative is 2x, and 2 · 3 = 6."},
		{number(6), []string{"slope.guess=9"}, "It is 6. Your 9 is 3 too high.\nThe derivative is 2x, and 2 · 3 = 6."},
		{number(math.NaN()), []string{"slope.guess=9"}, "The answer has not been computed yet."},
		{options(), []string{"it.option1"}, "Right: the mat."},
		{options(), []string{"it.option1", "it.option0"}, "It is: the mat. You chose: the cat."},
	} {
		var right []bool
		test.p.Answered = func(r bool) { right = append(right, r) }
		n := play(test.p, append(test.sets, test.p.ID+".reveal", test.p.ID+".reveal")...)
		if r, _ := n.Find(test.p.ID + ".result"); r.Value != test.want {
			t.Errorf("%v: %q, not %q", test.sets, r.Value, test.want)
		}
		if yes := strings.HasPrefix(test.want, "Right"); !strings.Contains(test.want, "not been computed") && (len(right) != 1 || right[0] != yes) {
			t.Errorf("%v: answered %v", test.sets, right)
		}
	}
}

func TestTryAgain(t *testing.T) {
	p := number(6)
	n := play(p, "slope.guess=4", "slope.reveal", "slope.again")
	b, _ := n.Find("slope.reveal")
	if _, shown := n.Find("slope.result"); shown || !b.Disabled || p.Guess != 4 {
		t.Errorf("after another try: %+v", n)
	}
}

// TestRestored: what was answered on an earlier visit is shown again.
func TestRestored(t *testing.T) {
	p := number(6)
	p.Answered = func(bool) { t.Error("answered a second time") }
	p.State = predict.State{Guess: 5, Given: true, Revealed: true}
	r, ok := play(p).Find("slope.result")
	if want := "It is 6. Your 5 is 1 too low."; !ok || !strings.HasPrefix(r.Value, want) {
		t.Errorf("restored as %q", r.Value)
	}
}

func TestMemory(t *testing.T) {
	p := options()
	m := p.Memory()[0]
	play(p, "it.option0")
	if m.Get() != "" {
		t.Errorf("a guess without its answer is remembered as %q", m.Get())
	}
	play(p, "it.reveal")
	q := options()
	if err := q.Memory()[0].Set(m.Get()); err != nil || q.State != p.State || !q.Reached() {
		t.Errorf("%+v comes back as %+v with %v", p.State, q.State, err)
	}
	for _, s := range []string{"2", "-1", "0.5", "NaN", "x", ""} {
		if m.Set(s) == nil {
			t.Errorf("%q is taken for a guess", s)
		}
	}
}

func TestPress(t *testing.T) {
	p := options()
	n, _ := play(p).Find("it.option1")
	at := n.Bounds.Center()
	p.Handle(ui.Pointer{Kind: ui.Press, At: at})
	p.Handle(ui.Pointer{Kind: ui.Cancel, At: at})
	p.Handle(ui.Pointer{Kind: ui.Release, At: at})
	if p.Given {
		t.Error("a press that became a scroll chooses")
	}
	p.Handle(ui.Pointer{Kind: ui.Press, At: at})
	if p.Handle(ui.Pointer{Kind: ui.Release, At: at}); !p.Given || p.Guess != 1 {
		t.Errorf("a press leaves %+v", p.State)
	}
}
