package typeset

import (
	"strings"
	"testing"

	"zerotoai/widgets/paint"
)

// What is kept is bounded by how long it is, not by how many texts there are: all
// that a reader types is a text of its own.
func TestMemo(t *testing.T) {
	m := Memo[int, string]{Room: 100 * beside}
	fill := func(n, long int) (kept int) {
		for i := range n {
			m.Put(i, "made", long)
			if v, ok := m.Get(i); !ok || v != "made" {
				t.Fatalf("the text just kept is %q", v)
			}
			kept = max(kept, len(m.kept))
		}
		return kept
	}
	if n := fill(1000, 0); n != 100 {
		t.Errorf("%d empty texts are kept where 100 have room", n)
	}
	if n := fill(1, 1000*beside); n != 1 {
		t.Errorf("%d texts are kept beside one that has no room", n)
	}
	if n := fill(50, 9*beside); n != 10 {
		t.Errorf("%d texts of ten times the length are kept", n)
	}
}

// Who types on at the end of a long text makes a new one with each letter. They do
// not add up.
func TestTypedOn(t *testing.T) {
	shaper := New(fonts(t), 1)
	const least = 2000
	for n := range 300 {
		text := strings.Repeat("word ", least/5) + strings.Repeat("x", n)
		shaper.Shape(paint.Font{Size: 16}, text)
		shaper.Break([]Span{{Text: text, Font: paint.Font{Size: 16}}}, 600)
		if r, p := len(shaper.runs.kept), len(shaper.paragraphs.kept); max(r, p) > room/least {
			t.Fatalf("after %d letters %d runs and %d paragraphs of %d bytes are kept", n, r, p, len(text))
		}
	}
}
