package token

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

// text is what the tests learn from. It is ours, and changing it changes the
// files in testdata.
const text = `The curious cat jumped over the lazy dog. The lazy dog didn't care.
The cat sat on the mat because it was tired. The cat sat on the mat because it was soft.
Isn't it warm? It's warm, and they're all here: 1 cat, 2 dogs, 12 birds and 120 fish.
Die Katze saß auf der Matte. Кот сидел на ковре. 猫がマットの上に座った。 👩‍🚀👩‍🚀 🐱🐱🐱
	if cat.tired() {
		return mat.sit(cat)
	}
The dog ran to the cat, the cat ran to the tree, and the bird sang in the tree.
`

const eot = "<|endoftext|>"

func trained(t testing.TB, size int) *Tokenizer {
	t.Helper()
	tok, err := Train(text, size, eot)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// nasty are texts that cutting and putting together can go wrong with.
var nasty = []string{
	"", " ", "  ", "a", " a", "  a", "a ", "a  ", "\n", "a\nb", "a\n\nb", "a \n b", "\t\tx", "x\r\n",
	"The curious cat jumped over the lazy dog", text, strings.ToUpper(text),
	"don't", "DON'T", "'s", "'x", "''s", " 's", "they're we've I'll I'd I'm it's can't", "’s", "rock'n'roll'", "'l", "'ll", "'r", "'v",
	"1234", " 12ab34 ", "x²+½=Ⅷ", "٣٤٥", "a1b2", "...!!!", " ...", ". . .", "-- --", "_a_", "a_b",
	"日本語 テキスト", "한국어", "עברית", "e\u0301té", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "\u00a0a", "a\u00a0\u00a0b", "\u3000字", "a\u2028b", "\u0085x", "\ufeffx",
	"\x00", "\x00\x00a", "\x7f", "\xff", "\xff\xfe", "a\xffb", "\xe2\x82", "\xe2\x82 x", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", " \xff",
	eot, "a" + eot + "b", "<|endoftext|", "Ġ", "Ċ", "�", "\ufffd",
	strings.Repeat("a", 300), strings.Repeat("ab", 300), strings.Repeat(" ", 300), strings.Repeat("\n ", 99), strings.Repeat("🐱", 99),
}

func TestRoundTrip(t *testing.T) {
	for _, size := range []int{257, 300, 400, 1000} {
		tok := trained(t, size)
		for _, s := range nasty {
			checkRoundTrip(t, tok, s)
		}
	}
}

// checkRoundTrip checks what must be true of every string of bytes.
func checkRoundTrip(t *testing.T, tok *Tokenizer, s string) {
	t.Helper()
	ids := tok.Encode(s)
	if back, err := tok.Decode(ids); err != nil || back != s {
		t.Errorf("%q becomes %q, %v", s, back, err)
	}
	if back, err := tok.Decode(tok.EncodeSpecial(s)); err != nil || back != s {
		t.Errorf("%q with special tokens becomes %q, %v", s, back, err)
	}
	for _, id := range ids {
		if tok.IsSpecial(id) {
			t.Errorf("%q has the special token %d in it", s, id)
		}
	}
	if words := strings.Join(slices.Collect(Words(s)), ""); words != s {
		t.Errorf("the words of %q are %q", s, words)
	}
	if slow := slowEncode(tok, s); !slices.Equal(ids, slow) {
		t.Errorf("%q is %v, the slow way %v", s, ids, slow)
	}
	checkEncoding(t, tok, s, ids)
}

// slowEncode is what the package comment says, as plainly as possible.
func slowEncode(tok *Tokenizer, s string) (ids []int) {
	for word := range Words(s) {
		var w []int
		for i := range len(word) {
			w = append(w, tok.Byte(word[i]))
		}
		for {
			best, at := len(tok.Merges()), -1
			for i := range len(w) - 1 {
				if rank, ok := tok.ranks[pair{int32(w[i]), int32(w[i+1])}]; ok && int(rank) < best {
					best, at = int(rank), i
				}
			}
			if at < 0 {
				break
			}
			w = slices.Replace(w, at, at+2, tok.Merges()[best].Into)
		}
		ids = append(ids, w...)
	}
	return ids
}

// checkEncoding checks that the encoding that explains itself is the same, and
// that it adds up at every moment.
func checkEncoding(t *testing.T, tok *Tokenizer, s string, ids []int) {
	t.Helper()
	e := tok.Tokenize(s)
	if !slices.Equal(e.IDs(), ids) {
		t.Fatalf("%q is %v, explained %v", s, ids, e.IDs())
	}
	for _, n := range e.Nodes {
		if tok.Piece(n.ID) != s[n.Start:n.End] {
			t.Fatalf("%q: node %+v is the piece %q", s, n, tok.Piece(n.ID))
		}
		if n.Rank >= 0 && (e.Nodes[n.Left].End != e.Nodes[n.Right].Start || tok.Merges()[n.Rank] != (Merge{e.Nodes[n.Left].ID, e.Nodes[n.Right].ID, n.ID})) {
			t.Fatalf("%q: node %+v is not merged from %+v and %+v", s, n, e.Nodes[n.Left], e.Nodes[n.Right])
		}
	}
	for _, n := range []int{0, 1, e.Merges() / 2, e.Merges()} {
		if n > e.Merges() {
			continue
		}
		at := 0
		for _, node := range e.After(n) {
			if e.Nodes[node].Start != at {
				t.Fatalf("%q after %d merges has a gap at %d", s, n, at)
			}
			at = e.Nodes[node].End
		}
		if at != len(s) || len(e.After(n)) != len(s)-n {
			t.Fatalf("%q after %d merges has %d pieces and ends at %d", s, n, len(e.After(n)), at)
		}
	}
}

// The merges of a text are made in the order of their ranks.
func TestOrderOfMerges(t *testing.T) {
	tok := trained(t, 400)
	e := tok.Tokenize(text)
	for i := len(text) + 1; i < len(e.Nodes); i++ {
		a, b := e.Nodes[i-1], e.Nodes[i]
		if a.Rank > b.Rank || a.Rank == b.Rank && a.Start >= b.Start {
			t.Fatalf("node %+v is before %+v", a, b)
		}
	}
	if e.Merges() == 0 || !slices.Equal(e.After(e.Merges()), e.Tokens) {
		t.Error("after all merges there are not the tokens")
	}
}

// Every id of every token says where it came from, down to the bytes.
func TestExplain(t *testing.T) {
	tok := trained(t, 400)
	for _, s := range nasty[:40] {
		e := tok.Tokenize(s)
		for i, id := range e.IDs() {
			if err := trace.Check(e, TokenRef(i), 0); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			if step, _ := e.Explain(TokenRef(i)); step.Value != float64(id) {
				t.Fatalf("%q: token %d is %d, and is explained as %v", s, i, id, step.Value)
			}
		}
	}
	e := tok.Tokenize("cat")
	for _, r := range []trace.Ref{{Name: "token", I: 3}, {Name: "token", I: -1}, {Name: "piece", I: 9}, {Name: "merge", I: 400}, {Name: "byte id", I: 256}, {Name: "byte", I: 3}, {Name: "byte", I: 0, J: 1}, {Name: "loss"}} {
		if _, ok := e.Explain(r); ok {
			t.Errorf("%v is explained", r)
		}
	}
}

func TestTokenAt(t *testing.T) {
	tok := trained(t, 400)
	e := tok.Tokenize("The curious cat")
	for i := range len(e.Text) {
		n := e.Nodes[e.Tokens[e.TokenAt(i)]]
		if i < n.Start || i >= n.End {
			t.Errorf("byte %d is said to be in %+v", i, n)
		}
	}
	if e.TokenAt(-1) != -1 || e.TokenAt(15) != -1 || tok.Tokenize("").TokenAt(0) != -1 {
		t.Error("a byte that is not there is in a token")
	}
}

// Pieces of a text become those of a known, worked example: of "aaabdaaabac"
// the pair aa (4 places, 2 of them overlapping) is first, then Z = aa gives
// ab and Za twice each, of which ab has the lower left id; then Z and Y = ab.
// Source of the example: the article Byte pair encoding of Wikipedia, whose
// second pair is Za; there ties are broken by hand.
func TestWorkedExample(t *testing.T) {
	tok, err := Train("aaabdaaabac", 259)
	if err != nil {
		t.Fatal(err)
	}
	want := []Merge{{'a', 'a', 256}, {'a', 'b', 257}, {256, 257, 258}}
	if !slices.Equal(tok.Merges(), want) {
		t.Fatalf("the merges are %v, want %v", tok.Merges(), want)
	}
	if ids, want := tok.Encode("aaabdaaabac"), []int{258, 'd', 258, 'a', 'c'}; !slices.Equal(ids, want) {
		t.Errorf("it is %v, want %v", ids, want)
	}
}

// slowTrain is what the comment on Train says, as plainly as possible.
func slowTrain(text string, merges int) (done []Merge) {
	var words [][]int
	pieces := map[string]bool{}
	bytes := func(id int) string { return string([]byte{byte(id)}) }
	texts := []string{}
	for b := range 256 {
		texts = append(texts, bytes(b))
		pieces[bytes(b)] = true
	}
	for w := range Words(text) {
		var ids []int
		for i := range len(w) {
			ids = append(ids, int(w[i]))
		}
		words = append(words, ids)
	}
	for len(done) < merges {
		count := map[[2]int]int{}
		for _, w := range words {
			for i := range len(w) - 1 {
				count[[2]int{w[i], w[i+1]}]++
			}
		}
		best, times := [2]int{math.MaxInt, 0}, 1
		for p, n := range count {
			if pieces[texts[p[0]]+texts[p[1]]] || n < times || n < 2 {
				continue
			}
			if n > times || p[0] < best[0] || p[0] == best[0] && p[1] < best[1] {
				best, times = p, n
			}
		}
		if times < 2 {
			break
		}
		into := len(texts)
		texts = append(texts, texts[best[0]]+texts[best[1]])
		pieces[texts[into]] = true
		done = append(done, Merge{best[0], best[1], into})
		for k, w := range words {
			var out []int
			for i := 0; i < len(w); i++ {
				if i+1 < len(w) && [2]int{w[i], w[i+1]} == best {
					out = append(out, into)
					i++
				} else {
					out = append(out, w[i])
				}
			}
			words[k] = out
		}
	}
	return done
}

func TestTrain(t *testing.T) {
	for _, s := range []string{text, strings.Repeat("ab", 99), strings.Repeat("a", 99), "aaab aab ab baab abab aaaa", "\xff\xff\xff\xff", "abc abc bcd bcd abcd abcd"} {
		tok, err := Train(s, 500)
		if err != nil {
			t.Fatal(err)
		}
		if want := slowTrain(s, 244); !slices.Equal(tok.Merges(), want) {
			t.Errorf("%.20q: the merges are %v, the slow way %v", s, tok.Merges(), want)
		}
		for rank, m := range tok.Merges() {
			if m.Into != 256+rank || tok.Piece(m.Into) != tok.Piece(m.Left)+tok.Piece(m.Right) {
				t.Errorf("merge %d is %+v", rank, m)
			}
		}
	}
}

func TestTrainSizes(t *testing.T) {
	tok := trained(t, 300)
	if id, ok := tok.Special(eot); tok.Size() != 300 || !ok || id != 299 || !tok.IsSpecial(299) || tok.IsSpecial(298) || tok.Piece(299) != eot {
		t.Errorf("%d pieces, the special one is %d, %v", tok.Size(), id, ok)
	}
	if _, ok := tok.Special("<|start|>"); ok {
		t.Error("there is a special token that was not asked for")
	}
	if tok, err := Train("", 300, eot); err != nil || tok.Size() != 257 || len(tok.Encode("cat")) != 3 {
		t.Errorf("without a text: %v", err)
	}
	for _, names := range [][]string{{""}, {eot, eot}, {"a"}, {" cat"}, {"Ġcat"}, {"Ġ"}, {"\xff"}, {"<\xff>"}} {
		if _, err := Train(text, 600, names...); err == nil {
			t.Errorf("the special tokens %q are accepted", names)
		}
	}
	if _, err := Train(text, 256, eot); err == nil {
		t.Error("256 bytes and a special token are accepted as 256 pieces")
	}
}

func TestSpecial(t *testing.T) {
	tok, err := Train(text, 500, eot, "<|end|>", "<|endoftext|><|end|>")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := tok.Special(eot)
	for _, c := range []struct {
		text string
		want []int
	}{
		{"<|endoftext|>", []int{first}},
		{"<|end|><|endoftext|>", []int{first + 1, first}},
		{"<|endoftext|><|end|>", []int{first + 2}},
		{"<|endoftext|><|endoftext|><|end|>", []int{first, first + 2}},
	} {
		if got := tok.EncodeSpecial(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s is %v, want %v", c.text, got, c.want)
		}
	}
	want := slices.Concat(tok.Encode("The cat "), []int{first + 1}, tok.Encode(" sat"))
	if got := tok.EncodeSpecial("The cat <|end|> sat"); !slices.Equal(got, want) {
		t.Errorf("in a text: %v, want %v", got, want)
	}
}

func TestDecodeErrors(t *testing.T) {
	tok := trained(t, 300)
	for _, id := range []int{-1, 300, math.MaxInt, math.MinInt} {
		if _, err := tok.Decode([]int{1, id}); err == nil || !strings.Contains(err.Error(), "token 1 has") {
			t.Errorf("the id %d: %v", id, err)
		}
		if tok.Piece(id) != "" {
			t.Errorf("there is a piece %d", id)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	tok := trained(f, 400)
	f.Fuzz(func(t *testing.T, s string) { checkRoundTrip(t, tok, s[:min(len(s), 2000)]) })
}

func FuzzTrain(f *testing.F) {
	f.Add("aaabdaaabac", 270)
	f.Add(text, 300)
	f.Fuzz(func(t *testing.T, s string, size int) {
		s, size = s[:min(len(s), 500)], 256+abs(size)%300
		tok, err := Train(s, size)
		if err != nil {
			t.Fatal(err)
		}
		if want := slowTrain(s, size-256); !slices.Equal(tok.Merges(), want) {
			t.Errorf("%q: the merges are %v, the slow way %v", s, tok.Merges(), want)
		}
		checkRoundTrip(t, tok, s)
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
