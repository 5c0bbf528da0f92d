//go:build !js

package main

import (
	"os"
	"path/filepath"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/site"
)

// carry copies the single file alone into another folder, and returns its
// address there.
func carry(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dist(t), site.Single))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the single file takes %d bytes", len(data))
	if len(data) > singleBudget {
		t.Errorf("the single file takes %d bytes, more than %.0f: it is to be mailed", len(data), singleBudget)
	}
	file := filepath.Join(t.TempDir(), site.Single)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + file
}

// openFile shows a file in a new tab. Script runs before all others.
func openFile(t *testing.T, url, hash, script string) *page {
	t.Helper()
	p := tab(t, browser(t), url, 1000) // a request of anything else is complained of
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	p.do(chromedp.Navigate(url + hash))
	p.wait("zerotoai.ready && zerotoai.painted")
	return p
}

// The single file, carried elsewhere and opened from there, asks for nothing;
// its figures live, its links lead on, and it keeps what the reader did.
func TestSingle(t *testing.T) {
	p := openFile(t, carry(t), "", "")
	readFunctions(p)
	if n := eval[int](p, "performance.getEntriesByType('resource').filter(e => !/^(data|blob):/.test(e.name)).length"); n > 0 {
		t.Errorf("%d requests", n)
	}
	p.press("functions", menuOf)
	p.node("functions", "button", "Copy iframe")
	if eval[bool](p, "[...document.querySelectorAll('button')].some(b => b.ariaLabel === 'Copy embed code')") { // no script lies beside it
		t.Error("the single file offers a script that it has not")
	}
	p.run("localStorage.clear()")
	p.set("functions", "combobox", "Curve", "Parabola")
	p.set("functions", "slider", "Input", "1.4")
	p.wait("localStorage.getItem('zerotoai.progress')?.includes('functions.check=done')")
	p.run("document.querySelector('#opening .live a[href=\"#gradient-descent\"]').click()")
	p.wait("location.hash === '#gradient-descent' && Math.abs(document.getElementById('gradient-descent').getBoundingClientRect().top) < 60")
	p.do(chromedp.Reload())
	p.wait("zerotoai.ready && zerotoai.painted")
	p.node("opening", "link", "Chapter 1: Functions: 1 of 2 done")
	p.run("localStorage.clear()")
}

// What the model is for works in the single file, too, and chapter 10 trains: in
// a worker, and without one.
func TestSingleTrains(t *testing.T) {
	url := carry(t)
	for name, script := range map[string]string{"worker": countWorkers, "slices": "Worker = undefined"} {
		t.Run(name, func(t *testing.T) {
			const fig = "transformers.training.figure"
			p := openFile(t, url, "#transformers", script)
			p.wait(`document.querySelector('[data-id="` + fig + `"] button')`)
			p.press(fig, "Play")
			p.wait("parseInt(" + watch(p, fig, "Step") + ".textContent) > 20")
			if name == "worker" && eval[int](p, "workers.length") == 0 {
				t.Error("it is not trained in a worker")
			}
			p.press(fig, "Pause")
		})
	}
}

// The policy of the single file lets in what it holds, and nothing else.
func TestSinglePolicy(t *testing.T) {
	p := openFile(t, carry(t), "", "")
	p.run(`refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective));
		const s = document.createElement('script'); s.text = 'intruded = true'; document.head.append(s);
		const c = document.createElement('style'); c.textContent = 'body { color: red }'; document.head.append(c);
		fetch('https://example.org/').catch(() => {}); new Image().src = 'https://example.org/a.png';
		setTimeout(() => eval('intruded = true'))`) // of the inspector itself eval is let in
	p.wait("refused.length >= 5")
	if got := eval[string](p, "[...new Set(refused)].sort().join()"); got != "connect-src,img-src,script-src,script-src-elem,style-src-elem" {
		t.Errorf("it refuses %s", got)
	}
	if eval[bool](p, "'intruded' in window") {
		t.Error("a script that is not its own has run")
	}
	p.forgive() // the browser tells of what it refuses
}
