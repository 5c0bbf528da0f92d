//go:build !js

package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"zerotoai/engine/checkpoint"
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

// What was trained and saved, a file at each press, is read again by the figure
// for the reader's own model, and chapter 11 goes on with it.
func TestPupilIsBrought(t *testing.T) {
	const fig = "transformers.training.figure"
	p := open(t, browser(t), serve(t, dist(t)), "#transformers", 1000)
	p.run(take)
	p.wait(`document.querySelector('[data-id="` + fig + `"] button')`)
	p.press(fig, "Play")
	p.wait("parseInt(" + watch(p, fig, "Step") + ".textContent) > 20")
	p.press(fig, "Pause")
	p.wait(p.node(fig, "status", "Training") + ".textContent.startsWith('Paused after')")
	dir := t.TempDir()
	var files []string
	for button, name := range map[string]string{"Save the weights": checkpoint.ModelFile, "Save config.json": checkpoint.ConfigFile, "Save tokenizer.json": checkpoint.TokenizerFile} {
		p.keeps(fig, button, name)
		text := eval[string](p, "kept.blob.arrayBuffer().then(b => btoa(Array.from(new Uint8Array(b), c => String.fromCharCode(c)).join('')))")
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.run(countReads + "; location.hash = '#tokens'")
	p.wait(`document.querySelector('[data-id="` + guestFigure + `"] button')`)
	p.choose(guestFigure, files...)
	p.told("Your model is read: 2 layers, 4 heads in each, 64 numbers for each token, 1,100 tokens")
	p.run("location.hash = '#sampling'")
	p.wait(`document.querySelector('[data-id="sampling.candidates.figure"]')?.textContent.includes('reads your model: 2 layers, 4 heads')`)
}
