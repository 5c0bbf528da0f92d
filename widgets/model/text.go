package model

import (
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/trace"
)

// A Text is a text as a model reads it. It knows what the numbers of its runs
// are called, and where each of them comes from.
type Text struct {
	Encoding *token.Encoding
	IDs      []int // of the tokens that are read; they count from 0
	Dropped  int   // how many tokens there are before them, which are not read

	tokenizer *token.Tokenizer
}

// Text cuts a text into tokens, of which the last ones are read: see Cut.
func (m *Model) Text(text string) *Text {
	e := m.Tokenizer.Tokenize(text)
	all := e.IDs()
	ids := m.Cut(all)
	return &Text{Encoding: e, IDs: ids, Dropped: len(all) - len(ids), tokenizer: m.Tokenizer}
}

// Pieces returns the bytes of the tokens that are read.
func (t *Text) Pieces() []string {
	pieces := make([]string, len(t.IDs))
	for i, id := range t.IDs {
		pieces[i] = t.tokenizer.Piece(id)
	}
	return pieces
}

// Source explains the numbers of a run of the text, from probabilities to
// weights and to the bytes of the text.
func (t *Text) Source(run *gpt.Run) trace.Source { return source{t, run} }

// A source explains the ids of tokens by how they were cut.
type source struct {
	text *Text
	run  *gpt.Run
}

// Explain implements trace.Source.
func (s source) Explain(r trace.Ref) (trace.Step, bool) {
	if r.Name == gpt.TokenRef(0).Name {
		if r.I < 0 || r.I >= len(s.text.IDs) {
			return trace.Step{}, false
		}
		step, ok := s.text.Encoding.Explain(token.TokenRef(s.text.Dropped + r.I))
		step.Ref = r
		return step, ok
	}
	return trace.Sources{s.run, s.text.Encoding}.Explain(r)
}
