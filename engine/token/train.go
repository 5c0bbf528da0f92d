package token

import (
	"fmt"
	"unicode/utf8"
)

// Train makes a tokenizer of up to size pieces from text: the 256 bytes, whose
// ids are their values; the merges, in their order; and at the end the special
// tokens.
//
// Each merge is that of the pair of neighbours which stands most often within
// the words of the text, places that overlap counted as well. Of pairs that
// stand equally often it is the one with the lower left id, and of those with
// the lower right id. A pair is not merged if it stands only once, so a short
// text makes fewer pieces than size; nor if its bytes together are a piece
// already, made by another pair. So the merge of rank r makes the piece 256 + r,
// and the same text always gives the same tokenizer.
func Train(text string, size int, special ...string) (*Tokenizer, error) {
	if size < 256+len(special) {
		return nil, fmt.Errorf("token: %d pieces are asked for; the bytes and %d special tokens are %d", size, len(special), 256+len(special))
	}
	t := &Tokenizer{ranks: map[pair]int32{}}
	ids := map[string]int{}
	for b := range 256 {
		t.bytes[b] = int32(t.add(string([]byte{byte(b)}), ids))
	}
	for l := newLearner(text); t.Size() < size-len(special); {
		p, ok := l.best()
		if !ok {
			break
		}
		piece := t.pieces[p.left] + t.pieces[p.right]
		if _, ok := ids[piece]; ok {
			continue
		}
		into := t.add(piece, ids)
		t.addMerge(int(p.left), int(p.right), into)
		l.merge(p, int32(into))
	}
	if err := t.addSpecial(special, ids); err != nil {
		return nil, err
	}
	return t, nil
}

// add gives a new piece the next id.
func (t *Tokenizer) add(piece string, ids map[string]int) (id int) {
	id = t.Size()
	t.pieces, ids[piece] = append(t.pieces, piece), id
	return id
}

func (t *Tokenizer) addSpecial(names []string, ids map[string]int) error {
	for _, name := range names {
		if name == "" || !utf8.ValidString(name) {
			return fmt.Errorf("token: a special token cannot be called %q", name)
		}
		if t.means(name, ids) {
			return fmt.Errorf("token: the special token %q is a piece already", name)
		}
		t.special = append(t.special, special{t.add(name, ids), name})
	}
	return nil
}

// means reports whether name is a piece, as it is or as files write pieces.
func (t *Tokenizer) means(name string, ids map[string]int) bool {
	_, ok := ids[name]
	if piece, err := unspell(name); !ok && err == nil {
		_, ok = ids[piece]
	}
	return ok
}

// A learner knows how often each pair stands in a text.
type learner struct {
	words []counted
	pairs map[pair]*tally
	queue heap[standing] // what pairs stood at; out of date where they lost
}

// A counted word is its pieces, and how often it stands in the text.
type counted struct {
	ids   []int32
	times int
}

// A tally is how often a pair stands in the text, and in which words. A word
// can be among them more than once, or no longer have the pair.
type tally struct {
	times int
	words []int
}

type standing struct {
	times int
	pair  pair
}

func newLearner(text string) *learner {
	l := &learner{pairs: map[pair]*tally{}, queue: heap[standing]{first: func(a, b standing) bool {
		if a.times != b.times {
			return a.times > b.times
		}
		return a.pair.left < b.pair.left || a.pair.left == b.pair.left && a.pair.right < b.pair.right
	}}}
	index := map[string]int{}
	for word := range Words(text) {
		i, ok := index[word]
		if !ok {
			i = len(l.words)
			index[word], l.words = i, append(l.words, counted{ids: bytesOf(word)})
		}
		l.words[i].times++
	}
	for i := range l.words {
		l.count(i, +1)
	}
	for p, t := range l.pairs {
		l.queue.push(standing{t.times, p})
	}
	return l
}

func bytesOf(word string) []int32 {
	ids := make([]int32, len(word))
	for i := range ids {
		ids[i] = int32(word[i])
	}
	return ids
}

// count adds the pairs of a word to the tallies, or takes them away.
func (l *learner) count(word, sign int) {
	w := l.words[word]
	for i := range len(w.ids) - 1 {
		p := pair{w.ids[i], w.ids[i+1]}
		t := l.pairs[p]
		if t == nil {
			t = &tally{}
			l.pairs[p] = t
		}
		t.times += sign * w.times
		if n := len(t.words); sign > 0 && (n == 0 || t.words[n-1] != word) {
			t.words = append(t.words, word)
		}
	}
}

// best returns the pair to merge next, if there is one that stands twice.
func (l *learner) best() (pair, bool) {
	for len(l.queue.items) > 0 {
		s := l.queue.pop()
		now := l.pairs[s.pair].times
		switch {
		case now < 2:
		case now == s.times:
			return s.pair, true
		case now < s.times:
			l.queue.push(standing{now, s.pair})
		}
	}
	return pair{}, false
}

// merge makes into of the pair wherever it stands.
func (l *learner) merge(p pair, into int32) {
	words := l.pairs[p].words
	l.pairs[p].words = nil
	grown := map[pair]bool{}
	for _, i := range words {
		w := &l.words[i]
		if !has(w.ids, p) {
			continue
		}
		l.count(i, -1)
		w.ids = replace(w.ids, p, into)
		l.count(i, +1)
		for k := range len(w.ids) - 1 {
			if next := (pair{w.ids[k], w.ids[k+1]}); next.left == into || next.right == into {
				grown[next] = true
			}
		}
	}
	for next := range grown {
		l.queue.push(standing{l.pairs[next].times, next})
	}
}

func has(ids []int32, p pair) bool {
	for i := range len(ids) - 1 {
		if ids[i] == p.left && ids[i+1] == p.right {
			return true
		}
	}
	return false
}

// replace puts into in the place of each p, from the left.
func replace(ids []int32, p pair, into int32) []int32 {
	out := ids[:0]
	for i := 0; i < len(ids); i++ {
		if i+1 < len(ids) && ids[i] == p.left && ids[i+1] == p.right {
			out = append(out, into)
			i++
		} else {
			out = append(out, ids[i])
		}
	}
	return out
}
