package corpus

import (
	"cmp"
	"math"
	"slices"
)

// A Reading is a text that is read unit by unit, and knows at each place how
// it can go on, and how likely.
type Reading struct {
	source *Source
	ahead  []step    // all ways to go on from here
	units  []string  // what has been read
	paths  [][]*path // paths[k]: the choices that may have led to k units
	mass   []float64 // mass[k] is the probability of the first k units
}

// A step is a way to go on.
type step struct {
	unit string
	next state
}

// Begin begins to read a text; what follows can be added unit by unit. It
// stops before the first unit with which no text of the source goes on: then
// Text is shorter than the text given.
func (s *Source) Begin(text string) *Reading {
	r := &Reading{source: s, mass: []float64{1}, paths: [][]*path{{nil}}}
	r.look([]state{s.state()})
	units, _ := Units(text)
	for _, u := range units {
		if !r.Add(u) {
			break
		}
	}
	return r
}

// look finds all ways to go on from states.
func (r *Reading) look(states []state) {
	r.ahead = r.ahead[:0]
	for _, s := range states {
		s.follow(r.source.split, func(unit string, next state) {
			r.ahead = append(r.ahead, step{unit, next})
		})
	}
}

// Add reads a unit and reports whether the text can go on so; if it cannot,
// the reading stays where it was.
func (r *Reading) Add(unit string) bool {
	var states []state
	var paths []*path
	mass := 0.0
	for _, a := range r.ahead {
		if a.unit == unit {
			states, paths, mass = append(states, a.next), append(paths, a.next.path), mass+a.next.path.prob()
		}
	}
	if states == nil {
		return false
	}
	r.units, r.paths, r.mass = append(r.units, unit), append(r.paths, paths), append(r.mass, mass)
	if unit == End {
		r.ahead = nil
	} else {
		r.look(states)
	}
	return true
}

// Text returns what has been read.
func (r *Reading) Text() (text string) {
	for _, u := range r.units {
		text += u
	}
	return text
}

// A Choice is a unit and its probability.
type Choice struct {
	Unit string
	P    float64
}

// Next returns with which units, and how likely, the text goes on: the most
// likely first, among equals by their letters. It is empty after End.
func (r *Reading) Next() []Choice {
	sum := map[string]float64{}
	for _, a := range r.ahead {
		sum[a.unit] += a.next.path.prob()
	}
	choices := make([]Choice, 0, len(sum))
	for u, p := range sum {
		choices = append(choices, Choice{u, p / r.mass[len(r.mass)-1]})
	}
	slices.SortFunc(choices, func(a, b Choice) int {
		return cmp.Or(cmp.Compare(b.P, a.P), cmp.Compare(a.Unit, b.Unit))
	})
	return choices
}

// Prob returns the probability that a text of the source begins as the one
// that has been read.
func (r *Reading) Prob() float64 { return r.mass[len(r.mass)-1] }

// Prob returns the probability that the source writes text, 0 if it cannot.
func (s *Source) Prob(text string) float64 {
	r := s.Begin(text)
	if r.Text() != text || !r.Add(End) {
		return 0
	}
	return r.Prob()
}

// Parses reports whether text is one that the source can write.
func (s *Source) Parses(text string) bool { return s.Prob(text) > 0 }

// Surprise returns −ln p in nats for each token of a text of the source, with
// that of End at last, and whether it is a text of the source. cut says into
// which tokens a unit is cut; End must be one. A token's p is the share of the
// texts that begin as the tokens up to it, among those that begin as the
// tokens before it.
func (s *Source) Surprise(text string, cut func(unit string) []int) (nats []float64, ok bool) {
	units, ok := Units(text)
	r, before := s.Begin(""), 1.0
	for _, u := range append(units, End) {
		tokens := cut(u)
		for k := range tokens {
			mass := r.begins(tokens[:k+1], cut)
			nats, before = append(nats, math.Log(before/mass)), mass
		}
		if !ok || !r.Add(u) {
			return nil, false
		}
	}
	return nats, true
}

// begins returns the probability of what has been read, followed by a unit
// whose tokens begin with those given.
func (r *Reading) begins(tokens []int, cut func(unit string) []int) (p float64) {
	for _, a := range r.ahead {
		if all := cut(a.unit); len(all) >= len(tokens) && slices.Equal(all[:len(tokens)], tokens) {
			p += a.next.path.prob()
		}
	}
	return p
}
