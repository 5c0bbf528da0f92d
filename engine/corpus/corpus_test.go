package corpus

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// chance returns a source of numbers of [0, 1) that is the same each time.
func chance(seed uint64) func() float64 { return rand.New(rand.NewPCG(seed, 0)).Float64 }

// texts returns documents of the whole world.
func texts(split Split, n int) (docs []Document) {
	source, draw := World().Source("text", split), chance(1)
	for range n {
		docs = append(docs, source.Write(draw))
	}
	return docs
}

// near reports whether two numbers are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// There is one way to make a text: the probability of the choices that were
// made is the sum over all ways to read it.
func TestUnambiguous(t *testing.T) {
	for _, split := range []Split{Training, KeptBack, All} {
		source := World().Source("text", split)
		for _, d := range texts(split, 700) {
			if p := source.Prob(d.Text); !near(p, d.Prob) {
				t.Fatalf("%q was chosen with %v and read with %v", d.Text, d.Prob, p)
			}
		}
	}
}

// The chances of what may come next sum to 1 at every place, and multiply to
// that of the text.
func TestNext(t *testing.T) {
	source := World().Source("text", Training)
	for _, d := range texts(Training, 300) {
		r, p := source.Begin(""), 1.0
		units, _ := Units(d.Text)
		for _, u := range append(units, End) {
			sum, here := 0.0, 0.0
			for _, c := range r.Next() {
				sum += c.P
				if c.Unit == u {
					here = c.P
				}
			}
			if !near(sum, 1) || !r.Add(u) {
				t.Fatalf("after %q: chances sum to %v", r.Text(), sum)
			}
			p *= here
		}
		if !near(p, d.Prob) {
			t.Errorf("%q: %v, not %v", d.Text, p, d.Prob)
		}
	}
}

// The drawn texts of a small rule are as frequent as their chances say
// (chi-squared, 99.9 % of its distribution).
func TestFrequencies(t *testing.T) {
	g := read(t, "table fruit: one\napple\npear\nplum\n\nrule text\n2 A <fruit>.\n1 No {x=fruit}, no {y=fruit !x}.")
	source, draw, got := g.Source("text", All), chance(3), map[string]int{}
	const n = 30_000
	for range n {
		got[source.Write(draw).Text]++
	}
	chi := 0.0
	for text, k := range got {
		want := n * source.Prob(text)
		chi += (float64(k) - want) * (float64(k) - want) / want
	}
	if len(got) != 9 || chi > 26.12 { // of 8 degrees of freedom
		t.Errorf("chi-squared is %v over %d texts: %v", chi, len(got), got)
	}
}

func read(t *testing.T, text string) *Grammar {
	t.Helper()
	g, err := Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// What the guide says to its reader is in the world.
func TestGuideSentences(t *testing.T) {
	source := World().Source("text", Training)
	for _, text := range []string{
		"The curious cat jumped over the lazy dog.",
		"The cat sat on the mat because it was tired. The cat fell asleep.",
		"The cat sat on the mat because it was soft. The mat felt just right.",
		"The curious cat jumped over the lazy dog. The cat sat on the mat because it was tired. The cat took a nap.",
		"Dog bites man. Who is hurt? The man is hurt.",
		"Man bites dog. Who is hurt? The dog is hurt.",
		"What is gravity? Gravity is the force that pulls things together. It makes apples fall to the ground.",
		"Mia has a ball. Mia gives the ball to Tom. Tom gives the ball to Anna. Who has the ball? Anna has the ball.",
		"Tom has two apples. Mia gives Tom three apples. Now Tom has five apples.",
	} {
		if !source.Parses(text) {
			t.Errorf("%q can be read only to %q", text, source.Begin(text).Text())
		}
	}
}

// What breaks the rules is no text.
func TestRefused(t *testing.T) {
	source := World().Source("text", All)
	for _, text := range []string{
		"",
		"The curious cat jumped over the lazy dog",
		"the curious cat jumped over the lazy dog.",
		"The curious cat jumped over the lazy dog. Who jumped over the dog? The dog jumped over the dog.",
		"The cat asked the cat because it knew the answer. The cat smiled.",
		"The curious cat  jumped over the lazy dog.",
		"The curious cat jumped over the lazy dog. ",
		"The cat sat on the mat because it was tired. The mat fell asleep.",
		"The cat sat on the mat because it was soft. The cat felt just right.",
		"Dog bites man. Who is hurt? The dog is hurt.",
		"Mia has a ball. Mia gives the ball to Tom. Who has the ball? Mia has the ball.",
		"Tom has two apples. Mia gives Tom three apples. Now Tom has six apples.",
		"The cats are happy. It sleeps in the garden.",
		"Once upon a time, a old dog lived in a barn.",
		"What is gravity? Rain is water that falls from clouds in drops.",
		"Zwölf Boxkämpfer",
		"\xff\x00",
	} {
		if source.Parses(text) {
			t.Errorf("%q is no text", text)
		}
	}
}

// A pair that is kept back is not seen in training, and no other is in what is
// kept back.
func TestSplits(t *testing.T) {
	g := World()
	for _, rule := range []string{"seat", "deed"} {
		training, kept, all := g.Source(rule, Training), g.Source(rule, KeptBack), g.Source(rule, All)
		draw := chance(5)
		for range 500 {
			in, out := training.Write(draw).Text, kept.Write(draw).Text
			if kept.Parses(in) || training.Parses(out) || !all.Parses(in) || !all.Parses(out) {
				t.Fatalf("%q and %q are not told apart", in, out)
			}
		}
	}
	if g.Source("seat", KeptBack).Parses("The cat sat on the mat because it was tired. The cat fell asleep.") {
		t.Error("the guide's own example is kept back")
	}
}

// The answer of a question is where the document says, and so is what was
// asked for; before it, the source has no doubt.
func TestQuestions(t *testing.T) {
	source, seen := World().Source("text", Training), map[string]int{}
	for _, d := range texts(Training, 2000) {
		for _, q := range d.Questions {
			seen[q.Kind]++
			answer := d.Text[q.At:q.End]
			if answer == "" || d.Text[:q.At] == "" && q.Referent >= 0 {
				t.Fatalf("%q: %+v", d.Text, q)
			}
			if next := source.Begin(d.Text[:q.At]).Next(); q.Kind != "agree" && len(next) != 1 {
				t.Errorf("%q goes on in %d ways", d.Text[:q.At], len(next))
			}
			if coreference(q.Kind) && (q.Referent < 0 || !strings.HasPrefix(d.Text[q.Referent:], answer)) {
				t.Errorf("%q: %q is not mentioned at %d", d.Text, answer, q.Referent)
			}
		}
	}
	if len(seen) < 18 {
		t.Errorf("only these are asked: %v", seen)
	}
}

func coreference(kind string) bool {
	return slices.Contains([]string{"seated", "done"}, kind)
}

// What "it" is depends on the reason, so half of the answers are the first
// noun: who always says so is right half the time.
func TestBalance(t *testing.T) {
	draw := chance(9)
	for _, rule := range []string{"seat", "deed"} {
		source, first := World().Source(rule, KeptBack), 0
		const n = 2000
		for range n {
			d := source.Write(draw)
			q := d.Questions[0]
			if q.Referent < strings.Index(d.Text, " the ") {
				first++
			}
		}
		if first < n*45/100 || first > n*55/100 {
			t.Errorf("%s: the first noun is it in %d of %d", rule, first, n)
		}
	}
}
