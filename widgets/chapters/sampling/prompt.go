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
	model.Passage
	temperature float64
	k, p        float64 // top-k, a whole number, 0 is off; and top-p, 1 is off

	next model.Draw // after the text
	set  bool       // next is that of the text and the settings
}

const (
	startText = "Nine pandas"
	mostK     = 100
)

func newPrompt() *prompt {
	p := &prompt{Passage: model.Passage{Written: startText}}
	p.take(ours)
	return p
}

// open takes a model.
func (p *prompt) open(m *model.Model) {
	if m != p.Model {
		p.Model = m
		p.begin()
	}
}

// write takes another text.
func (p *prompt) write(text string) {
	p.Written = text
	p.begin()
}

// begin reads the text anew.
func (p *prompt) begin() {
	if p.Model != nil {
		p.Begin()
		p.choose()
	}
}

// choose goes through the six steps.
func (p *prompt) choose() {
	if p.set = p.Run != nil; p.set {
		p.next.Text, p.next.Run, p.next.At = p.Text, p.Run, len(p.Text.IDs)-1
		p.set = p.next.Set(p.Run.State.Logits.Row(p.next.At), p.settings()) == nil
	}
}

func (p *prompt) settings() sample.Settings {
	return sample.Settings{Temperature: p.temperature, TopK: int(p.k), TopP: p.p}
}

// work goes on with a run that is under way.
func (p *prompt) work() bool {
	if !p.Work() {
		return false
	}
	p.choose()
	return true
}

// word names a token of the vocabulary.
func (p *prompt) word(id int) string {
	return "“" + tokens.Plain(p.Model.Tokenizer.Piece(id)) + "”"
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
	said := p.Text.Notice(p.Written)
	switch {
	case p.Empty():
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
	d := p.Doubt()
	if !d.Known() {
		return ""
	}
	said := " " + d.Words(p.Model.Guest)
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
		model.Written("prompt", &p.Written),
		ui.Float("temperature", &p.temperature, 0.1, 2),
		p.topK(),
		ui.Float("top-p", &p.p, 0, 1),
	}
}
