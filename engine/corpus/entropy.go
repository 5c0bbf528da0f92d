package corpus

import "math"

// Entropy returns the mean of −ln p over the texts of the source, in nats: how
// many nats of surprise a text has for who knows the source best. It is exact
// for grammars in which every text is made in one way, and in which how many
// rows a draw can choose from does not depend on which rows were drawn before,
// as in World.
func (s *Source) Entropy() float64 {
	at := s.state()
	return at.entropy(at.rest.items, s.split)
}

// entropy returns that of items, and leaves names bound as some text does.
func (s *state) entropy(items []item, split Split) (nats float64) {
	for _, it := range items {
		switch it := it.(type) {
		case call:
			nats += s.entropyOfCall(it, split)
		case draw:
			opts, total := s.options(it, split)
			nats += math.Log(total)
			s.bind(it.name, it.table, opts[0].index)
		}
	}
	return nats
}

// entropyOfCall: the choice of a way, and what it goes on with.
func (s *state) entropyOfCall(c call, split Split) (nats float64) {
	opts, total := s.options(c, split)
	before := *s
	for _, o := range opts {
		p, way := o.weight/total, before
		nats += p * (way.entropy(c.rule.ways[o.index].items, split) - math.Log(p))
		*s = way
	}
	return nats
}
