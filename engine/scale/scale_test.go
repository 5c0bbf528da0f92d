package scale

import (
	"fmt"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

func count(t *testing.T, c Config) *Count {
	t.Helper()
	n, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// preset returns the blueprint of a published model.
func preset(t *testing.T, name string) Config {
	t.Helper()
	for _, p := range Presets() {
		if p.Name == name {
			return p.Config
		}
	}
	t.Fatalf("there is no preset %s", name)
	return Config{}
}

// What is published: GPT-2's exact totals follow from the tensors in its files;
// the others' are rounded in their papers and cards.
func TestPublished(t *testing.T) {
	for _, c := range []struct{ name, total, active string }{
		{"GPT-2 small", "124439808", "124439808"},
		{"GPT-2 medium", "354823168", "354823168"},
		{"GPT-2 large", "774030080", "774030080"},
		{"GPT-2 XL", "1557611200", "1557611200"},
		{"GPT-3", "174604259328", "174604259328"},
		{"Llama 3.1 8B", "8030261248", "8030261248"},
		{"Llama 3.1 70B", "70553706496", "70553706496"},
		{"Llama 3.1 405B", "405853388800", "405853388800"},
		{"Mixtral 8x7B", "46702792704", "12879925248"},
	} {
		n := count(t, preset(t, c.name))
		if total, active := fmt.Sprintf("%.0f", n.Total), fmt.Sprintf("%.0f", n.Active); total != c.total || active != c.active {
			t.Errorf("%s: %s parameters, %s active, want %s and %s", c.name, total, active, c.total, c.active)
		}
	}
}

// The GPT-2 of package gpt has as many weights as are counted.
func TestWeights(t *testing.T) {
	for _, g := range []gpt.Config{
		{Layers: 3, Heads: 4, Width: 96, Context: 96, Vocabulary: 1100},
		{Layers: 1, Heads: 1, Width: 8, Context: 2, Vocabulary: 5},
	} {
		w, err := gpt.NewWeights(g)
		if err != nil {
			t.Fatal(err)
		}
		n := count(t, Config{Family: GPT2, Layers: g.Layers, Width: g.Width, Heads: g.Heads, KVHeads: g.Heads,
			Hidden: 4 * g.Width, Vocabulary: g.Vocabulary, Positions: g.Context, Experts: 1, Active: 1})
		if n.Total != float64(len(w.Data)) {
			t.Errorf("%+v: %v, the model has %d", g, n.Total, len(w.Data))
		}
		vectors := 0
		for _, x := range w.Tensors() {
			if !x.Matrix() {
				vectors += len(x.Data)
			}
		}
		if n.Vectors != float64(vectors) {
			t.Errorf("%+v: %v in vectors, the model has %d", g, n.Vectors, vectors)
		}
	}
}

// Every number recomputes, and the terms add up.
func TestExplain(t *testing.T) {
	configs := []Config{mixture}
	for _, p := range Presets() {
		configs = append(configs, p.Config)
	}
	for _, c := range configs {
		n, sum := count(t, c), 0.0
		for _, r := range []trace.Ref{TotalRef, ActiveRef, VectorsRef} {
			if err := trace.Check(n, r, 0); err != nil {
				t.Errorf("%+v: %v", c, err)
			}
		}
		for _, term := range n.Terms {
			sum += term.Value
		}
		if sum != n.Total {
			t.Errorf("%+v: the terms add up to %v, not %v", c, sum, n.Total)
		}
	}
	if _, ok := count(t, mixture).Explain(OutputRef); ok {
		t.Error("GPT-2's output matrix is counted")
	}
}

var mixture = Config{Family: GPT2, Layers: 2, Width: 6, Heads: 3, KVHeads: 1, Hidden: 7, Vocabulary: 11, Positions: 5, Experts: 4, Active: 3}

// A small mixture by hand: width 6, a head of 2 numbers, 7 hidden; an expert
// has 2·6·7 + 7 + 6 = 97 parameters; a layer 2·36 + 2·6·2 + 2·6 + 2·2 + 6·4 +
// 4·6 + 4·97 = 548, and two layers with (11 + 5)·6 + 2·6 around them 1204. One
// expert less in each layer is 1010.
func TestByHand(t *testing.T) {
	n := count(t, mixture)
	if n.Total != 1204 || n.Active != 1010 {
		t.Errorf("%v and %v", n.Total, n.Active)
	}
}

func TestRefuses(t *testing.T) {
	for why, spoil := range map[string]func(*Config){
		"layers: 0 is not": func(c *Config) { c.Layers = 0 },
		"width: -1 is not": func(c *Config) { c.Width = -1 },
		"width: 999999":    func(c *Config) { c.Width = 999999 },
		"heads: a width of 768 cannot be divided among 7 heads": func(c *Config) { c.Heads = 7 },
		"cannot share 5":         func(c *Config) { c.KVHeads = 5 },
		"hidden width: 0":        func(c *Config) { c.Hidden = 0 },
		"vocabulary: 0":          func(c *Config) { c.Vocabulary = 0 },
		"positions: 0":           func(c *Config) { c.Positions = 0 },
		"active experts: 9 of 1": func(c *Config) { c.Active = 9 },
		"no family 9":            func(c *Config) { c.Family = 9 },
	} {
		c := preset(t, "GPT-2 small")
		spoil(&c)
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %s", err, why)
		}
	}
	llama := preset(t, "Llama 3.1 8B")
	if llama.Positions = 0; llama.Check() != nil {
		t.Error("a Llama has no positions to learn")
	}
}

// The largest blueprint is still counted exactly.
func TestExact(t *testing.T) {
	c := Config{Family: Llama, Layers: MaxLayers, Width: MaxWidth, Heads: 1, KVHeads: 1, Hidden: MaxHidden,
		Vocabulary: MaxVocabulary, Positions: 1, Experts: MaxExperts, Active: MaxExperts}
	if n := count(t, c); !(n.Total < 1<<53) {
		t.Errorf("%v parameters", n.Total)
	}
}

func Example() {
	for _, p := range Presets()[5:9:9] {
		n, err := New(p.Config)
		fmt.Printf("%s: %.2f billion, %.1f billion active, %v\n", p.Name, n.Total/1e9, n.Active/1e9, err)
	}
	// Output:
	// Llama 3.1 8B: 8.03 billion, 8.0 billion active, <nil>
	// Llama 3.1 70B: 70.55 billion, 70.6 billion active, <nil>
	// Llama 3.1 405B: 405.85 billion, 405.9 billion active, <nil>
	// Mixtral 8x7B: 46.70 billion, 12.9 billion active, <nil>
}
