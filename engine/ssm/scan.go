package ssm

// A Link is what a word does to a channel: h becomes Keep·h + Add.
type Link struct{ Keep, Add float64 }

// Then returns what l and after it next do. It does not matter which of
// several links are put together first, so they need not be done in turn.
func (l Link) Then(next Link) Link {
	return Link{Keep: next.Keep * l.Keep, Add: next.Keep*l.Add + next.Add}
}

// Scan returns the states that links lead to from h = 0, and in how many
// rounds: in each one every link is put together with the one 1, 2, 4 … places
// before it, all of which could be done at the same time. So a machine with
// many hands needs log₂ n rounds for n words (W. D. Hillis and G. L. Steele,
// Data parallel algorithms, 1986; Mamba's scan is of this kind).
func Scan(links []Link) (states []float64, rounds int) {
	now := append([]Link(nil), links...)
	for far := 1; far < len(now); far *= 2 {
		next := append([]Link(nil), now...)
		for t := far; t < len(now); t++ {
			next[t] = now[t-far].Then(now[t])
		}
		now = next
		rounds++
	}
	for _, l := range now {
		states = append(states, l.Add)
	}
	return states, rounds
}

// Links returns what the words of a text do to channel d.
func (m *Model) Links(text []int, d int) []Link {
	links := make([]Link, len(text))
	for t, word := range text {
		g := m.Gate(word, d)
		links[t] = Link{Keep: 1 - g, Add: g * m.u[word][d]}
	}
	return links
}
