//go:build !js

package soak

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A seed plays the same events again, and another one others.
func TestSeed(t *testing.T) {
	take := func(seed uint64) (said []string) {
		s := newSource(seed)
		for range 1000 {
			said = append(said, s.next().String())
		}
		return said
	}
	if !slices.Equal(take(7), take(7)) {
		t.Error("the same seed gives two runs")
	}
	if slices.Equal(take(7), take(8)) {
		t.Error("two seeds give the same run")
	}
}

// Every kind comes, about as often as its weight says.
func TestWeights(t *testing.T) {
	const n = 100_000
	s, seen := newSource(1), map[string]int{}
	for range n {
		seen[s.next().kind.name]++
	}
	for _, k := range kinds {
		want := float64(n*k.weight) / float64(s.total)
		if got := float64(seen[k.name]); got < 0.8*want || got > 1.2*want {
			t.Errorf("%s comes %v times, not about %v", k.name, got, want)
		}
	}
}

// The memory of an hour is compared with that after five minutes; of a short run,
// with that after a quarter.
func TestMark(t *testing.T) {
	for length, want := range map[time.Duration]time.Duration{time.Hour: 5 * time.Minute, 2 * time.Minute: 30 * time.Second} {
		if got := (Run{For: length}).mark(); got != want {
			t.Errorf("in %v the mark is at %v, not %v", length, got, want)
		}
	}
}

// A fifth more than at the mark is too much, and so are peaks of several times what
// is held.
func TestAgainst(t *testing.T) {
	first := level{heap: 4e6, program: 96e6, wasm: 200e6}
	for want, l := range map[string]level{
		"":                        {heap: 5e6, program: 114e6, wasm: 240e6},
		"what is held has grown":  {heap: 26e6, program: 96e6, wasm: 200e6},
		"far more memory was tak": {heap: 4e6, program: 96e6, wasm: 300e6},
	} {
		err := l.against(first)
		if (err == nil) != (want == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v against %v: %v", l, first, err)
		}
	}
}
