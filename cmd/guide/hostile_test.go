//go:build !js

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// openHostile shows the guide where a script has spoiled something before.
func openHostile(t *testing.T, script string) *page {
	t.Helper()
	p := tab(t, browser(t), serve(t, dist(t)), 900)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	p.navigate("")
	p.wait("zerotoai.ready && zerotoai.painted")
	return p
}

// Where nothing can be kept, the reader is told, and nothing is lost before they
// leave.
func TestNothingKept(t *testing.T) {
	for name, script := range map[string]string{
		"full":      "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
		"forbidden": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
	} {
		t.Run(name, func(t *testing.T) {
			p := openHostile(t, script)
			p.set("functions", "slider", "Input", "1.4")
			p.wait("document.getElementById('status').textContent.includes('keeps nothing')")
			p.node("opening", "link", "Chapter 1: Functions: 1 of 2 done")
		})
	}
}

// jumps makes the date go a year forth and back, and the other clock, which
// never goes back, an hour forth, as in a device that has slept.
const jumps = `{
	let asked = 0, slept = 0;
	const now = performance.now.bind(performance), date = Date.now;
	performance.now = () => now() + (asked++ % 50 ? slept : slept += 36e5);
	Date.now = () => date() + 31e9 * [0, 1, -1][asked % 3];
	Date.prototype.getTime = () => Date.now();
}`

// Clocks that jump stop nothing: a figure plays on, and says no nonsense.
func TestClockJumps(t *testing.T) {
	p := openHostile(t, jumps)
	const ch = "gradient-descent"
	p.press(ch, "Play")
	count := watch(p, ch, "Step count") + ".textContent"
	p.wait(count + " >= 5")
	p.press(ch, "Pause")
	p.set("functions", "slider", "Input", "-1")
	if got := p.says("functions", "f(x)"); got != "1.0000" {
		t.Errorf("f(-1) is %s", got)
	}
	if bad := eval[[]string](p, notNumbers); len(bad) > 0 {
		t.Errorf("no numbers: %q", bad)
	}
}

// A program that comes damaged is said in words, and the article stays.
func TestDamagedProgram(t *testing.T) {
	ctx := browser(t)
	for name, spoil := range map[string]func(script []byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"unpacks": func(b []byte) []byte { copy(b[len(b)/2:], bytes.Repeat([]byte("A"), 400)); return b },
		"empty":   func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			dir := copyOf(t, dist(t))
			file := filepath.Join(dir, fileOf(t, dir, "guide-*.js"))
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, spoil(script), 0o644); err != nil {
				t.Fatal(err)
			}
			p := tab(t, ctx, serve(t, dir), 900)
			p.navigate("")
			p.wait("document.getElementById('status').textContent.includes('could not be started')")
			if !strings.Contains(eval[string](p, "document.getElementById('functions').innerText"), "A function is a rule that never hesitates.") {
				t.Error("the article cannot be read")
			}
			p.forgive()
		})
	}
}

// Where the program for jobs cannot be loaded, the figures that ask for it say
// so, and the guide goes on.
func TestNoWorker(t *testing.T) {
	const big, small = "transformers.training.figure", "build-a-gpt.training.figure"
	dir := copyOf(t, dist(t))
	if err := os.Remove(filepath.Join(dir, fileOf(t, dir, "worker-*.js"))); err != nil {
		t.Fatal(err)
	}
	p := open(t, browser(t), serve(t, dir), "#transformers", 900)
	p.wait(`document.querySelector('[data-id="` + big + `"] button')`)
	p.press(big, "Play")
	p.wait(watch(p, big, "Training") + ".textContent.includes('could not be loaded')")
	p.run("location.hash = '#build-a-gpt'")
	p.wait(`document.querySelector('[data-id="` + small + `"] button')`)
	p.press(small, "Play")
	p.wait(watch(p, small, "Training") + ".textContent.includes('could not be loaded')")
	p.set("functions", "slider", "Input", "-1.5")
	if got := p.says("functions", "f(x)"); got != "2.2500" {
		t.Errorf("then f(-1.5) is %s", got)
	}
	p.forgive() // the browser tells of what is missing
}
