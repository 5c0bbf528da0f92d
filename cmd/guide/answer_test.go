//go:build !js

package main

import (
	"fmt"
	"strings"
	"testing"
)

// The answer of the guide's model to the question of chapter 12.
const gravity = "Gravity is the force that pulls things together. It makes apples fall to the ground."

// stops are the stations of chapter 12.
var stops = []string{"You type", "Request", "Tokenize", "Embed", "Position", "Layers", "Attention", "Weights", "Logits", "Sample", "Repeat", "Stream"}

// litStops are the numbers of the stations that are lit, in their order.
const litStops = `[...document.querySelectorAll('[data-id^="claude.stations.station."][aria-pressed=true]')].map(b => b.ariaLabel.split(' ')[0]).join(' ')`

// "Step" lights the twelve stations in their order and then goes on token by
// token; "Play" does the same by itself. The answer streams.
func TestAnswerStreams(t *testing.T) {
	const fig = "claude.stations.figure"
	p := open(t, browser(t), serve(t, dist(t)), "#claude", 900)
	p.wait(`document.querySelector('#claude input[aria-label="Question"]')`)
	if got := p.value(fig, "textbox", "Question"); got != "What is gravity?" {
		t.Errorf("the question is %q", got)
	}
	var lit []string
	for i, name := range stops {
		p.press(fig, "Step")
		lit = append(lit, fmt.Sprint(i+1))
		if got := eval[string](p, litStops); got != strings.Join(lit, " ") {
			t.Fatalf("after %d steps these are lit: %s", i+1, got)
		}
		p.node(fig, "button", fmt.Sprintf("%d %s", i+1, name))
		if got := p.says(fig, "Station"); !strings.HasPrefix(got, fmt.Sprintf("%d. %s. ", i+1, name)) {
			t.Errorf("at station %d: %s", i+1, got)
		}
	}
	for range 40 {
		p.press(fig, "Step")
	}
	if got := p.says(fig, "Answer"); got != gravity {
		t.Errorf("by steps the answer is %q", got)
	}
	if got := p.says(fig, "Station"); !strings.Contains(got, "tokens a second") {
		t.Errorf("no time was measured: %s", got)
	}

	p.press(fig, "Reset")
	p.run(`window.seen = { lit: [], texts: [] }
		new MutationObserver(() => {
			const lit = ` + litStops + `, text = document.querySelector('[data-id="claude.stations.answer"]')?.textContent ?? ''
			if (seen.lit.at(-1) !== lit) seen.lit.push(lit)
			if (text && seen.texts.at(-1) !== text) seen.texts.push(text)
		}).observe(document.querySelector('#claude .live'), { subtree: true, childList: true, attributes: true, characterData: true })`)
	watch(p, fig, "Station")
	p.press(fig, "Play")
	p.wait(`document.querySelector('[data-id="claude.stations.answer"]')?.textContent === ` + fmt.Sprintf("%q", gravity))
	for i, got := range eval[[]string](p, `seen.lit.filter(s => s)`) {
		if i < len(lit) && got != strings.Join(lit[:i+1], " ") {
			t.Errorf("playing, these were lit as number %d: %s", i+1, got)
		}
	}
	texts := eval[[]string](p, "seen.texts")
	for i, text := range texts {
		if i > 0 && !strings.HasPrefix(text, texts[i-1]) {
			t.Errorf("%q was followed by %q", texts[i-1], text)
		}
	}
	if len(texts) < 2 { // what moves by itself is told now and then, painted token by token
		t.Errorf("the answer came in %d parts", len(texts))
	}
}
