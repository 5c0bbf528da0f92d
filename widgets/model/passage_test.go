package model

import (
	"strings"
	"testing"

	"zerotoai/engine/gpt"
)

// Of a long text the end is read, in whole letters, and the reader is told.
func TestEnding(t *testing.T) {
	m := shipped(t)
	for _, c := range []struct{ written, last, notice string }{
		{"", "", "There is nothing to read."},
		{"The cat sat", "The cat sat", ""},
		{strings.Repeat("é", 100) + "sat", "", "Your text has 2"},
		{strings.Repeat("é", mostLetters) + "sat", "", "of its last 2000 letters the last 96 tokens"},
	} {
		text := m.Ending(c.written)
		if c.last != "" && strings.Join(text.Pieces(), "") != c.last {
			t.Errorf("%.20q ends with %q", c.written, text.Pieces())
		}
		if got := text.Notice(c.written); !strings.Contains(got, c.notice) || c.notice == "" && got != "" {
			t.Errorf("of %.20q it is said %q", c.written, got)
		}
	}
	if got := lastLetters("aé日", 2); got != "é日" {
		t.Errorf("the last two letters are %q", got)
	}
}

func TestWritten(t *testing.T) {
	s := ""
	p := Written("text", &s)
	if p.Set(strings.Repeat("é", mostWritten)) != nil || p.Set(strings.Repeat("a", mostWritten+1)) == nil || len(s) != 2*mostWritten {
		t.Errorf("%d bytes are taken", len(s))
	}
}

// What a token gives to those that it sees is all that it has to give.
func TestAttention(t *testing.T) {
	m := shipped(t)
	run, err := m.Run(m.Ending("The cat sat").IDs)
	if err != nil || run == nil {
		t.Fatal(run, err)
	}
	ws, sum := Attention(run, gpt.Head{Layer: 1, Head: 2}, 1), 0.0
	for _, w := range ws {
		sum += w
	}
	if len(ws) != 2 || sum < 0.9999 || sum > 1.0001 || Attention(nil, gpt.Head{}, 0) != nil {
		t.Errorf("%v sum to %v", ws, sum)
	}
}
