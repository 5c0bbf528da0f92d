package sampling

import (
	"fmt"
	"unicode/utf8"

	"zerotoai/engine/gpt"
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
	k, p        float64 // top-k, a whole number, and top-p

	model *model.Model
	cut   *model.Text
	run   *gpt.Run // nil: there is no text, or it is not computed yet
	next  sample.Distribution
	set   bool // next is that of the text and the settings
}

const (
	startText = "Every morning the"
	longest   = 10_000 // characters of a text
	mostK     = 50
)

func newPrompt() *prompt {
	return &prompt{text: startText, temperature: 0.7, k: 10, p: 0.9}
}

// open takes a model.
func (p *prompt) open(m *model.Model) {
	if m != p.model {
		p.model = m
		p.begin()
	}
}

// write takes another text, of which the last characters are kept.
func (p *prompt) write(text string) {
	if n := utf8.RuneCountInString(text); n > longest {
		text = string([]rune(text)[n-longest:])
	}
	p.text = text
	p.begin()
}

// begin reads the text anew.
func (p *prompt) begin() {
	if p.model == nil {
		return
	}
	p.cut, p.run = p.model.Text(p.text), nil
	p.look()
}

// look takes the run if it is done.
func (p *prompt) look() {
	if len(p.cut.IDs) > 0 {
		p.run, _ = p.model.Run(p.cut.IDs) // tokens of a tokenizer are of its model's vocabulary
	}
	p.choose()
}

// choose goes through the six steps.
func (p *prompt) choose() {
	p.set = p.run != nil && p.next.Set(p.run.State.Logits.Row(p.last()), p.settings()) == nil
}

func (p *prompt) settings() sample.Settings {
	return sample.Settings{Temperature: p.temperature, TopK: int(p.k), TopP: p.p}
}

// work goes on with a run that is under way.
func (p *prompt) work() bool {
	if p.model == nil || p.run != nil || len(p.cut.IDs) == 0 {
		return false
	}
	p.model.Work()
	p.look()
	return true
}

// last is the token after which the model answers.
func (p *prompt) last() int { return len(p.cut.IDs) - 1 }

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

// notice says what of the text is read.
func (p *prompt) notice() string {
	switch {
	case len(p.cut.IDs) == 0:
		return "There is nothing to go on with. Type a word."
	case !p.set:
		return "Not computed yet."
	case p.cut.Dropped > 0:
		return fmt.Sprintf("Your text has %d tokens. The last %d are read: more does not fit.", p.cut.Dropped+len(p.cut.IDs), len(p.cut.IDs))
	}
	return fmt.Sprintf("All %s tokens of the vocabulary are computed. Kept are %s.",
		label.Whole(float64(len(p.next.P))), label.Whole(float64(p.next.Kept)))
}

// Explain implements trace.Source: what a logit was made of is told by the run.
func (p *prompt) Explain(r trace.Ref) (trace.Step, bool) {
	if !p.set {
		return trace.Step{}, false
	}
	s, ok := p.next.Explain(r)
	if ok && r == sample.LogitRef(r.I) {
		s, ok = p.run.Explain(gpt.LogitRef(p.last(), r.I))
		s.Ref = r
	}
	if ok {
		return s, true
	}
	return p.cut.Source(p.run).Explain(r)
}

// name calls a number of the steps by words.
func (p *prompt) name(r trace.Ref) string {
	if _, ok := p.next.Explain(r); !ok {
		return p.cut.Name(r)
	}
	switch r.Name {
	case "logit", "scaled", "shifted", "exp", "p", "q":
		return steps[r.Name] + " of " + p.word(r.I)
	case "mass", "up to":
		return fmt.Sprintf("%s the best %d", steps[r.Name], r.I+1)
	}
	return steps[r.Name]
}

// steps are the words for the numbers of the steps.
var steps = map[string]string{
	"logit": "logit", "scaled": "logit / temperature", "shifted": "scaled logit less the largest", "exp": "power of e",
	"p": "probability", "q": "probability after the cut", "mass": "sum of probabilities of", "up to": "sum after the cut of",
	"temperature": "temperature", "largest": "largest scaled logit", "sum": "sum of the powers", "kept": "sum of what is kept",
}

func (p *prompt) origin(r trace.Ref) string {
	switch r.Name {
	case "temperature":
		return "set by you"
	case "q":
		return "cut, so it is never drawn"
	}
	return p.cut.Origin(r)
}

// topK is the number of tokens that top-k keeps. A slider moves a float64; a
// link holds a whole number.
func (p *prompt) topK() ui.Param {
	k := int(p.k)
	whole := ui.Int("top-k", &k, 1, mostK)
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
		ui.String("prompt", &p.text, func(s string) error {
			if n := utf8.RuneCountInString(s); n > longest {
				return fmt.Errorf("prompt has at most %d characters, not %d", longest, n)
			}
			return nil
		}),
		ui.Float("temperature", &p.temperature, 0.1, 2),
		p.topK(),
		ui.Float("top-p", &p.p, 0, 1),
	}
}
