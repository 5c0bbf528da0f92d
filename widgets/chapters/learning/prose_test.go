package learning

import (
	"fmt"
	"math"
	"testing"

	"zerotoai/engine/rl"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// trained is the classifier of the first seed after some epochs.
func trained(epochs int) *classifier {
	f := newClassifier()
	for range epochs {
		f.step()
	}
	return f
}

// found is the agent of the first seed after the first episode that leaves it
// with best actions that lead to the goal.
func found(t *testing.T) *grid {
	g := newGrid()
	g.pace = paces[1]
	for !g.arrives() {
		if !g.press() {
			t.Fatal("the agent never finds the goal")
		}
	}
	return g
}

// gpt2 is how many parameters GPT-2 has in its small size: embeddings of
// tokens and places, twelve layers, and the last normalization.
func gpt2() (n int) {
	const vocabulary, places, width, layers = 50257, 1024, 768, 12
	return (vocabulary+places)*width + layers*(12*width*width+13*width) + 2*width
}

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	fresh, done := trained(0), trained(1000)
	if fresh.trainer.Epochs != 0 || len(fresh.train) != 210 || len(fresh.held) != 90 {
		t.Errorf("%d examples to train with, %d held out", len(fresh.train), len(fresh.held))
	}
	s := spreads()
	g := found(t)
	w := g.agent.World
	if path := g.agent.Path(); len(path)-1 != g.shortest() {
		t.Errorf("the first way to the goal has %d steps", len(path)-1)
	}
	if n := gpt2(); n != 124_439_808 {
		t.Errorf("GPT-2 small has %d parameters", n)
	}
	if e := 600_000 * 491_520 / 9_035_582_198.0; math.Round(e) != 33 {
		t.Errorf("%v epochs", e)
	}
	if e := rl.Defaults().Explore; e != 0.2 {
		t.Errorf("a move is tried with a chance of %v", e)
	}
	parameters := len(fresh.trainer.Net.Params)
	loss := func(f *classifier) string { return label.Fixed(f.score.Loss, 4) }
	uitest.Prose(t, Text,
		fmt.Sprintf("The network has %d parameters, which start by chance. Before training it tells %s of the held-out points right", parameters, wording.Percent(fresh.score.Accuracy)),
		fmt.Sprintf("After 5 epochs it is %s, and after 20 it is %s.", wording.Percent(trained(5).score.Accuracy), wording.Percent(trained(20).score.Accuracy)),
		"Set “Centres” to 2, and then to 8,",
		fmt.Sprintf("the spread falls from %s to %s in %s.", label.Fixed(s[0], 1), label.Fixed(s[len(s)-1], 1), steps(len(s))),
		fmt.Sprintf("Each step costs it %s, a pit P costs %s, and the goal G gives %s;", label.Number(-w.StepReward, 3), label.Number(-w.PitReward, 3), label.Number(w.GoalReward, 3)),
		fmt.Sprintf("Its first episode ends with %s. After %s its best moves lead from S to G in %s, and there is no shorter way: that earns %s.",
			label.Fixed(g.agent.Returns[0], 2), episodes(g.agent.Episodes), steps(g.shortest()), label.Fixed(g.best(), 2)),
		"more than 15 trillion tokens", "Llama 3.1 models", "For GPT-4,", "GPT-2 small.", // the sources are the notes there
		fmt.Sprintf("above: %d · GPT-2 small: 124,439,808", parameters), "Llama 3.1: up to 405 billion",
		fmt.Sprintf("above: %d,%03d steps · nanoGPT: 600,000 steps", done.trainer.Steps/1000, done.trainer.Steps%1000),
		fmt.Sprintf("above: %s to %s · nanoGPT: to about 2.85", loss(fresh), loss(done)),
		fmt.Sprintf("above: %d · nanoGPT: about 33", done.trainer.Epochs),
		fmt.Sprintf("above: %d of %d · nanoGPT: 491,520 tokens", done.trainer.Settings.Batch, len(done.train)),
		fmt.Sprintf("above: all %d for each point · DeepSeek-V3: 37 of 671 billion", parameters),
		fmt.Sprintf("a black box with %d numbers", parameters),
	)
}
