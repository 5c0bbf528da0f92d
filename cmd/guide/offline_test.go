//go:build !js

package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/site"
)

// A web serves a version of the guide, as GitHub Pages does, until another is
// published or its line is cut. Browsers are told to keep nothing, so that what
// is there without a line is what the service worker has kept.
type web struct {
	version atomic.Value // http.Handler
	cut     atomic.Bool
	from    string
}

func publish(t *testing.T, dir string) *web {
	t.Helper()
	w := &web{}
	w.version.Store(site.Handler(dir))
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	w.from = server.URL + site.SubPath
	return w
}

func (w *web) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	if w.cut.Load() {
		panic(http.ErrAbortHandler)
	}
	w.version.Load().(http.Handler).ServeHTTP(notKept{to}, r)
}

type notKept struct{ http.ResponseWriter }

func (w notKept) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.ResponseWriter.WriteHeader(status)
}

// keep visits the guide until it is kept.
func (w *web) keep(t *testing.T) *page {
	t.Helper()
	p := tab(t, browser(t), w.from, 900)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: countWorkers})
	p.navigate("")
	p.wait("zerotoai.ready && zerotoai.painted")
	p.wait("navigator.serviceWorker.controller")
	return p
}

// again loads the page anew.
func (p *page) again() {
	p.t.Helper()
	p.do(chromedp.Reload())
	p.wait("globalThis.zerotoai?.ready && zerotoai.painted")
}

// train trains a little in chapter 10, for which the program for jobs and the
// model are brought. What an address tells to have been trained is trained first.
func (p *page) train() {
	p.t.Helper()
	const fig = "transformers.training.figure"
	told := eval[int](p, `Number(/[?&]trained=(\d+)/.exec(location.hash)?.[1] ?? 0)`)
	p.run("location.hash = '#transformers'")
	p.wait(`[...document.querySelectorAll('[data-id="` + fig + `"] button')].some(b => b.ariaLabel === 'Play')`)
	steps := "parseInt(" + watch(p, fig, "Step") + ".textContent)"
	p.wait(fmt.Sprintf("%s >= %d", steps, told))
	p.press(fig, "Play")
	p.wait(fmt.Sprintf("%s > %d", steps, told+20))
	p.press(fig, "Pause")
	if eval[int](p, "workers.length") == 0 {
		p.t.Error("it is not trained in a worker")
	}
}

// version writes another version of the guide: of its files, the page, the
// scripts that start it and the program for jobs differ.
func version(t *testing.T, name string) (dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	first, err := guideSite()
	if err != nil {
		t.Fatal(err)
	}
	s, shell := *first, fstest.MapFS{}
	err = fs.WalkDir(s.Shell, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			shell[path] = &fstest.MapFile{}
			shell[path].Data, err = fs.ReadFile(s.Shell, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	shell["job.js"].Data = fmt.Appendf(shell["job.js"].Data, "window.zerotoai.version = %q;\n", name)
	s.Shell = shell
	s.Worker = append(slices.Clone(s.Worker), 0, 2, 1, name[0]) // a section that says nothing
	dir = t.TempDir()
	if err := s.Build(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fileOf returns the name of the only file of a kind.
func fileOf(t *testing.T, dir, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(found) != 1 {
		t.Fatal(pattern, found, err)
	}
	return filepath.Base(found[0])
}

// The second visit needs no network, under a sub-path: the figures live, the
// model comes, and chapter 10 trains in a worker. No picture is missing.
func TestOffline(t *testing.T) {
	w := publish(t, dist(t))
	p := w.keep(t)
	t.Logf("from the network: %s", eval[string](p, "JSON.stringify(zerotoai.times)"))
	w.cut.Store(true)
	p.again()
	t.Logf("from what is kept: %s", eval[string](p, "JSON.stringify(zerotoai.times)"))
	readFunctions(p)
	p.train()
	const missing = `Promise.all([...document.querySelectorAll('.still img')].flatMap(e => [e.src, e.previousElementSibling.srcset])
		.map(src => new Promise(done => Object.assign(new Image(), { onload: () => done(0), onerror: () => done(1), src }))))
		.then(all => all.reduce((a, b) => a + b))`
	if n := eval[int](p, missing); n > 0 {
		t.Errorf("%d pictures are missing", n)
	}
	for _, s := range p.forgive() { // the browser looks for a new version
		if !strings.Contains(s, "service.js") {
			t.Error(s)
		}
	}
}

// A new version is taken whole, and the reader told; the page that is open goes
// on with its own files, though the server has them no more.
func TestNewVersion(t *testing.T) {
	w := publish(t, version(t, "1"))
	p := w.keep(t)
	w.version.Store(site.Handler(version(t, "2")))
	p.run("navigator.serviceWorker.getRegistration().then(r => r.update())")
	p.wait("document.getElementById('status').textContent.includes('new version')")
	p.train()
	if got := eval[string](p, "zerotoai.version"); got != "1" {
		t.Errorf("the open page has become version %s", got)
	}
	p.run("document.querySelector('#status button').click()")
	p.wait("globalThis.zerotoai?.version === '2' && zerotoai.ready && zerotoai.painted")
	w.cut.Store(true)
	p.again()
	p.train()
	if got := eval[string](p, "zerotoai.version"); got != "2" {
		t.Errorf("without a network there is version %s", got)
	}
	p.forgive()
}

// A version that does not come whole is none.
func TestHalfVersion(t *testing.T) {
	for name, spoil := range map[string]func(file string) error{
		"missing": os.Remove,
		"cut":     func(file string) error { return os.Truncate(file, 1000) },
	} {
		t.Run(name, func(t *testing.T) {
			w := publish(t, version(t, "1"))
			p := w.keep(t)
			half := version(t, "2")
			if err := spoil(filepath.Join(half, fileOf(t, half, "worker-*.js"))); err != nil {
				t.Fatal(err)
			}
			w.version.Store(site.Handler(half))
			eval[bool](p, settled)
			p.again()
			w.cut.Store(true)
			p.again()
			p.train()
			if got := eval[string](p, "zerotoai.version"); got != "1" {
				t.Errorf("there is version %s", got)
			}
			p.forgive()
		})
	}
}

// settled waits until the service worker of a new version has failed or is at work.
const settled = `navigator.serviceWorker.getRegistration().then(r => r.update()).then(r => {
	const w = r.installing;
	return !w || new Promise(done => w.addEventListener('statechange', () => done(w.state !== 'installed')));
})`

// What is kept and damaged is brought again; without a network it is said in
// words, and the article is there.
func TestDamagedCache(t *testing.T) {
	dir := dist(t)
	w := publish(t, dir)
	p := w.keep(t)
	guide, fonts := fileOf(t, dir, "guide-*.js"), fileOf(t, dir, "fonts-*.js")
	spoil := func() {
		eval[bool](p, fmt.Sprintf(`caches.keys().then(async ([key]) => { const c = await caches.open(key);
			await c.put(%q, new Response('window.zerotoai.wasm = "";', { headers: { 'Content-Type': 'text/javascript' } })); return c.delete(%q); })`, guide, fonts))
	}
	spoil()
	p.again()
	w.cut.Store(true)
	p.again() // it has been mended
	spoil()
	p.do(chromedp.Reload())
	p.wait("document.getElementById('status')?.textContent.includes('could not be loaded)')")
	if !strings.Contains(eval[string](p, "document.getElementById('functions').innerText"), "A function is a rule that never hesitates.") {
		t.Error("the article cannot be read")
	}
	eval[bool](p, "caches.keys().then(([key]) => caches.delete(key))")
	p.do(chromedp.Reload())
	p.wait("document.body?.innerText.startsWith('What was kept of the guide on this device is damaged')")
	w.cut.Store(false)
	p.again()
	p.forgive()
}

// Whoever embeds the guide, or forbids it to have an origin, has nothing kept.
func TestNotKept(t *testing.T) {
	dir, ctx := dist(t), browser(t)
	for name, from := range map[string]string{
		"embed": serve(t, dir), "sandbox": sandboxed(t, dir), "file": "file://" + dir + "/",
	} {
		t.Run(name, func(t *testing.T) {
			p, asked := tab(t, ctx, from, 900), ""
			if name == "embed" {
				asked = "?embed=functions"
			}
			p.navigate(asked)
			p.wait("zerotoai.ready && (zerotoai.painted || document.documentElement.classList.contains('text'))")
			const none = "(async () => { try { return !await navigator.serviceWorker.getRegistration(); } catch { return true; } })()"
			if !eval[bool](p, none) {
				t.Error("it is kept")
			}
		})
	}
}
