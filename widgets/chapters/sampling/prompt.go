package sampling

import (
	"fmt"

	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A prompt is the reader's text, what the model says comes next, and how one
// token of it is chosen. The figures share it.
type prompt struct {
	text        string
	temperature float64
	k, p        float64 // top-k, a whole number, 0 is off; and top-p, 1 is off

	model *model.Model
	next  model.Draw // after the text; its Run is nil if there is no text, or if it is not computed yet
	set   bool       // next is that of the settings
	known model.Doubts
}

const (
	startText = "Nine pandas"
	mostK     = 100
)

func newPrompt() *prompt {
	p := &prompt{text: startText}
	p.take(ours)
	return p
}

// open takes a model.
func (p *prompt) open(m *model.Model) {
	if m != p.model {
		p.model = m
		p.begin()
	}
}

// write takes another text.
func (p *prompt) write(text string) {
	p.text = text
	p.begin()
}

// begin reads the text anew.
func (p *prompt) begin() {
	if p.model == nil {
		return
	}
	p.next.Text, p.next.Run = p.model.Ending(p.text), nil
	p.next.At = len(p.next.Text.IDs) - 1
	p.look()
}

// look takes the run if it is done.
func (p *prompt) look() {
	if !p.empty() {
		p.next.Run, _ = p.model.Run(p.next.Text.IDs) // tokens of a tokenizer are of its model's vocabulary
	}
	p.choose()
}

// empty reports whether there is nothing to go on with.
func (p *prompt) empty() bool { return p.next.At < 0 }

// choose goes through the six steps.
func (p *prompt) choose() {
	p.set = p.next.Run != nil && p.next.Set(p.next.Run.State.Logits.Row(p.next.At), p.settings()) == nil
}

func (p *prompt) settings() sample.Settings {
	return sample.Settings{Temperature: p.temperature, TopK: int(p.k), TopP: p.p}
}

// work goes on with a run that is under way.
func (p *prompt) work() bool {
	if p.model == nil || p.next.Run != nil || p.empty() {
		return false
	}
	p.model.Work()
	p.look()
	return true
}

// word names a token of the vocabulary.
func (p *prompt) word(id int) string {
	return "“" + tokens.Plain(p.model.Tokenizer.Piece(id)) + "”"
}

// rows are the best tokens on their way through the steps.
func (p *prompt) rows(n int) []sample.Row {
	if !p.set {
		return nil
	}
	return p.next.Rows(n)
}

// notice says what of the text is read, how far it is of the model's world, and
// what is kept.
func (p *prompt) notice() string {
	said := p.next.Text.Notice(p.text)
	switch {
	case p.empty():
		return said
	case !p.set:
		return "Not computed yet."
	case said == "":
		said = fmt.Sprintf("All %s tokens of the vocabulary are computed. Kept are %s.", label.Whole(float64(len(p.next.P))), label.Whole(float64(p.next.Kept)))
	}
	return said + p.doubts()
}

// doubts says whether the text is of the model's world.
func (p *prompt) doubts() string {
	d := p.known.Of(p.next.Run)
	if !d.Known() {
		return ""
	}
	said := " " + d.Words(p.model.Guest)
	if d.Much() {
		said += " What it offers is a guess, even where one token is far ahead."
	}
	return said
}

// Explain implements trace.Source: what a logit was made of is told by the run.
func (p *prompt) Explain(r trace.Ref) (trace.Step, bool) {
	if !p.set {
		return trace.Step{}, false
	}
	return p.next.Explain(r)
}

// topK is the number of tokens that top-k keeps. A slider moves a float64; a
// link holds a whole number.
func (p *prompt) topK() ui.Param {
	k := int(p.k)
	whole := ui.Int("top-k", &k, 0, mostK)
	get, set := whole.Get, whole.Set
	whole.Get = func() string {
		k = int(p.k)
		return get()
	}
	whole.Set = func(s string) error {
		err := set(s)
		if err == nil {
			p.k = float64(k)
		}
		return err
	}
	return whole
}

func (p *prompt) state() []ui.Param {
	return []ui.Param{
		model.Written("prompt", &p.text),
		ui.Float("temperature", &p.temperature, 0.1, 2),
		p.topK(),
		ui.Float("top-p", &p.p, 0, 1),
	}
}
