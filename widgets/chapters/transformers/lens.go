package transformers

import (
	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
)

// A lens is what a model would say after each of its layers, worked out one
// layer after another.
type lens struct {
	*passage

	of    *gpt.Run // the run it is of
	ready int      // how many rows of it are worked out
	seen  sight    // what known is of
	known []guess
}

// A sight is what the guesses of a lens depend on.
type sight struct {
	run          *gpt.Run
	token, ready int
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
	if l.of != l.run {
		l.of, l.ready = l.run, 0
	}
	if l.run == nil || l.ready > l.run.State.Config.Layers {
		return false
	}
	l.run.Lens(l.ready)
	l.ready++
	return true
}

// hurry works all out where that takes no time to speak of.
func (l *lens) hurry() {
	if l.run == nil {
		return
	}
	c := l.run.State.Config
	if c.Layers*c.Vocabulary*c.Width*l.run.State.Length <= quick {
		for l.work() {
		}
	}
}

// guesses are those after no layer, one layer and so on, as far as they are
// worked out.
func (l *lens) guesses() []guess {
	if l.of != l.run {
		return nil
	}
	if s := (sight{l.run, l.token, l.ready}); l.seen != s {
		l.seen, l.known = s, nil
		for blocks := range l.ready {
			l.known = append(l.known, l.guess(blocks))
		}
	}
	return l.known
}

func (l *lens) guess(blocks int) guess {
	d := chances(l.run.Lens(blocks).Row(l.token))
	id := d.Ranked(0)
	g := guess{id, d.P[id], gpt.LensRef(blocks, l.token, id)}
	if blocks == l.run.State.Config.Layers {
		g.ref = gpt.ProbabilityRef(l.token, id)
	}
	return g
}

// chances are what softmax makes of logits.
func chances(logits []float32) *sample.Distribution {
	var d sample.Distribution
	if err := d.Set(logits, sample.Whole()); err != nil {
		panic(err) // the settings are those that always can be
	}
	return &d
}
