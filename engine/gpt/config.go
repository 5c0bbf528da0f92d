// Package gpt is the architecture of GPT-2: a transformer that reads tokens
// and says how likely each token of its vocabulary is to come next.
//
// What is learned, what is fixed and what is of the moment are apart:
//
//	Config    the blueprint: how many layers, how wide
//	Weights   what is learned, named and shaped as in Hugging Face's GPT-2
//	State     the activations of a forward pass over a batch of sequences
//	Pass      a forward and a backward pass; its gradient has the shape of Weights
//	Trainer   AdamW, step by step, over as many goroutines as it is given
//	Generator the next token's logits for a text that grows
//	Run       a forward pass over one text, with every number explained
//
// The path of a token through the model, where d is the width, T the number
// of tokens and V the vocabulary:
//
//	x = wte[token] + wpe[position]                           [T d]
//	in each block:
//	    q, k, v = ln_1(x)·c_attn                             [T d] each
//	    in each head: softmax(q·kᵀ/√(d/heads), causal)·v     [T d/heads]
//	    x = x + heads·c_proj                                 the residual stream
//	    x = x + gelu(ln_2(x)·c_fc)·c_proj                    4d wide inside
//	logits = ln_f(x)·wteᵀ                                    [T V]
//
// Sources: A. Radford et al., Language Models are Unsupervised Multitask
// Learners, 2019; A. Vaswani et al., Attention Is All You Need, 2017.
package gpt

import "fmt"

// A Config is the blueprint of a model.
type Config struct {
	Layers     int // blocks, one after another
	Heads      int // in each block; they divide Width
	Width      int // of the residual stream, d
	Context    int // the most tokens that are read at once
	Vocabulary int // how many tokens there are, V
}

// The most that a Config may say; a model of all maxima still has a number of
// parameters that an int holds.
const (
	maxLayers = 1 << 12
	maxWidth  = 1 << 17
	maxTokens = 1 << 24
)

// Epsilon is what GPT-2 adds to a variance before it takes the root.
const Epsilon = 1e-5

// GPT2 returns the blueprint of GPT-2 small, with 124,439,808 parameters.
func GPT2() Config {
	return Config{Layers: 12, Heads: 12, Width: 768, Context: 1024, Vocabulary: 50257}
}

// Check returns an error that says which number of c cannot be.
func (c Config) Check() error {
	for _, n := range []struct {
		what    string
		is, max int
	}{
		{"layers", c.Layers, maxLayers}, {"heads", c.Heads, maxWidth}, {"width", c.Width, maxWidth},
		{"context", c.Context, maxTokens}, {"vocabulary", c.Vocabulary, maxTokens},
	} {
		if n.is < 1 || n.is > n.max {
			return fmt.Errorf("gpt: %s is %d, not 1 to %d", n.what, n.is, n.max)
		}
	}
	if c.Width%c.Heads != 0 {
		return fmt.Errorf("gpt: a width of %d cannot be divided among %d heads", c.Width, c.Heads)
	}
	return nil
}

// HeadWidth returns how many numbers the query of one head has.
func (c Config) HeadWidth() int { return c.Width / c.Heads }

// Parameters returns how many weights a model has: V·d + T·d for tokens and
// positions, 12d² + 13d for each block, 2d for the last layer norm. The
// unembedding is the embedding, so it counts once.
func (c Config) Parameters() int {
	d := c.Width
	return c.Vocabulary*d + c.Context*d + c.Layers*(12*d*d+13*d) + 2*d
}
