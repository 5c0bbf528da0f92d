package embedding

import (
	"fmt"

	"zerotoai/widgets/ui"
)

// longestWord is what a link tells of what was looked for, in bytes.
const longestWord = 100

// State implements ui.Stateful.
func (a *atlas) State() []ui.Param {
	word := ui.Int("word", &a.word, 0, 1<<24-1)
	get, set := word.Get, word.Set
	word.Get = func() string { // the token that is chosen in the text is told there
		if a.model != nil && a.word == a.id() {
			return ""
		}
		return get()
	}
	word.Set = func(s string) error {
		err := set(s)
		a.linked = err == nil && s != "" || err != nil && a.linked
		return err
	}
	find := ui.String("find", &a.find.Text, func(s string) error {
		if len(s) > longestWord {
			return fmt.Errorf("find has at most %d bytes, not %d", longestWord, len(s))
		}
		return nil
	})
	return []ui.Param{word, ui.Option("directions", &a.sight, sights), find}
}

// Restored implements ui.Stateful. The token may be one of a larger model.
func (a *atlas) Restored() {
	if a.model != nil && a.word >= a.model.Tokenizer.Size() {
		a.word = none
		a.follow()
	}
}
