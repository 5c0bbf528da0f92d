package ssm

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/descent"
	"zerotoai/engine/trace"
)

func seeded(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 19)).Float64 }

func model(t testing.TB, k Kind, channels int, seed uint64) *Model {
	t.Helper()
	m, err := New(k, channels, seeded(seed))
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

// What a selective model has learned from texts of 24 words holds for 200. A
// fixed model cannot: far words fade, whatever stands between.
func TestLearns(t *testing.T) {
	for seed := range uint64(5) {
		selective, fixed := train(model(t, Selective, 4, seed), 600), train(model(t, Fixed, 4, seed), 600)
		short, long := selective.Accuracy(50, 24, seeded(9)), selective.Accuracy(20, 200, seeded(9))
		faded := fixed.Accuracy(20, 200, seeded(9))
		t.Logf("seed %d: %.4f, %.4f of long texts, fixed %.3f", seed, short, long, faded)
		if short < 0.999 || long < 0.99 || faded > 0.96 {
			t.Errorf("seed %d: %v, %v of long texts, fixed %v", seed, short, long, faded)
		}
	}
}

// The learned gates: names are written down, other words pass by.
func TestGates(t *testing.T) {
	m := train(model(t, Selective, 4, 1), 600)
	for word, text := range Words {
		open := m.Gate(word, 0)
		t.Logf("%s: %.4f", text, open)
		if name := word < len(Names); name && open < 0.6 || !name && open > 0.1 {
			t.Errorf("the gate for %q is %v", text, open)
		}
	}
}

// A text by recurrence, as a sum of influences, and by a scan.
func TestThreeWays(t *testing.T) {
	for _, k := range []Kind{Selective, Fixed} {
		m := model(t, k, 3, 4)
		for _, n := range []int{0, 1, 2, 3, 17, 64, 100} {
			r := m.Read(Text(n, seeded(uint64(n))))
			for d := range m.Channels {
				scanned, rounds := Scan(m.Links(r.Text, d))
				if want := int(math.Ceil(math.Log2(float64(max(1, n))))); rounds != want || len(scanned) != n {
					t.Errorf("%d words are scanned in %d rounds to %d states", n, rounds, len(scanned))
				}
				for at := range r.Text {
					var sum float64
					for s, share := range r.Influence(at, d) {
						sum += share * m.Inflow(r.Text[s], d)
					}
					if h := r.State[at][d]; math.Abs(sum-h) > 1e-12 || math.Abs(scanned[at]-h) > 1e-12 {
						t.Errorf("%v: state %d is %v, as a sum %v, scanned %v", k, at, h, sum, scanned[at])
					}
				}
			}
		}
	}
}

// A fixed model is a convolution.
func TestKernel(t *testing.T) {
	m := model(t, Fixed, 3, 6)
	r := m.Read(Text(50, seeded(1)))
	for d := range m.Channels {
		kernel := m.Kernel(50, d)
		for at := range r.Text {
			var sum float64
			for back := range at + 1 {
				sum += kernel[back] * m.Inflow(r.Text[at-back], d)
			}
			if h := r.State[at][d]; math.Abs(sum-h) > 1e-12 {
				t.Errorf("channel %d, word %d: %v, by convolution %v", d, at, h, sum)
			}
		}
	}
}

// Backpropagation through time against finite differences.
func TestGradients(t *testing.T) {
	for _, k := range []Kind{Selective, Fixed} {
		m := model(t, k, 3, 8)
		text := Text(20, seeded(3))
		loss := func() float64 { return m.gather(text, Last(text)) }
		loss()
		clear(m.grad)
		loss()
		want := slices.Clone(m.grad)
		for i := range m.Params {
			const h = 1e-3
			was := m.Params[i]
			at := func(d float64) float64 { m.Params[i] = was + d; return loss() }
			d := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
			m.Params[i] = was
			if math.Abs(d-want[i]) > 1e-6*max(1e-2, math.Abs(d)) {
				t.Errorf("%v, parameter %d: %v, finite difference %v", k, i, want[i], d)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	for _, k := range []Kind{Selective, Fixed} {
		m := train(model(t, k, 3, 1), 10)
		r := m.Read(Text(12, seeded(2)))
		for at := range r.Text {
			for c := range Answers {
				ref := ProbabilityRef(at, c)
				if err := trace.Check(r, ref, 1e-12); err != nil {
					t.Error(err)
				}
				if s, ok := r.Explain(ref); !ok || math.Abs(s.Value-r.P[at][c]) > 1e-15 {
					t.Errorf("%v is %v, explained as %v", ref, r.P[at][c], s.Value)
				}
			}
			for d := range m.Channels {
				for ref, want := range map[trace.Ref]float64{StateRef(at, d): r.State[at][d], GateRef(at, d): m.Gate(r.Text[at], d), KeepRef(at, d): 1 - m.Gate(r.Text[at], d)} {
					if s, ok := r.Explain(ref); !ok || s.Value != want {
						t.Errorf("%v is %v, explained as %v", ref, want, s.Value)
					}
				}
			}
		}
		for _, ref := range []trace.Ref{
			{}, StateRef(12, 0), StateRef(-1, 0), GateRef(0, 3), LogitRef(12, 0), LogitRef(0, 5), ProbabilityRef(12, 0), ProbabilityRef(0, 5),
			GateWeightRef(12), GateWeightRef(-1), InflowRef(0, 3), {Name: "word1.nothing"}, {Name: "wordx.probability"}, {Name: "start", I: 3}, {Name: "output bias", I: 5},
		} {
			if s, ok := r.Explain(ref); ok {
				t.Errorf("%v is explained: %v", ref, s)
			}
		}
	}
}

func TestTexts(t *testing.T) {
	text, err := Parse("the Cat and then\n a DOG so")
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{0, 1, 1, 1, 1, 2, 2}; !slices.Equal(Last(text), want) {
		t.Errorf("%v, want %v", Last(text), want)
	}
	for text, why := range map[string]string{
		"the cat purrs": `word 3: "purrs"`, "þ": "word 1", strings.Repeat("so ", MaxWords+1): "more than 1000 words",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%.20q: %v, want %q", text, err, why)
		}
	}
	names := 0
	for _, word := range Text(10_000, seeded(1)) {
		if word < len(Names) {
			names++
		}
	}
	if names < 1400 || names > 1600 {
		t.Errorf("%d names in 10,000 words", names)
	}
	if r := model(t, Fixed, 1, 1).Read(nil); len(r.State) != 0 {
		t.Errorf("nothing leads to %v", r.State)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("the cat and the dog")
	f.Add("")
	m, err := New(Selective, 2, seeded(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		numbers, err := Parse(text)
		if err != nil {
			return
		}
		if r := m.Read(numbers); len(r.P) != len(numbers) || len(Last(numbers)) != len(numbers) {
			t.Errorf("%q leads to %d states", text, len(r.P))
		}
	})
}

// The memory of published models, and of layers in between.
func TestMemory(t *testing.T) {
	// GPT-2 small keeps 2 · 12 · 768 numbers a token.
	gpt2 := Attention{Layers: 12, KVHeads: 12, HeadDim: 64}
	if got := gpt2.Cache(1024); got != 2*12*768*1024 || gpt2.Cache(0) != 0 {
		t.Errorf("GPT-2 keeps %d numbers", got)
	}
	// Mamba 2.8B: 64 layers, width 2560, and the kind's usual 2, 16, 4.
	mamba := Mamba{Layers: 64, Width: 2560, Expand: 2, State: 16, Conv: 4}
	if got := mamba.Cache(); got != 64*5120*20 {
		t.Errorf("Mamba keeps %d numbers", got)
	}
	jamba := Hybrid{Layers: 32, Period: 8, Attention: Attention{KVHeads: 8, HeadDim: 128}, Mamba: Mamba{Width: 4096, Expand: 2, State: 16, Conv: 4}}
	attention, rest := jamba.Counts()
	if attention != 4 || rest != 28 {
		t.Errorf("Jamba has %d and %d layers", attention, rest)
	}
	if a, b := jamba.Cache(1000), jamba.Cache(2000); b-a != 2*4*8*128*1000 || a-2*4*8*128*1000 != 28*8192*20 {
		t.Errorf("Jamba keeps %d and %d numbers", a, b)
	}
	for _, h := range []Hybrid{jamba, {Layers: 7, Period: 3}, {Layers: 5, Period: 1}, {Layers: 3, Period: 9}, {Layers: 4}} {
		attention, _ := h.Counts()
		for l := range h.Layers {
			if h.IsAttention(l) {
				attention--
			}
		}
		if attention != 0 {
			t.Errorf("%+v: %d layers of attention are missing", h, attention)
		}
	}
}

func TestOddModels(t *testing.T) {
	for _, channels := range []int{0, -1, MaxChannels + 1} {
		if _, err := New(Selective, channels, seeded(1)); err == nil {
			t.Errorf("a model of %d channels", channels)
		}
	}
	m := model(t, Selective, 2, 1)
	m.Settings = descent.Settings{LearningRate: math.Inf(1)}
	if m.Step() || !m.Diverged || m.Step() || math.IsNaN(m.Loss) {
		t.Errorf("the loss is %v, diverged: %v", m.Loss, m.Diverged)
	}
	if Selective.String() != "Selective" || Fixed.String() != "Fixed" {
		t.Error("the kinds have other names")
	}
	if a, b := train(model(t, Fixed, 2, 1), 3), train(model(t, Fixed, 2, 1), 3); a.Loss != b.Loss || a.Loss == train(model(t, Fixed, 2, 2), 3).Loss {
		t.Error("the seed does not make the run")
	}
}

func BenchmarkStep(b *testing.B) {
	m := model(b, Selective, 4, 1)
	for b.Loop() {
		m.Step()
	}
}
