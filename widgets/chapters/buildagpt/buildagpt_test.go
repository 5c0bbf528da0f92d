package buildagpt

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/minigpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
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
	uitest.Golden(t, figure(linesID), append(steps(9), ui.Tick{}, ui.Tick{}, ui.Tick{})...)
}

func TestTrainingGolden(t *testing.T) {
	uitest.Golden(t, figure(trainingID), ui.Set{ID: trainingID + ".play"}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{})
}

func TestFigures(t *testing.T) {
	for name, w := range New(answers) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// Each stop is at lines of the file, in one function, and shows what keeps to the
// laws.
func TestStops(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	w := newLines()
	for i, s := range stops {
		at := s.line(w.listing.Lines)
		if at < 0 {
			t.Errorf("%q does not stand in the program", s.mark)
			continue
		}
		if s.in != "" && slices.ContainsFunc(w.listing.Lines[at:at+s.lines], func(l string) bool { return strings.HasPrefix(l, "}") || strings.HasPrefix(l, "func ") }) {
			t.Errorf("%q is not all in %s", s.mark, s.in)
		}
		w.move(i)
		for _, width := range []float64{288, 720} {
			for _, f := range uitest.Faults(c, w, width) {
				t.Errorf("stop %d, %v wide: %s", i+1, width, f)
			}
		}
	}
}

// Whoever goes from stop to stop comes by every statement and every type of the
// program.
func TestWhole(t *testing.T) {
	program := strings.Split(minigpt.Source, "\n")
	shown := map[int]bool{}
	for _, s := range stops {
		for n := range s.lines {
			shown[s.line(program)+n+1] = true
		}
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "gpt.go", minigpt.Source, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		_, block := n.(*ast.BlockStmt)
		_, statement := n.(ast.Stmt)
		_, kind := n.(*ast.TypeSpec)
		if statement && !block || kind {
			if line := files.Position(n.Pos()).Line; !shown[line] {
				t.Errorf("no stop is at line %d: %s", line, program[line-1])
			}
		}
		return true
	})
}

// A desk has the file that was handed out last.
type desk struct {
	ui.Outlet
	name string
	data []byte
}

func (d *desk) Keep(_, name string, data []byte) { d.name, d.data = name, data }

// The file is the whole program; whether the reader has it is said as it is.
func TestHandedOut(t *testing.T) {
	c, w, d := uitest.Context(t, &theme.Dark), newLines(), &desk{}
	c.Outlet = d
	w.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, w, ui.Button, "Save the program", 0, "")
	if d.name != "gpt.go" || string(d.data) != minigpt.Program() || strings.Contains(w.words(), "aved") {
		t.Errorf("%d bytes as %q, and: %s", len(d.data), d.name, w.words())
	}
	for state, want := range map[ui.OutcomeState]string{ui.Saved: "go run gpt.go", ui.Shown: "the box that has opened"} {
		if !w.Handle(ui.Outcome{ID: w.save.ID, State: state}) || !strings.Contains(w.words(), want) {
			t.Errorf("%v says %q", state, w.words())
		}
	}
	if w.Handle(ui.Outcome{ID: "other"}) {
		t.Error("it hears of what another figure hands out")
	}
}

// Every number that is shown as a square or a bar opens, and is what it says.
func TestOpens(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	opened := 0
	for i := range stops {
		w.move(i)
		w.Layout(c, paint.Pt(720, 1e6))
		switch p := w.picture.(type) {
		case *squares:
			p.Handle(ui.Set{ID: p.ID + ".row", Number: 2})
			p.Handle(ui.Set{ID: p.ID + ".col", Number: 2})
			w.Layout(c, paint.Pt(720, 1e6))
			opens(t, w, i, w.ref(), p.now())
			opened++
		case *bars.Bars:
			for _, row := range p.Rows() {
				if row.Explains != (trace.Ref{}) {
					opens(t, w, i, row.Explains, row.Value)
				}
			}
		}
	}
	if opened < 30 {
		t.Errorf("only %d pictures have numbers that open", opened)
	}
}

func opens(t *testing.T, w *lines, stop int, ref trace.Ref, shown float64) {
	t.Helper()
	step, ok := w.Explain(ref)
	if !ok || math.Abs(step.Value-shown) > 1e-9 || math.Abs(step.Recompute()-shown) > 1e-9 || w.run.names(ref) == "" {
		t.Errorf("stop %d: %v is explained as %v", stop+1, shown, step)
	}
	for _, a := range step.Args {
		if s, ok := w.Explain(a.Ref); !ok || s.Value != a.Value {
			t.Errorf("stop %d: %s is used as %v, and is %v", stop+1, w.run.names(a.Ref), a.Value, s.Value)
		}
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
	if seen < 8*len(stops) {
		t.Errorf("only %d lines are shown", seen)
	}
}

// What a stop has made comes bit by bit, and all at once for who wants no motion.
func TestMaking(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	w.move(3)
	seen := func() int { w.Layout(c, paint.Pt(720, 1e6)); return w.seen(27) }
	was := seen()
	for w.made < making {
		w.Handle(ui.Tick{})
		if now := seen(); now < was || now > 27 {
			t.Fatalf("%d after %d", now, was)
		}
		was = seen()
	}
	if was != 27 {
		t.Errorf("%d are seen at last", was)
	}
	w.move(4)
	if c.Still = true; seen() != 27 {
		t.Errorf("%d are seen at once", seen())
	}
}

// The learner learns while its stop is shown, and then rests.
func TestLearner(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newLines()
	w.move(len(stops) - 1)
	w.Layout(c, paint.Pt(720, 1e6))
	ticks := 0
	for w.Handle(ui.Tick{}) {
		w.Layout(c, paint.Pt(720, 1e6))
		if ticks++; ticks > lessons+making {
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
		"8 heads do not divide": func(w *training) { w.heads, w.width = 8, 4 },
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

// Words of any script are learned, and so is a single letter.
func TestOwnWords(t *testing.T) {
	for _, own := range []string{"шалом, 猫, 🐈, a", "a"} {
		w := trained(t, func(w *training) { w.text, w.own, w.steps, w.context = ownText, own, 100, 4 })
		if loss, ok := w.recent(); !ok || math.IsNaN(loss) || w.phase != finished {
			t.Errorf("%q: %v, %s", own, loss, w.words())
		}
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
