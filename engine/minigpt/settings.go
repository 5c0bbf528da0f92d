package minigpt

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The most that is taken, so that a page stays quick.
const (
	MostText    = 20000 // bytes
	MostWidth   = 64
	MostContext = 64
	MostSteps   = 5000
	MostBatch   = 32
	MostBlocks  = 4
)

// Defaults are the settings with which the program begins.
func Defaults() Settings {
	return Settings{Text: Birds, Width: 16, Heads: 2, Blocks: 1, Context: 16, Batch: 8, Steps: 600, Rate: 0.02, Seed: 1}
}

// Check says in words what cannot be trained. New is for settings that pass.
func (s Settings) Check() error {
	text := strings.TrimSpace(s.Text)
	switch {
	case text == "":
		return errors.New("there is no text to learn from")
	case !utf8.ValidString(text):
		return errors.New("the text is not UTF-8")
	case len(text) > MostText:
		return fmt.Errorf("the text has %d bytes, and %d are the most", len(text), MostText)
	case s.Heads < 1 || s.Width < 1 || s.Width > MostWidth || s.Width%s.Heads != 0:
		return fmt.Errorf("%d heads do not divide a width of %d (at most %d) into equal parts", s.Heads, s.Width, MostWidth)
	case !between(s.Blocks, 1, MostBlocks):
		return fmt.Errorf("from 1 to %d blocks, not %d", MostBlocks, s.Blocks)
	case !between(s.Context, 2, MostContext):
		return fmt.Errorf("a context of 2 to %d tokens, not %d", MostContext, s.Context)
	case !between(s.Batch, 1, MostBatch) || !between(s.Steps, 1, MostSteps):
		return fmt.Errorf("from 1 to %d examples and %d steps, not %d and %d", MostBatch, MostSteps, s.Batch, s.Steps)
	case !(s.Rate > 0 && s.Rate <= 10):
		return fmt.Errorf("a learning rate above 0 and up to 10, not %g", s.Rate)
	}
	return nil
}

func between(n, lo, hi int) bool { return lo <= n && n <= hi }
