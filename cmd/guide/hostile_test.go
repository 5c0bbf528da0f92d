//go:build !js

package main

import (
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
