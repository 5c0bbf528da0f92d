package sampling

import (
	"math/rand/v2"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/widgets/model"
)

// A continuation is a text that goes on as the model's runs of it come.
type continuation struct {
	model.Continuation
	model    *model.Model
	settings sample.Settings
	run      *gpt.Run // the last one
}

// newContinuation begins with a text. A seed has many streams of chance.
func newContinuation(m *model.Model, text string, s sample.Settings, seed, stream int) *continuation {
	chance := rand.New(rand.NewPCG(uint64(seed), uint64(stream)))
	return &continuation{Continuation: m.Continue(text, model.Longest, s, chance), model: m, settings: s}
}

// to goes on up to n drawn tokens or the end, and reports whether it is there. If
// not, the model has work to do first.
func (c *continuation) to(n int) bool {
	for len(c.Drawn) < n && c.Stop == "" {
		run, err := c.model.Run(c.Text.IDs)
		if err == nil && run == nil {
			return false
		}
		if err != nil {
			c.Stop = model.Unwritten
			break
		}
		c.run = run
		c.Take(run)
		c.Append()
	}
	return true
}

// draw is how a drawn token was chosen; nil if there is none.
func (c *continuation) draw(i int) *model.Draw {
	if i < 0 || i >= len(c.Drawn) {
		return nil
	}
	d, err := model.NewDraw(c.Text, c.run, c.Start+i-1, c.settings)
	if err != nil {
		return nil
	}
	return d
}
