// Package search finds places in the guide by words.
//
// A word is a run of letters and digits; case and accents do not count. A place
// is found if every word that is asked for is the beginning of one of its own.
// First comes what is called exactly as asked, then terms, chapters, headings
// and figures by their names, then sections by their text, then sources; what is
// alike stands in reading order.
package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Index is what can be found.
type Index struct{ entries []entry }

// NewIndex returns an index of pages.
func NewIndex(pages []Page) *Index {
	x := &Index{}
	for _, p := range pages {
		x.entries = append(x.entries, entries(p)...)
	}
	return x
}

// A Hit is a place that was found.
type Hit struct {
	Name  string // what it is called
	Where string // what it is, and in which chapter
	Text  string // some of its words, around the first that was asked for; may be empty
	URL   string // where it is, from the '#' on
}

// An Answer is what was found.
type Answer struct {
	Hits []Hit  // at most Most
	Say  string // in words what came of it
}

// Limits of an answer.
const (
	Most    = 50  // hits that are listed
	Longest = 200 // characters that are looked for
)

// Find looks for query.
func (x *Index) Find(query string) Answer {
	asked, cut := limit(strings.ToValidUTF8(query, " "))
	words := strings.Fields(fold(asked))
	if len(words) == 0 {
		return Answer{Say: nothingAsked(asked)}
	}
	found := x.find(words)
	a := Answer{Say: counted(len(found), asked)}
	if cut {
		a.Say += fmt.Sprintf(" Only the first %d characters were looked for.", Longest)
	}
	for _, f := range found[:min(len(found), Most)] {
		a.Hits = append(a.Hits, f.hit(words))
	}
	return a
}

// limit cuts query after Longest characters.
func limit(query string) (s string, cut bool) {
	query = strings.TrimSpace(query)
	n := 0
	for i := range query {
		if n == Longest {
			return query[:i], true
		}
		n++
	}
	return query, false
}

func nothingAsked(query string) string {
	if query == "" {
		return "Type the beginning of a word: of a term, a chapter, a heading, a figure or the text."
	}
	return fmt.Sprintf("“%s” has neither letters nor digits, and only these are looked for.", short(query))
}

func counted(n int, query string) string {
	switch {
	case n == 0:
		return fmt.Sprintf("Nothing has “%s”. Try fewer words, or only their beginnings.", short(query))
	case n == 1:
		return "1 place."
	case n <= Most:
		return fmt.Sprintf("%d places.", n)
	}
	return fmt.Sprintf("The first %d of %d places. Another word makes them fewer.", Most, n)
}

// short is the beginning of a long text.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// A find is an entry that has what was asked for, and how soon it comes.
type find struct {
	*entry
	rank int
}

// find returns the entries that have all words, in their order.
func (x *Index) find(words []string) (fs []find) {
	for i := range x.entries {
		e := &x.entries[i]
		if has(e.allWords, words) {
			fs = append(fs, find{e, e.rank(words)})
		}
	}
	slices.SortStableFunc(fs, func(a, b find) int { return cmp.Compare(a.rank, b.rank) })
	return fs
}

// rank says how soon e comes, which has all words.
func (e *entry) rank(words []string) int {
	const named, byText, bySource = 10, 20, 30
	switch {
	case e.kind == source:
		return bySource
	case e.names == " "+strings.Join(words, " "):
		return int(e.kind)
	case has(e.names, words):
		return named + int(e.kind)
	}
	return byText
}

// has reports whether each of words begins one of the folded ones.
func has(folded string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(folded, " "+w) {
			return false
		}
	}
	return true
}

// hit tells of e, with the words around the first of those that were asked for.
func (e *entry) hit(words []string) Hit {
	return Hit{Name: e.name, Where: e.where, Text: passage(e.text, words, has(e.names, words)), URL: e.url}
}

// How much of a text a hit shows, in words.
const (
	before = 6
	around = 28
)

// passage returns some words of text: its start or, if that is not wanted, those
// around the first that one of words begins.
func passage(text string, words []string, start bool) string {
	fields := strings.Fields(text)
	at := 0
	if !start {
		at = max(0, slices.IndexFunc(fields, func(f string) bool { return hasAny(fold(f), words) })-before)
	}
	end := min(at+around, len(fields))
	s := strings.Join(fields[at:end], " ")
	if at > 0 {
		s = "… " + s
	}
	if end < len(fields) {
		s += " …"
	}
	return s
}

func hasAny(folded string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(folded, " "+w) })
}
