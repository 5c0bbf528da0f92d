//go:build !js

package main

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"

	"zerotoai/cmd/site/site"
)

// policyOf returns the Content-Security-Policy of a page of the guide.
func policyOf(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`).FindSubmatch(b)
	if m == nil {
		t.Fatalf("%s has no policy", name)
	}
	return html.UnescapeString(string(m[1]))
}

// Each page starts from nothing and lets in its own files, what it holds itself
// and WebAssembly: nothing inline that is not named by its hash, no eval, no
// other host.
func TestPolicy(t *testing.T) {
	dir := dist(t)
	allowed := regexp.MustCompile(`^('none'|'self'|'wasm-unsafe-eval'|'sha256-[A-Za-z0-9+/]{43}='|data:|blob:)$`)
	for _, name := range []string{"index.html", "404.html", site.Single} {
		rules := map[string][]string{}
		for rule := range strings.SplitSeq(policyOf(t, dir, name), ";") {
			words := strings.Fields(rule)
			rules[words[0]] = words[1:]
			for _, source := range words[1:] {
				if !allowed.MatchString(source) {
					t.Errorf("%s: %s lets in %s", name, words[0], source)
				}
			}
		}
		for _, none := range []string{"default-src", "base-uri", "form-action"} {
			if !slices.Equal(rules[none], []string{"'none'"}) {
				t.Errorf("%s: %s is %q", name, none, rules[none])
			}
		}
		if slices.Contains(rules["script-src"], "data:") || len(rules["object-src"])+len(rules["frame-src"]) > 0 {
			t.Errorf("%s: %q", name, rules)
		}
	}
}

// A warden serves the guide with its policy a second time, as one that only
// tells: what any frame or worker does against it is told to the warden.
type warden struct {
	mu   sync.Mutex
	told []string
}

func (w *warden) guard(t *testing.T, dir string) string {
	policy, guide := policyOf(t, dir, "index.html"), site.Handler(dir)
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			b, _ := io.ReadAll(r.Body) // as much of it as came is told
			w.mu.Lock()
			defer w.mu.Unlock()
			w.told = append(w.told, string(b))
			return
		}
		if r.URL.Path == "/" || strings.HasSuffix(r.URL.Path, ".html") {
			out.Header().Set("Content-Security-Policy-Report-Only", policy+"; report-uri /told")
		}
		guide.ServeHTTP(out, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

func (w *warden) reports() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.told)
}

// The guide does nothing that its policy forbids: not with a worker, in search,
// when a figure's menu hands out pictures, nor in a frame without an origin.
func TestPolicyIsKept(t *testing.T) {
	const fig = "transformers.training.figure"
	dir, w := dist(t), &warden{}
	ctx, from := browser(t), w.guard(t, dir)
	p := tab(t, ctx, from, 900)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: countWorkers})
	p.navigate("#transformers")
	p.wait("zerotoai.ready && zerotoai.painted")
	p.wait(`document.querySelector('[data-id="` + fig + `"] button')`)
	p.press(fig, "Play")
	p.wait("workers.length > 0 && parseInt(" + watch(p, fig, "Step") + ".textContent) > 5")
	p.press(fig, "Pause")
	openMenu(p)
	p.keeps("functions", "Save SVG", "functions-graph.svg")
	p.keeps("functions", "Save PNG", "functions-graph.png")
	p.run("document.querySelector('button.find').click()")
	p.run("const f = document.getElementById('finder-field'); f.value = 'gradient'; f.dispatchEvent(new Event('input', { bubbles: true }))")
	p.wait("document.querySelectorAll('#finder-hits [role=option]').length > 2")

	e := tab(t, ctx, "http://127.0.0.1:", 900)
	e.navigateTo(embedding(t, `<iframe src="GUIDE?embed=attention.arcs" sandbox="allow-scripts" width="700" height="500"></iframe>`, from))
	e.wait("heard.some(([i, m]) => m.type === 'zero-to-ai:ready')")

	if told := w.reports(); len(told) > 0 {
		t.Errorf("forbidden, and done: %q", told)
	}
	p.run("const s = document.createElement('script'); s.text = '0'; document.head.append(s)") // the warden listens
	for end := time.Now().Add(20 * time.Second); len(w.reports()) == 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what is forbidden is not told")
		}
	}
	p.forgive()
}

// Chromium would install the guide.
func TestInstallable(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	p.wait("document.querySelector('link[rel=manifest]')")
	m := call(p, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
	if !strings.Contains(m.URL, "manifest-") || len(m.Errors) > 0 {
		t.Errorf("the manifest %q has %d faults", m.URL, len(m.Errors))
	}
	for _, e := range call(p, cdppage.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
	}
}
