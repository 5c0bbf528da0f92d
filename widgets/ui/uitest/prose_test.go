package uitest

import (
	"slices"
	"testing"
)

const chapter = `# Title

The loss falls from 8.25 to
6.8675 in 1 step; $x^2$ and ` + "`e^3`" + ` are no numbers of it[^a].

[^a]: A source, 2014.
`

func TestUnheld(t *testing.T) {
	for _, c := range []struct {
		sayings []string
		want    []string
	}{
		{[]string{"from 8.25 to 6.8675 in 1 step; $x^2$"}, nil},
		{[]string{"from 8.25 to 6.8675", "in 1 step"}, nil},
		{[]string{"from 8.25 to 6.8675"}, []string{"nothing holds 1 in: e The loss falls                     in 1 step; $x^2$ and `e^3` are no numbers of"}},
		{[]string{"from 8.25 to 6.87 in", "8.25 to 6.8675 in 1 step"}, []string{"the text does not say: from 8.25 to 6.87 in"}},
	} {
		if got := unheld(t, []byte(chapter), c.sayings); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.sayings, got, c.want)
		}
	}
}
