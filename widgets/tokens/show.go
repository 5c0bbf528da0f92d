package tokens

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Show returns the bytes of a token as letters that can be seen: spaces stay
// as they are, but what has no look of its own is written between brackets, as
// ⟨newline⟩, ⟨07⟩ for a control character, ⟨E2⟩ for a byte that is only a part
// of a letter, ⟨U+200D⟩ for a letter that is invisible. A sign that sits on the
// letter before it gets a circle to sit on.
func Show(piece string) string { return write(piece, bracket) }

func bracket(s sign) string {
	switch {
	case s.mark:
		return "◌" + s.text
	case s.name != "":
		return "⟨" + s.name + "⟩"
	}
	return s.text
}

// Name returns the bytes of a token as they are written in a sentence: in
// quotation marks, so that a space at the beginning can be seen.
func Name(piece string) string { return "“" + Show(piece) + "”" }

// Plain returns the bytes of a token as Show does, but without the space before
// a word: for where words are meant and not how they were cut.
func Plain(piece string) string {
	if word := strings.TrimPrefix(piece, " "); word != "" {
		return Show(word)
	}
	return Show(piece)
}

// Spoken returns the bytes of a token in words: a space is said, and so is what
// is a byte and no letter.
func Spoken(piece string) string {
	return strings.Join(strings.Fields(write(piece, func(s sign) string {
		switch {
		case s.text == " ":
			return " space "
		case s.name == "":
			return s.text
		case s.raw:
			return " byte " + s.name + " "
		}
		return " " + s.name + " "
	})), " ")
}

func write(piece string, with func(sign) string) string {
	var b strings.Builder
	for len(piece) > 0 {
		s, n := next(piece)
		b.WriteString(with(s))
		piece = piece[n:]
	}
	return b.String()
}

// A sign is a letter of a token, or a byte of it that is no letter.
type sign struct {
	text string
	name string // of what cannot be seen
	raw  bool   // the name is the number of a byte
	mark bool   // it sits on the letter before it
}

// next returns the first sign of a text and its bytes.
func next(text string) (s sign, n int) {
	r, n := utf8.DecodeRuneInString(text)
	s.text = text[:n]
	switch {
	case r == utf8.RuneError && n == 1, r < 0x20, r == 0x7f:
		s.name, s.raw = fmt.Sprintf("%02X", text[0]), true
		if plain := names[r]; plain != "" {
			s.name, s.raw = plain, false
		}
	case unicode.Is(unicode.M, r):
		s.mark, s.name = true, fmt.Sprintf("U+%04X", r)
	case !unicode.IsPrint(r):
		s.name = fmt.Sprintf("U+%04X", r)
	}
	return s, n
}

// names are the control characters that a reader types.
var names = map[rune]string{'\n': "newline", '\t': "tab", '\r': "return"}
