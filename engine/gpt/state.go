package gpt

import "zerotoai/engine/tensor"

// A State is the activations of a forward pass over a batch of sequences that
// are equally long. Its matrices have one row for each token, R in all:
// position t of sequence b is row b·Length + t.
type State struct {
	Config    Config
	Sequences int
	Length    int    // tokens in each sequence, 1 to Config.Context
	Off       []Head // heads that are switched off: their outputs are 0

	Tokens   []int         // [R], what Forward was given
	Embedded tensor.Matrix // [R d], token + position: the residual stream before the first block
	Blocks   []BlockState
	Final    NormState
	Logits   tensor.Matrix // [R V]
}

// A Head names one attention head; both numbers count from 0.
type Head struct{ Layer, Head int }

// A BlockState is the activations of one block.
type BlockState struct {
	Norm1  NormState
	QKV    tensor.Matrix // [R 3d], queries, keys and values; head h has columns h·d/heads onwards of each
	Attend tensor.Matrix // [R·heads T], the attention weights: see State.Attention
	Heads  tensor.Matrix // [R d], what the heads mixed from the values
	Joined tensor.Matrix // [R d], what attention adds to the residual stream
	Mid    tensor.Matrix // [R d], the residual stream between attention and feed-forward
	Norm2  NormState
	Hidden tensor.Matrix // [R 4d], before GELU
	Active tensor.Matrix // [R 4d], after GELU
	Shrunk tensor.Matrix // [R d], what the feed-forward part adds to the residual stream
	Out    tensor.Matrix // [R d], the residual stream after the block
}

// A NormState is the activations of a layer norm: its output [R d], and for
// each row the mean and 1/deviation of what went in.
type NormState struct {
	Out       tensor.Matrix
	Mean, Inv []float32 // [R]
}

// NewState returns room for a batch. c has passed Check, and length is at most
// c.Context.
func NewState(c Config, sequences, length int) *State {
	rows := sequences * length
	s := &State{Config: c, Sequences: sequences, Length: length, Tokens: make([]int, rows)}
	s.Embedded = tensor.New(rows, c.Width)
	for range c.Layers {
		s.Blocks = append(s.Blocks, newBlockState(c, rows, length))
	}
	s.Final = newNormState(rows, c.Width)
	s.Logits = tensor.New(rows, c.Vocabulary)
	return s
}

// newBlockState returns room for rows tokens that attend to at most seen.
func newBlockState(c Config, rows, seen int) BlockState {
	d := c.Width
	return BlockState{
		Norm1:  newNormState(rows, d),
		QKV:    tensor.New(rows, 3*d),
		Attend: tensor.New(rows*c.Heads, seen),
		Heads:  tensor.New(rows, d),
		Joined: tensor.New(rows, d),
		Mid:    tensor.New(rows, d),
		Norm2:  newNormState(rows, d),
		Hidden: tensor.New(rows, 4*d),
		Active: tensor.New(rows, 4*d),
		Shrunk: tensor.New(rows, d),
		Out:    tensor.New(rows, d),
	}
}

func newNormState(rows, d int) NormState {
	return NormState{tensor.New(rows, d), make([]float32, rows), make([]float32, rows)}
}

// Attention returns the weights of a head in a sequence: row i says how much
// the token at i takes from each token, and sums to 1. It is a view [T T].
func (s *State) Attention(sequence int, h Head) tensor.Matrix {
	at := (sequence*s.Config.Heads + h.Head) * s.Length
	return s.Blocks[h.Layer].Attend.View(at, 0, s.Length, s.Length)
}

// Query returns the queries of a head in a sequence, a view [T d/heads].
func (s *State) Query(sequence int, h Head) tensor.Matrix { return s.third(0, sequence, h) }

// Key returns the keys of a head in a sequence, a view [T d/heads].
func (s *State) Key(sequence int, h Head) tensor.Matrix { return s.third(1, sequence, h) }

// Value returns the values of a head in a sequence, a view [T d/heads].
func (s *State) Value(sequence int, h Head) tensor.Matrix { return s.third(2, sequence, h) }

// third returns the queries, keys or values.
func (s *State) third(i, sequence int, h Head) tensor.Matrix {
	return s.head(s.Blocks[h.Layer].QKV, i*s.Config.Width, sequence, h.Head)
}

// Output returns what a head in a sequence mixed from the values, a view
// [T d/heads]; it is 0 if the head is off.
func (s *State) Output(sequence int, h Head) tensor.Matrix {
	return s.head(s.Blocks[h.Layer].Heads, 0, sequence, h.Head)
}

// head returns the part of m that belongs to a head, which begins at column
// col for head 0.
func (s *State) head(m tensor.Matrix, col, sequence, head int) tensor.Matrix {
	n := s.Config.HeadWidth()
	return m.View(sequence*s.Length, col+head*n, s.Length, n)
}
