package transformers

import (
	"math"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
)

// A lens is what a model would say after each of its layers, worked out one
// layer after another.
type lens struct {
	*passage

	of    sight
	known []guess // after no layer, one layer and so on, as far as they are worked out
}

// A sight is what the guesses of a lens depend on.
type sight struct {
	run   *gpt.Run
	token int
}

// A guess is the likeliest token, and how likely it is.
type guess struct {
	id  int
	p   float64
	ref trace.Ref
}

// quick is how many multiplications are done at once.
const quick = 10e6

// work works out what comes after one more layer, and reports whether there was
// something to do.
func (l *lens) work() bool {
	if now := (sight{l.Run, l.token}); l.of != now {
		l.of, l.known = now, nil
	}
	if l.Run == nil || len(l.known) > l.Run.State.Config.Layers {
		return false
	}
	l.known = append(l.known, l.guess(len(l.known)))
	return true
}

// hurry works all out where that takes no time to speak of.
func (l *lens) hurry() {
	if l.Run == nil {
		return
	}
	if c := l.Run.State.Config; c.Layers*c.Vocabulary*c.Width <= quick {
		for l.work() {
		}
	}
}

// guesses are those that are worked out.
func (l *lens) guesses() []guess {
	if l.of != (sight{l.Run, l.token}) {
		return nil
	}
	return l.known
}

func (l *lens) guess(blocks int) guess {
	id, p := likeliest(l.Run.Lens(blocks, l.token))
	g := guess{id, p, gpt.LensRef(blocks, l.token, id)}
	if blocks == l.Run.State.Config.Layers {
		g.ref = gpt.ProbabilityRef(l.token, id)
	}
	return g
}

// likeliest is the token with the greatest logit, the first of equal ones, and
// how likely it is: eᶻ over the sum of all of them.
func likeliest(logits []float32) (id int, p float64) {
	for k := range logits {
		if logits[k] > logits[id] {
			id = k
		}
	}
	sum := 0.0
	for _, z := range logits {
		sum += math.Exp(float64(z) - float64(logits[id]))
	}
	return id, 1 / sum
}

// chances are what softmax makes of logits.
func chances(logits []float32) *sample.Distribution {
	var d sample.Distribution
	if err := d.Set(logits, sample.Whole()); err != nil {
		panic(err) // the settings are those that always can be
	}
	return &d
}
