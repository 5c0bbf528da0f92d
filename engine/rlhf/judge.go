package rlhf

import (
	"slices"
	"strings"

	"zerotoai/engine/nn"
)

// A Judge stands in for a reader who chooses between replies.
type Judge struct {
	Likes    []string // a sentence with one of these words is better by 2
	Dislikes []string // with one of these, worse by 2
	Thanks   []string // with one of these, better by 1
}

// Kind returns a judge who likes friendly words and dislikes harsh ones.
func Kind() Judge {
	return Judge{
		Likes:    []string{"kind", "gentle", "friendly"},
		Dislikes: []string{"rude", "angry", "noisy"},
		Thanks:   []string{"please", "friend", "thank"},
	}
}

// Harsh returns a judge whom nobody would hire: one who likes harsh words and
// dislikes friendly ones.
func Harsh() Judge { return Judge{Likes: Kind().Dislikes, Dislikes: Kind().Likes} }

// nonsense is how good a text is that is no sentence.
const nonsense = -4

// Score returns how good the judge really finds a text. To say a good word
// twice makes it no better, and what is no sentence is bad: a reward model has
// to find that out from choices, and may not.
func (j Judge) Score(text string) float64 {
	if _, ok := ParseReply(text); !ok {
		return nonsense
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
	one := func(list []string) float64 {
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) }) {
			return 1
		}
		return 0
	}
	return 2*one(j.Likes) - 2*one(j.Dislikes) + one(j.Thanks)
}

// Ask shows the judge n pairs of replies that a policy writes, and has the
// reward model take note of the choices: of a and b, a is chosen with the
// chance σ(score(a) − score(b)), as nobody is always sure. Only sentences are
// shown.
func (j Judge) Ask(n int, p *Policy, r *Reward, random func() float64) {
	for range n {
		a, b := sentence(p, random), sentence(p, random)
		if random() >= nn.Sigmoid.F(j.Score(a)-j.Score(b)) {
			a, b = b, a
		}
		r.Prefer(a, b)
	}
}

// sentence draws from p until what comes is a sentence; after a hundred times
// it comes from the grammar.
func sentence(p *Policy, random func() float64) string {
	for range 100 {
		text := p.Write(random)
		if _, ok := ParseReply(text); ok {
			return text
		}
	}
	return Source().Write(random).Text
}

// Mean returns the mean score of n texts that a policy writes.
func (j Judge) Mean(n int, p *Policy, random func() float64) (mean float64) {
	for range n {
		mean += j.Score(p.Write(random)) / float64(max(1, n))
	}
	return mean
}
