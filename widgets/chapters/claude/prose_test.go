package claude

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/quant"
	"zerotoai/engine/scale"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// What the text says of the figures is so. What it says of the world outside has
// its source in a note.
func TestProse(t *testing.T) {
	c := shelf(t).Open().Weights.Config
	n, err := scale.New(plan(c))
	if err != nil {
		t.Fatal(err)
	}
	sayings := []string{
		"100 tokens for 75 words", fmt.Sprintf("so %d words are about %.0f tokens", typical, math.Round(tokensOf(typical)/10)*10),
		fmt.Sprintf("the guide’s model%d, %d%s", c.Layers, c.Heads, label.Whole(n.Total)),
		published(t, "GPT-3", 175), published(t, "Llama 3.1 405B", 405), "GPT-4not publishednot published",
		"For GPT-3 it was 3,640 days", "InstructGPT of it took 60 such days",
		"a model with 1.3 billion parameters", "those of GPT-3, which has 175 billion and had not", "InstructGPT is GPT-3, taught",
		"All seven were there in 2017",
	}
	sayings = append(sayings, stationSayings()...)
	sayings = append(sayings, tasteSayings()...)
	sayings = append(sayings, sizeSayings(t)...)
	uitest.Prose(t, Text, append(sayings, memorySayings(t)...)...)
}

// published is what the table says of a model that is published with so many
// billion parameters: as many as its plan makes, but for the rounding.
func published(t *testing.T, name string, billions float64) string {
	t.Helper()
	i := slices.Index(publishedNames(), name)
	c := scale.Presets()[i].Config
	n, err := scale.New(c)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(n.Total/1e9-billions) >= 1 {
		t.Errorf("%s has %v parameters", name, n.Total)
	}
	return fmt.Sprintf("%s%d, %d%.0f billion", name, c.Layers, c.Heads, billions)
}

// stationSayings are the stations by their numbers.
func stationSayings() []string {
	return []string{
		fmt.Sprintf("Stations %d, %d and %d are the work of ordinary programs", atType+1, atRequest+1, atStream+1),
		fmt.Sprintf("by a message like the one at station %d", atRequest+1),
		fmt.Sprintf("Stations %d to %d are the model", atTokenize+1, atRepeat+1),
		fmt.Sprintf("stations %d to %d, once", atEmbed+1, atRepeat+1),
		fmt.Sprintf("Look at station %d, how the chances", atSample+1),
	}
}

// memorySayings are what the model makes of the second conversation, alone and
// after the first.
func memorySayings(t *testing.T) []string {
	t.Helper()
	w := newMemory()
	w.Read(shelf(t).Open())
	alone := w.draw.Ranked(0)
	said := []string{fmt.Sprintf("with %s, %s, as if", w.word(alone), wording.Percent(w.draw.P[alone]))}
	w.put = true
	w.begin()
	best := w.draw.Ranked(0)
	return append(said, fmt.Sprintf("%s has %s.", w.word(best), wording.Percent(w.draw.P[best])))
}

// For who asks alone, the model knows one answer that begins so.
func TestWho(t *testing.T) {
	for question, begins := range map[string]string{"Who are you?": "I am", "Who has the ball?": "I am"} {
		_, w := asked(t, question)
		for range mostSteps {
			w.step()
		}
		if !strings.HasPrefix(w.answerWords(), begins) {
			t.Errorf("%s %s", question, w.answerWords())
		}
	}
}

// tasteSayings are what the first ten choices by the first rule lead to.
func tasteSayings() []string {
	f := newFeedback()
	f.begin()
	f.byRule()
	for _, a := range []*attempt{f.held, f.cut} {
		for a.step() {
		}
	}
	fixed := func(v float64) string { return label.Fixed(v, 2) }
	return []string{
		"the closer it comes to 1", "described choices in 1952",
		fmt.Sprintf("rises on the leash from %s to %s, and %s of what", fixed(f.fresh.now.Reward), fixed(f.held.now.Reward), wording.Percent(f.held.now.Grammar)),
		fmt.Sprintf("With the leash cut it rises to %s, and %s are", fixed(f.cut.now.Reward), wording.Percent(f.cut.now.Grammar)),
	}
}

// sizeSayings are what the text says of sizes, and of the model in fewer bits.
func sizeSayings(t *testing.T) []string {
	t.Helper()
	w := measuredAll(t)
	n, err := scale.New(plan(w.model.Weights.Config))
	if err != nil {
		t.Fatal(err)
	}
	seven, err := scale.New(sizedModels()[0].Config)
	if err != nil {
		t.Fatal(err)
	}
	loss := func(f quant.Format) string { v, _ := w.loss(f); return label.Fixed(v, 4) }
	return []string{
		"and “7B”", "The “7B” in a name", fmt.Sprintf("LLaMA 7B has %s", label.Whole(seven.Total)),
		fmt.Sprintf("%s different ones, up to %d at a time", label.Whole(float64(n.Config.Vocabulary)), n.Config.Positions),
		"a number that was learned" + label.Whole(n.Total), "a weight" + label.Whole(n.Total-n.Vectors),
		"such as 13B", "Float32 and float16 are", "of 4 and of 2 bytes", "In int8, 4 bit and 2 bit a weight",
		fmt.Sprintf("shares with %d neighbours", quant.Group-1), "the scale is a float16, so in 4 bits a weight really takes 4.5",
		"shipped in float16, so float32",
		fmt.Sprintf("On %s tokens the loss is %s; in int8 it is %s, in 4 bits %s with %s of the bytes of float32.", label.Whole(float64(heldRows*w.window())),
			loss(quant.Float32), loss(quant.Int8), loss(quant.Int4), wording.Percent(float64(w.whole(quant.Int4).Bytes)/float64(w.whole(quant.Float32).Bytes))),
		"In 2 bits a weight can only be −1, 0 or 1 times", "the loss is " + loss(quant.Int2),
		"Chinchilla, with 70 billion parameters, was better than Gopher with 280 billion", "InstructGPT with 1.3 billion to GPT-3",
	}
}
