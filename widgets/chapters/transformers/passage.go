package transformers

import (
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// A passage is the reader's text as the guide's model reads it, with one of
// its tokens followed and a head looked into. Two figures share it.
type passage struct {
	model.Passage
	token       int // that is followed
	layer, head int // counted from 0
	number      int // that is framed in vectors, counted from 0
}

// The passage that the chapter starts with is of the chapter before. Its last
// token has to find out who is tired, and this head does.
const (
	passageText  = "The cat sat on the mat because it was tired. The"
	passageToken = 11
	passageLayer = 2
	passageHead  = 2
)

func newPassage() *passage {
	return &passage{Passage: model.Passage{Written: passageText}, token: passageToken, layer: passageLayer, head: passageHead}
}

// open takes a model.
func (p *passage) open(m *model.Model) {
	if m != p.Model {
		p.Model = m
		p.begin()
	}
}

// write takes another text.
func (p *passage) write(text string) {
	p.Written = text
	p.begin()
}

// begin reads the text anew. What is looked at stays as far as it is there.
func (p *passage) begin() {
	if p.Model == nil {
		return
	}
	c := p.Model.Weights.Config
	p.layer, p.head = min(p.layer, c.Layers-1), min(p.head, c.Heads-1)
	p.Begin()
	p.token = max(0, min(p.token, len(p.Text.IDs)-1))
}

// inside is the head that is looked into.
func (p *passage) inside() gpt.Head { return gpt.Head{Layer: p.layer, Head: p.head} }

// weights are what the followed token gives to each token that it may see, in
// the head that is looked into, and weightsOf in another one.
func (p *passage) weights() []float64 { return p.weightsOf(p.inside()) }

func (p *passage) weightsOf(h gpt.Head) []float64 { return model.Attention(p.Run, h, p.token) }

// most is the largest of some numbers: which, and how they are written as
// shares.
func most(ws []float64) (at int, shares []string) {
	for j := range ws {
		if ws[j] > ws[at] {
			at = j
		}
	}
	return at, label.Percents(ws)
}

// Explain implements trace.Source.
func (p *passage) Explain(r trace.Ref) (trace.Step, bool) {
	if p.Run == nil {
		return trace.Step{}, false
	}
	return p.Text.Source(p.Run).Explain(r)
}

// value is a number without how it was made.
func (p *passage) value(r trace.Ref) (float64, bool) {
	if p.Run == nil {
		return 0, false
	}
	return p.Run.Value(r)
}

func (p *passage) name(r trace.Ref) string   { return p.Text.Name(r) }
func (p *passage) origin(r trace.Ref) string { return p.Text.Origin(r) }

// about says what of the text is read, and if it is not of the model's world, that.
func (p *passage) about() string {
	if !p.Empty() && p.Run == nil {
		return "Not computed yet."
	}
	said := p.Text.Notice(p.Written)
	if d := p.Doubt(); d.Much() {
		said = strings.TrimSpace(said + " " + d.Words(p.Model.Guest))
	}
	return said
}

// state lists what a link keeps. How many layers, heads and tokens there are is
// not known before there is a model.
func (p *passage) state() []ui.Param {
	return []ui.Param{
		model.Written("text", &p.Written),
		ui.Ordinal("token", &p.token, model.Longest),
		ui.Ordinal("layer", &p.layer, 1<<12),
		ui.Ordinal("head", &p.head, 1<<12),
		ui.Ordinal("framed", &p.number, 1<<16),
	}
}
