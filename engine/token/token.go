// Package token cuts text into tokens by byte-level byte-pair encoding (BPE),
// as GPT-2 does, and can say how each token was put together.
//
//	t, err := token.Train(text, 1000, "<|endoftext|>")
//	ids := t.Encode("The curious cat")
//	back, err := t.Decode(ids) // "The curious cat"
//
// A text is cut into words first (see Words). Each word begins as single
// bytes, and then neighbours are merged: of all pairs of neighbours that the
// tokenizer can merge, always the one of the lowest rank, and of several such
// the leftmost; until there is none left. What remains are the tokens. As
// every byte is a token, every string of bytes can be encoded, whether it is
// valid UTF-8 or not, and decodes to itself.
//
// Sources: P. Gage, A New Algorithm for Data Compression, 1994; R. Sennrich,
// B. Haddow and A. Birch, Neural Machine Translation of Rare Words with Subword
// Units, 2016, arXiv:1508.07909; A. Radford and others, Language Models are
// Unsupervised Multitask Learners, 2019 (bytes, and the cut into words).
package token

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Tokenizer has a vocabulary of pieces, numbered from 0, and the merges that
// make long pieces from short ones. A piece is one of the 256 bytes, the
// result of a merge, or a special token. It is not changed by being used, so
// goroutines may share it.
type Tokenizer struct {
	pieces  []string // the bytes of each id
	bytes   [256]int32
	merges  []Merge // by rank
	ranks   map[pair]int32
	special []special // by id
}

// A Merge says that the pieces Left and Right become the piece Into. All are
// ids. Its rank is its place in Merges: lower ranks are merged first.
type Merge struct{ Left, Right, Into int }

// A pair is the ids of two neighbours.
type pair struct{ left, right int32 }

// A special token stands for no text, but for an event, as the end of one.
type special struct {
	id   int
	text string // how it is written where it must be written
}

// Size returns how many pieces there are.
func (t *Tokenizer) Size() int { return len(t.pieces) }

// Piece returns the bytes of a piece, which need not be valid UTF-8; those of
// a special token are its name. There are none of an id that does not exist.
func (t *Tokenizer) Piece(id int) string {
	if id < 0 || id >= len(t.pieces) {
		return ""
	}
	return t.pieces[id]
}

// Merges returns the merges by their rank. The caller must not change them.
func (t *Tokenizer) Merges() []Merge { return t.merges }

// Byte returns the id of the piece that is the single byte b.
func (t *Tokenizer) Byte(b byte) int { return int(t.bytes[b]) }

// Special returns the id of the special token called name, if there is one.
func (t *Tokenizer) Special(name string) (id int, ok bool) {
	for _, s := range t.special {
		if s.text == name {
			return s.id, true
		}
	}
	return 0, false
}

// IsSpecial reports whether id is that of a special token.
func (t *Tokenizer) IsSpecial(id int) bool {
	_, ok := slices.BinarySearchFunc(t.special, id, func(s special, id int) int { return cmp.Compare(s.id, id) })
	return ok
}

// Decode returns the bytes of the tokens, one after the other. A special token
// becomes its name. An id that does not exist is an error.
func (t *Tokenizer) Decode(ids []int) (string, error) {
	var b strings.Builder
	for i, id := range ids {
		if id < 0 || id >= len(t.pieces) {
			return "", fmt.Errorf("token: token %d has the id %d, and the vocabulary ends at %d", i, id, len(t.pieces)-1)
		}
		b.WriteString(t.pieces[id])
	}
	return b.String(), nil
}

// addMerge gives the pair of pieces left and right the next rank.
func (t *Tokenizer) addMerge(left, right, into int) {
	t.ranks[pair{int32(left), int32(right)}] = int32(len(t.merges))
	t.merges = append(t.merges, Merge{left, right, into})
}
