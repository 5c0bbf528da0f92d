package transformers

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/moe"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// learned is the figure after some steps.
func learned(steps int) *experts {
	w := newExperts()
	for range steps {
		w.step()
	}
	return w
}

func TestExperts(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return learned(20) },
		ui.Set{ID: expertsID + ".step"},
		ui.Set{ID: expertsID + ".word", Text: "Peru (capital)"},
		ui.Set{ID: expertsID + ".gate1"},
	)
}

// follow goes from r down to the given numbers: each has a name and, if it is
// given, an origin.
func follow(t *testing.T, src trace.Source, name, origin func(trace.Ref) string, r trace.Ref) {
	t.Helper()
	seen := map[trace.Ref]bool{}
	var down func(r trace.Ref)
	down = func(r trace.Ref) {
		if seen[r] {
			return
		}
		seen[r] = true
		s, ok := src.Explain(r)
		if n := name(r); !ok || n == "" || strings.ContainsAny(n, "[].") {
			t.Errorf("%v is called %q", r, n)
		}
		if s.Op == trace.Given && origin(r) == "" {
			t.Errorf("%v comes from nowhere", r)
		}
		for _, a := range s.Args {
			down(a.Ref)
		}
	}
	down(r)
}

// Two of sixteen experts see a word, the loads add up, and every number
// recomputes down to weights.
func TestRouted(t *testing.T) {
	for _, steps := range []int{0, 40} {
		w := learned(steps)
		c := uitest.Context(t, &theme.Dark)
		w.Layout(c, paint.Pt(720, 1e6))
		var chances, loads float64
		kept := 0
		for _, r := range w.chances() {
			chances += r.Value
			if !r.Dim {
				kept++
			}
		}
		for _, r := range w.loads() {
			loads += r.Value
		}
		if kept != 2 || math.Abs(chances-1) > 1e-9 || math.Abs(loads-1) > 1e-9 {
			t.Errorf("%d chosen, probabilities %v, loads %v", kept, chances, loads)
		}
		for _, r := range []trace.Ref{w.loss.Explains(), w.denseLoss.Explains()} { // from here on, a word is enough
			s, ok := w.Explain(r)
			if !ok || math.Abs(s.Recompute()-s.Value) > 1e-9 || len(s.Args) != 64 {
				t.Errorf("%v: %v", r, s)
			}
		}
		for _, r := range []trace.Ref{moe.OfHead(0, nn.LossRef), w.gates[0].Explains(), w.gates[1].Explains(), w.chances()[3].Explains, w.loads()[0].Explains} {
			if err := trace.Check(w, r, 1e-9); err != nil {
				t.Error(err)
			}
			follow(t, w, expertName, expertOrigin, r)
		}
		uitest.Check(t, w)
	}
}

// Played to the end both have learned what they can, and the figure stops.
func TestLearned(t *testing.T) {
	w := learned(expertSteps)
	if w.step() || w.mixture.Steps != expertSteps || w.mixture.Accuracy < 0.95 || w.dense.Accuracy > w.mixture.Accuracy {
		t.Errorf("after %d steps %v, dense %v", w.mixture.Steps, w.mixture.Accuracy, w.dense.Accuracy)
	}
	if said := w.state() + w.chart.Name; strings.Contains(said, label.NoValue) {
		t.Error(said)
	}
	c := uitest.Context(t, &theme.Dark)
	w.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, w, ui.Toggle, "Balancing loss", 0, "")
	if w.mixture.Steps != 0 || w.mixture.Shape.Balance != 0 {
		t.Error("without the balancing loss the training does not start anew")
	}
	for range expertSteps {
		w.step()
	}
	if !slices.Contains(w.mixture.Load, 0) || !strings.Contains(w.state(), "never.") {
		t.Errorf("without balance: %v, %s", w.mixture.Load, w.state())
	}
}

// A link restores the state to the bit, a step a tick.
func TestExpertsLink(t *testing.T) {
	w := newExperts()
	state := w.State()
	w.balance, w.word = false, "Peru (capital)"
	w.begin()
	for range 7 {
		w.step()
	}
	again := newExperts()
	uitest.Reopen(t, state, again)
	if again.word != w.word || again.mixture.Steps != 7 || again.mixture.Loss != w.mixture.Loss {
		t.Errorf("%s after %d steps: %v, want %v", again.word, again.mixture.Steps, again.mixture.Loss, w.mixture.Loss)
	}
}
