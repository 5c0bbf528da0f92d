package buildagpt

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/engine/minigpt"
	"zerotoai/engine/trace"
)

// A run is the program at work, stopped where its numbers can be seen.
type run struct {
	fresh           *minigpt.Model // before its first step, with the gradients of one example
	*minigpt.Record                // of the first example of the first batch
	first           *minigpt.Update
	learner         *minigpt.Model // learns while the reader looks on
	losses          []float64      // of the learner
}

func newRun() *run {
	s := minigpt.Defaults()
	r := &run{fresh: minigpt.New(s), first: minigpt.FirstStep(s), learner: minigpt.New(s)}
	r.Record = r.fresh.Record(r.fresh.Example())
	return r
}

// update is the first step. Tick by tick it is made ready for when it is looked at.
func (r *run) update() *minigpt.Update {
	for r.first.Next() {
	}
	return r.first
}

// ofUpdate leads the names of the numbers of the first step.
const ofUpdate = "update "

// Explain implements trace.Source.
func (r *run) Explain(ref trace.Ref) (trace.Step, bool) {
	if strings.HasPrefix(ref.Name, ofUpdate) {
		return trace.Renamed(ofUpdate, r.update()).Explain(ref)
	}
	return r.Record.Explain(ref)
}

// names says in words what a number is called.
func (r *run) names(ref trace.Ref) string {
	if name, ok := strings.CutPrefix(ref.Name, ofUpdate); ok {
		return r.update().Name(trace.Ref{Name: name, I: ref.I, J: ref.J})
	}
	return r.Record.Name(ref)
}

// origin says where a given number comes from.
func (r *run) origin(ref trace.Ref) string {
	if name, ok := strings.CutPrefix(ref.Name, ofUpdate); ok {
		return r.update().Origin(trace.Ref{Name: name, I: ref.I, J: ref.J})
	}
	return r.Record.Origin(ref)
}

// each is the first vector of that name for each token.
func (r *run) each(name string) (rows minigpt.Matrix) {
	for _, v := range r.Tape {
		if v.Name == "start" {
			rows = append(rows, nil)
		}
		if v.Name == name && rows[len(rows)-1] == nil {
			rows[len(rows)-1] = v
		}
	}
	if slices.Contains(rows, nil) {
		panic("buildagpt: the program makes no " + name)
	}
	return rows
}

// third is the token at which the stops look that have room for one.
const third = 2

// at is the vector of that name of the third token.
func (r *run) at(name string) *minigpt.Vector { return r.each(name)[third] }

// loss is the end of the tape.
func (r *run) loss() *minigpt.Vector { return r.Tape[len(r.Tape)-1] }

// row is where a row stands among all that is learned.
func (r *run) row(v *minigpt.Vector) int { return slices.Index(r.fresh.Learned, v) }

// letter writes a token so that it can be seen.
func (r *run) letter(token int) string { return shown(string(r.fresh.Letters[token])) }

// read is the text that the example has up to the third token, and with it.
func (r *run) read() string { return shown(r.fresh.Decode(r.Tokens[:third+1])) }

// shown writes the end of a line as a sign.
func shown(text string) string { return strings.NewReplacer("\n", "¶", " ", "␣").Replace(text) }

// letters are the letters of tokens.
func (r *run) letters(tokens []int) (names []string) {
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
	loss, err := r.learner.Train()
	if err != nil {
		return false
	}
	r.losses = append(r.losses, loss)
	return true
}
