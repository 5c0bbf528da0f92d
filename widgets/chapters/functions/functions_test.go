package functions

import (
	"math"
	"testing"

	"zerotoai/engine/expr"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figure(name string) func() ui.Widget { return func() ui.Widget { return New()[name] } }

func TestGraph(t *testing.T) {
	uitest.Golden(t, figure("functions.graph"),
		ui.Set{ID: "functions.graph.input", Number: -2},
		ui.Set{ID: "functions.graph.formula", Text: "2x+"},
		ui.Set{ID: "functions.graph.formula", Text: "sin(x)*x"},
		ui.Set{ID: "functions.graph.curve", Text: "Hyperbola"},
		ui.Set{ID: "functions.graph.input", Number: 0},
		ui.Set{ID: "functions.graph.input", Number: 2},
		ui.Set{ID: "functions.graph.moved"},
	)
}

func TestMachine(t *testing.T) {
	uitest.Golden(t, figure("functions.machine"),
		ui.Set{ID: "functions.machine.feed"}, ui.Set{ID: "functions.machine.more"}, ui.Set{ID: "functions.machine.feed"})
}

// The machine's table says of each number that came out how it was made; the
// card closes when its pair is not kept any more.
func TestMachineExplains(t *testing.T) {
	c, figures := uitest.Context(t, &theme.Dark), New()
	g, m := figures["functions.graph"], figures["functions.machine"].(*machine)
	g.Layout(c, paint.Pt(700, 1e6))
	m.Layout(c, paint.Pt(700, 1e6))
	for range 2 {
		uitest.Set(t, c, m, ui.Button, "Put it in", 0, "")
		uitest.Set(t, c, m, ui.Button, "Larger input", 0, "")
	}
	uitest.Set(t, c, m, ui.Output, "output, row 1", 0, "")
	if got := uitest.Find(t, m, ui.Output, "Number").Value; got != "f(3) = 9" {
		t.Errorf("the card says %q", got)
	}
	for _, p := range m.pairs {
		if err := trace.Check(m, p.Ref(), 0); err != nil {
			t.Error(err)
		}
		if got := m.origin(trace.Ref{Name: p.Prefix + "value", I: 1}); got != "you put it in" {
			t.Errorf("the input of %s comes from %q", p.Whole, got)
		}
	}
	for range kept {
		uitest.Set(t, c, m, ui.Button, "Put it in", 0, "")
	}
	if m.card.Open != (trace.Ref{}) || len(m.pairs) != kept {
		t.Errorf("%d pairs are kept, and the card shows %v", len(m.pairs), m.card.Open)
	}
	g.Handle(ui.Set{ID: "functions.graph.curve", Text: "Hyperbola"})
	if !m.Handle(ui.Tick{}) || len(m.pairs) != 0 {
		t.Errorf("another formula leaves %d pairs", len(m.pairs))
	}
	m.Layout(c, paint.Pt(700, 1e6))
	m.in = 0
	uitest.Set(t, c, m, ui.Button, "Put it in", 0, "")
	if got := uitest.Find(t, m, ui.Output, "output, row 1").Value; got != label.NoValue {
		t.Errorf("1/0 comes out as %q", got)
	}
}

func TestCheck(t *testing.T) {
	for name, w := range New() {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
	g := newGraph()
	for _, f := range []string{"2x+", "1/0", "ln(-1)", "10^400", "x^99", "sqrt(-1-x^2)", "🙂", "((((((((((((((((((((((((((((((((("} {
		g.Handle(ui.Set{ID: "functions.graph.formula", Text: f})
		uitest.Check(t, g)
	}
}

// A formula that cannot be read leaves the last one, and says why.
func TestFormula(t *testing.T) {
	c, g := uitest.Context(t, &theme.Dark), newGraph()
	g.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, g, ui.Field, "Formula", 0, "sin(x)*x")
	uitest.Set(t, c, g, ui.Handle, "Input", 2, "")
	if got, want := uitest.Find(t, g, ui.Output, "f(x)").Value, "1.8186"; got != want {
		t.Errorf("sin(2)·2 is shown as %s, want %s", got, want)
	}
	uitest.Set(t, c, g, ui.Field, "Formula", 0, "2x+")
	if uitest.Find(t, g, ui.Field, "Formula").Error == "" {
		t.Error("2x+ gives no error")
	}
	if got := g.output(); got != math.Sin(2)*2 {
		t.Errorf("the last good formula is gone: f(2) = %v", got)
	}
}

// Every number of the read-outs recomputes, down to x and the formula.
func TestExplain(t *testing.T) {
	g := newGraph()
	g.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	for _, f := range []string{"x^2", "sin(x)*x", "1/x", "e^-x + |x-3|", "sqrt(x)"} {
		g.Handle(ui.Set{ID: "functions.graph.formula", Text: f})
		for _, x := range []float64{-2.5, 0, 1.5} {
			g.x = x
			for _, r := range []trace.Ref{inputRef, expr.ValueRef(0), movedRef} {
				if err := trace.Check(source{g}, r, 1e-12); err != nil {
					t.Errorf("%s at %g: %v", f, x, err)
				}
				if (source{g}).name(r) == "" {
					t.Errorf("%v has no name", r)
				}
			}
		}
	}
}

// What is given is told apart: the input, and the numbers of the formula.
func TestOrigins(t *testing.T) {
	src := source{newGraph()} // x²: the parts are the power, x and 2
	for name, want := range map[trace.Ref]string{
		inputRef: "your input", {Name: "value", I: 1}: "your input", {Name: "value", I: 2}: "a number of the formula",
		{Name: "nudged value", I: 1}: "your input, and 0.01 more", {Name: "nudged value", I: 2}: "a number of the formula",
	} {
		if got := src.origin(name); got != want {
			t.Errorf("%v comes from %q, want %q", name, got, want)
		}
		if src.name(name) == "" {
			t.Errorf("%v has no name", name)
		}
	}
}

// What is too large for a number is said to be that; how far it moves cannot
// be known, and the read-out and its card say so in the same words.
func TestOverflow(t *testing.T) {
	c, g := uitest.Context(t, &theme.Dark), newGraph()
	g.Layout(c, paint.Pt(700, 1e6))
	uitest.Set(t, c, g, ui.Field, "Formula", 0, "10^400")
	says := func(name, want string) {
		t.Helper()
		if got := uitest.Find(t, g, ui.Output, name).Value; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	says("f(x)", "∞")
	says("Output moves by, for 0.01 more input", label.NoValue)
	uitest.Set(t, c, g, ui.Output, "Output moves by, for 0.01 more input", 0, "")
	says("Number", "how far the output moves = "+label.NoValue)
	if err := trace.Check(source{g}, movedRef, 0); err != nil {
		t.Error(err)
	}
	if s, _ := (source{g}).Explain(movedRef); s.Op != trace.NoValue {
		t.Errorf("∞ − ∞ is explained as a %v", s.Op)
	}
}

// The checkpoint is reached by moving the input, and not before.
func TestCheckpoint(t *testing.T) {
	c, figures := uitest.Context(t, &theme.Dark), New()
	check := figures["functions.check"].(*task.Task)
	check.Layout(c, paint.Pt(700, 1e6))
	figures["functions.graph"].Layout(c, paint.Pt(700, 1e6))
	move := func(x float64) {
		figures["functions.graph"].Handle(ui.Set{ID: "functions.graph.input", Number: x})
		check.Handle(ui.Tick{})
	}
	move(1)
	if check.Reached() {
		t.Error("reached at f(1) = 1")
	}
	move(1.4)
	if !check.Reached() {
		t.Error("not reached at f(1.4) = 1.96")
	}
}

// The prediction's answer is the engine's.
func TestPrediction(t *testing.T) {
	if got := New()["functions.predict"].(*predict.Predict).Truth(); math.Abs(got-0.61) > 1e-9 {
		t.Errorf("3.1² − 3² = %v", got)
	}
}
