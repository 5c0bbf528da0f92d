package embedding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zerotoai/engine/vectors"
	"zerotoai/widgets/model"
)

// A vocabulary is the tokens of a model that can be compared.
type vocabulary struct {
	used  []int // tokens that are not where those stand that no text has
	words []int // of these, the ones that are a space and letters: whole words or beginnings of words
}

// Of a large vocabulary the tokens with the lowest ids are compared, which were
// learned first.
const (
	mostTokens = 2000
	mostLooked = 2 * mostTokens // tokens that are looked at to find so many
)

func newVocabulary(m *model.Model) (v vocabulary) {
	for id := 0; id < min(m.Tokenizer.Size(), mostLooked) && len(v.used) < mostTokens; id++ {
		if unused(m, id) {
			continue
		}
		v.used = append(v.used, id)
		if isWord(m.Tokenizer.Piece(id)) {
			v.words = append(v.words, id)
		}
	}
	if len(v.used) == 0 { // all tokens are alike, so none stands apart
		for id := range min(m.Tokenizer.Size(), mostTokens) {
			v.used = append(v.used, id)
		}
	}
	return v
}

// unused reports whether a token stands where those stand that training never
// met. They all get the same, so they have gone the same way. One of them is
// known: the byte FF is in no text, as UTF-8 does not have it.
func unused(m *model.Model, id int) bool {
	const same = 0.999
	table := m.Weights.Tokens
	return vectors.Cosine(table.Row(m.Tokenizer.Byte(0xff)), table.Row(id)) > same
}

// isWord reports whether a piece is a space and at least two letters.
func isWord(piece string) bool {
	word, ok := strings.CutPrefix(piece, " ")
	return ok && utf8.RuneCountInString(word) > 1 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
}
