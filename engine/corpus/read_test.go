package corpus

import (
	"strings"
	"testing"
)

// An error names the line, or the rule, and what is wrong with it.
func TestReadRefuses(t *testing.T) {
	const table = "table fruit: one, many\napple | apples\npear | pears\n\n"
	for _, c := range []struct{ text, want string }{
		{"", "no rule"},
		{"apple", "line 1"},
		{"table fruit", "has no columns"},
		{"table 9!: one", "is no name"},
		{table + "table fruit: one", "line 5"},
		{table + "table nut = fruit hazel", `"hazel" is missing`},
		{"table a: one\nx\n\ntable b: two\ny\n\ntable c = a b", `"b" is missing or has other columns`},
		{"table fruit: one, many\napple", "1 cells"},
		{"table fruit: one\nb4nana", "line 2"},
		{"rule text\nrule text", "line 2"},
		{"rule text\nx A.", `"x" is no weight`},
		{"rule text\n-1 A.", "is no weight"},
		{"rule text\nNaN A.", "is no weight"},
		{"rule text\n1 <fruit>", `no table "fruit"`},
		{"rule text\n1 <fruit", "cannot read"},
		{"rule text\n1 {x=}", "cannot read"},
		{"rule text\n1 {x=fruit}", `no table "fruit"`},
		{"rule text\n1 {x}", "has not been drawn"},
		{"rule text\n1 ^", "nothing is asked"},
		{"rule text\n1 <text>", "leads to itself"},
		{"rule text\n1 <a>\n\nrule a\n1 <b>\n\nrule b\n1 <a>", "leads to itself"},
		{"rule text\n1 <a>\n\nrule a", "no way to go"},
		{table + "rule text\n1 {x=fruit.few}", `no column "few"`},
		{table + "rule text\n1 {x=fruit} {x.few}", "has not been drawn"},
		{table + "rule text\n1 {x=fruit ?y}", "is no condition"},
		{table + "rule text\n1 {x=fruit !y}", "has not been drawn"},
		{table + "rule text\n1 {x=fruit} {y=fruit ~x}", "too short"},
		{table + "rule text\n1 {x=fruit} {y=fruit !x} {z=fruit !x !y}", "too short"},
		{table + "rule text\n1 <a> {x}\n\nrule a\n1 {x=fruit}\n1 A", "has not been drawn"},
	} {
		if _, err := Read(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, not %s", c.text, err, c.want)
		}
	}
}

// A way is written as it was read.
func TestNotation(t *testing.T) {
	for _, text := range []string{
		"{x=fruit} and {y=fruit.many !x}, {x.many}. Who? The ^{x} <fruit>.",
		"^No, {x=fruit} {y=fruit !x}.",
	} {
		g := read(t, "table fruit: one, many\napple | apples\npear | pears\n\nrule text\n1 "+text)
		if got := g.rules["text"].ways[0].String(); got != text {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

// What others draw cannot be mentioned in a text of its own.
func TestSourceRefuses(t *testing.T) {
	for _, rule := range []string{"nothing", "seated"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a source of %s", rule)
				}
			}()
			World().Source(rule, All)
		}()
	}
}

// Any text is read as far as it goes.
func FuzzBegin(f *testing.F) {
	for _, s := range []string{"", "The cat sat on the mat.", "The  cat", "the cat", " The", "<|endoftext|>", "Mia has an umbrella\xff"} {
		f.Add(s)
	}
	source := World().Source("text", All)
	f.Fuzz(func(t *testing.T, text string) {
		r := source.Begin(text)
		if !strings.HasPrefix(text, r.Text()) || r.Prob() <= 0 {
			t.Errorf("%q is read to %q with %v", text, r.Text(), r.Prob())
		}
		if source.Parses(text) && (r.Text() != text || len(r.Next()) == 0) {
			t.Errorf("%q is a text, but read to %q", text, r.Text())
		}
	})
}
