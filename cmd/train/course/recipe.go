// Package course is how the guide's model learns the tiny world: the recipe,
// the tokenizer, the rows of text, and a training that can be interrupted.
package course

import "zerotoai/engine/gpt"

// A Recipe says all that a training depends on: the same recipe makes the same
// model, whatever the number of processors.
type Recipe struct {
	Seed       uint64
	Rule       string // of the world: what is read
	Vocabulary int    // tokens, all bytes and the end of a text among them
	Texts      int    // how many texts the tokenizer is made from
	Model      gpt.Config
	Settings   gpt.Settings
}

// Shipped returns the recipe of the model in static/model.
func Shipped() Recipe {
	r := Recipe{Seed: 1, Rule: "text", Vocabulary: 1100, Texts: 20_000, Settings: gpt.Defaults()}
	r.Model = gpt.Config{Layers: 3, Heads: 4, Width: 96, Context: 96}
	r.Settings.Batch, r.Settings.Micro, r.Settings.Length = 16, 4, 96
	r.Settings.Rate, r.Settings.Floor, r.Settings.WarmUp, r.Settings.Steps = 6e-3, 1e-4, 200, 8000
	return r
}
