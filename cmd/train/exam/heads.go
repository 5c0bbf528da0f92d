package exam

import (
	"math"

	"zerotoai/engine/gpt"
)

// A Score is how questions were answered.
type Score struct {
	Right     float64     // the share of which the answer's first token was the most likely of all
	P         float64     // the mean probability of that token
	Attention [][]float64 // by layer and head: the mean weight from where it is asked to what is asked for
}

// Ask asks questions of one token, with some heads switched off.
func (e *Exam) Ask(qs []Question, off ...gpt.Head) (Score, error) {
	s := Score{Attention: make([][]float64, e.Weights.Config.Layers)}
	for l := range s.Attention {
		s.Attention[l] = make([]float64, e.Weights.Config.Heads)
	}
	n := float64(len(qs))
	for _, q := range qs {
		run, err := gpt.NewRun(e.Weights, e.Stream.Tokens(q.Prompt), off...)
		if err != nil {
			return s, err
		}
		answer, last := e.Stream.Tokens(q.Answer)[0], run.State.Length-1
		if best(run.State.Logits.Row(last)) == answer {
			s.Right += 1 / n
		}
		s.P += run.Probabilities(last)[answer] / n
		e.look(&s, run, q, n)
	}
	return s, nil
}

// add adds a part of another score.
func (s *Score) add(o Score, part float64) {
	s.Right += part * o.Right
	s.P += part * o.P
	for l, heads := range o.Attention {
		if l == len(s.Attention) {
			s.Attention = append(s.Attention, make([]float64, len(heads)))
		}
		for h, w := range heads {
			s.Attention[l][h] += part * w
		}
	}
}

// Weight returns the weight of a head.
func (s Score) Weight(h gpt.Head) float64 { return s.Attention[h.Layer][h.Head] }

// look adds the weights on what is asked for.
func (e *Exam) look(s *Score, run *gpt.Run, q Question, n float64) {
	from := len(e.Stream.Tokens(q.Prompt[:q.Referent]))
	to := from + len(e.Stream.Tokens(q.Answer))
	for l, heads := range s.Attention {
		for h := range heads {
			row := run.State.Attention(0, gpt.Head{Layer: l, Head: h}).Row(run.State.Length - 1)
			for t := from; t < to; t++ {
				heads[h] += float64(row[t]) / n
			}
		}
	}
}

// Head returns the head that gives most of its attention to what is asked for.
func (s Score) Head() (head gpt.Head, weight float64) {
	weight = math.Inf(-1)
	for l, heads := range s.Attention {
		for h, w := range heads {
			if w > weight {
				head, weight = gpt.Head{Layer: l, Head: h}, w
			}
		}
	}
	return head, weight
}
