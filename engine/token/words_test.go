package token

import (
	"slices"
	"strings"
	"testing"
)

// Words, with | between them.
func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The curious cat", "The| curious| cat"},
		{"don't DON'T", "don|'t| DON|'|T"},
		{"they're 'r 'rex", "they|'re| '|r| '|rex"},
		{"'sun", "'s|un"},
		{" 's", " '|s"},
		{"''s", "''|s"},
		{"it''s", "it|''|s"},
		{"x1 22", "x|1| 22"},
		{"a, b!?", "a|,| b|!?"},
		{"a  b", "a| | b"},
		{"a   b", "a|  | b"},
		{"a\nb", "a|\n|b"},
		{"a\n\nb", "a|\n|\n|b"},
		{"a \nb", "a| |\n|b"},
		{"a\n b", "a|\n| b"},
		{"a  ", "a|  "},
		{" \n ", " \n "},
		{"\u00a0\u00a0a", "\u00a0|\u00a0|a"},
		{"  \u00e9", " | \u00e9"},
		{"日本、 東京", "日本|、| 東京"},
		{"🐱🐱 🐱", "🐱🐱| 🐱"},
		{"½²Ⅷ", "½²Ⅷ"},
		{"e\u0301t", "e|\u0301|t"}, // an accent by itself is no letter
		{"a\xff\xffb", "a|\xff\xff|b"},
		{" \xff", " \xff"},
		{"\x00\x01a", "\x00\x01|a"},
	} {
		if got := strings.Join(slices.Collect(Words(c.text)), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A caller may stop.
func TestWordsStop(t *testing.T) {
	for w := range Words("a b c") {
		if w == " b" {
			return
		}
	}
	t.Error("there is no b")
}
