package moe

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 17)).Float64 }

func model(t testing.TB, s Shape, seed uint64) *Model {
	t.Helper()
	m, err := New(s, seeded(seed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func train(m *Model, steps int) *Model {
	for range steps {
		m.Step()
	}
	return m
}

// Sixteen experts of which a word sees two learn all words. A dense layer that
// does as much work for a word does not.
func TestLearns(t *testing.T) {
	for seed := range uint64(5) {
		mixture := train(model(t, Mixture(), seed), 200)
		dense := train(model(t, Mixture().Dense(), seed), 200)
		t.Logf("seed %d: %.2f, loss %.3f; dense %.2f, loss %.3f", seed, mixture.Accuracy, mixture.Loss, dense.Accuracy, dense.Loss)
		if mixture.Accuracy < 0.95 || mixture.Diverged {
			t.Errorf("seed %d: %v", seed, mixture.Accuracy)
		}
		if dense.Accuracy > 0.9 || dense.Loss < 5*mixture.Loss {
			t.Errorf("seed %d: dense %v", seed, dense.Accuracy)
		}
	}
	total, active := Mixture().Parameters()
	_, dense := Mixture().Dense().Parameters()
	if total != 2000 || active != 432 || dense != 225 {
		t.Errorf("%d parameters, %d active, dense %d", total, active, dense)
	}
}

// The balancing loss keeps all experts at work; without it some get much and
// some nothing.
func TestBalance(t *testing.T) {
	free := Mixture()
	free.Balance = 0
	var even, uneven float64
	for seed := range uint64(5) {
		a, b := train(model(t, Mixture(), seed), 200), train(model(t, free, seed), 200)
		t.Logf("seed %d: %v, without balance %v", seed, a.Load, b.Load)
		even += float64(slices.Max(a.Load)) / 5
		uneven += float64(slices.Max(b.Load)) / 5
		if a.Balance > 1.2 || b.Balance < 1.2 {
			t.Errorf("seed %d: a balance of %v, without %v", seed, a.Balance, b.Balance)
		}
	}
	if even > 15 || uneven < 1.3*even {
		t.Errorf("the busiest expert is chosen %v times, without balance %v", even, uneven)
	}
}

// All choices are counted, gates and probabilities sum to 1, and the chosen
// are the most probable.
func TestRouting(t *testing.T) {
	m := train(model(t, Mixture(), 3), 20)
	sum := 0
	for _, n := range m.Load {
		sum += n
	}
	if sum != 2*len(m.Words) {
		t.Errorf("%d choices", sum)
	}
	for _, p := range m.Tokens {
		if g := p.Gate[0] + p.Gate[1]; math.Abs(g-1) > 1e-12 || p.Gate[0] < p.Gate[1] {
			t.Errorf("gates %v", p.Gate)
		}
		var total float64
		for e, v := range p.P {
			total += v
			if !slices.Contains(p.Chosen, e) && v > p.P[p.Chosen[1]] {
				t.Errorf("%d is chosen before %d: %v", p.Chosen[1], e, p.P)
			}
		}
		if math.Abs(total-1) > 1e-12 || p.Chosen[0] == p.Chosen[1] {
			t.Errorf("probabilities %v, chosen %v", p.P, p.Chosen)
		}
	}
	tie := NewPass(m.Layer)
	clear(m.Layer.Router.Params)
	if tie.Forward(m.Vectors[0]); !slices.Equal(tie.Chosen, []int{0, 1}) || tie.Gate[0] != 0.5 {
		t.Errorf("of all alike %v are chosen, with %v", tie.Chosen, tie.Gate)
	}
}

// The loss of all words with the balancing loss, as a function of any weight.
func objective(m *Model) float64 {
	share := slices.Clone(m.Share)
	m.Forward()
	var balance float64
	for e, p := range m.Mean {
		balance += share[e] * p * float64(len(share)) // shares do not count as changing
	}
	copy(m.Share, share)
	return m.Loss + m.Shape.Balance*balance
}

func TestGradients(t *testing.T) {
	s := Mixture()
	s.Width, s.Experts, s.Hidden, s.Balance = 5, 4, 3, 0.5
	m := train(model(t, s, 2), 10)
	for i, g := range m.gradients() {
		params := m.network(i).Params
		for k := range params {
			at := func(d float64) float64 { params[k] += d; defer func() { params[k] -= d }(); return objective(m) }
			const h = 1e-4
			d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
			if math.Abs(d-g[k]) > 1e-6*max(1e-3, math.Abs(d)) {
				t.Errorf("network %d, weight %d: %v, finite difference %v", i, k, g[k], d)
			}
		}
	}
}

// The gradient with respect to the token, which a model under the layer would
// need.
func TestTokenGradient(t *testing.T) {
	l, err := NewLayer(6, 3, 5, 2, seeded(4))
	if err != nil {
		t.Fatal(err)
	}
	p, x, pull := NewPass(l), nn.Normals(6, seeded(5)), nn.Normals(5, seeded(6))
	dy := nn.Normals(6, seeded(7))
	loss := func() (sum float64) {
		for k, v := range p.Forward(x) {
			sum += dy[k] * v
		}
		for e, v := range p.P {
			sum += pull[e] * v
		}
		return sum
	}
	loss()
	p.Backward(dy, pull)
	want := slices.Clone(p.DX)
	for k := range x {
		const h = 1e-4
		at := func(d float64) float64 { x[k] += d; defer func() { x[k] -= d }(); return loss() }
		if d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h); math.Abs(d-want[k]) > 1e-6*max(1e-2, math.Abs(d)) {
			t.Errorf("number %d: %v, finite difference %v", k, want[k], d)
		}
	}
}

// Every number recomputes, down to weights and vectors.
func TestExplain(t *testing.T) {
	shape := Mixture()
	shape.Width, shape.Experts = 4, 4
	m := train(model(t, shape, 1), 5)
	loss, _ := m.Explain(LossRef) // all of it takes long to check
	if math.Abs(loss.Recompute()-m.Loss) > 1e-12 || len(loss.Args) != len(m.Words) {
		t.Errorf("the loss is %v, the mean of %v", m.Loss, loss.Args)
	}
	refs := []trace.Ref{BalanceRef, loss.Args[7].Ref}
	for _, t := range []int{0, 63} {
		refs = append(refs, OfWord(t, GateRef(0)), OfWord(t, GateRef(1)), OfWord(t, OutputRef(0)), OfHead(t, nn.ProbabilityRef(t)))
	}
	for _, r := range refs {
		if err := trace.Check(m, r, 1e-12); err != nil {
			t.Error(err)
		}
	}
	for r, want := range map[trace.Ref]float64{
		LossRef: m.Loss, BalanceRef: m.Balance, ShareRef(3): m.Share[3], OfWord(7, GateRef(1)): m.Tokens[7].Gate[1],
		OfWord(7, OutputRef(2)): m.Tokens[7].Y[2], OfWord(7, ProbabilityRef(1)): m.Tokens[7].P[1],
	} {
		if s, ok := m.Explain(r); !ok || s.Value != want {
			t.Errorf("%v is %v, explained as %v", r, want, s.Value)
		}
	}
	for _, r := range []trace.Ref{
		{}, {Name: "word64.gate"}, {Name: "word-1.gate"}, {Name: "word.gate"}, {Name: "wordx.gate"}, ShareRef(4), MeanRef(-1),
		OfWord(0, GateRef(2)), OfWord(0, trace.Ref{Name: expertPrefix(99) + "layer1.sum"}), OfHead(0, nn.Of(0, nn.Activated, 4, 0)),
	} {
		if s, ok := m.Explain(r); ok {
			t.Errorf("%v is explained: %v", r, s)
		}
	}
}

func TestWords(t *testing.T) {
	ws, kinds := Words(), map[string]int{}
	asked, answers := map[string]bool{}, map[string]bool{}
	for _, w := range ws {
		kinds[w.Kind]++
		if w.Ask == "" || w.Answer == "" || asked[w.Ask] || answers[w.Answer] {
			t.Errorf("%+v", w)
		}
		asked[w.Ask], answers[w.Answer] = true, true
	}
	if len(ws) != 64 || len(kinds) != 8 || kinds["young"] != 8 {
		t.Errorf("%d words of the kinds %v", len(ws), kinds)
	}
	m := train(model(t, Mixture(), 1), 200)
	right := 0
	for i, w := range ws {
		if answer, p := m.Answer(i); answer == w.Answer && p > 0.5 {
			right++
		}
	}
	if right < 60 {
		t.Errorf("%d words are answered with a probability over a half", right)
	}
}

// Shapes that cannot be, and a learning rate that explodes.
func TestBadShapes(t *testing.T) {
	for _, change := range []func(s *Shape){
		func(s *Shape) { s.Top = 0 }, func(s *Shape) { s.Top = 17 }, func(s *Shape) { s.Experts = 0 },
		func(s *Shape) { s.Width = 0 }, func(s *Shape) { s.Hidden = 0 }, func(s *Shape) { s.Experts = nn.MaxWidth + 1 },
	} {
		s := Mixture()
		change(&s)
		if _, err := New(s, seeded(1)); err == nil {
			t.Errorf("%+v is no error", s)
		}
	}
	s := Mixture()
	s.Settings = descent.Settings{LearningRate: math.Inf(1)}
	m := model(t, s, 1)
	if m.Step() || !m.Diverged || m.Step() || math.IsNaN(m.Loss) {
		t.Errorf("the loss is %v, diverged: %v", m.Loss, m.Diverged)
	}
}

func TestSameSeedSameRun(t *testing.T) {
	a, b := train(model(t, Mixture(), 1), 5), train(model(t, Mixture(), 1), 5)
	if a.Loss != b.Loss || a.Loss == train(model(t, Mixture(), 2), 5).Loss {
		t.Error("the seed does not make the run")
	}
}

func BenchmarkStep(b *testing.B) {
	m := model(b, Mixture(), 1)
	for b.Loop() {
		m.Step()
	}
}
