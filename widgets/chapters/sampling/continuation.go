package sampling

import (
	"math/rand/v2"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
)

// A continuation is a text that goes on: the model reads it, a token is drawn and
// put behind it, and the model reads again.
type continuation struct {
	model    *model.Model
	settings sample.Settings
	text     *model.Text // the start, and behind it what has been drawn
	start    int         // tokens of text that are of the start
	room     int         // tokens that the model reads at most
	chance   *rand.Rand
	drawn    []drawn // the last one may not stand in text
	run      *gpt.Run
	end      string // why it does not go on; "" it does
}

// A drawn is a token, and how likely it was to be drawn.
type drawn struct {
	id int
	q  float64
}

// Why a text does not go on.
const (
	nothing   = "there is nothing to go on with"
	finished  = "the end of the text has been drawn"
	full      = "the model’s context is full"
	unwritten = "the model’s numbers are too large to go on with"
)

// newContinuation begins with a text, of which the last tokens are read: half of
// the model's context at most, so that there is room to go on. A seed has many
// streams of chance.
func newContinuation(m *model.Model, text string, s sample.Settings, seed, stream int) *continuation {
	c := &continuation{model: m, settings: s, text: m.Text(text), chance: rand.New(rand.NewPCG(uint64(seed), uint64(stream)))}
	c.room = len(m.Cut(make([]int, model.Longest)))
	if over := len(c.text.IDs) - (c.room+1)/2; over > 0 {
		c.text.IDs, c.text.Dropped = c.text.IDs[over:], c.text.Dropped+over
	}
	if c.start = len(c.text.IDs); c.start == 0 {
		c.end = nothing
	}
	return c
}

// to goes on up to n drawn tokens or the end, and reports whether it is there. If
// not, the model has work to do first.
func (c *continuation) to(n int) bool {
	for len(c.drawn) < n && c.end == "" {
		if !c.next() {
			return false
		}
	}
	return true
}

// next draws a token, if the model has read the text.
func (c *continuation) next() bool {
	run, err := c.model.Run(c.text.IDs)
	if err == nil && run == nil {
		return false
	}
	var d *model.Draw
	if err == nil {
		d, err = model.NewDraw(c.text, run, len(c.text.IDs)-1, c.settings)
	}
	if err != nil {
		c.end = unwritten
		return true
	}
	id := d.Draw(c.chance.Float64())
	c.run, c.drawn = run, append(c.drawn, drawn{id, d.Q(id)})
	c.append(id)
	return true
}

// append puts a drawn token behind the text, if the text goes on.
func (c *continuation) append(id int) {
	switch {
	case c.model.Tokenizer.IsSpecial(id):
		c.end = finished
	case len(c.text.IDs) == c.room:
		c.end = full
	default:
		c.text.IDs = append(c.text.IDs, id)
	}
}

// written is the text of what has been drawn.
func (c *continuation) written() string {
	var b strings.Builder
	for _, d := range c.drawn {
		if !c.model.Tokenizer.IsSpecial(d.id) {
			b.WriteString(c.model.Tokenizer.Piece(d.id))
		}
	}
	return b.String()
}

// draw is how a drawn token was chosen; nil if there is none.
func (c *continuation) draw(i int) *model.Draw {
	if i < 0 || i >= len(c.drawn) {
		return nil
	}
	d, err := model.NewDraw(c.text, c.run, c.start+i-1, c.settings)
	if err != nil {
		return nil
	}
	return d
}

// token explains a token that was drawn, whose id no text was cut into.
func (c *continuation) token(r trace.Ref) (trace.Step, bool) {
	i := r.I - c.start
	if r.Name != gpt.TokenRef(0).Name || i < 0 || i >= len(c.drawn) {
		return trace.Step{}, false
	}
	return trace.Step{Ref: r, Value: float64(c.drawn[i].id)}, true
}
