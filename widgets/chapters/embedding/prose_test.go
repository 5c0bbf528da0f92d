package embedding

import (
	"fmt"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/vectors"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui/uitest"
)

// a known is what the text says of the model, worked out.
type known struct {
	t *testing.T
	*atlas
}

// id is that of a piece, which must be a token of its own.
func (k known) id(piece string) int {
	ids := k.model.Tokenizer.Encode(piece)
	if len(ids) != 1 {
		k.t.Fatalf("%q is cut into %d tokens", piece, len(ids))
	}
	return ids[0]
}

// near names the neighbours of a word from one place on.
func (k known) near(piece string, from, n int) (names []any) {
	for _, x := range vectors.Nearest(k.model.Weights.Tokens, k.id(piece), from+n, k.used)[from:] {
		names = append(names, tokens.Name(k.piece(x.Row)))
	}
	return names
}

func (k known) cosine(a, b string) string {
	t := k.model.Weights.Tokens
	return label.Fixed(vectors.Cosine(t.Row(k.id(a)), t.Row(k.id(b))), 3)
}

// cut counts the tokens of a text.
func (k known) cut(text string) int { return len(k.model.Tokenizer.Encode(text)) }

// unseen counts the tokens that are where training has met none.
func (k known) unseen() (n int) {
	for id := range k.model.Tokenizer.Size() {
		if unused(k.model, id) {
			n++
		}
	}
	return n
}

// The numbers and words in the text are the model's.
func TestProse(t *testing.T) {
	_, a := open(t, newAtlas(newReading()))
	a.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6))
	k := known{t, a}
	tok, c := k.model.Tokenizer, k.model.Weights.Config
	first := tok.Merges()[0]
	e := tok.Tokenize(startText)
	if got := k.cut(" dog bites man"); got != 3 || fmt.Sprint(k.cut(" man bites dog")) != "3" {
		t.Errorf("a dog that bites a man has %d tokens", got)
	}
	if !unused(k.model, k.id("7")) {
		t.Error("training has met the digit 7")
	}
	if dogs := tok.Encode("dog dog"); len(dogs) != 3 || k.piece(dogs[2]) != " dog" {
		t.Errorf("two dogs are %d", dogs)
	}
	places := k.model.Weights.Positions
	between := func(i, j int) string { return label.Fixed(vectors.Cosine(places.Row(i-1), places.Row(j-1)), 3) }
	cat := k.near(" cat", 0, 3)
	jumped, mia := k.near(" jumped", 0, 3), k.near(" Mia", 0, 3)
	if !strings.Contains(fmt.Sprint(k.near(" hot", 0, 8)), "“ cold”") {
		t.Error("cold is not near hot")
	}
	share := 100 * (a.pca.Variance[0] + a.pca.Variance[1]) / a.pca.Total
	uitest.Prose(t, Text,
		"numbers from 0 to 255",
		fmt.Sprintf("so %d bytes and %d merges leave %d tokens.", len(startText), e.Merges(), len(e.Tokens)),
		fmt.Sprintf("became merge 1, here `%s` and `%s`.", k.piece(first.Left), k.piece(first.Right)),
		fmt.Sprintf("and so on, %d times.", len(tok.Merges())), "as in GPT-2",
		fmt.Sprintf("Type `unbelievable`. It comes in %d tokens", k.cut("unbelievable")),
		fmt.Sprintf("that “ cat” is %d", k.id(" cat")),
		fmt.Sprintf("each of its %d numbers", c.Width),
		"1 means that they point the same way, 0 that they are at right angles.", "chapter 3",
		fmt.Sprintf("The token nearest to “ cat” is %s, with a cosine of %s, and then come %s and %s.", cat[0], k.cosine(" cat", " dog"), cat[1], cat[2]),
		fmt.Sprintf("Nearest to “ jumped” are %s, %s and %s; nearest to “ Mia” are %s, %s and %s.", append(jumped, mia...)...),
		fmt.Sprintf("Among the neighbours of “ hot” is “ cold”, with %s", k.cosine(" hot", " cold")),
		fmt.Sprintf("Directions 1 and 2 hold %s %% of what the words differ by", label.Fixed(share, 1)),
		fmt.Sprintf("Of the %s tokens of this small model %d stand at nearly the same place", whole(c.Vocabulary), k.unseen()),
		"such as the digit 7", "a model of GPT-2’s kind",
		fmt.Sprintf("Position 12 and the one after it have a cosine of %s, position 12 and the one %d further on one of %s", between(12, 13), far, between(12, 12+far)),
		fmt.Sprintf("reads “ curious” as %d", k.id(" curious")),
		fmt.Sprintf("if they are built like GPT-2. Whoever has the files of one can open it here: from this chapter on, figures then read that model instead of the guide’s small one. GPT-2 small takes %.0f MB", 4e-6*float64(gpt.GPT2().Parameters())),
		// The sources are the notes there.
		"100 tokens are about 75 words", "in November 2026", "Haiku 4.5", "GPT-2 has 50,257 tokens, Llama 3 128,256, the models from GPT-4o on about 200,000",
	)
}
