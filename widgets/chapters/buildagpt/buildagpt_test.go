package buildagpt

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"zerotoai/engine/minigpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func answers() []Answer {
	return []Answer{{"Functions", true, true}, {"Slopes and derivatives", true, false}, {"Gradient descent", false, false}}
}

func figure(name string) func() ui.Widget {
	return func() ui.Widget { return New(answers)[name] }
}

func steps(n int) (es []ui.Event) {
	for range n {
		es = append(es, ui.Set{ID: linesID + ".step"})
	}
	return es
}

func TestLinesGolden(t *testing.T) {
	uitest.Golden(t, figure(linesID), steps(9)...)
}

func TestTrainingGolden(t *testing.T) {
	uitest.Golden(t, figure(trainingID), ui.Set{ID: trainingID + ".play"}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{})
}

func TestFigures(t *testing.T) {
	for name, w := range New(answers) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// Each stop is at one line of the file, and shows what keeps to the laws.
func TestStops(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	w := newLines()
	for i, s := range stops {
		found := 0
		for line := range strings.SplitSeq(minigpt.Source, "\n") {
			if strings.HasPrefix(strings.TrimLeft(line, "\t"), s.mark) {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%q stands %d times in the program", s.mark, found)
			continue
		}
		w.move(i)
		for _, width := range []float64{288, 720} {
			for _, f := range uitest.Faults(c, w, width) {
				t.Errorf("stop %d, %v wide: %s", i+1, width, f)
			}
		}
	}
}

// Every number of a tensor that is shown opens, down to what was learned.
func TestOpens(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	opened := 0
	for i := range stops {
		w.move(i)
		w.Layout(c, paint.Pt(720, 1e6))
		s, ok := w.picture.(*squares)
		if !ok || s.Tensor == nil {
			continue
		}
		opened++
		s.Handle(ui.Set{ID: s.ID + ".row", Number: 2})
		s.Handle(ui.Set{ID: s.ID + ".col", Number: 2})
		w.Layout(c, paint.Pt(720, 1e6))
		if err := trace.Check(w, w.ref(), 1e-12); err != nil {
			t.Errorf("stop %d: %v", i+1, err)
		}
		if step, ok := w.Explain(w.ref()); !ok || step.Value != s.now() || w.nameOf(w.ref()) == "" {
			t.Errorf("stop %d: %v is explained as %v", i+1, s.now(), step.Value)
		}
	}
	if opened < 8 {
		t.Errorf("only %d pictures have numbers that open", opened)
	}
}

// The lines that are shown are the file's.
func TestShown(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	lines := strings.Split(minigpt.Source, "\n")
	seen := 0
	for i := range stops {
		w.move(i)
		w.Layout(c, paint.Pt(720, 1e6))
		for _, n := range w.listing.Describe().Children {
			var number int
			if _, err := fmt.Sscanf(n.ID, linesID+".listing.%d", &number); err != nil {
				t.Fatal(err)
			}
			squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if got, want := squeeze(n.Text.String()), squeeze(lines[number-1]); got != want {
				t.Errorf("line %d is shown as %q, not %q", number, got, want)
			}
			seen++
		}
	}
	if seen < 10*len(stops) {
		t.Errorf("only %d lines are shown", seen)
	}
}

// The learner learns while its stop is shown, and then rests.
func TestLearner(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	w.move(len(stops) - 2)
	w.Layout(c, paint.Pt(720, 1e6))
	ticks := 0
	for w.Handle(ui.Tick{}) {
		w.Layout(c, paint.Pt(720, 1e6))
		if ticks++; ticks > lessons {
			t.Fatal("it does not rest")
		}
	}
	if loss := mean(w.run.losses[lessons-20:]); len(w.run.losses) != lessons || loss > w.run.fresh.Single() {
		t.Errorf("%d steps, a loss of %v", len(w.run.losses), loss)
	}
}

// trained plays a training to its end.
func trained(t *testing.T, change func(w *training)) *training {
	t.Helper()
	c, w := uitest.Context(t, &theme.Dark), newTraining()
	c.Jobs = &uitest.Jobs{}
	change(w)
	w.begin()
	w.Layout(c, paint.Pt(720, 1e6))
	w.press()
	for n := 0; w.phase == running; n++ {
		if uitest.Turn(c, w, 10); n > 1000 {
			t.Fatal("it does not end")
		}
	}
	return w
}

// The program trains to below its stated loss, which reaches the checkpoint.
func TestTrains(t *testing.T) {
	w := trained(t, func(*training) {})
	loss, ok := w.recent()
	if !ok || loss >= minigpt.Reached || w.phase != finished || len(w.samples) == 0 {
		t.Errorf("a loss of %v, %d samples, %s", loss, len(w.samples), w.words())
	}
	if !exercise(w).Done() {
		t.Error("the checkpoint is not reached")
	}
}

// What cannot be trained is said in words, and nothing starts.
func TestCannot(t *testing.T) {
	for words, change := range map[string]func(w *training){
		"3 heads do not divide": func(w *training) { w.heads = 3 },
		"no text":               func(w *training) { w.text, w.own = ownText, " , ," },
		"2000 are the most":     func(w *training) { w.text, w.own = ownText, strings.Repeat("long ", 500) },
		"rate is too high":      func(w *training) { w.rate = 10 },
	} {
		w := trained(t, change)
		if got := w.words(); !strings.Contains(got, words) {
			t.Errorf("%q, not %q", got, words)
		}
	}
}

func TestOwnWords(t *testing.T) {
	w := trained(t, func(w *training) { w.text, w.own, w.steps = ownText, "шалом, 猫, 🐈, a", 100 })
	if loss, ok := w.recent(); !ok || math.IsNaN(loss) || w.phase != finished {
		t.Errorf("%v, %s", loss, w.words())
	}
}

func TestGoals(t *testing.T) {
	if q := question(); q.Truth() != 1 || q.Explain(0, 1) == "" {
		t.Error(q.Truth(), q.Explain(0, 1))
	}
	s := newScore(answers)
	s.Layout(uitest.Context(t, &theme.Dark), paint.Pt(600, 1e6))
	if got := s.total(); got != "You have made 2 of 3 predictions. 1 came true." {
		t.Error(got)
	}
}

// What the text says of the program is so.
func TestProse(t *testing.T) {
	uitest.Prose(t, Text, "are those of GPT-2", "to a loss below "+label.Number(minigpt.Reached, 2))
}
