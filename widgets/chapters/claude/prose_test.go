package claude

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

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
		"a model with 1.3 billion parameters", "those of GPT-3, which has 175 billion and had not",
		"All seven were there in 2017",
	}
	sayings = append(sayings, stationSayings()...)
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
