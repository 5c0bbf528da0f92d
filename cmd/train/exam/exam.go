// Package exam finds out what a model has learned of the tiny world: its loss
// beside the entropy floor, what it answers, which head finds what "it" is,
// and whether what it writes are sentences.
package exam

import (
	"math/rand/v2"
	"slices"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/workshop"
)

// An Exam examines one model. It is for one goroutine.
type Exam struct {
	Weights *gpt.Weights
	Stream  *workshop.Rows // rows that were not trained on
	World   *corpus.Grammar
	Seed    uint64 // of questions and samples
}

// Loss returns the mean loss over the targets of so many rows, in nats a
// token, and the floor: that of the world itself on the same targets.
func (e *Exam) Loss(rows int) (loss, floor float64, err error) {
	c := e.Weights.Config
	s := gpt.NewState(c, 1, c.Context)
	tokens, targets := make([]int, c.Context), make([]int, c.Context)
	for n := range rows {
		e.Stream.Row(n, tokens, targets)
		if err := e.Weights.Forward(s, tokens); err != nil {
			return 0, 0, err
		}
		nats, _, err := s.Loss(targets)
		if err != nil {
			return 0, 0, err
		}
		loss += nats
		for _, v := range e.Stream.Surprise(n, c.Context) {
			floor += v
		}
	}
	k := float64(rows * c.Context)
	return loss / k, floor / k, nil
}

// A Question asks for what comes next.
type Question struct {
	Kind     string
	Prompt   string
	Answer   string
	Referent int // where in Prompt what is asked for was mentioned last, or -1
}

// Questions returns n different questions of texts of a rule.
func (e *Exam) Questions(rule string, split corpus.Split, n int) (qs []Question) {
	source, draw := e.World.Source(rule, split), rand.New(rand.NewPCG(e.Seed, 1)).Float64
	seen := map[string]bool{}
	for tries := 0; len(qs) < n && tries < 100*n; tries++ {
		d := source.Write(draw)
		for _, q := range d.Questions {
			prompt := d.Text[:q.At]
			if len(qs) < n && !seen[prompt] {
				seen[prompt] = true
				qs = append(qs, Question{q.Kind, prompt, d.Text[q.At:q.End], q.Referent})
			}
		}
	}
	return qs
}

// Answers reports whether the model, at temperature 0, goes on from the prompt
// as the world can, for as long as the answer is.
func (e *Exam) Answers(g *gpt.Generator, q Question) (bool, error) {
	r := e.World.Source("text", corpus.All).Begin(q.Prompt)
	units, _ := corpus.Units(q.Answer)
	ids := e.Stream.Tokens(q.Prompt)
	for range units {
		unit, err := e.unit(g, &ids, r)
		if err != nil || unit == "" {
			return false, err
		}
		r.Add(unit)
	}
	return true, nil
}

// unit lets the model write the next unit, "" if it is none that r allows.
func (e *Exam) unit(g *gpt.Generator, ids *[]int, r *corpus.Reading) (string, error) {
	next, start := r.Next(), len(*ids)
	for {
		logits, err := g.Logits(*ids)
		if err != nil {
			return "", err
		}
		*ids = append(*ids, best(logits))
		written, open := (*ids)[start:], false
		for _, c := range next {
			cut := e.Stream.Cut(c.Unit)
			if slices.Equal(cut, written) {
				return c.Unit, nil
			}
			open = open || len(cut) > len(written) && slices.Equal(cut[:len(written)], written)
		}
		if !open {
			return "", nil
		}
	}
}

func best(logits []float32) (id int) {
	for i, z := range logits {
		if z > logits[id] {
			id = i
		}
	}
	return id
}

// Write lets the model go on from tokens, at a temperature, and returns what it
// adds. It is cut off where the context ends.
func (e *Exam) Write(g *gpt.Generator, ids []int, temperature float64, draw func() float64) (string, error) {
	end, start := e.end(), len(ids)
	var d sample.Distribution
	for len(ids) < e.Weights.Config.Context {
		logits, err := g.Logits(ids)
		if err == nil {
			err = d.Set(logits, sample.Settings{Temperature: temperature, TopP: 1})
		}
		if err != nil {
			return "", err
		}
		id := d.Draw(draw())
		if id == end {
			break
		}
		ids = append(ids, id)
	}
	return e.Stream.Tokenizer.Decode(ids[start:])
}

// end returns the token that ends a text, and before which there is nothing.
func (e *Exam) end() int { return e.Stream.Cut(corpus.End)[0] }

// Grammatical lets the model write n texts and returns how many of them the
// world could have written, and some that it could not.
func (e *Exam) Grammatical(n int, temperature float64) (good int, bad []string, err error) {
	g, source := gpt.NewGenerator(e.Weights), e.World.Source("text", corpus.All)
	draw := rand.New(rand.NewPCG(e.Seed, 2)).Float64
	for range n {
		text, err := e.Write(g, []int{e.end()}, temperature, draw)
		if err != nil {
			return 0, nil, err
		}
		if source.Parses(text) {
			good++
		} else {
			bad = append(bad, text)
		}
	}
	return good, bad, nil
}
