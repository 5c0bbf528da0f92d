package attention

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui/uitest"
)

func shipped(t testing.TB) *model.Model {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// begun is the first figure as it is at first.
func begun(t testing.TB) *reading {
	r := newReading()
	r.open(shipped(t))
	return r
}

// from is how much a token gives to another in a head, counted from 1.
func (r *reading) from(layer, head int, from, to string) string {
	words := map[string]int{}
	for i, p := range r.pieces() {
		words[tokens.Plain(p)] = i
	}
	return label.Percents(model.Attention(r.Run, gpt.Head{Layer: layer - 1, Head: head - 1}, words[from]))[words[to]]
}

// asked is the second figure with a reason and some heads off, and how likely
// words are in it.
func asked(t testing.TB, reason, off string) (f *it, chance func(word string) string) {
	f = newIt()
	f.reason, f.wanted = reason, off
	f.Read(shipped(t))
	ps := f.run.Probabilities(f.last())
	return f, func(word string) string { return percentOf(ps[f.token(word)]) }
}

// best is the word that the model goes on with.
func (t *it) best() string { return tokens.Plain(t.model.Tokenizer.Piece(t.answer(t.run))) }

// cardRow reads what the model card says of a kind of question: how many were
// right, and how many without the head.
func cardRow(t *testing.T, kind string) (right, without string) {
	t.Helper()
	card, err := os.ReadFile("../../../static/model/README.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(regexp.QuoteMeta("| *"+kind+"* |") + ` [\d.]+ % \| ([\d.]+ %) \| ([\d.]+ %) \|`).FindSubmatch(card)
	if row == nil || !strings.Contains(string(card), "in 1000 questions with pairs that were kept back | "+string(row[1])+" right") {
		t.Fatal("the model card does not tell of ", kind)
	}
	return string(row[1]), string(row[2])
}

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	r := begun(t)
	c := r.Model.Weights.Config
	whole, cat := asked(t, "tired", "")
	softWhole, mat := asked(t, "soft", "")
	broken, catOff := asked(t, "tired", "3.3")
	softBroken, pillow := asked(t, "soft", "3.3")
	none, lamb := asked(t, "tired", "1.1,1.2,1.3,1.4,2.1,2.2,2.3,2.4,3.1,3.2,3.3,3.4")
	second, _ := asked(t, "tired", "1.2")
	if whole.best() != "cat" || softWhole.best() != "mat" || broken.best() != "cow" || softBroken.best() != "pillow" || none.best() != "lamb" || second.ok(second.run) {
		t.Error("the answers are others")
	}
	if headName(whole.carrier) != "layer 3, head 3" || softWhole.carrier != whole.carrier {
		t.Error("the answer is carried by ", headName(whole.carrier))
	}
	right, firstKind := cardRow(t, "The cat sat on the mat because it was …")
	_, secondKind := cardRow(t, "The cat followed the dog because it …")
	g := newGrid(r)
	steps := g.stepRows()
	uitest.Prose(t, Text,
		"and sum to 100.", "have to sum to 100,",
		fmt.Sprintf("The model has %d layers with %d heads each.", c.Layers, c.Heads),
		fmt.Sprintf("“dog” gives %s of its attention to “cat”.", r.from(3, 1, "dog", "cat")),
		fmt.Sprintf("Choose layer 2, head 3, and the small words look for the verb: “over” gives %s to “jumped”, and “the” gives it %s.", r.from(2, 3, "over", "jumped"), r.from(2, 3, "the", "jumped")),
		fmt.Sprintf("In layer 3, head 4, “cat” hardly looks back at all, and keeps %s for itself.", r.from(3, 4, "cat", "cat")),
		fmt.Sprintf("each of the %d heads gives", len(whole.on)),
		fmt.Sprintf("is %s sure.", cat("cat")), fmt.Sprintf("it is “mat”, with %s.", mat("mat")),
		fmt.Sprintf("is head 3 of layer 3: it gives %s of its attention to the cat in the one sentence, and %s to the mat in the other.",
			whole.percent(whole.run, whole.carrier), softWhole.percent(softWhole.run, whole.carrier)),
		fmt.Sprintf("The cat is left with %s, and the first place goes to a cow, with %s.", catOff("cat"), catOff("cow")),
		fmt.Sprintf("with a pillow first, at %s.", pillow("pillow")),
		fmt.Sprintf("Of 1000 such sentences, with pairs of words that it had never seen together in training, the model gets %s right, and without this one head %s of one kind and %s of the other.",
			right, firstKind, secondKind),
		fmt.Sprintf("with a lamb first, at %s.", lamb("lamb")),
		fmt.Sprintf("each vector has %d numbers.", c.HeadWidth()),
		"A row sums to 100 %.", "is 0.",
		fmt.Sprintf("The %d products sum to %s. Divided by √%d that is %s, the largest score of the row. After the softmax it is %s.",
			c.HeadWidth(), steps[0][1].Text, c.HeadWidth(), steps[2][1].Text, steps[6][1].Text),
		// The sources are the notes there.
		"in 2017", "GPT-2 has 12 layers with 12 heads in its small size, that is 144 heads.", "The largest Llama 3.1 has 126 layers with 128 heads, 16,128 in all.",
		"Head 3 of layer 3 knows", fmt.Sprintf("that one gives the cat only %s.", second.percent(second.run, second.carrier)),
	)
	if 12*12 != 144 || 126*128 != 16128 || steps[3][1].Text != "0.000" {
		t.Error("the products are others, or the score is not the largest")
	}
}

// What the text says of the best guesses without the head, and of the second
// head.
func TestBroken(t *testing.T) {
	for _, c := range []struct {
		reason string
		kind   string // a sentence that all of the kind fit into
	}{{"tired", "animal"}, {"soft", "place"}} {
		f, _ := asked(t, c.reason, "3.3")
		for _, id := range top(f.run.Probabilities(f.last()), 5) {
			word := tokens.Plain(f.model.Tokenizer.Piece(id))
			if !kind(c.kind)[word] {
				t.Errorf("%s: %s is among the best, and no %s", c.reason, word, c.kind)
			}
		}
	}
	r := begun(t)
	r.write(tiredText)
	r.layer, r.head = "1", "2"
	last := len(r.pieces()) - 1
	if ws := r.weights(last); r.Word(best(ws)) != "“tired”" {
		t.Errorf("the second head looks at %s", r.Word(best(ws)))
	}
}

// kind is the first words of the rows of a table of the tiny world.
func kind(table string) map[string]bool {
	world, err := os.ReadFile("../../../engine/corpus/world.txt")
	if err != nil {
		panic(err)
	}
	_, rest, _ := strings.Cut(string(world), "\ntable "+table+":")
	words := map[string]bool{}
	for i, line := range strings.Split(rest, "\n") {
		if line == "" {
			break
		}
		if i > 0 {
			words[strings.TrimSpace(strings.Split(line, "|")[0])] = true
		}
	}
	return words
}
