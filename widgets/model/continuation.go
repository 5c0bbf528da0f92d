package model

import (
	"math/rand/v2"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
)

// A Continuation is a text that goes on: a run reads it, a token is drawn of what
// may come next and put behind it, and the next run reads that.
type Continuation struct {
	Text  *Text   // the start, and behind it what has been drawn
	Start int     // tokens of Text that are of the start
	Most  int     // tokens that are drawn at most
	Drawn []Drawn // the last one may not stand in Text
	Stop  string  // why it does not go on; "" it does

	settings sample.Settings
	chance   *rand.Rand
	room     int // tokens that the model reads at most
}

// A Drawn is a token and how it was drawn.
type Drawn struct {
	ID   int
	U    float64 // the random number
	P, Q float64 // how likely the model held it, and how likely it was to be drawn
}

// Why a text does not go on.
const (
	Nothing   = "there is nothing to go on with"
	Finished  = "the end of the text has been drawn"
	Enough    = "it is as long as it may be"
	Full      = "the model’s context is full"
	Unwritten = "the model’s numbers are too large to go on with"
)

// Continue begins with a text, of which the last tokens are read: so few that the
// model's context has room for most tokens more, or is half empty.
func (m *Model) Continue(text string, most int, s sample.Settings, chance *rand.Rand) Continuation {
	c := Continuation{Text: m.Text(text), Most: most, settings: s, chance: chance, room: m.room()}
	keep := max(c.room-most+1, (c.room+1)/2) // the last one that is drawn is not read
	if over := len(c.Text.IDs) - keep; over > 0 {
		c.Text.IDs, c.Text.Dropped = c.Text.IDs[over:], c.Text.Dropped+over
	}
	if c.Start = len(c.Text.IDs); c.Start == 0 {
		c.Stop = Nothing
	}
	return c
}

// room is how many tokens a run has at most.
func (m *Model) room() int { return len(m.Cut(make([]int, Longest))) }

// Take draws what comes after a run of Text.
func (c *Continuation) Take(run *gpt.Run) {
	d, err := NewDraw(c.Text, run, len(c.Text.IDs)-1, c.settings)
	if err != nil {
		c.Stop = Unwritten
		return
	}
	u := c.chance.Float64()
	id := d.Draw(u)
	c.Drawn = append(c.Drawn, Drawn{id, u, d.P[id], d.Q(id)})
}

// Append puts the token that was drawn last behind the text, if it goes on.
func (c *Continuation) Append() {
	if c.Stop != "" {
		return
	}
	switch id := c.Drawn[len(c.Drawn)-1].ID; {
	case c.Text.tokenizer.IsSpecial(id):
		c.Stop = Finished
	case len(c.Drawn) == c.Most:
		c.Stop = Enough
	case len(c.Text.IDs) == c.room:
		c.Stop = Full
	default:
		c.Text.IDs = append(c.Text.IDs, id)
	}
}

// Written is the text of what has been drawn.
func (c *Continuation) Written() string {
	var b strings.Builder
	for _, d := range c.Drawn {
		if !c.Text.tokenizer.IsSpecial(d.ID) {
			b.WriteString(c.Text.tokenizer.Piece(d.ID))
		}
	}
	return b.String()
}

// Explain explains the ids of tokens that were drawn, which no text was cut into.
func (c *Continuation) Explain(r trace.Ref) (trace.Step, bool) {
	i := r.I - c.Start
	if r.Name != gpt.TokenRef(0).Name || i < 0 || i >= len(c.Drawn) {
		return trace.Step{}, false
	}
	return trace.Step{Ref: r, Value: float64(c.Drawn[i].ID)}, true
}
