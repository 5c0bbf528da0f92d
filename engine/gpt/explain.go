package gpt

import (
	"fmt"
	"slices"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
)

// Explain says how a number of the run was made; a Run is a trace.Source. In
// the names that follow, t, i and j are places in the text, c counts the
// numbers of a vector, and id is a token. The residual stream is
//
//	embedding[t c], then block0.mid[t c], block0.out[t c], block1.mid[t c] …
//
// and these are on the way from one to the next:
//
//	token[t], position[t]                              given: who has a tokenizer can say more
//	token embedding[t c], position embedding[t c]
//	block0.norm1[t c]                                  also norm2, and norm before the logits
//	block0.norm1.mean[t], .variance[t], .variance + ε[t], .deviation[t],
//	block0.norm1.centred[t c], .squared[t c], .normed[t c]
//	block0.head2.query[t c], .key[t c], .value[t c]
//	block0.head2.match[i j]                            query · key
//	block0.head2.score[i j]                            divided by √(head width); −∞ for what comes later
//	block0.head2.score.top[i], .below[i j], .exp[i j], .sum[i]
//	block0.head2.weight[i j]
//	block0.head2.out[t c]                              and .mixed[t c], .switch of a head that is off
//	block0.attention.out[t c]                          what all heads add to the stream
//	block0.mlp.hidden[t c], .active[t c], .out[t c]
//	logits[t id], logits.top[t], .below[t id], .exp[t id], .sum[t]
//	probability[t id]
//
// Lens has the last two lines, and norm, under names that begin with lens0.,
// lens1. and so on, by the number of blocks. Weights have their names in files,
// such as h.0.attn.c_attn.weight[row column] and h.0.attn.c_attn.bias[column].
func (r *Run) Explain(ref trace.Ref) (trace.Step, bool) { return r.numbers().explain(ref) }

// Value returns a number that Explain knows without how it was made, for who
// needs many: a number of the residual stream is made of hundreds.
func (r *Run) Value(ref trace.Ref) (v float64, ok bool) {
	n, ok := r.numbers().find(ref)
	if !ok {
		return 0, false
	}
	return n.value(ref.I, ref.J), true
}

func (r *Run) numbers() book {
	if r.book == nil {
		r.book = book{}
		r.write()
	}
	return r.book
}

// TokenRef returns the name of the token at t.
func TokenRef(t int) trace.Ref { return trace.Ref{Name: "token", I: t} }

// LogitRef returns the name of what the model says of token id after t.
func LogitRef(t, id int) trace.Ref { return trace.Ref{Name: "logits", I: t, J: id} }

// ProbabilityRef returns the name of the probability of token id after t.
func ProbabilityRef(t, id int) trace.Ref { return trace.Ref{Name: "probability", I: t, J: id} }

// LensRef returns the name of the probability of token id after t as it would
// be after so many blocks; they are less than all.
func LensRef(blocks, t, id int) trace.Ref {
	return trace.Ref{Name: lensName(blocks) + "probability", I: t, J: id}
}

// BlockRef returns a name of a layer, as BlockRef(0, "mlp.hidden", t, c).
func BlockRef(layer int, what string, i, j int) trace.Ref {
	return trace.Ref{Name: blockName(layer) + what, I: i, J: j}
}

// Ref returns a name of a head, as h.Ref("score", i, j).
func (h Head) Ref(what string, i, j int) trace.Ref {
	return trace.Ref{Name: h.name() + what, I: i, J: j}
}

func lensName(blocks int) string { return fmt.Sprintf("lens%d.", blocks) }
func blockName(layer int) string { return fmt.Sprintf("block%d.", layer) }
func (h Head) name() string      { return fmt.Sprintf("%shead%d.", blockName(h.Layer), h.Head) }

// write goes the way of the forward pass and writes down its numbers.
func (r *Run) write() {
	b, s := r.book, r.State
	b.one("ε", Epsilon)
	b.one("head width", float64(s.Config.HeadWidth()))
	b.worked("√(head width)", 1, 1, trace.Sqrt, func(_, _ int) []trace.Term { return b["head width"].row(0, 1) })
	for _, t := range r.Weights.Tensors() {
		b.kept(t.Name, t.columns(), nil)
	}
	x := r.writeEmbedding()
	for l := range s.Blocks {
		r.writeLogits(lensName(l), x, func(t int) []float32 { return r.lens(l, t).norm }, func(t int) []float32 { return r.lens(l, t).logits })
		x = r.writeBlock(l, x)
	}
	r.writeLogits("", x, s.Final.Out.Row, s.Logits.Row)
}

// columns returns t as a matrix, in which a vector is a column.
func (t Tensor) columns() tensor.Matrix {
	return tensor.Of(t.Shape[0], t.size()/t.Shape[0], t.Data)
}

func (r *Run) writeEmbedding() *number {
	b, s, d := r.book, r.State, r.State.Config.Width
	token := b.add("token", s.Length, 1, func(t, _ int) float64 { return float64(s.Tokens[t]) }, nil)
	position := b.add("position", s.Length, 1, func(t, _ int) float64 { return float64(t) }, nil)
	tokens := b.worked("token embedding", s.Length, d, trace.Lookup, func(t, c int) []trace.Term {
		return []trace.Term{b["wte.weight"].at(s.Tokens[t], c), token.at(t, 0)}
	})
	positions := b.worked("position embedding", s.Length, d, trace.Lookup, func(t, c int) []trace.Term {
		return []trace.Term{b["wpe.weight"].at(t, c), position.at(t, 0)}
	})
	return b.sum("embedding", s.Embedded, tokens, positions)
}

// writeBlock writes a layer, which takes the residual stream x, and returns
// the residual stream after it.
func (r *Run) writeBlock(l int, x *number) *number {
	b, a, name, file := r.book, &r.State.Blocks[l], blockName(l), fmt.Sprintf("h.%d.", l)
	norm1 := b.norm(name+"norm1", x, a.Norm1.Out, b[file+"ln_1.weight"], b[file+"ln_1.bias"])
	var heads []*number
	for h := range r.State.Config.Heads {
		heads = append(heads, r.writeHead(Head{l, h}, norm1))
	}
	n := r.State.Config.HeadWidth()
	beside := func(i, k int) trace.Term { return heads[k/n].at(i, k%n) }
	joined := b.linear(name+"attention.out", a.Joined, beside, file+"attn.c_proj", 0)
	mid := b.sum(name+"mid", a.Mid, x, joined)

	norm2 := b.norm(name+"norm2", mid, a.Norm2.Out, b[file+"ln_2.weight"], b[file+"ln_2.bias"])
	hidden := b.linear(name+"mlp.hidden", a.Hidden, norm2.at, file+"mlp.c_fc", 0)
	active := b.kept(name+"mlp.active", a.Active, func(i, j int) (trace.Op, []trace.Term) {
		return trace.GELU, []trace.Term{hidden.at(i, j)}
	})
	shrunk := b.linear(name+"mlp.out", a.Shrunk, active.at, file+"mlp.c_proj", 0)
	return b.sum(name+"out", a.Out, mid, shrunk)
}

// writeHead writes a head, which reads x, and returns its output.
func (r *Run) writeHead(h Head, x *number) *number {
	b, s, name, file := r.book, r.State, h.name(), fmt.Sprintf("h.%d.attn.c_attn", h.Layer)
	d, n := s.Config.Width, s.Config.HeadWidth()
	query := b.linear(name+"query", s.Query(0, h), x.at, file, h.Head*n)
	key := b.linear(name+"key", s.Key(0, h), x.at, file, d+h.Head*n)
	value := b.linear(name+"value", s.Value(0, h), x.at, file, 2*d+h.Head*n)
	match := b.worked(name+"match", s.Length, s.Length, trace.Dot, func(i, j int) []trace.Term {
		return pairs(n, func(c int) trace.Term { return query.at(i, c) }, func(c int) trace.Term { return key.at(j, c) })
	})
	score := b.score(name, match)
	power, sum := b.softmax(score, func(i int) int { return i + 1 })
	weight := b.kept(name+"weight", s.Attention(0, h), func(i, j int) (trace.Op, []trace.Term) {
		return trace.Quotient, []trace.Term{power.at(i, j), sum.at(i, 0)}
	})
	return r.writeOutput(h, func(i, c int) []trace.Term {
		return pairs(i+1, func(j int) trace.Term { return weight.at(i, j) }, func(j int) trace.Term { return value.at(j, c) })
	})
}

// score writes the scores, which the mask gives where a token comes later.
func (b book) score(name string, match *number) *number {
	score := b.worked(name+"score", match.rows, match.cols, trace.Quotient, func(i, j int) []trace.Term {
		return []trace.Term{match.at(i, j), b["√(head width)"].at(0, 0)}
	})
	value, made := score.value, score.made
	score.value = func(i, j int) float64 {
		if j > i {
			return masked
		}
		return value(i, j)
	}
	score.made = func(i, j int) (trace.Op, []trace.Term) {
		if j > i {
			return trace.Given, nil
		}
		return made(i, j)
	}
	return score
}

// writeOutput writes what a head mixes, which is multiplied by 0 if it is off.
func (r *Run) writeOutput(h Head, mix func(i, c int) []trace.Term) *number {
	b, out := r.book, r.State.Output(0, h)
	if !slices.Contains(r.State.Off, h) {
		return b.kept(h.name()+"out", out, func(i, c int) (trace.Op, []trace.Term) { return trace.Dot, mix(i, c) })
	}
	off := b.one(h.name()+"switch", 0)
	mixed := b.worked(h.name()+"mixed", out.Rows, out.Cols, trace.Dot, mix)
	return b.kept(h.name()+"out", out, func(i, c int) (trace.Op, []trace.Term) {
		return trace.Product, []trace.Term{off.at(0, 0), mixed.at(i, c)}
	})
}

// writeLogits writes what the last layer norm and the unembedding make of the
// residual stream x. Their rows are asked for when they are needed.
func (r *Run) writeLogits(name string, x *number, normed, logits func(t int) []float32) {
	b, c := r.book, r.State.Config
	norm := b.norm(name+"norm", x, tensor.Matrix{}, b["ln_f.weight"], b["ln_f.bias"])
	norm.later(x.rows, c.Width, normed)
	wte := b["wte.weight"]
	logit := b.kept(name+"logits", tensor.Matrix{}, func(t, id int) (trace.Op, []trace.Term) {
		return trace.Dot, pairs(c.Width, func(k int) trace.Term { return norm.at(t, k) }, func(k int) trace.Term { return wte.at(id, k) })
	})
	logit.later(x.rows, c.Vocabulary, logits)
	power, sum := b.softmax(logit, func(int) int { return c.Vocabulary })
	b.worked(name+"probability", x.rows, c.Vocabulary, trace.Quotient, func(t, id int) []trace.Term {
		return []trace.Term{power.at(t, id), sum.at(t, 0)}
	})
}

// later makes n the numbers of rows that are not there yet.
func (n *number) later(rows, cols int, row func(i int) []float32) {
	n.rows, n.cols = rows, cols
	n.value = func(i, j int) float64 { return float64(row(i)[j]) }
}
