//go:build !js

package site_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/site"
	"zerotoai/static"
)

// skip skips a test that lacks something, except where everything has to be
// there: under ./build.sh test.
func skip(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("ZEROTOAI_ALL") != "" {
		t.Fatalf("nothing may be skipped, but %s", why)
	}
	t.Skip(why)
}

// program builds testdata/program.
func program(t *testing.T) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program.wasm")
	cmd := exec.Command("go", "build", "-o", out, "./testdata/program")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// browser starts a Chromium.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		skip(t, "there is no Chromium")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	))
	t.Cleanup(cancel)
	return ctx
}

// complaints collects what a browser has to say against a page.
type complaints struct {
	mu   sync.Mutex
	said []string
	from string // where a page may load from
}

func (c *complaints) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, fmt.Sprintf(format, args...))
}

func (c *complaints) listen(ev any) {
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		c.add("log: %s %s", ev.Entry.Text, ev.Entry.URL)
	case *runtime.EventConsoleAPICalled:
		for _, a := range ev.Args {
			c.add("console: %s", a.Value)
		}
	case *runtime.EventExceptionThrown:
		c.add("exception: %s", ev.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		url := ev.Request.URL
		if !strings.HasPrefix(url, c.from) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") {
			c.add("request: %s", url)
		}
	}
}

// watch makes the page say what its policy refuses.
const watch = `addEventListener('securitypolicyviolation', e => console.log('refused: ' + e.violatedDirective + ' ' + e.blockedURI + e.sample))`

// hear makes the browser tell what it has to say.
func hear(ctx context.Context, t *chromedp.Target) error {
	_, err1 := cdp.Call(ctx, t, log.Enable, cdp.Empty{})
	_, err2 := cdp.Call(ctx, t, runtime.Enable, cdp.Empty{})
	_, err3 := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
	_, err4 := cdp.Call(ctx, t, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
	return errors.Join(err1, err2, err3, err4)
}

// TestLoad opens the sample as readers do: from a web server, from a folder of
// one, and from a disk. Each time the program must start, and the browser must
// have nothing to say against it.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	dir, ctx := t.TempDir(), browser(t)
	if err := sample(t, program(t)).Build(dir); err != nil {
		t.Fatal(err)
	}
	asked := &counter{Handler: site.Handler(dir), times: map[string]int{}}
	server := httptest.NewServer(asked)
	defer server.Close()
	for name, from := range map[string]string{
		"http": server.URL + "/", "sub-path": server.URL + site.SubPath, "file": "file://" + dir + "/",
	} {
		t.Run(name, func(t *testing.T) { load(t, ctx, from) })
	}
	asked.check(t)
}

// A counter counts what is asked for.
type counter struct {
	http.Handler
	mu    sync.Mutex
	times map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.times[r.URL.Path]++
	c.mu.Unlock()
	c.Handler.ServeHTTP(w, r)
}

// check checks that nothing is asked for twice: a file that is asked for in
// advance must be the one that is used.
func (c *counter) check(t *testing.T) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, n := range c.times {
		if n > 1 {
			t.Errorf("%s is asked for %d times", path, n)
		}
	}
	if len(c.times) == 0 {
		t.Error("nothing is asked for")
	}
}

func load(t *testing.T, parent context.Context, from string) {
	heard := &complaints{from: from}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithListener(heard.listen))
	defer cancel()
	url := from
	if strings.HasPrefix(from, "file:") {
		url += "index.html"
	}
	if err := chromedp.Do(ctx, chromedp.Func(hear), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	size, err := chromedp.Run(ctx, chromedp.Poll[int]("globalThis.programSaw", chromedp.WithPollingTimeout(20*time.Second)))
	if err != nil {
		status, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("document.getElementById('status').textContent"))
		t.Errorf("the program has not started: %v %s", err, status)
	}
	if want := len(fontFile(t)); size != want {
		t.Errorf("the program saw %d bytes of the font, not %d", size, want)
	}
	checkShown(t, ctx)
	heard.mu.Lock()
	defer heard.mu.Unlock()
	for _, s := range heard.said {
		t.Error(s)
	}
}

// checkShown checks that the page has its fonts, its style and one picture of
// each figure, and that it fits narrow screens.
func checkShown(t *testing.T, ctx context.Context) {
	t.Helper()
	for expression, want := range map[string]string{
		"programMade":                        "32",
		"document.fonts.check('18px Inter')": "true",
		"[...document.fonts].every(f => f.status === 'loaded') && document.fonts.size":                   "3",
		"getComputedStyle(document.querySelector('.still')).maxWidth":                                    "650px",
		"[...document.querySelectorAll('figure img')].filter(s => s.getClientRects().length > 0).length": "2",
		"document.documentElement.scrollWidth <= innerWidth":                                             "true",
	} {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expression+")"))
		if err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", expression, got, want, err)
		}
	}
}

func fontFile(t *testing.T) []byte {
	t.Helper()
	data, err := static.Fonts.ReadFile("fonts/Inter.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}
