package buildagpt

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/engine/minigpt"
)

// A run is the program at work, stopped where its numbers can be seen.
type run struct {
	fresh           *minigpt.Model // before its first step, with the gradients of one example
	stepped         *minigpt.Model // after one step
	learner         *minigpt.Model // learns while the reader looks on
	losses          []float64      // of the learner
	tokens, next    []int          // the first example of the first batch
	*minigpt.Record                // of that example
}

func newRun() (*run, error) {
	s := minigpt.Defaults()
	r := &run{fresh: minigpt.New(s), stepped: minigpt.New(s), learner: minigpt.New(s)}
	r.tokens, r.next = r.fresh.Example()
	r.Record = r.fresh.Record(r.tokens, r.next)
	_, err := r.stepped.Step()
	return r, err
}

// tensor is the first of that name on the tape.
func (r *run) tensor(name string) *minigpt.Tensor {
	i := slices.IndexFunc(r.Tape, func(t *minigpt.Tensor) bool { return t.Name == name })
	if i < 0 {
		panic("buildagpt: the program makes no " + name)
	}
	return r.Tape[i]
}

// letter writes a token so that it can be seen.
func (r *run) letter(token int) string { return shown(string(r.fresh.Letters[token])) }

// shown writes the end of a line as a sign.
func shown(text string) string { return strings.NewReplacer("\n", "¶", " ", "␣").Replace(text) }

// rows are the letters of tokens.
func (r *run) rows(tokens []int) (names []string) {
	for _, t := range tokens {
		names = append(names, r.letter(t))
	}
	return names
}

// all are the letters of the vocabulary.
func (r *run) all() (names []string) {
	for t := range r.fresh.Letters {
		names = append(names, r.letter(t))
	}
	return names
}

// numbered are the numbers of n rows, from 1.
func numbered(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprint(i+1))
	}
	return names
}

// lessons is how many steps the learner makes while the reader looks on.
const lessons = 200

// learn makes a step of the learner, and reports whether there are more.
func (r *run) learn() bool {
	if len(r.losses) >= lessons {
		return false
	}
	loss, err := r.learner.Step()
	if err != nil {
		return false
	}
	r.losses = append(r.losses, loss)
	return true
}
