package embedding

import (
	"strings"
	"unicode/utf8"

	"zerotoai/engine/token"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/tokens"
)

// A reading is the reader's text as the model's tokenizer reads it. All figures
// of the chapter share it.
type reading struct {
	text   string
	chosen int  // token of the text
	word   int  // id of the token that the map and the bars are about, or none
	linked bool // a link has said so

	model    *model.Model
	encoding *token.Encoding
	list     []tokens.Token // of the text
}

// The text that the chapter starts with, and the token that is chosen in it.
const (
	startText   = "The curious cat jumped over the lazy dog"
	startChosen = 2
)

// none is no token.
const none = -1

// longest is how many characters of a text are read.
const longest = 20_000

func newReading() *reading { return &reading{text: startText, chosen: startChosen, word: none} }

// read takes a model.
func (r *reading) read(m *model.Model) {
	if m == r.model {
		return
	}
	r.model = m
	r.again()
}

// again follows what a link has set, or another model.
func (r *reading) again() {
	r.encode()
	if !r.linked || r.word >= r.model.Tokenizer.Size() {
		r.word = none
		r.follow()
	}
	r.linked = false
}

// write takes another text.
func (r *reading) write(text string) {
	r.text = text
	if r.model != nil {
		r.encode()
	}
}

// encode cuts the text into tokens.
func (r *reading) encode() {
	r.encoding = r.model.Tokenizer.Tokenize(firstCharacters(r.text, longest))
	r.list = r.tokens(r.encoding.Tokens)
	r.chosen = min(r.chosen, max(0, len(r.list)-1))
}

// firstCharacters is the first characters of a text, at most so many.
func firstCharacters(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	for i := range text {
		if most--; most < 0 {
			return text[:i]
		}
	}
	return text
}

// tokens are nodes of the encoding as a strip shows them.
func (r *reading) tokens(nodes []int) []tokens.Token {
	list := make([]tokens.Token, len(nodes))
	starts := r.wordStarts()
	for i, k := range nodes {
		n := r.encoding.Nodes[k]
		list[i] = tokens.Of(r.model.Tokenizer.Piece(n.ID), n.ID)
		list[i].Tied = !starts[n.Start]
	}
	return list
}

// wordStarts are the bytes at which the words begin within which is merged.
func (r *reading) wordStarts() map[int]bool {
	starts, at := make(map[int]bool, len(r.encoding.Words)), 0
	for _, w := range r.encoding.Words {
		starts[at] = true
		at += len(w)
	}
	return starts
}

// id is that of the chosen token, or none.
func (r *reading) id() int {
	if r.encoding == nil || r.chosen < 0 || r.chosen >= len(r.encoding.Tokens) {
		return none
	}
	return r.encoding.Nodes[r.encoding.Tokens[r.chosen]].ID
}

// follow lets the map and the bars be about the chosen token.
func (r *reading) follow() {
	if id := r.id(); id != none {
		r.word = id
	}
}

// words is how many words the text has: what white space parts.
func (r *reading) words() int { return len(strings.Fields(firstCharacters(r.text, longest))) }

// perWord is how many tokens a word of the text takes, NaN if there is none.
func (r *reading) perWord() float64 {
	s, _ := r.Explain(perWordRef)
	return s.Recompute()
}

// perWordRef names how many tokens a word takes.
var perWordRef = trace.Ref{Name: "tokens per word"}

// Explain says how the tokens per word were made; a reading is a trace.Source.
// It has the numbers
//
//	tokens per word
//	tokens, words      of the text, which are counted
func (r *reading) Explain(ref trace.Ref) (trace.Step, bool) {
	tokens := trace.Term{Ref: trace.Ref{Name: "tokens"}, Value: float64(len(r.list))}
	words := trace.Term{Ref: trace.Ref{Name: "words"}, Value: float64(r.words())}
	switch ref {
	case tokens.Ref:
		return trace.Step{Ref: ref, Value: tokens.Value}, true
	case words.Ref:
		return trace.Step{Ref: ref, Value: words.Value}, true
	case perWordRef:
		s := trace.Step{Ref: ref, Op: trace.Quotient, Args: []trace.Term{tokens, words}}
		if words.Value == 0 {
			s.Op = trace.NoValue
		}
		s.Value = s.Recompute()
		return s, true
	}
	return trace.Step{}, false
}

// piece is what a token of the vocabulary stands for.
func (r *reading) piece(id int) string { return r.model.Tokenizer.Piece(id) }
