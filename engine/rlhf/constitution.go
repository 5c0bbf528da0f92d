package rlhf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Rule is a kind of principle.
type Rule uint8

// The rules, as ParsePrinciples reads them.
const (
	Never Rule = iota // "no angry", "never say angry": replies without a word
	Say               // "say please": replies with a word
	Short             // "at most 6 words", "be short"
	Name              // "name the animal": replies that do not call it "it"
)

// A Principle is a rule that replies should keep.
type Principle struct {
	Text string // as it was written
	Rule Rule
	Word string // of Never and Say, in small letters
	Max  int    // of Short: how many words a reply can have
}

// short is how many words a reply has at most that is short.
const short = 6

// MaxPrinciples is how many principles a constitution can have.
const MaxPrinciples = 20

// ParsePrinciples reads a constitution: a principle a line, or several with
// semicolons between them. Quotation marks and full stops do not count, nor
// does it matter whether letters are small. Errors name the line.
func ParsePrinciples(text string) (ps []Principle, err error) {
	for i, line := range strings.Split(text, "\n") {
		for part := range strings.SplitSeq(line, ";") {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			if len(ps) == MaxPrinciples {
				return nil, fmt.Errorf("line %d: more than %d principles", i+1, MaxPrinciples)
			}
			p, err := parsePrinciple(part)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			ps = append(ps, p)
		}
	}
	return ps, nil
}

// beginnings are how principles about a word begin; longer ones come first.
var beginnings = []struct {
	text string
	rule Rule
}{
	{"never say ", Never}, {"do not say ", Never}, {"don't say ", Never}, {"never ", Never}, {"no ", Never},
	{"always say ", Say}, {"say ", Say},
}

func parsePrinciple(text string) (Principle, error) {
	p := Principle{Text: text}
	fields := strings.Fields(strings.Map(plainRune, strings.ToLower(text)))
	for i, w := range fields {
		fields[i] = strings.Trim(w, "'")
	}
	plain := strings.Join(fields, " ")
	switch {
	case plain == "be short" || plain == "always be short":
		p.Rule, p.Max = Short, short
		return p, nil
	case plain == "name the animal" || plain == "always name the animal":
		p.Rule = Name
		return p, nil
	case len(fields) == 4 && fields[0] == "at" && fields[1] == "most" && fields[3] == "words":
		return p.atMost(fields[2])
	}
	for _, b := range beginnings {
		if word, ok := strings.CutPrefix(plain, b.text); ok {
			p.Rule, p.Word = b.rule, word
			return p, known(word)
		}
	}
	return p, fmt.Errorf(`cannot read %q: write "no WORD", "say WORD", "be short", "at most 6 words" or "name the animal"`, brief(text))
}

// longestQuote is how many characters of what cannot be read are repeated.
const longestQuote = 40

// brief cuts a long text off.
func brief(text string) string {
	if r := []rune(text); len(r) > longestQuote {
		return string(r[:longestQuote]) + "…"
	}
	return text
}

// plainRune leaves out marks of quotation and ends of sentences.
func plainRune(r rune) rune {
	switch {
	case strings.ContainsRune(`"“”„‘.!`, r):
		return -1
	case r == '’':
		return '\''
	}
	return r
}

func (p Principle) atMost(number string) (Principle, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > MaxUnits {
		return p, fmt.Errorf("%q is no number of words from 1 to %d", brief(number), MaxUnits)
	}
	p.Rule, p.Max = Short, n
	return p, nil
}

// known returns an error if word is none of the tiny world's.
func known(word string) error {
	for slot := range slots {
		for o := range slots[slot].options {
			if slices.Contains(words[slot][o], word) {
				return nil
			}
		}
	}
	return fmt.Errorf("replies have no word %q", brief(word))
}

// words has the words of each option of each slot, in small letters.
var words = func() (of [closing + 1][][]string) {
	for slot, s := range slots {
		for _, o := range s.options {
			of[slot] = append(of[slot], strings.Fields(strings.TrimPrefix(o, ",")))
		}
	}
	return of
}()

// says reports whether a reply has a word.
func (r Reply) says(word string) bool {
	for slot, o := range r {
		if slices.Contains(words[slot][o], word) {
			return true
		}
	}
	return false
}

// Words returns how many words a reply has.
func (r Reply) Words() (n int) {
	for slot, o := range r {
		n += len(words[slot][o])
	}
	return n
}

// Kept reports whether a reply keeps p.
func (p Principle) Kept(r Reply) bool {
	switch p.Rule {
	case Never:
		return !r.says(p.Word)
	case Say:
		return r.says(p.Word)
	case Short:
		return r.Words() <= p.Max
	}
	return p.allows(who, r[who])
}

// allows reports whether a reply with an option in a slot may keep p, whatever
// stands in the others.
func (p Principle) allows(slot, option int) bool {
	switch p.Rule {
	case Never:
		return !slices.Contains(words[slot][option], p.Word)
	case Name:
		return slot != who || slots[who].options[option] != "it"
	}
	return true
}

// Fault returns in words what is wrong with a reply under p, or "" if nothing
// is.
func (p Principle) Fault(r Reply) string {
	if p.Kept(r) {
		return ""
	}
	switch p.Rule {
	case Never:
		return fmt.Sprintf("It says “%s”.", p.Word)
	case Say:
		return fmt.Sprintf("It does not say “%s”.", p.Word)
	case Short:
		return fmt.Sprintf("It has %d words, more than %d.", r.Words(), p.Max)
	}
	return "It calls the animal “it”."
}

// Broken returns how many of the principles a reply breaks.
func Broken(ps []Principle, r Reply) (n int) {
	for _, p := range ps {
		if !p.Kept(r) {
			n++
		}
	}
	return n
}

// A Revision is what becomes of a draft under one principle.
type Revision struct {
	Principle Principle
	Fault     string // what is wrong with Before; "" if nothing is
	Before    Reply
	After     Reply
}

// Revise goes through the principles in order. Where a draft breaks one, it
// becomes the nearest reply that keeps it and all before it: the one that has
// the fewest slots changed; of several, one that changes what can be left out
// rather than what is said. If there is none, the error says which principle
// cannot be kept, and the revisions are those until then.
func Revise(draft Reply, ps []Principle) (rs []Revision, err error) {
	for i, p := range ps {
		r := Revision{Principle: p, Fault: p.Fault(draft), Before: draft, After: draft}
		if r.Fault != "" {
			after, ok := nearest(draft, ps[:i+1])
			if !ok {
				return rs, fmt.Errorf("no reply keeps “%s”%s", p.Text, besides(i))
			}
			r.After, draft = after, after
		}
		rs = append(rs, r)
	}
	return rs, nil
}

// besides says that there were i principles before.
func besides(i int) string {
	if i == 0 {
		return ""
	}
	return " and the principles before it"
}

// nearest returns the reply that keeps all principles and differs from r in the
// fewest slots.
func nearest(r Reply, ps []Principle) (Reply, bool) {
	for changes := range len(r) + 1 {
		if found, ok := change(r, 0, changes, ps); ok {
			return found, true
		}
	}
	return r, false
}

// bySlightness has the slots, first those whose change matters least.
var bySlightness = [...]int{opening, closing, when, degree, verb, mood, who}

// change tries all replies with so many changes of the slots from one of
// bySlightness on, first those that change it. It leaves out options that no
// principle allows.
func change(r Reply, i, changes int, ps []Principle) (Reply, bool) {
	if i == len(bySlightness) {
		return r, Broken(ps, r) == 0
	}
	slot := bySlightness[i]
	if changes > 0 {
		for o := range slots[slot].options {
			with := r
			with[slot] = o
			if o == r[slot] || !allowed(ps, slot, o) {
				continue
			}
			if found, ok := change(with, i+1, changes-1, ps); ok {
				return found, true
			}
		}
	}
	if left := len(bySlightness) - 1 - i; changes > left || !allowed(ps, slot, r[slot]) {
		return r, false
	}
	return change(r, i+1, changes, ps)
}

func allowed(ps []Principle, slot, option int) bool {
	return !slices.ContainsFunc(ps, func(p Principle) bool { return !p.allows(slot, option) })
}
