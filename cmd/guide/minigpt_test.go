//go:build !js

package main

import (
	"strings"
	"testing"

	"zerotoai/engine/minigpt"
)

// The program of the last chapter is walked through and trained by role and
// name, to below the loss that it states; settings that cannot be trained are
// said in words.
func TestBuildAGPT(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#build-a-gpt", 900)
	const walk, train = "build-a-gpt.lines.figure", "build-a-gpt.training.figure"
	p.press(walk, "Step")
	if got := p.says(walk, "This line"); !strings.HasPrefix(got, "Stop 2 of ") {
		t.Errorf("a step leads to %q", got)
	}
	p.press(walk, "Reset")
	if got := p.says(walk, "This line"); !strings.HasPrefix(got, "Stop 1 of ") {
		t.Errorf("Reset leads to %q", got)
	}
	p.press(train, "Play")
	p.wait(watch(p, train, "Training") + `.textContent.startsWith("All steps are made")`)
	if got := number(t, p.says(train, "Loss, mean of 50")); got >= minigpt.Reached {
		t.Errorf("it trains to %v", got)
	}
	p.press(train, "Reset")
	p.set(train, "slider", "Heads", "3")
	if got := p.says(train, "Training"); !strings.Contains(got, "3 heads do not divide a width of 16") {
		t.Errorf("with 3 heads: %q", got)
	}
}
