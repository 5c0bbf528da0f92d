package gpt

import (
	"slices"

	"zerotoai/engine/tensor"
)

// A Pass is a forward and a backward pass over a batch, with the memory that
// they need. Passes of one model may run at the same time.
type Pass struct {
	State    *State
	Gradient *Weights // of the sum of all losses; Gradients adds to it

	// Gradients of what State has under the same or a like name. dx is that of
	// the residual stream, from its end to its beginning.
	dx, dnorm, dheads, dqkv, dhidden, dattend, dlogits tensor.Matrix
}

// NewPass returns room for a batch. c has passed Check, and length is at most
// c.Context.
func NewPass(c Config, sequences, length int) *Pass {
	rows, d := sequences*length, c.Width
	return &Pass{
		State:    NewState(c, sequences, length),
		Gradient: zeros(c),
		dx:       tensor.New(rows, d),
		dnorm:    tensor.New(rows, d),
		dheads:   tensor.New(rows, d),
		dqkv:     tensor.New(rows, 3*d),
		dhidden:  tensor.New(rows, 4*d),
		dattend:  tensor.New(length, length),
		dlogits:  tensor.New(rows, c.Vocabulary),
	}
}

// NoTarget is the target of a token whose successor is not to be learned.
const NoTarget = -1

// Gradients reads tokens, compares what the model says with targets, the token
// that comes after each of them or NoTarget, and adds the gradient of the sum
// of the losses to p.Gradient. It returns the sum of the losses, in nats, and
// how many tokens have a target. The error is that of Forward, or names a
// target that is not of the vocabulary.
func (p *Pass) Gradients(w *Weights, tokens, targets []int) (loss float64, counted int, err error) {
	if err := w.Config.checkTargets(targets, len(tokens)); err != nil {
		return 0, 0, err
	}
	if err := w.Forward(p.State, tokens); err != nil {
		return 0, 0, err
	}
	loss, counted = p.losses(targets)
	p.backward(w)
	return loss, counted, nil
}

// losses fills in the gradient of the logits.
func (p *Pass) losses(targets []int) (loss float64, counted int) {
	for r, id := range targets {
		d := p.dlogits.Row(r)
		if id == NoTarget {
			clear(d)
			continue
		}
		loss += float64(tensor.CrossEntropy(d, p.State.Logits.Row(r), id))
		counted++
	}
	return loss, counted
}

func (p *Pass) backward(w *Weights) {
	s, g := p.State, p.Gradient
	tensor.Mul(p.dnorm, p.dlogits, w.Tokens, false)
	tensor.TMul(g.Tokens, p.dlogits, s.Final.Out, true)
	wipe(p.dx)
	w.Final.backward(g.Final, &s.Final, p.dx, p.dnorm, s.stream(len(s.Blocks)))
	for l := len(s.Blocks) - 1; l >= 0; l-- {
		b, gb, a := &w.Blocks[l], &g.Blocks[l], &s.Blocks[l]
		p.throughFeedForward(b, gb, a)
		p.throughAttention(b, gb, a, l)
	}
	for r, id := range s.Tokens {
		tensor.Add(g.Tokens.Row(id), p.dx.Row(r))
		tensor.Add(g.Positions.Row(r%s.Length), p.dx.Row(r))
	}
}

// stream returns the residual stream after n blocks.
func (s *State) stream(n int) tensor.Matrix {
	if n == 0 {
		return s.Embedded
	}
	return s.Blocks[n-1].Out
}

// throughFeedForward takes dx from behind the feed-forward part to before it.
func (p *Pass) throughFeedForward(b, g *Block, a *BlockState) {
	b.Shrink.backward(g.Shrink, p.dhidden, p.dx, a.Active)
	for r := range p.dhidden.Rows {
		d := p.dhidden.Row(r)
		tensor.GELUBackward(d, d, a.Hidden.Row(r))
	}
	b.Expand.backward(g.Expand, p.dnorm, p.dhidden, a.Norm2.Out)
	b.Norm2.backward(g.Norm2, &a.Norm2, p.dx, p.dnorm, a.Mid)
}

// throughAttention takes dx from behind the attention part of a layer to
// before it.
func (p *Pass) throughAttention(b, g *Block, a *BlockState, layer int) {
	b.Join.backward(g.Join, p.dheads, p.dx, a.Heads)
	p.attentionBackward(layer)
	b.QKV.backward(g.QKV, p.dnorm, p.dqkv, a.Norm1.Out)
	b.Norm1.backward(g.Norm1, &a.Norm1, p.dx, p.dnorm, p.State.stream(layer))
}

func (p *Pass) attentionBackward(layer int) {
	s, d := p.State, p.State.Config.Width
	for b := range s.Sequences {
		for h := range s.Config.Heads {
			head := Head{layer, h}
			dq, dk, dv := s.head(p.dqkv, 0, b, h), s.head(p.dqkv, d, b, h), s.head(p.dqkv, 2*d, b, h)
			dout := s.head(p.dheads, 0, b, h)
			if slices.Contains(s.Off, head) {
				wipe(dout)
			}
			attendBackward(dq, dk, dv, p.dattend, dout,
				s.Attention(b, head), s.Query(b, head), s.Key(b, head), s.Value(b, head))
		}
	}
}

// backward sets dx, and adds to the gradient g of the weights, from dy.
func (l Linear) backward(g Linear, dx, dy, x tensor.Matrix) {
	tensor.MulT(dx, dy, l.W, false)
	tensor.TMul(g.W, x, dy, true)
	for r := range dy.Rows {
		tensor.Add(g.B, dy.Row(r))
	}
}

// backward adds to dx, and to the gradient g of the weights, from dy.
func (n Norm) backward(g Norm, a *NormState, dx, dy, x tensor.Matrix) {
	for r := range x.Rows {
		tensor.LayerNormBackward(dx.Row(r), g.Gain, g.Bias, dy.Row(r), x.Row(r), n.Gain, a.Mean[r], a.Inv[r])
	}
}
