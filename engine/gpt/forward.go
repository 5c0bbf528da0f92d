package gpt

import (
	"fmt"

	"zerotoai/engine/tensor"
)

// Forward reads tokens, the sequences of the batch one after another, and
// fills in all activations of s. It returns an error if the tokens are not as
// many as s has room for, or if one is not of the vocabulary; s is then as it was.
func (w *Weights) Forward(s *State, tokens []int) error {
	if err := w.Begin(s, tokens); err != nil {
		return err
	}
	for l := range len(s.Blocks) + 1 {
		w.Layer(s, l)
	}
	return nil
}

// Begin begins a forward pass in parts, for who has not the time for a whole
// one at once: it takes the tokens, as Forward does. Then come Layer 0, 1 and so
// on up to the number of layers.
func (w *Weights) Begin(s *State, tokens []int) error {
	if err := w.begin(s, tokens); err != nil {
		return err
	}
	w.embedAll(s)
	return nil
}

// Layer does part l of a forward pass: a block, or after the last the logits.
func (w *Weights) Layer(s *State, l int) {
	if l < len(s.Blocks) {
		w.block(s, l)
	} else {
		w.unembed(s.Logits, &s.Final, s.stream(l))
	}
}

// begin takes the tokens.
func (w *Weights) begin(s *State, tokens []int) error {
	if len(tokens) != len(s.Tokens) {
		return fmt.Errorf("gpt: %d tokens for %d sequences of %d", len(tokens), s.Sequences, s.Length)
	}
	if err := w.Config.checkTokens(tokens); err != nil {
		return err
	}
	copy(s.Tokens, tokens)
	return nil
}

// embedAll looks up the vectors of the tokens.
func (w *Weights) embedAll(s *State) {
	for r, id := range s.Tokens {
		w.embed(s.Embedded.Row(r), id, r%s.Length)
	}
}

// block computes layer l from the residual stream before it.
func (w *Weights) block(s *State, l int) {
	w.attention(s, l)
	w.Blocks[l].feedForward(&s.Blocks[l])
}

// attention is the first half of a block: what its heads add.
func (w *Weights) attention(s *State, l int) {
	a, b, x := &s.Blocks[l], &w.Blocks[l], s.stream(l)
	b.toAttention(a, x)
	s.attention(l)
	b.fromAttention(a, x)
}

// checkTokens returns an error that names the first token that is not of the
// vocabulary.
func (c Config) checkTokens(tokens []int) error {
	for i, id := range tokens {
		if id < 0 || id >= c.Vocabulary {
			return fmt.Errorf("gpt: token %d is %d, not 0 to %d", i, id, c.Vocabulary-1)
		}
	}
	return nil
}

// embed sets x to the vector of a token at a position.
func (w *Weights) embed(x []float32, id, position int) {
	copy(x, w.Tokens.Row(id))
	tensor.Add(x, w.Positions.Row(position))
}

// toAttention does what a block does before its heads: x is the residual
// stream that comes in.
func (b *Block) toAttention(a *BlockState, x tensor.Matrix) {
	b.Norm1.forward(&a.Norm1, x)
	b.QKV.forward(a.QKV, a.Norm1.Out)
}

// fromAttention adds what the heads have made to the residual stream.
func (b *Block) fromAttention(a *BlockState, x tensor.Matrix) {
	b.Join.forward(a.Joined, a.Heads)
	addRows(a.Mid, x, a.Joined)
}

// feedForward is the second half of a block.
func (b *Block) feedForward(a *BlockState) {
	b.Norm2.forward(&a.Norm2, a.Mid)
	b.Expand.forward(a.Hidden, a.Norm2.Out)
	for r := range a.Hidden.Rows {
		tensor.GELU(a.Active.Row(r), a.Hidden.Row(r))
	}
	b.Shrink.forward(a.Shrunk, a.Active)
	addRows(a.Out, a.Mid, a.Shrunk)
}

// unembed makes logits of the residual stream.
func (w *Weights) unembed(logits tensor.Matrix, n *NormState, x tensor.Matrix) {
	w.Final.forward(n, x)
	tensor.MulT(logits, n.Out, w.Tokens, false)
}

// forward sets y to x·W + B.
func (l Linear) forward(y, x tensor.Matrix) {
	for r := range y.Rows {
		copy(y.Row(r), l.B)
	}
	tensor.Mul(y, x, l.W, true)
}

func (n Norm) forward(a *NormState, x tensor.Matrix) {
	for r := range x.Rows {
		a.Mean[r], a.Inv[r] = tensor.LayerNorm(a.Out.Row(r), x.Row(r), n.Gain, n.Bias, Epsilon)
	}
}

// addRows sets y to a + b.
func addRows(y, a, b tensor.Matrix) {
	for r := range y.Rows {
		copy(y.Row(r), a.Row(r))
		tensor.Add(y.Row(r), b.Row(r))
	}
}
