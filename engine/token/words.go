package token

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words cuts text into the words within which tokens are made, as GPT-2 does.
// Put together again they are the text. A word is the first that fits of
//
//	's 't 're 've 'm 'll 'd    endings of English verbs and nouns
//	letters                    with one space before them, if there is one
//	numbers                    the same
//	other signs                the same: no letters, no numbers, no white space
//	white space                all of it at the end of the text; elsewhere
//	                           without its last sign, if that leaves any
//
// Letters, numbers and white space are those of Unicode (categories L and N,
// property White_Space), spaces are U+0020. A byte that is not valid UTF-8 is
// a sign of its own, an other one.
//
// It is what this regular expression finds, without the backtracking:
//
//	's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			n := wordLength(text)
			if !yield(text[:n]) {
				return
			}
			text = text[n:]
		}
	}
}

// wordLength returns how many bytes the first word of a text has that is not
// empty.
func wordLength(text string) int {
	if n := ending(text); n > 0 {
		return n
	}
	start := 0
	kind, n := classify(text)
	if text[0] == ' ' && n < len(text) {
		if next, _ := classify(text[n:]); next != space {
			kind, start = next, n
		}
	}
	end, last := run(text, start, kind)
	if kind == space && end < len(text) && last > 0 {
		return last
	}
	return end
}

// ending returns the length of the ending with an apostrophe that text begins
// with, or 0.
func ending(text string) int {
	if text[0] == '\'' {
		for _, e := range [...]string{"s", "t", "re", "ve", "m", "ll", "d"} {
			if strings.HasPrefix(text[1:], e) {
				return 1 + len(e)
			}
		}
	}
	return 0
}

// run returns where the signs of one kind end that begin at start, and where
// the last of them begins.
func run(text string, start int, k kind) (end, last int) {
	for end = start; end < len(text); {
		next, n := classify(text[end:])
		if next != k {
			break
		}
		last, end = end, end+n
	}
	return end, last
}

// A kind of signs makes words by itself.
type kind uint8

const (
	other kind = iota
	letter
	number
	space
)

// ascii has the kinds of the signs of one byte, which nearly all are.
var ascii = func() (kinds [utf8.RuneSelf]kind) {
	for c := range kinds {
		kinds[c] = kindOf(rune(c))
	}
	return kinds
}()

// classify returns the kind of the first sign of text, and its bytes.
func classify(text string) (kind, int) {
	if c := text[0]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError && n == 1 {
		return other, 1
	}
	return kindOf(r), n
}

func kindOf(r rune) kind {
	switch {
	case unicode.Is(unicode.L, r):
		return letter
	case unicode.Is(unicode.N, r):
		return number
	case unicode.IsSpace(r): // the property White_Space
		return space
	}
	return other
}
