package tokens

import (
	"fmt"
	"strings"
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestShow(t *testing.T) {
	for _, c := range []struct{ piece, shown, spoken string }{
		{"cat", "cat", "cat"},
		{" cat", " cat", "space cat"},
		{"  ", "  ", "space space"},
		{"", "", ""},
		{"\n", "⟨newline⟩", "newline"},
		{"a\tb\r", "a⟨tab⟩b⟨return⟩", "a tab b return"},
		{"\x07\x7f", "⟨07⟩⟨7F⟩", "byte 07 byte 7F"},
		{"\xe2\x82", "⟨E2⟩⟨82⟩", "byte E2 byte 82"},
		{"é\xc3", "é⟨C3⟩", "é byte C3"},
		{"e\u0301", "e◌\u0301", "e U+0301"},
		{"\u200d\u202e\ufeff", "⟨U+200D⟩⟨U+202E⟩⟨U+FEFF⟩", "U+200D U+202E U+FEFF"},
		{"שלום", "שלום", "שלום"},
		{"🐈", "🐈", "🐈"},
		{"�", "�", "�"}, // the letter that stands for a broken one is a letter
		{"<|endoftext|>", "<|endoftext|>", "<|endoftext|>"},
	} {
		if got := Show(c.piece); got != c.shown {
			t.Errorf("%q is shown as %q, want %q", c.piece, got, c.shown)
		}
		if got := Spoken(c.piece); got != c.spoken {
			t.Errorf("%q is spoken as %q, want %q", c.piece, got, c.spoken)
		}
	}
	if got := Name(" cat"); got != "“ cat”" {
		t.Errorf("named %s", got)
	}
}

// strip makes a strip of words, of which the one in chosen is chosen.
func strip(chosen int, pieces ...string) *Strip {
	return &Strip{ID: "strip", Name: "Tokens of a text", Chosen: &chosen, Tokens: func() (ts []Token) {
		for i, p := range pieces {
			t := Of(p, 100+i)
			t.Tied = i > 0 && p != "" && p[0] != ' '
			ts = append(ts, t)
		}
		return ts
	}}
}

func TestStrip(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		s := strip(1, "The", " curious", " cat", " jump", "ed", " over", "\n", "\xe2", " naïve", " wordthatislongerthanaphoneiswide")
		tokens := s.Tokens
		s.Tokens = func() []Token {
			ts := tokens()
			ts[2].Share, ts[3].Share, ts[3].Color = 0.25, 1, label.Attention
			return ts
		}
		return s
	},
		ui.Set{ID: "strip.token", Number: 4},
		ui.Set{ID: "strip.token", Number: 4},
		ui.Set{ID: "strip.token", Number: 11},
		ui.Pointer{Kind: ui.Hover, At: paint.Pt(10, 40)},
		ui.Pointer{Kind: ui.Leave},
		ui.Pointer{Kind: ui.Press, At: paint.Pt(60, 10)},
	)
}

// Of a long text a part is shown: the one that the reader turns to, or chooses
// a token of.
func TestLong(t *testing.T) {
	c, s := uitest.Context(t, &theme.Dark), strip(-1, strings.Fields(strings.Repeat("a ", 250))...)
	lay := func() { s.Layout(c, paint.Pt(600, 1e6)) }
	part := func(want string) {
		t.Helper()
		if got := uitest.Find(t, s, ui.Output, "Part").Value; got != want {
			t.Errorf("shows %s, want %s", got, want)
		}
	}
	lay()
	part("Tokens 1 to 96 of 250")
	uitest.Set(t, c, s, ui.Button, "Later", 0, "")
	uitest.Set(t, c, s, ui.Button, "Later", 0, "")
	part("Tokens 193 to 250 of 250")
	if uitest.Set(t, c, s, ui.Button, "Later", 0, "") {
		t.Error("goes on after the end")
	}
	uitest.Set(t, c, s, ui.Handle, "Token", 97, "")
	part("Tokens 97 to 192 of 250")
	if b, ok := s.Box(96); !ok || b.Min != (paint.Point{}) {
		t.Errorf("the chosen token stands at %v", b)
	}
	if _, ok := s.Box(95); ok {
		t.Error("a token that is not shown has a place")
	}
	uitest.Check(t, s)
	s.Tokens = strip(0, "x").Tokens
	if lay(); s.Singled() != -1 || len(s.boxes) != 1 {
		t.Errorf("of a shorter text token %d is singled out, of %d", s.Singled(), len(s.boxes))
	}
	s.Tokens = func() []Token { return nil }
	if lay(); s.size != (paint.Point{}) || s.Describe().Children[0].Value != "no tokens" {
		t.Errorf("no tokens take %v and say %v", s.size, s.Describe())
	}
}

// Hovering singles out in passing; a press chooses.
func TestPointer(t *testing.T) {
	c, s := uitest.Context(t, &theme.Dark), strip(0, "The", " cat", " sat")
	told := 0
	s.Choose = func() { told++ }
	s.Layout(c, paint.Pt(600, 1e6))
	box, _ := s.Box(1)
	at := func(kind ui.PointerKind, touch bool) bool {
		changed := s.Handle(ui.Pointer{Kind: kind, At: box.Center(), Touch: touch})
		s.Layout(c, paint.Pt(600, 1e6))
		return changed
	}
	if at(ui.Hover, true) || !at(ui.Hover, false) || s.Singled() != 1 || *s.Chosen != 0 {
		t.Errorf("hovered, token %d is singled out, %d chosen", s.Singled(), *s.Chosen)
	}
	if !at(ui.Leave, false) || s.Singled() != 0 {
		t.Error("it stays singled out")
	}
	if !at(ui.Press, true) || *s.Chosen != 1 || told != 1 || at(ui.Press, true) {
		t.Errorf("pressed, token %d is chosen, told %d times", *s.Chosen, told)
	}
	if s.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(590, 10)}) {
		t.Error("a press beside the tokens chooses")
	}
}

// A text may have become a shorter one before the strip is laid out anew.
func TestGone(t *testing.T) {
	at, pieces := 0, []string{"one", "two", "three"}
	s := &Strip{ID: "strip", Name: "Tokens", Chosen: &at, Tokens: func() (ts []Token) {
		for i, p := range pieces {
			ts = append(ts, Of(p, i))
		}
		return ts
	}}
	s.Layout(uitest.Context(t, &theme.Dark), paint.Pt(300, 1e6))
	pieces = pieces[:2]
	if s.Handle(ui.Set{ID: "strip.token", Number: 3}) || at != 0 {
		t.Errorf("token %d of 2 is chosen", at+1)
	}
	if pieces = append(pieces, "three", "four"); s.Handle(ui.Set{ID: "strip.token", Number: 4}) || !s.Handle(ui.Set{ID: "strip.token", Number: 3}) || at != 2 {
		t.Errorf("token %d of the 3 that are shown is chosen", at+1)
	}
}

// All bytes, alone and in long tokens, keep to what widgets keep to.
func TestCheck(t *testing.T) {
	var all []string
	for b := range 256 {
		all = append(all, string([]byte{byte(b)}))
	}
	for _, s := range []*Strip{
		strip(3, all...),
		strip(0, " ", "e\u0301", "🐈", "שלום", strings.Repeat("x", 120), strings.Repeat(" ", 90), "\u202e"),
		strip(0, "one"),
	} {
		t.Run(fmt.Sprint(len(s.Tokens())), func(t *testing.T) { uitest.Check(t, s) })
	}
}

func BenchmarkLayout(b *testing.B) {
	c, s := uitest.Context(b, &theme.Dark), strip(3, strings.Fields(strings.Repeat("The cat sat on ", 24))...)
	for b.Loop() {
		s.Layout(c, paint.Pt(600, 1e6))
		paint.Record(func(to paint.Canvas) { s.Draw(c, to) })
	}
}
