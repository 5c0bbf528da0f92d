package token

import "strings"

// Encode returns the ids of the tokens of text. Special tokens are not looked
// for: a text that spells the name of one is text.
func (t *Tokenizer) Encode(text string) []int {
	e := newEncoder(t)
	for word := range Words(text) {
		e.word(word)
	}
	return e.ids
}

// EncodeSpecial is like Encode, but the name of a special token becomes that
// token: the leftmost, and of several there the longest.
func (t *Tokenizer) EncodeSpecial(text string) []int {
	e := newEncoder(t)
	for len(text) > 0 {
		at, s := t.findSpecial(text)
		for word := range Words(text[:at]) {
			e.word(word)
		}
		if at == len(text) {
			break
		}
		e.ids = append(e.ids, s.id)
		text = text[at+len(s.text):]
	}
	return e.ids
}

// findSpecial returns the first special token in text and where it begins,
// the end of the text if there is none.
func (t *Tokenizer) findSpecial(text string) (at int, found special) {
	at = len(text)
	for _, s := range t.special {
		i := strings.Index(text, s.text)
		if i >= 0 && (i < at || i == at && len(s.text) > len(found.text)) {
			at, found = i, s
		}
	}
	return at, found
}

// An encoder appends the tokens of words to ids. It remembers where it has
// put the tokens of a word, for the next time.
type encoder struct {
	m    *merger
	ids  []int
	seen map[string]span
}

// A span is a part of a slice.
type span struct{ from, to int }

// Longer words than this are hardly met twice.
const longestSeen = 32

func newEncoder(t *Tokenizer) *encoder { return &encoder{m: newMerger(t), seen: map[string]span{}} }

func (e *encoder) word(w string) {
	if s, ok := e.seen[w]; ok {
		e.ids = append(e.ids, e.ids[s.from:s.to]...)
		return
	}
	from := len(e.ids)
	e.m.run(w)
	e.ids = e.m.appendIDs(e.ids)
	if len(w) <= longestSeen {
		e.seen[w] = span{from, len(e.ids)}
	}
}

// A merger puts the bytes of one word together. The pieces are a list in
// which each is the place of its first byte, so that merging two is a matter
// of a few numbers; a heap has the pairs that can be merged, by rank and place.
// A word of n bytes takes O(n log n).
type merger struct {
	t      *Tokenizer
	list   []link
	queue  heap[candidate]
	merged []deed // what was done, in order
}

// A link is a piece of the word.
type link struct {
	id         int32 // merged away: −1
	prev, next int32 // places; before the first −1, after the last the length
}

// A candidate is a pair that could be merged when it was found.
type candidate struct {
	rank, at int32
	pair     pair
}

// A deed is a merge that was made: of which rank, and of the piece at which
// byte with the next one.
type deed struct{ rank, at int32 }

func newMerger(t *Tokenizer) *merger {
	return &merger{t: t, queue: heap[candidate]{first: func(a, b candidate) bool {
		return a.rank < b.rank || a.rank == b.rank && a.at < b.at
	}}}
}

// run makes all merges of the word.
func (m *merger) run(word string) {
	m.list, m.merged, m.queue.items = m.list[:0], m.merged[:0], m.queue.items[:0]
	for i := range len(word) {
		m.list = append(m.list, link{m.t.bytes[word[i]], int32(i - 1), int32(i + 1)})
	}
	for i := range m.list {
		m.offer(int32(i))
	}
	for len(m.queue.items) > 0 {
		if c := m.queue.pop(); m.valid(c) {
			m.merge(c)
		}
	}
}

// pairAt returns the piece at a place and the next one.
func (m *merger) pairAt(at int32) (pair, bool) {
	if at < 0 || m.list[at].next >= int32(len(m.list)) {
		return pair{}, false
	}
	return pair{m.list[at].id, m.list[m.list[at].next].id}, true
}

// offer puts the pair at a place into the queue if it can be merged.
func (m *merger) offer(at int32) {
	p, ok := m.pairAt(at)
	if !ok {
		return
	}
	if rank, ok := m.t.ranks[p]; ok {
		m.queue.push(candidate{rank, at, p})
	}
}

// valid reports whether a candidate is still there.
func (m *merger) valid(c candidate) bool {
	p, ok := m.pairAt(c.at)
	return ok && p == c.pair
}

func (m *merger) merge(c candidate) {
	at := &m.list[c.at]
	right := at.next
	at.id, at.next = int32(m.t.merges[c.rank].Into), m.list[right].next
	m.list[right].id = -1
	if at.next < int32(len(m.list)) {
		m.list[at.next].prev = c.at
	}
	m.merged = append(m.merged, deed{c.rank, c.at})
	m.offer(at.prev)
	m.offer(c.at)
}

func (m *merger) appendIDs(ids []int) []int {
	for at := int32(0); at < int32(len(m.list)); at = m.list[at].next {
		ids = append(ids, int(m.list[at].id))
	}
	return ids
}
