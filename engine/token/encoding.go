package token

import (
	"cmp"
	"slices"
	"sort"

	"zerotoai/engine/trace"
)

// An Encoding is a text with its tokens and all that led to them: a forest
// whose leaves are the bytes of the text and whose roots are the tokens.
//
// Nodes has the bytes of the text first, in their order, and then what was
// merged, in the order of the merges: lower ranks first over the whole text,
// equal ones from left to right. So the merges can be gone through one by one
// (see After).
type Encoding struct {
	Text   string
	Words  []string // within which merges are made; see the function Words
	Nodes  []Node
	Tokens []int // indices of nodes

	t *Tokenizer
}

// A Node is a piece at its place in the text, Text[Start:End].
type Node struct {
	ID         int
	Start, End int // bytes
	Rank       int // of the merge that made it; −1 for a byte
	Left       int // the nodes that were merged, −1 for a byte
	Right      int
}

// Tokenize encodes text like Encode and keeps how. Words are not merged before
// those of their own merges that came before them, so where the merges of a
// tokenizer are not in an order in which they can be made, the order of Nodes
// is not that of the ranks.
func (t *Tokenizer) Tokenize(text string) *Encoding {
	e := &Encoding{Text: text, t: t}
	for i := range len(text) {
		e.Nodes = append(e.Nodes, Node{t.Byte(text[i]), i, i + 1, -1, -1, -1})
	}
	e.build(e.merges())
	return e
}

// A step is a merge in a text: key brings it behind all that it needs.
type step struct {
	deed
	key int32
}

// merges cuts the text into words, merges each, and returns the merges in the
// order of ranks.
func (e *Encoding) merges() []step {
	var steps []step
	m, start := newMerger(e.t), int32(0)
	for word := range Words(e.Text) {
		e.Words = append(e.Words, word)
		m.run(word)
		key := int32(0)
		for _, d := range m.merged {
			key = max(key, d.rank)
			steps = append(steps, step{deed{d.rank, start + d.at}, key})
		}
		start += int32(len(word))
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.key, b.key) })
	return steps
}

// build makes the nodes of the merges, and the tokens.
func (e *Encoding) build(steps []step) {
	at := make([]int, len(e.Text)) // the node that begins at a byte
	for i := range at {
		at[i] = i
	}
	for _, s := range steps {
		left := at[s.at]
		right := at[e.Nodes[left].End]
		into := e.t.merges[s.rank].Into
		at[s.at] = len(e.Nodes)
		e.Nodes = append(e.Nodes, Node{into, e.Nodes[left].Start, e.Nodes[right].End, int(s.rank), left, right})
	}
	for i := 0; i < len(at); i = e.Nodes[at[i]].End {
		e.Tokens = append(e.Tokens, at[i])
	}
}

// IDs returns the ids of the tokens.
func (e *Encoding) IDs() []int {
	ids := make([]int, len(e.Tokens))
	for i, n := range e.Tokens {
		ids[i] = e.Nodes[n].ID
	}
	return ids
}

// Merges returns how many merges were made in the whole text.
func (e *Encoding) Merges() int { return len(e.Nodes) - len(e.Text) }

// After returns the nodes that the text consists of after its first n merges,
// from left to right: after 0 its bytes, after Merges its tokens.
func (e *Encoding) After(n int) (nodes []int) {
	end := len(e.Text) + n
	var open func(node int)
	open = func(node int) {
		if node < end {
			nodes = append(nodes, node)
			return
		}
		open(e.Nodes[node].Left)
		open(e.Nodes[node].Right)
	}
	for _, node := range e.Tokens {
		open(node)
	}
	return nodes
}

// TokenAt returns which token the byte at offset belongs to, −1 if there is
// no such byte.
func (e *Encoding) TokenAt(offset int) int {
	if offset < 0 || offset >= len(e.Text) {
		return -1
	}
	return sort.Search(len(e.Tokens), func(i int) bool { return e.Nodes[e.Tokens[i]].End > offset })
}

// TokenRef returns the name of the id of token i.
func TokenRef(i int) trace.Ref { return trace.Ref{Name: "token", I: i} }

// PieceRef returns the name of the id of node k.
func PieceRef(k int) trace.Ref { return trace.Ref{Name: "piece", I: k} }

// Explain says where an id came from; an Encoding is a trace.Source. It has
// the numbers
//
//	token[i]     the id of token i
//	piece[k]     the id of node k
//	merge[r]     the id that the merge of rank r makes
//	byte id[b]   the id of the byte b
//	byte[i]      byte i of the text
//
// The last three are given; an id is looked up in merges by the ids that were
// merged, or in the ids of bytes by the byte.
func (e *Encoding) Explain(r trace.Ref) (trace.Step, bool) {
	if r.J != 0 || r.I < 0 {
		return trace.Step{}, false
	}
	switch {
	case r.Name == "token" && r.I < len(e.Tokens):
		s := e.explain(e.Tokens[r.I])
		s.Ref = r
		return s, true
	case r.Name == "piece" && r.I < len(e.Nodes):
		return e.explain(r.I), true
	case r.Name == "merge" && r.I < len(e.t.merges):
		return given(e.merge(r.I)), true
	case r.Name == "byte id" && r.I < len(e.t.bytes):
		return given(e.byteID(byte(r.I))), true
	case r.Name == "byte" && r.I < len(e.Text):
		return given(e.byte(r.I)), true
	}
	return trace.Step{}, false
}

func (e *Encoding) explain(node int) trace.Step {
	n := e.Nodes[node]
	s := trace.Step{Ref: PieceRef(node), Value: float64(n.ID), Op: trace.Lookup}
	if n.Rank < 0 {
		s.Args = []trace.Term{e.byteID(e.Text[n.Start]), e.byte(n.Start)}
	} else {
		s.Args = []trace.Term{e.merge(n.Rank), e.piece(n.Left), e.piece(n.Right)}
	}
	return s
}

func term(name string, i, value int) trace.Term {
	return trace.Term{Ref: trace.Ref{Name: name, I: i}, Value: float64(value)}
}

func given(t trace.Term) trace.Step { return trace.Step{Ref: t.Ref, Value: t.Value} }

func (e *Encoding) piece(k int) trace.Term     { return term("piece", k, e.Nodes[k].ID) }
func (e *Encoding) merge(rank int) trace.Term  { return term("merge", rank, e.t.merges[rank].Into) }
func (e *Encoding) byteID(b byte) trace.Term   { return term("byte id", int(b), e.t.Byte(b)) }
func (e *Encoding) byte(offset int) trace.Term { return term("byte", offset, int(e.Text[offset])) }
