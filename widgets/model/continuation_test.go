package model

import (
	"math/rand/v2"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
)

func seeded() *rand.Rand { return rand.New(rand.NewPCG(1, 0)) }

// written goes on to the end.
func written(t *testing.T, m *Model, c *Continuation) string {
	t.Helper()
	for c.Stop == "" {
		run, err := m.Run(c.Text.IDs)
		if err != nil {
			t.Fatal(err)
		}
		c.Take(run)
		c.Append()
	}
	return c.Written()
}

// A text goes on to the end that is drawn, to as many tokens as are wanted, or
// until the context is full; from none there is nothing to go on with.
func TestContinue(t *testing.T) {
	m := shipped(t)
	for _, c := range []struct {
		text          string
		most          int
		written, stop string
	}{
		{"What is gravity?", Longest, " Gravity is the force that pulls things together. It makes apples fall to the ground.", Finished},
		{"What is gravity?", 4, " Gravity", Enough},
		{"", 4, "", Nothing},
	} {
		on := m.Continue(c.text, c.most, sample.Settings{}, seeded())
		if got := written(t, m, &on); !strings.HasPrefix(got, c.written) || on.Stop != c.stop || len(on.Drawn) > c.most {
			t.Errorf("%q goes on %q: %s", c.text, got, on.Stop)
		}
	}
}

// Of a long text so much is read that there is room to go on.
func TestContinueLong(t *testing.T) {
	m := shipped(t)
	long := strings.Repeat("cat ", 500)
	for most, start := range map[int]int{Longest: Longest / 2, 10: Longest - 9, 1: Longest} {
		c := m.Continue(long, most, sample.Settings{}, seeded())
		if c.Start != start || c.Text.Dropped == 0 {
			t.Errorf("with room for %d, %d tokens are read", most, c.Start)
		}
	}
	c := m.Continue(long, Longest, sample.Settings{}, seeded())
	for range Longest {
		c.Drawn = append(c.Drawn, Drawn{ID: c.Text.IDs[0]})
		c.Append()
	}
	if c.Stop != Full || len(c.Text.IDs) != Longest {
		t.Errorf("%d tokens: %q", len(c.Text.IDs), c.Stop)
	}
}

// Weights that make no numbers make no text.
func TestContinueWild(t *testing.T) {
	m := shipped(t)
	c := m.Continue("The cat", 4, sample.Whole(), seeded())
	run, err := m.Run(c.Text.IDs)
	if err != nil {
		t.Fatal(err)
	}
	for i := range run.State.Logits.Data {
		run.State.Logits.Data[i] *= 0
		run.State.Logits.Data[i] /= run.State.Logits.Data[i]
	}
	if c.Take(run); c.Stop != Unwritten || len(c.Drawn) != 0 {
		t.Errorf("%v is drawn: %q", c.Drawn, c.Stop)
	}
}

// The ids of drawn tokens are explained, and no others.
func TestContinueExplain(t *testing.T) {
	m := shipped(t)
	c := m.Continue("What is gravity?", 3, sample.Settings{}, seeded())
	written(t, m, &c)
	for i := range c.Start + 5 {
		s, ok := c.Explain(gpt.TokenRef(i))
		if drawn := i >= c.Start && i < c.Start+3; ok != drawn || ok && int(s.Value) != c.Drawn[i-c.Start].ID {
			t.Errorf("token %d: %v, %v", i, s.Value, ok)
		}
	}
}
