package label

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// Fit shapes as much of a text as a width has room for, and dots for what is
// left out.
func Fit(c *ui.Context, f paint.Font, text string, width float64) paint.Run {
	run := c.Type.Shape(f, text)
	for letters := []rune(text); run.Advance > width && len(letters) > 0; {
		letters = letters[:len(letters)-1]
		run = c.Type.Shape(f, string(letters)+"…")
	}
	return run
}
