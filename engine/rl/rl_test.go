package rl

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 13)).Float64 }

func learn(w *World, s Settings, seed uint64, episodes int) *Agent {
	a := NewAgent(w, s, seeded(seed))
	for a.Episodes < episodes {
		a.Step()
	}
	return a
}

// worth returns what the way that q knows is worth, from the start.
func worth(w *World, q Table, discount float64) (v float64) {
	s, factor := w.Start, 1.0
	for range 200 {
		if w.Ends(s) {
			return v
		}
		best, _ := q.Best(s)
		next, reward := w.Move(s, best)
		v += factor * reward
		factor *= discount
		s = next
	}
	return v
}

// After 300 episodes from the start, the best actions lead to the goal as well
// as can be, on any seed.
func TestLearns(t *testing.T) {
	w, s := Grid(), Defaults()
	best := worth(w, w.Solve(s.Discount), s.Discount)
	for seed := range uint64(30) {
		a := learn(w, s, seed, 300)
		if got := worth(w, a.Q, s.Discount); math.Abs(got-best) > 1e-12 {
			t.Errorf("seed %d: %v, the best is %v by\n%v", seed, got, best, a.Path())
		}
		if path := a.Path(); w.Cells[path[len(path)-1]] != Goal || path[0] != w.Start {
			t.Errorf("seed %d: %v", seed, path)
		}
		if early, late := mean(a.Returns[:20]), mean(a.Returns[280:]); late < early+0.5 || len(a.Returns) != 300 {
			t.Errorf("seed %d: returns from %v to %v", seed, early, late)
		}
	}
}

func mean(vs []float64) (m float64) {
	for _, v := range vs {
		m += v / float64(len(vs))
	}
	return m
}

// Who starts everywhere learns the worth of everything: Q becomes what value
// iteration says.
func TestLearnsAll(t *testing.T) {
	w, s := Grid(), Defaults()
	s.AnyStart, s.Explore = true, 0.5
	want, got := w.Solve(s.Discount), learn(w, s, 1, 20_000).Q
	for cell := range w.Cells {
		for a := range Action(Actions) {
			if d := math.Abs(got[cell][a] - want[cell][a]); d > 1e-9 {
				t.Errorf("cell %d, %v: %v, want %v", cell, a, got[cell][a], want[cell][a])
			}
		}
	}
}

// Value iteration on a corridor, by hand.
func TestSolve(t *testing.T) {
	w, err := ParseWorld("PS.G")
	if err != nil {
		t.Fatal(err)
	}
	q := w.Solve(0.5)
	if q[2][Right] != 1 || q[1][Right] != -0.04+0.5*1 || q[1][Left] != -1 || q[2][Left] != -0.04+0.5*q[1][Right] || q[1][Up] != -0.04+0.5*q[1][Right] {
		t.Errorf("%v", q)
	}
	if q[0] != [Actions]float64{} || q[3] != [Actions]float64{} {
		t.Errorf("something comes after the end: %v", q)
	}
	if path := w.Path(q); !slices.Equal(path, []int{1, 2, 3}) {
		t.Errorf("%v", path)
	}
	if path := w.Path(make(Table, 4)); !slices.Equal(path, []int{1, 1}) {
		t.Errorf("who knows nothing runs into the wall above: %v", path)
	}
}

// Every update recomputes, and is what the table has.
func TestExplain(t *testing.T) {
	a := NewAgent(Grid(), Defaults(), seeded(4))
	ends, tried, moves := 0, 0, 0
	for range 2000 {
		before := slices.Clone(a.Q)
		a.Step()
		m := a.Move
		if m == nil {
			ends++
			if a.At != a.World.Start || a.Steps != 0 || a.Return != 0 {
				t.Errorf("an episode begins at %d", a.At)
			}
			continue
		}
		moves++
		if m.Tried {
			tried++
		}
		for _, r := range []trace.Ref{AfterRef, ErrorRef, TargetRef, BestRef} {
			if err := trace.Check(m, r, 1e-12); err != nil {
				t.Error(err)
			}
		}
		if s, _ := m.Explain(AfterRef); s.Value != a.Q[m.From][m.Action] || m.Before != before[m.From][m.Action] || m.After != s.Value {
			t.Errorf("%+v, the table has %v", m, a.Q[m.From][m.Action])
		}
		if _, best := before.Best(m.To); !m.Last && m.Best != best || m.Last && m.Best != 0 {
			t.Errorf("%+v: the best is %v", m, best)
		}
		if _, best := before.Best(m.From); !m.Tried && before[m.From][m.Action] != best {
			t.Errorf("%+v is not best", m)
		}
	}
	if share := float64(tried) / float64(moves); ends == 0 || math.Abs(share-0.2) > 0.05 {
		t.Errorf("%d episodes, a share of %v was tried", ends, share)
	}
	for s, row := range a.Q {
		for action, q := range row {
			r := WorthRef(s, Action(action))
			if err := trace.Check(a, r, 1e-12); err != nil {
				t.Error(err)
			}
			if got, ok := a.Explain(r); !ok || got.Value != q {
				t.Errorf("%v is %v, explained as %v", r, q, got.Value)
			}
		}
	}
	for _, r := range []trace.Ref{{Name: "nothing"}, WorthRef(len(a.Q), 0), WorthRef(-1, 0), WorthRef(0, 4), {Name: prefixOf(a.World.Start, 0) + "nothing"}} {
		_, whole := a.Explain(r)
		if _, ok := a.Move.Explain(r); ok || whole {
			t.Errorf("%v is explained", r)
		}
	}
}

// An agent that is shut in does not run for ever.
func TestShutIn(t *testing.T) {
	w, err := ParseWorld("S#G")
	if err != nil {
		t.Fatal(err)
	}
	a := learn(w, Defaults(), 1, 3)
	if want := -0.04 * 200; math.Abs(a.Returns[0]-want) > 1e-9 || a.At != 0 {
		t.Errorf("returns %v", a.Returns)
	}
}

func TestSameSeedSameRun(t *testing.T) {
	run := func(seed uint64) Table { return learn(Grid(), Defaults(), seed, 50).Q }
	if !slices.Equal(run(1), run(1)) || slices.Equal(run(1), run(2)) {
		t.Error("the seed does not make the run")
	}
}

func TestParseWorld(t *testing.T) {
	for text, why := range map[string]string{
		"":                                "no start",
		"..\n..":                          "no start",
		"S.\nS.":                          "row 2: a second start",
		"S..\n..":                         "row 2 has 2 cells, those above have 3",
		"S.x":                             "row 1: 'x'",
		"S.\n.é":                          "row 2: 'é'",
		strings.Repeat(".", 33):           "row 1: more than",
		strings.Repeat("S\n", 2):          "second start",
		"S\n" + strings.Repeat(".\n", 32): "row 33: more than",
	} {
		if _, err := ParseWorld(text); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", text, err, why)
		}
	}
	w, err := ParseWorld("\n  .#P\n\n\tGS. \n")
	if err != nil || w.W != 3 || w.H != 2 || w.Start != 4 || w.String() != ".#P\nGS." {
		t.Errorf("%v, %v", w, err)
	}
	if to, r := w.Move(4, Up); to != 4 || r != w.StepReward {
		t.Errorf("through the wall to %d for %v", to, r)
	}
	if to, r := w.Move(4, Left); to != 3 || r != w.GoalReward || !w.Ends(to) {
		t.Errorf("to the goal %d for %v", to, r)
	}
	if to, r := w.Move(5, Up); to != 2 || r != w.PitReward || !w.Ends(to) {
		t.Errorf("into the pit %d for %v", to, r)
	}
	for a, want := range []string{"Up", "Right", "Down", "Left"} {
		if Action(a).String() != want {
			t.Errorf("action %d is %v", a, Action(a))
		}
	}
}

// What is read is written as it was, and is safe to walk in.
func FuzzParseWorld(f *testing.F) {
	f.Add(Grid().String())
	f.Add("S")
	f.Add("S#\nPG\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := ParseWorld(text)
		if err != nil {
			return
		}
		again, err := ParseWorld(w.String())
		if err != nil || again.String() != w.String() || again.Start != w.Start || len(w.Cells) != w.W*w.H {
			t.Fatalf("%q, written %q: %v", text, w, err)
		}
		a := NewAgent(w, Defaults(), seeded(1))
		for range 100 {
			a.Step()
		}
	})
}

func BenchmarkStep(b *testing.B) {
	a := NewAgent(Grid(), Defaults(), seeded(1))
	for b.Loop() {
		if a.Step(); len(a.Returns) > 1e6 {
			a.Returns = a.Returns[:0]
		}
	}
}
