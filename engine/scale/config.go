// Package scale counts the parameters of transformers, term by term, from
// their blueprints.
//
//	count, err := scale.New(scale.Presets()[0].Config)
//	fmt.Println(count.Total, count.Active)
//
// A matrix from n numbers to m has n·m weights. With a width of d, k
// numbers for the keys of a token and as many for its values, and h hidden
// numbers in a feed-forward part, of which there are E with a router
// before them if E is more than one:
//
//	GPT-2                                     Llama
//	V·d + T·d       tokens and positions      V·d
//	in each layer:
//	  2·d·d + 2·d·k   queries, output, keys, values (all families)
//	  2·d + 2·k       their biases              none
//	  2·d·h + h + d   a feed-forward part       3·d·h, as it has a gate
//	  4·d             two norms                 2·d
//	2·d             the last norm             d
//	none, V·d is used again: output           V·d
//
// Of E experts a token meets only some; the parameters of those, with all that
// is no expert, are called active.
//
// Sources: A. Radford and others, Language Models are Unsupervised Multitask
// Learners, 2019; H. Touvron and others, LLaMA, 2023, arXiv:2302.13971 (RMSNorm,
// SwiGLU, no biases); J. Ainslie and others, GQA, 2023, arXiv:2305.13245 (heads
// that share keys and values); A. Q. Jiang and others, Mixtral of Experts, 2024,
// arXiv:2401.04088.
package scale

import "fmt"

// A Family says what a layer is made of.
type Family uint8

// The families.
const (
	GPT2  Family = iota // learned positions, layer norms, biases, GELU, tied embeddings
	Llama               // rotary positions, RMS norms, no biases, SwiGLU, two embeddings
)

// String returns the name of f.
func (f Family) String() string { return [...]string{"GPT-2", "Llama"}[f] }

// A Config is the blueprint of a model.
type Config struct {
	Family     Family
	Layers     int
	Width      int // of the residual stream, d
	Heads      int // of queries; they divide Width
	KVHeads    int // heads that have keys and values of their own; they divide Heads
	Hidden     int // numbers inside a feed-forward part, or inside an expert
	Vocabulary int // V
	Positions  int // T, the longest text; in a Llama nothing is learned of it
	Experts    int // feed-forward parts in a layer; 1 is a dense model
	Active     int // of these, how many a token meets
}

// The most that a Config may say. With all of them at once every count is still
// below 2⁵³, so that float64 has it exactly.
const (
	MaxLayers     = 512
	MaxWidth      = 1 << 15
	MaxHidden     = 1 << 17
	MaxVocabulary = 1 << 24
	MaxExperts    = 512
)

// A Fault is why a blueprint cannot be.
type Fault struct {
	Number string // which one of the Config is to blame, as "key-value heads"
	Why    string
}

// Error implements error.
func (f *Fault) Error() string { return "scale: " + f.Number + ": " + f.Why }

// A Number is one of a Config, with its name and the most that it may be. The
// least is 1.
type Number struct {
	Name string
	Is   *int
	Most int
}

// Numbers returns the numbers of c that count in its family.
func (c *Config) Numbers() []Number {
	ns := []Number{
		{"layers", &c.Layers, MaxLayers}, {"width", &c.Width, MaxWidth}, {"heads", &c.Heads, MaxWidth},
		{"key-value heads", &c.KVHeads, MaxWidth}, {"hidden width", &c.Hidden, MaxHidden},
		{"vocabulary", &c.Vocabulary, MaxVocabulary}, {"experts", &c.Experts, MaxExperts}, {"active experts", &c.Active, MaxExperts},
	}
	if c.Family == GPT2 {
		ns = append(ns, Number{"positions", &c.Positions, MaxVocabulary})
	}
	return ns
}

// Check returns a *Fault that says which number of c cannot be, and why.
func (c Config) Check() error {
	if c.Family > Llama {
		return &Fault{"family", fmt.Sprintf("there is no family %d", c.Family)}
	}
	for _, n := range c.Numbers() {
		if *n.Is < 1 || *n.Is > n.Most {
			return &Fault{n.Name, fmt.Sprintf("%d is not a number from 1 to %d", *n.Is, n.Most)}
		}
	}
	switch {
	case c.Width%c.Heads != 0:
		return &Fault{"heads", fmt.Sprintf("a width of %d cannot be divided among %d heads", c.Width, c.Heads)}
	case c.Heads%c.KVHeads != 0:
		return &Fault{"key-value heads", fmt.Sprintf("%d heads cannot share %d heads of keys and values", c.Heads, c.KVHeads)}
	case c.Active > c.Experts:
		return &Fault{"active experts", fmt.Sprintf("%d of %d experts cannot be active", c.Active, c.Experts)}
	}
	return nil
}

// A Preset is the blueprint of a published model.
type Preset struct {
	Name string
	Config
}

// Presets returns published models, the smallest of each family first. Sources:
// openai/gpt-2, model_card.md and src/model.py; openai/gpt-3, model-card.md, and
// arXiv:2005.14165, table 2.1; meta-llama/llama-models, models/sku_list.py, from
// whose multipliers the hidden widths follow; arXiv:2401.04088, table 1.
func Presets() []Preset {
	gpt := func(layers, width, heads, positions int) Config {
		return Config{Family: GPT2, Layers: layers, Width: width, Heads: heads, KVHeads: heads, Hidden: 4 * width,
			Vocabulary: 50257, Positions: positions, Experts: 1, Active: 1}
	}
	llama := func(layers, width, heads, hidden int) Config {
		return Config{Family: Llama, Layers: layers, Width: width, Heads: heads, KVHeads: 8, Hidden: hidden,
			Vocabulary: 128256, Positions: 1 << 17, Experts: 1, Active: 1}
	}
	mixtral := llama(32, 4096, 32, 14336)
	mixtral.Vocabulary, mixtral.Positions, mixtral.Experts, mixtral.Active = 32000, 1<<15, 8, 2
	return []Preset{
		{"GPT-2 small", gpt(12, 768, 12, 1024)},
		{"GPT-2 medium", gpt(24, 1024, 16, 1024)},
		{"GPT-2 large", gpt(36, 1280, 20, 1024)},
		{"GPT-2 XL", gpt(48, 1600, 25, 1024)},
		{"GPT-3", gpt(96, 12288, 96, 2048)},
		{"Llama 3.1 8B", llama(32, 4096, 32, 14336)},
		{"Llama 3.1 70B", llama(80, 8192, 64, 28672)},
		{"Llama 3.1 405B", llama(126, 16384, 128, 53248)},
		{"Mixtral 8x7B", mixtral},
	}
}
