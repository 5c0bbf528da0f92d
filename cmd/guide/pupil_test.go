//go:build !js

package main

import (
	"strconv"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// When the worker that trains chapter 10's GPT dies in the middle, the reader is
// told, the weights so far are kept, and the training goes on from them.
func TestPupilDies(t *testing.T) {
	const fig = "transformers.training.figure"
	p := tab(t, browser(t), serve(t, dist(t)), 1000)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: countWorkers})
	p.navigate("#transformers")
	p.wait("zerotoai.ready && zerotoai.painted")
	p.wait(`document.querySelector('[data-id="` + fig + `"] button')`)
	step := func() int {
		n, _, _ := strings.Cut(p.says(fig, "Step"), " ")
		made, _ := strconv.Atoi(n)
		return made
	}
	p.press(fig, "Play")
	p.wait("parseInt(" + watch(p, fig, "Step") + ".textContent) > 120")
	p.run("for (const w of workers) { w.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })); }")
	p.wait(p.node(fig, "status", "Training") + ".textContent.includes('has died: out of memory.')")
	said := p.says(fig, "Training")
	_, after, _ := strings.Cut(said, "The weights after ")
	kept, _ := strconv.Atoi(strings.Fields(after + " ")[0])
	if kept < 100 || !strings.Contains(said, "are kept.") {
		t.Fatalf("it is said %q", said)
	}
	p.press(fig, "Go on from the kept weights")
	p.wait("parseInt(" + watch(p, fig, "Step") + ".textContent) > " + strconv.Itoa(kept+20))
	if n := step(); n <= kept {
		t.Errorf("it goes on with step %d", n)
	}
	p.press(fig, "Pause")
}
