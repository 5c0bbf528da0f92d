package search

import (
	"strings"
	"unicode"
)

// plain are Latin letters with the ones that they are written as without a
// keyboard that has them.
var plain = plainLetters(
	"a àáâãäåāăąǎ", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęěẽ", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįıǐ", "j ĵ", "k ķ",
	"l ĺļľŀł", "n ñńņňŉ", "o òóôõöøōŏőǒ", "oe œ", "r ŕŗř", "s śŝşšșſ", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűųǔ",
	"w ŵ", "y ýÿŷ", "z źżž",
)

func plainLetters(lists ...string) map[rune]string {
	m := map[rune]string{}
	for _, l := range lists {
		as, letters, _ := strings.Cut(l, " ")
		for _, r := range letters {
			m[r] = as
		}
	}
	return m
}

// fold returns the words of s, runs of letters and digits, in lower case and
// without accents, each after a space: " how large is gpt 3".
func fold(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) { // an accent by itself
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			in = false
			continue
		}
		if !in {
			b.WriteByte(' ')
			in = true
		}
		if r = unicode.ToLower(r); plain[r] != "" {
			b.WriteString(plain[r])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
