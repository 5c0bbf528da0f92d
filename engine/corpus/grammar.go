// Package corpus is the tiny world that the guide's language model has read
// about: a grammar that writes simple English and knows how likely each word
// of it is.
//
//	source := corpus.World().Source("text", corpus.Training)
//	doc := source.Write(draw) // draw returns numbers of [0, 1)
//	fmt.Println(doc.Text, source.Begin(doc.Text).Next())
//
// The world stands in world.txt: tables of words, and rules with weights. As
// every choice in a text has a known chance, so has every next word, and no
// model can, on average, be less surprised than the world itself is: its
// surprise, −ln p, is the entropy floor under every training curve (C. E.
// Shannon, A Mathematical Theory of Communication, 1948).
//
// A text is a sequence of units. A unit is a word with the space before it, or
// a sign: "The", " cat", " sat", ".". The text ends with the unit End. Choices
// that cannot be seen yet, such as what "it" will turn out to be, are followed
// all at once, so that the chance of a unit is exact however many ways lead to
// it.
package corpus

import (
	_ "embed"
	"strings"
)

// End is the unit that ends a text; its name is that of GPT-2's token.
const End = "<|endoftext|>"

//go:embed world.txt
var world string

// World returns the grammar of the guide.
func World() *Grammar {
	g, err := Read(world)
	if err != nil {
		panic(err) // a test reads it
	}
	return g
}

// A Split says which pairs of rows may meet where the grammar says ~.
type Split uint8

const (
	// Training leaves out the pairs that are kept back. Every row of a table
	// has one partner that it is kept from.
	Training Split = iota
	// KeptBack has nothing but those pairs: what a model that learned from
	// Training has never seen.
	KeptBack
	// All is both: whatever is a sentence.
	All
)

// apart is how many rows below a row its partner stands that it is kept from.
const apart = 7

// A Grammar is a set of rules that write texts, and of tables of words.
type Grammar struct {
	rules  map[string]*rule
	tables map[string]*table
	names  []string // of the rules, in order
}

// A rule is a choice among ways to go on.
type rule struct {
	name string
	ways []way
}

// A way is what a rule writes when it is chosen.
type way struct {
	weight float64
	items  []item
}

// A table is what may be written in one place.
type table struct {
	name    string
	columns []string
	rows    []*row
}

// A row has the words of each column.
type row struct{ cells [][]item }

// An item is a part of a way: a word, call, draw, mention, ask or told.
type item interface{ isItem() }

type (
	word string               // a unit
	call struct{ rule *rule } // go on with a rule
	draw struct {             // a row of a table
		table  *table
		column int
		name   string   // what the row is called from now on, or ""
		not    []string // rows called so may not be drawn
		from   string   // a row called so is kept from its partner, or ""
	}
	mention struct { // of a row that was drawn
		name   string
		column string // "" for the first
	}
	ask struct{ kind, of string } // a question is about the item that follows,
	//                               which mentions the row called of, or ""
	told struct{} // here its answer ends
)

func (word) isItem()    {}
func (call) isItem()    {}
func (draw) isItem()    {}
func (mention) isItem() {}
func (ask) isItem()     {}
func (told) isItem()    {}

// Source returns the source of what the rule of that name writes. It panics if
// there is no such rule, or if it cannot be started with, as it mentions what
// only others draw.
func (g *Grammar) Source(rule string, split Split) *Source {
	if err := g.check(rule); err != nil {
		panic(err)
	}
	return &Source{start: g.rules[rule], split: split}
}

// A Source writes the texts of one rule and knows their probabilities.
type Source struct {
	start *rule
	split Split
}

// Units cuts a text. It reports false if the text has something that is no
// unit of any grammar.
func Units(text string) (units []string, ok bool) {
	for len(text) > 0 {
		n := unit(text)
		if n == 0 {
			return units, false
		}
		units, text = append(units, text[:n]), text[n:]
	}
	return units, true
}

// unit returns the length of the unit that text begins with, 0 if of none.
func unit(text string) int {
	if strings.HasPrefix(text, End) {
		return len(End)
	}
	if isSign(text[0]) {
		return 1
	}
	start := len(text) - len(strings.TrimPrefix(text, " "))
	n := start
	for n < len(text) && isLetter(text[n]) {
		n++
	}
	if n == start {
		return 0
	}
	return n
}

func isSign(c byte) bool   { return strings.IndexByte(".,?!", c) >= 0 }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
