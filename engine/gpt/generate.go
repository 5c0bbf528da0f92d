package gpt

import (
	"errors"
	"slices"

	"zerotoai/engine/tensor"
)

// A Generator tells the logits of the next token of a text. It keeps the keys
// and values of the tokens that it has read, so that one more token costs one
// row of work and not all of them again.
type Generator struct {
	Weights *Weights

	off          []Head
	tokens       []int           // whose keys and values are kept
	keys, values []tensor.Matrix // [Context d] for each layer
	chunk        BlockState      // room for the tokens that are read at once, for one layer after another
	final        NormState
	logits       tensor.Matrix // [1 V]
}

// longest is how many tokens a generator reads at once: enough to fill
// kernels, and few enough that GPT-2 needs little room for them.
const longest = 32

// NewGenerator returns a generator that has read nothing. The heads in off
// are switched off. It keeps 2·Layers·Context·Width numbers.
func NewGenerator(w *Weights, off ...Head) *Generator {
	c := w.Config
	g := &Generator{Weights: w, off: slices.Clone(off)}
	for range c.Layers {
		g.keys = append(g.keys, tensor.New(c.Context, c.Width))
		g.values = append(g.values, tensor.New(c.Context, c.Width))
	}
	g.chunk = newBlockState(c, min(longest, c.Context), c.Context)
	g.final, g.logits = newNormState(1, c.Width), tensor.New(1, c.Vocabulary)
	return g
}

// Kept returns how many bytes the keys and values of the tokens take that the
// generator has read: the memory that grows with a text.
func (g *Generator) Kept() (bytes int) {
	const float32Bytes = 4
	for l := range g.keys {
		bytes += len(g.tokens) * (g.keys[l].Cols + g.values[l].Cols) * float32Bytes
	}
	return bytes
}

// Window returns the part of a text that a model reads: its last Context
// tokens. What was before them is forgotten. The numbers of the positions are
// counted from the beginning of the window.
func (c Config) Window(tokens []int) []int { return tokens[max(0, len(tokens)-c.Context):] }

// Logits returns what the model says of the token after a text, [V]; of the
// text it reads the Window. The result is valid until the next call. It is an
// error if there is no text or if a token is not of the vocabulary.
//
// The work is that of the tokens after those that the text has in common with
// the one of the call before. As soon as the window moves there are none, and
// all of it is read anew.
func (g *Generator) Logits(tokens []int) ([]float32, error) {
	tokens = g.Weights.Config.Window(tokens)
	if len(tokens) == 0 {
		return nil, errors.New("gpt: no token to go on from")
	}
	if err := g.Weights.Config.checkTokens(tokens); err != nil {
		return nil, err
	}
	known := min(common(g.tokens, tokens), len(tokens)-1) // the last one is needed for what comes out
	g.tokens = g.tokens[:known]
	for rest := tokens[known:]; len(rest) > 0; {
		n := min(len(rest), g.chunk.Out.Rows)
		last := g.read(rest[:n])
		if rest = rest[n:]; len(rest) == 0 {
			g.Weights.unembed(g.logits, &g.final, last)
		}
	}
	return g.logits.Row(0), nil
}

// common returns how many tokens a and b begin with together.
func common(a, b []int) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// read takes the next tokens in and returns the residual stream, after all
// blocks, at the last of them.
func (g *Generator) read(tokens []int) tensor.Matrix {
	a := g.chunk.first(len(tokens))
	for r, id := range tokens {
		g.Weights.embed(a.Out.Row(r), id, len(g.tokens)+r)
	}
	for l := range g.Weights.Blocks {
		b := &g.Weights.Blocks[l]
		b.toAttention(&a, a.Out)
		g.attention(&a, l)
		b.fromAttention(&a, a.Out)
		b.feedForward(&a)
	}
	g.tokens = append(g.tokens, tokens...)
	return a.Out.View(len(tokens)-1, 0, 1, a.Out.Cols)
}

// attention keeps the new keys and values and lets the heads attend to all.
func (g *Generator) attention(a *BlockState, layer int) {
	c, rows, before := g.Weights.Config, a.QKV.Rows, len(g.tokens)
	d, n, seen := c.Width, c.HeadWidth(), before+rows
	for r := range rows {
		copy(g.keys[layer].Row(before+r), a.QKV.Row(r)[d:])
		copy(g.values[layer].Row(before+r), a.QKV.Row(r)[2*d:])
	}
	for h := range c.Heads {
		out := a.Heads.View(0, h*n, rows, n)
		attend(out, a.Attend.View(h*rows, 0, rows, seen), a.QKV.View(0, h*n, rows, n),
			g.keys[layer].View(0, h*n, seen, n), g.values[layer].View(0, h*n, seen, n))
		if slices.Contains(g.off, Head{layer, h}) {
			wipe(out)
		}
	}
}

// first returns the part of a that belongs to its first n tokens.
func (a BlockState) first(n int) BlockState {
	for _, m := range []*tensor.Matrix{
		&a.Norm1.Out, &a.QKV, &a.Heads, &a.Joined, &a.Mid, &a.Norm2.Out, &a.Hidden, &a.Active, &a.Shrunk, &a.Out,
	} {
		*m = m.View(0, 0, n, m.Cols)
	}
	return a
}
