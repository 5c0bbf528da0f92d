//go:build !js

package main

import (
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// guestFiles writes the files of a small odd model, and some that are none.
func guestFiles(t *testing.T) func(names ...string) []string {
	t.Helper()
	tok, err := token.Train(strings.Repeat("The curious cat jumped over the lazy dog. Five quick wizards mix black liquid in a jug. ", 3), 300)
	if err != nil || tok.Size() != 300 {
		t.Fatal(tok.Size(), err)
	}
	c := gpt.Config{Layers: 2, Heads: 3, Width: 48, Context: 20, Vocabulary: tok.Size()}
	w, err := gpt.NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 1)).NormFloat64)
	var model bytes.Buffer
	if err := checkpoint.Save(&model, weights.F16, w, nil); err != nil {
		t.Fatal(err)
	}
	other := c
	other.Layers = 3
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		checkpoint.ModelFile: model.Bytes(), checkpoint.ConfigFile: checkpoint.WriteConfig(c, 0), checkpoint.TokenizerFile: tok.JSON(),
		"cut.safetensors": model.Bytes()[:model.Len()-1], "3/config.json": checkpoint.WriteConfig(other, 0), "pytorch_model.bin": []byte("PK"),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return func(names ...string) (paths []string) {
		for _, n := range names {
			paths = append(paths, filepath.Join(dir, n))
		}
		return paths
	}
}

const guestFigure = "tokens.own.figure"

// told waits until the figure that asks for a model says something.
func (p *page) told(want string) {
	p.t.Helper()
	node, said := p.node(guestFigure, "status", "Your model"), ""
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(said, want); time.Sleep(50 * time.Millisecond) {
		if said = eval[string](p, node+".textContent"); time.Now().After(deadline) {
			p.t.Fatalf("the figure says %q, not %q", said, want)
		}
	}
}

// A model that the reader chooses or drops is read by the chapters that read
// one, as long as they want; what is none is refused in words.
func TestGuest(t *testing.T) {
	files, dir := guestFiles(t), dist(t)
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, browser(t), from, "#tokens", 1000)
			p.run(countReads)
			p.wait(`document.querySelector('#tokens input[aria-label="Text"]')`)
			p.choose(guestFigure, files(checkpoint.ModelFile)...)
			p.told("Still missing: tokenizer.json.")
			p.choose(guestFigure, files(checkpoint.TokenizerFile, checkpoint.ConfigFile)...)
			p.told("Your model is read: 2 layers, 3 heads in each, 48 numbers for each token, 300 tokens")
			readGuest(p)
			keepPlace(p)
			backToGuide(p)
			refuseGuests(p, files)
		})
	}
}

// readGuest looks at the figures of all chapters that read a model.
func readGuest(p *page) {
	p.run("location.hash = '#tokens'")
	p.wait(`document.querySelector('[data-id="tokens.vectors.figure"]').textContent.includes('a table with 300 rows of 48 numbers')`)
	p.run("location.hash = '#attention'")
	const arcs = "attention.arcs.figure"
	p.wait(`document.querySelector('[data-id="` + arcs + `"]')?.textContent.includes('reads your model: 2 layers, 3 heads')`)
	for name, want := range map[string]int{"Layer": 2, "Head": 3} {
		if n := eval[int](p, p.node(arcs, "combobox", name)+".options.length"); n != want {
			p.t.Errorf("%s has %d options, not %d", name, n, want)
		}
	}
	p.wait(p.node(arcs, "status", "Attention") + ".textContent.includes('most of its attention')")
	p.run("location.hash = '#transformers'")
	p.wait(`document.querySelector('[data-id="transformers.walk.figure"]')?.textContent.includes('reads your model')`)
	if said := eval[string](p, `document.querySelector('[data-id="transformers.training.figure"]').textContent`); strings.Contains(said, "your model") {
		p.t.Errorf("what is trained here is said to read the reader's model: %s", said)
	}
	p.run("location.hash = '#sampling'")
	p.wait(`document.querySelector('[data-id="sampling.candidates.figure"]')?.textContent.includes('300 tokens')`)
}

// keepPlace lays the page out anew where the note of a figure is all that is in
// view: the same note stands over other figures.
func keepPlace(p *page) {
	note := p.node("sampling.draws.figure", "button", "Back to the guide’s model")
	p.resize(1000, 120, 1)
	before := p.center(note)
	p.resize(960, 120, 1)
	p.wait("zerotoai.ready")
	p.settle()
	if after := eval[float64](p, note+".getBoundingClientRect().top"); math.Abs(after-before.Y) > 100 {
		p.t.Errorf("the reader's place moves from %v to %v", before.Y, after)
	}
	p.resize(1000, 700, 1)
	p.settle()
}

// backToGuide brings the guide's model back from another chapter.
func backToGuide(p *page) {
	p.press("sampling.candidates.figure", "Back to the guide’s model")
	p.wait(`!document.querySelector('[data-id="sampling.candidates.figure"]').textContent.includes('your model')`)
	p.run("location.hash = '#tokens'")
	p.wait(`document.querySelector('[data-id="tokens.vectors.figure"]').textContent.includes('1,100') || document.querySelector('[data-id="tokens.vectors.figure"]').textContent.includes('1100 rows')`)
	p.told("The guide’s own model is read.")
}

// refuseGuests chooses and drops what does not fit.
func refuseGuests(p *page, files func(names ...string) []string) {
	p.choose(guestFigure, files("pytorch_model.bin")...)
	p.told("not of a kind that the guide reads")
	p.choose(guestFigure, slices.Repeat(files("pytorch_model.bin"), 33)...)
	p.told("These are 33 files: choose at most 32 at once.")
	p.choose(guestFigure, files("cut.safetensors", checkpoint.TokenizerFile, checkpoint.ConfigFile)...)
	p.told("it is cut off. Fetch the file again. The guide’s own model is read.")
	at := p.center(p.node(guestFigure, "status", "Your model"))
	p.drop(at.X, at.Y, slices.Concat(files(checkpoint.ModelFile, checkpoint.TokenizerFile), files("3/config.json"))...)
	p.told("n_layer is 3, and in the weights it is 2")
	p.drop(at.X, at.Y, files(checkpoint.ModelFile, checkpoint.TokenizerFile, checkpoint.ConfigFile)...)
	p.told("Your model is read")
	if url := eval[string](p, "location.href"); strings.Contains(url, "own") {
		p.t.Errorf("the address tells of the model: %s", url)
	}
}
