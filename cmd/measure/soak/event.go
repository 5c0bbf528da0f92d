//go:build !js

package soak

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// An event is something that a reader does, or that happens to the page. All
// have the same fields; each kind takes of them what it needs.
type event struct {
	kind     *kind
	from, to place
	n        int // which of many, or how much
	pause    time.Duration
}

// A place is where in the view, from 0 to 1 each.
type place struct{ x, y float64 }

func (e event) String() string {
	return fmt.Sprintf("%s (%.3f, %.3f) (%.3f, %.3f) %d, %v", e.kind.name, e.from.x, e.from.y, e.to.x, e.to.y, e.n, e.pause)
}

// A kind is a kind of event. play may say what it found to play it on.
type kind struct {
	name   string
	weight int
	rough  bool // it may reload the page, or end its painting
	play   func(p *player, e event) (on string, err error)
}

// source makes events by chance. What it makes depends on its seed alone.
type source struct {
	rand  *rand.Rand
	total int
}

func newSource(seed uint64) *source {
	s := &source{rand: rand.New(rand.NewPCG(seed, 0))}
	for _, k := range kinds {
		s.total += k.weight
	}
	return s
}

func (s *source) next() event {
	where := func() place { return place{s.rand.Float64(), s.rand.Float64()} }
	return event{
		kind: s.kind(), from: where(), to: where(), n: s.rand.IntN(1 << 16),
		pause: time.Duration(s.rand.IntN(100)) * time.Millisecond,
	}
}

func (s *source) kind() *kind {
	at := s.rand.IntN(s.total)
	for i := range kinds {
		if at -= kinds[i].weight; at < 0 {
			return &kinds[i]
		}
	}
	panic("the weights of all kinds are more than their sum")
}

// one is the n-th of some, going round.
func one[T any](some []T, n int) T { return some[n%len(some)] }
