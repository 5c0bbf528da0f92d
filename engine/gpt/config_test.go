package gpt

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// The numbers of parameters that were published with the weights.
func TestParameters(t *testing.T) {
	for _, c := range []struct {
		layers, heads, width, want int
	}{{12, 12, 768, 124_439_808}, {24, 16, 1024, 354_823_168}, {36, 20, 1280, 774_030_080}, {48, 25, 1600, 1_557_611_200}} {
		config := Config{c.layers, c.heads, c.width, 1024, 50257}
		if got := config.Parameters(); got != c.want || config.Check() != nil {
			t.Errorf("%+v has %d parameters, not %d; %v", config, got, c.want, config.Check())
		}
		sum := 0
		for _, tensor := range config.Tensors() {
			sum += tensor.size()
		}
		if sum != c.want {
			t.Errorf("the tensors of %+v have %d numbers, not %d", config, sum, c.want)
		}
	}
	if GPT2().Parameters() != 124_439_808 {
		t.Errorf("GPT-2 has %d", GPT2().Parameters())
	}
	if n := (Config{maxLayers, 1, maxWidth, maxTokens, maxTokens}).Parameters(); n <= 0 {
		t.Errorf("the largest model has %d", n)
	}
}

func TestCheckRefuses(t *testing.T) {
	for why, change := range map[string]func(*Config){
		"layers":     func(c *Config) { c.Layers = 0 },
		"heads is":   func(c *Config) { c.Heads = -1 },
		"5 heads":    func(c *Config) { c.Heads = 5 },
		"width":      func(c *Config) { c.Width = 1 << 60 },
		"context":    func(c *Config) { c.Context = 0 },
		"vocabulary": func(c *Config) { c.Vocabulary = math.MaxInt },
	} {
		c := small()
		change(&c)
		if err := c.Check(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%+v: %v, want %q", c, err, why)
		}
		if _, err := NewWeights(c); err == nil {
			t.Errorf("weights of %+v", c)
		}
	}
}

// The names and shapes are those of Hugging Face's GPT-2; filling the tensors
// fills the model.
func TestTensors(t *testing.T) {
	c := small()
	w, err := NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string][]int{}
	for i, tensor := range w.Tensors() {
		shapes[tensor.Name] = tensor.Shape
		for j := range tensor.Data {
			tensor.Data[j] = float32(i)
		}
	}
	for name, want := range map[string][]int{
		"wte.weight": {11, 12}, "wpe.weight": {7, 12}, "h.1.ln_1.weight": {12}, "h.1.attn.c_attn.weight": {12, 36},
		"h.1.attn.c_attn.bias": {36}, "h.0.attn.c_proj.weight": {12, 12}, "h.0.ln_2.bias": {12},
		"h.0.mlp.c_fc.weight": {12, 48}, "h.1.mlp.c_proj.weight": {48, 12}, "ln_f.bias": {12},
	} {
		if got := shapes[name]; len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	if len(shapes) != 2+12*c.Layers+2 {
		t.Errorf("%d names", len(shapes))
	}
	if w.Tokens.Data[0] != 0 || w.Blocks[0].QKV.B[0] != 5 || w.Blocks[1].Norm1.Gain[0] != 14 || w.Final.Bias[11] != 27 {
		t.Error("the fields are not views on the tensors")
	}
}

func TestInit(t *testing.T) {
	c := Config{Layers: 8, Heads: 2, Width: 64, Context: 100, Vocabulary: 200}
	w, err := NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	for _, tensor := range w.Tensors() {
		var sum, square float64
		for _, v := range tensor.Data {
			sum += float64(v)
			square += float64(v) * float64(v)
		}
		n := float64(len(tensor.Data))
		mean, deviation := sum/n, math.Sqrt(square/n-sum/n*sum/n)
		wantMean, want := 0.0, 0.02
		switch {
		case strings.HasSuffix(tensor.Name, ".bias"):
			want = 0
		case strings.Contains(tensor.Name, "ln_"):
			wantMean, want = 1, 0
		case strings.HasSuffix(tensor.Name, "c_proj.weight"):
			want = 0.02 / 4
		}
		if math.Abs(mean-wantMean) > 1e-3 || math.Abs(deviation-want) > 0.05*want {
			t.Errorf("%s: mean %v, deviation %v, want %v, %v", tensor.Name, mean, deviation, wantMean, want)
		}
	}
}
