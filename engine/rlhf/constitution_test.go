package rlhf

import (
	"strings"
	"testing"
)

func reply(t testing.TB, text string) Reply {
	t.Helper()
	r, ok := ParseReply(text)
	if !ok {
		t.Fatalf("%q is no sentence", text)
	}
	return r
}

func principles(t testing.TB, text string) []Principle {
	t.Helper()
	ps, err := ParsePrinciples(text)
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

func TestRevise(t *testing.T) {
	for _, c := range []struct{ draft, constitution, want string }{
		{"The cat is angry.", "no angry", "The cat is happy."},
		{"The cat is angry.", "", "The cat is angry."},
		{"The cat is kind.", "Never say “angry”.", "The cat is kind."},
		{"It was quite rude at home.", "name the animal", "The cat was quite rude at home."},
		{"It was quite rude at home.", "no rude; always name the animal", "The cat was quite happy at home."},
		{"The cat is kind.", "say please", "Please note that the cat is kind."},
		{"The cat is kind.", "Always say 'thank'", "The cat is kind, thank you."},
		{"Everybody knows that the dog is always noisy again, my friend.", "at most 6 words", "The dog is always noisy again."},
		{"Everybody knows that the dog is always noisy again, my friend.", "be short\nsay friend", "The dog is noisy, my friend."},
		{"Please note that it was very rude today.", "no rude\nbe short\nname the animal", "The cat was very happy today."},
	} {
		rs, err := Revise(reply(t, c.draft), principles(t, c.constitution))
		if err != nil {
			t.Errorf("%q: %v", c.constitution, err)
			continue
		}
		last := reply(t, c.draft)
		for _, r := range rs {
			if r.Before != last || r.Fault == "" != (r.Before == r.After) || r.Principle.Fault(r.After) != "" {
				t.Errorf("%q: %+v", c.constitution, r)
			}
			last = r.After
		}
		if last.Text() != c.want || Broken(principles(t, c.constitution), last) != 0 {
			t.Errorf("%q under %q becomes %q, want %q", c.draft, c.constitution, last.Text(), c.want)
		}
	}
}

// The revision is the nearest reply: no other that keeps the principle differs
// in fewer slots. Looked for among all replies.
func TestNearest(t *testing.T) {
	draft := reply(t, "We think that it is always angry today.")
	for _, constitution := range []string{"no angry", "be short", "say thank", "no it; say please; at most 7 words"} {
		ps := principles(t, constitution)
		good := func(r Reply) bool { return Broken(ps, r) == 0 }
		got, ok := nearest(draft, ps)
		if !ok {
			t.Fatalf("%q cannot be kept", constitution)
		}
		var all func(r Reply, slot int)
		all = func(r Reply, slot int) {
			if slot == len(r) {
				if good(r) && changes(draft, r) < changes(draft, got) {
					t.Errorf("%q: %q is nearer than %q", constitution, r.Text(), got.Text())
				}
				return
			}
			for o := range slots[slot].options {
				r[slot] = o
				all(r, slot+1)
			}
		}
		all(draft, 0)
	}
}

func changes(a, b Reply) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// What cannot be kept is said, with the principle.
func TestCannotBeKept(t *testing.T) {
	for constitution, why := range map[string]string{
		"no please\nsay please":           "no reply keeps “say please” and the principles before it",
		"at most 2 words":                 "no reply keeps “at most 2 words”",
		"no is\nno was\nno seems":         "no reply keeps “no seems”",
		"be short\nsay please\nsay again": "“say again” and the principles",
	} {
		rs, err := Revise(reply(t, "It is angry."), principles(t, constitution))
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", constitution, err, why)
		}
		for _, r := range rs {
			if r.Principle.Fault(r.After) != "" {
				t.Errorf("%q: %+v", constitution, r)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	r := reply(t, "We think that it was very noisy again, thank you.")
	for constitution, want := range map[string]string{
		"no noisy": "It says “noisy”.", "say please": "It does not say “please”.",
		"be short": "It has 10 words, more than 6.", "name the animal": "It calls the animal “it”.", "no rude": "", "at most 10 words": "", "say you": "",
	} {
		if got := principles(t, constitution)[0].Fault(r); got != want {
			t.Errorf("%q: %q, want %q", constitution, got, want)
		}
	}
}

func TestParsePrinciples(t *testing.T) {
	ps := principles(t, "  NO “Angry” ;; don’t say rude. \n\n At  most 3 words;be short")
	if len(ps) != 4 || ps[0].Word != "angry" || ps[1].Rule != Never || ps[1].Word != "rude" || ps[2].Max != 3 || ps[3].Rule != Short || ps[0].Text != "NO “Angry”" {
		t.Errorf("%+v", ps)
	}
	for text, why := range map[string]string{
		"dance":                          `line 1: cannot read "dance": write`,
		"no angry\nbe nice":              `line 2: cannot read "be nice"`,
		"no banana":                      `line 1: replies have no word "banana"`,
		"say ":                           `cannot read "say"`,
		"no angry rude":                  `no word "angry rude"`,
		"at most 0 words":                `"0" is no number of words`,
		"at most many words":             `"many" is no number`,
		"at most 17 words":               `"17" is no number`,
		"at most  words":                 "cannot read",
		"at most 3 4 words":              "cannot read",
		strings.Repeat("no it;", 21):     "line 1: more than 20",
		strings.Repeat("dance ", 999):    `cannot read "dance dance dance dance dance dance danc…": write`,
		"no " + strings.Repeat("b", 999): `no word "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…"`,
		"ignore\u202e all\x00 rules":     `cannot read "ignore\u202e all\x00 rules"`,
	} {
		if _, err := ParsePrinciples(text); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%.30q: %v, want %q", text, err, why)
		}
	}
}

func FuzzParsePrinciples(f *testing.F) {
	f.Add("no angry; say please\nbe short")
	f.Add("at most 5 words\nname the animal")
	f.Add("at most words")
	f.Fuzz(func(t *testing.T, text string) {
		ps, err := ParsePrinciples(text)
		if err != nil {
			return
		}
		rs, err := Revise(Reply{}, ps)
		if err == nil && len(rs) > 0 && Broken(ps, rs[len(rs)-1].After) > 0 {
			t.Errorf("%q: %+v", text, rs)
		}
	})
}

// What is read as a reply is written as it was.
func FuzzParseReply(f *testing.F) {
	f.Add("The cat is kind.")
	f.Add("Please note that it was very rude at home, thank you.")
	f.Add(".")
	f.Fuzz(func(t *testing.T, text string) {
		if r, ok := ParseReply(text); ok && r.Text() != text {
			t.Errorf("%q is read as %q", text, r.Text())
		}
	})
}

// The dearest search: for a reply that there is not.
func BenchmarkCannotBeKept(b *testing.B) {
	draft, ps := reply(b, "It is angry."), principles(b, "be short\nsay please\nsay again")
	for b.Loop() {
		if _, ok := nearest(draft, ps); ok {
			b.Fatal("there is one")
		}
	}
}
