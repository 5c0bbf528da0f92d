package model

import (
	"fmt"
	"unicode/utf8"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A Passage is a text of the reader's and the run of it. Figures may share one.
type Passage struct {
	Written string
	Model   *Model   // nil: none yet
	Text    *Text    // what is written, as far as it is read
	Run     *gpt.Run // nil: there is no text, or it is not computed yet

	doubts Doubts
}

// Begin reads anew what is written.
func (p *Passage) Begin() {
	p.Text, p.Run = p.Model.Ending(p.Written), nil
	p.look()
}

// Empty reports whether there is nothing to read.
func (p *Passage) Empty() bool { return len(p.Text.IDs) == 0 }

// look takes the run if it is done.
func (p *Passage) look() {
	if !p.Empty() {
		p.Run, _ = p.Model.Run(p.Text.IDs) // tokens of a tokenizer are of its model's vocabulary
	}
}

// Work goes on with a run that is under way, and reports whether there was
// something to do. It is to be called at each Tick.
func (p *Passage) Work() bool {
	if p.Model == nil || p.Run != nil || p.Empty() {
		return false
	}
	p.Model.Work()
	p.look()
	return true
}

// Doubt is how little the model expected the text.
func (p *Passage) Doubt() *Doubt { return p.doubts.Of(p.Run) }

// Word names a token of the text. Until the next Layout a figure may ask for one
// of a longer text that was there before: that is no word.
func (p *Passage) Word(i int) string {
	pieces := p.Text.Pieces()
	if i >= len(pieces) {
		return ""
	}
	return "“" + tokens.Plain(pieces[i]) + "”"
}

// mostLetters is how many letters of a reader's text are cut into tokens: many
// more than a model of this kind reads, and few enough for a frame. A link may
// bring some times more.
const (
	mostLetters = 2000
	mostWritten = 5 * mostLetters
)

// Ending is the text of the last letters that a reader has written, as many as
// are cut into tokens at most.
func (m *Model) Ending(written string) *Text { return m.Text(lastLetters(written, mostLetters)) }

func lastLetters(text string, most int) string {
	at := len(text)
	for ; at > 0 && most > 0; most-- {
		_, n := utf8.DecodeLastRuneInString(text[:at])
		at -= n
	}
	return text[at:]
}

// Notice says what of what the reader has written is read, t being its Ending:
// nothing if that is all.
func (t *Text) Notice(written string) string {
	switch {
	case len(t.IDs) == 0:
		return "There is nothing to read. Type a word."
	case utf8.RuneCountInString(written) > mostLetters:
		return fmt.Sprintf("Your text is long: of its last %d letters the last %d tokens are read. More does not fit into the model’s context.", mostLetters, len(t.IDs))
	case t.Dropped > 0:
		return fmt.Sprintf("Your text has %d tokens. The last %d are read: more does not fit into the model’s context.", t.Dropped+len(t.IDs), len(t.IDs))
	}
	return ""
}

// Written is a parameter that is a text of the reader's.
func Written(name string, v *string) ui.Param {
	return ui.String(name, v, func(s string) error {
		if n := utf8.RuneCountInString(s); n > mostWritten {
			return fmt.Errorf("%s has at most %d letters, not %d", name, mostWritten, n)
		}
		return nil
	})
}

// Attention returns what token i gives to each token that it may see, itself
// the last, in a head; nil if run is, or if it has no such token.
func Attention(run *gpt.Run, h gpt.Head, i int) []float64 {
	if run == nil || i >= run.State.Length {
		return nil
	}
	row := run.State.Attention(0, h).Row(i)[:i+1]
	ws := make([]float64, len(row))
	for j, w := range row {
		ws[j] = float64(w)
	}
	return ws
}
