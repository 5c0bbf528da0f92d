package rlhf

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/engine/corpus"
)

// A slot is a place of a reply and what can stand there: one of options, each
// of which is words. An option "" leaves the place out.
type slot struct {
	name    string
	options []string
	weights []float64 // how often each is written
}

// The slots that the rules of a constitution speak of.
const (
	opening = iota
	who
	verb
	degree
	mood
	when
	closing
)

// slots are the places of a reply, in order. No two slots have a word in
// common, but for "that", after which the same comes: so which word comes next
// depends on the last one alone, and a table can learn the language.
var slots = []slot{
	{"opening", []string{"", "please note that", "we think that", "everybody knows that"}, []float64{6, 2, 1, 1}},
	{"who", []string{"it", "the cat", "the dog", "the bird", "the frog", "the mouse", "the owl", "the fox", "the duck"}, []float64{3, 2, 2, 1, 1, 1, 1, 1, 1}},
	{"verb", []string{"is", "was", "seems"}, []float64{3, 1, 1}},
	{"degree", []string{"", "very", "quite", "always"}, []float64{4, 2, 1, 1}},
	{"mood", []string{"happy", "kind", "gentle", "friendly", "brave", "clever", "quiet", "lazy", "noisy", "rude", "angry"}, []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
	{"when", []string{"", "today", "again", "at home"}, []float64{4, 1, 1, 1}},
	{"closing", []string{"", ", my friend", ", thank you"}, []float64{4, 1, 1}},
}

// Grammar returns the grammar of replies.
func Grammar() *corpus.Grammar {
	g, err := corpus.Read(notation())
	if err != nil {
		panic(err) // a test reads it
	}
	return g
}

// Source returns the source of replies: what it can write is a sentence.
func Source() *corpus.Source { return Grammar().Source("reply", corpus.All) }

// notation writes the slots as package corpus reads them.
func notation() string {
	var b strings.Builder
	b.WriteString("rule reply\n")
	for i, o := range slots[opening].options {
		subject := "who"
		if o == "" {
			subject = "first"
		}
		fmt.Fprintf(&b, "%v %s <%s> <rest>\n", slots[opening].weights[i], capital(o), subject)
	}
	b.WriteString("\nrule rest\n1 <verb> <degree> <mood> <when> <closing>.\n")
	b.WriteString(rule("first", slots[who], capital))
	for _, s := range slots[who:] {
		b.WriteString(rule(s.name, s, func(o string) string { return o }))
	}
	return b.String()
}

func rule(name string, s slot, as func(option string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nrule %s\n", name)
	for i, o := range s.options {
		fmt.Fprintf(&b, "%v %s\n", s.weights[i], as(o))
	}
	return b.String()
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// A Reply is a sentence: which option of each slot.
type Reply [closing + 1]int

// Text writes r.
func (r Reply) Text() string {
	var b strings.Builder
	for i, o := range r {
		if text := slots[i].options[o]; text != "" {
			if b.Len() > 0 && !strings.HasPrefix(text, ",") {
				b.WriteByte(' ')
			}
			b.WriteString(text)
		}
	}
	return capital(b.String()) + "."
}

// ParseReply returns the reply that text is, or false if it is no sentence.
func ParseReply(text string) (r Reply, ok bool) {
	rest := strings.TrimSuffix(text, ".")
	if rest == text || rest != capital(rest) {
		return r, false
	}
	words := strings.Fields(strings.ReplaceAll(rest, ",", " ,"))
	if len(words) == 0 {
		return r, false
	}
	words[0] = strings.ToLower(words[0])
	for i := range r {
		r[i], words = slots[i].take(words)
		if r[i] < 0 {
			return r, false
		}
	}
	return r, len(words) == 0 && r.Text() == text
}

// take returns the option that words begin with, and the words after it.
func (s slot) take(words []string) (option int, rest []string) {
	empty := -1
	for i, o := range s.options {
		want := strings.Fields(strings.ReplaceAll(o, ",", " ,"))
		switch {
		case len(want) == 0:
			empty = i
		case len(words) >= len(want) && slices.Equal(words[:len(want)], want):
			return i, words[len(want):]
		}
	}
	return empty, words
}
