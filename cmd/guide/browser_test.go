//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"zerotoai/cmd/site/edition"
	"zerotoai/cmd/site/site"
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

// built writes the guide's site once for all tests.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "guide")
	if err != nil {
		return "", err
	}
	s, err := guideSite()
	if err != nil {
		return "", err
	}
	return dir, s.Build(dir)
})

// guideSite is what the site is written from.
var guideSite = sync.OnceValues(func() (*site.Site, error) {
	s, err := edition.New()
	if err != nil {
		return nil, err
	}
	return s, edition.Compile(s)
})

// dist returns the folder with the guide's site.
func dist(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := built(); err == nil && !testing.Short() {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// browser starts a Chromium that paints without a graphics card. Much of what a
// test does is waiting: from here on others run beside it.
func browser(t *testing.T, flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	t.Parallel()
	return lone(t, flags...)
}

// lone does so for a test that measures time: none runs beside it.
func lone(t *testing.T, flags ...chromedp.ExecAllocatorOption) context.Context {
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
	options := append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("use-gl", "angle"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true), chromedp.Flag("disable-gpu-rasterization", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	}, flags...)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(options...))
	t.Cleanup(cancel)
	return ctx
}

// A page is a tab that shows the guide, and what it has complained of.
type page struct {
	t    *testing.T
	ctx  context.Context
	from string // where it may load from

	mu       sync.Mutex
	said     []string
	contexts []runtime.ExecutionContextID // of scripts: of its frames, too, the latest last
}

func (p *page) listen(ev any) {
	add := func(format string, args ...any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.said = append(p.said, fmt.Sprintf(format, args...))
	}
	switch ev := ev.(type) {
	case *runtime.EventExecutionContextCreated:
		p.mu.Lock()
		defer p.mu.Unlock()
		p.contexts = append(p.contexts, ev.Context.ID)
	case *log.EventEntryAdded:
		if ev.Entry.Level == "error" {
			add("log: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == "error" || ev.Type == "warning" {
			for _, a := range ev.Args {
				add("console: %s", a.Value)
			}
		}
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		if d.Exception != nil {
			add("exception: %s", d.Exception.Description)
		} else {
			add("exception: %s", d.Text)
		}
	case *network.EventRequestWillBeSent:
		url := ev.Request.URL
		if !strings.HasPrefix(url, p.from) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") {
			add("request: %s", url)
		}
	}
}

// open shows the guide from an address in a new tab, width wide. When the test
// ends the tab must have had nothing to complain of.
func open(t *testing.T, parent context.Context, from, hash string, width int) *page {
	t.Helper()
	p := tab(t, parent, from, width)
	p.navigate(hash)
	p.wait("zerotoai.ready && (zerotoai.painted || document.documentElement.classList.contains('text'))")
	return p
}

// tab opens an empty tab.
func tab(t *testing.T, parent context.Context, from string, width int) *page {
	t.Helper()
	p := &page{t: t, from: from}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithListener(p.listen))
	p.ctx = ctx
	t.Cleanup(func() {
		cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, s := range p.said {
			t.Error(s)
		}
	})
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err1 := cdp.Call(ctx, t, log.Enable, cdp.Empty{})
		_, err2 := cdp.Call(ctx, t, runtime.Enable, cdp.Empty{})
		_, err3 := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
		_, err4 := cdp.Call(ctx, t, accessibility.Enable, cdp.Empty{})
		return errors.Join(err1, err2, err3, err4)
	}))
	p.resize(width, 700, 1)
	return p
}

func (p *page) navigate(hash string) {
	p.t.Helper()
	url := p.from
	if strings.HasPrefix(url, "file:") {
		url += "index.html"
	}
	p.do(chromedp.Navigate(url + hash))
}

// forgive forgets what the tab has complained of and returns it.
func (p *page) forgive() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	said := p.said
	p.said = nil
	return said
}

func (p *page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func call[P, R any](p *page, cmd cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, cmd, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// eval returns the value of an expression.
func eval[T any](p *page, js string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// wait waits until an expression is true. A machine that does much else takes
// long over the start of the guide, and before its first script there is nothing
// to ask.
func (p *page) wait(js string) {
	p.t.Helper()
	asked := "(() => { try { return Boolean(" + js + ") } catch (e) { if (e instanceof ReferenceError) return false; throw e } })()"
	deadline := time.Now().Add(time.Minute)
	for !eval[bool](p, asked) {
		if time.Now().After(deadline) {
			status := eval[string](p, "(document.getElementById('status')?.textContent ?? '') + ' ' + JSON.stringify(globalThis.zerotoai?.times)")
			p.t.Fatalf("never true: %s %s", js, status)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

func (p *page) resize(width, height int, ratio float64) {
	p.t.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: int64(height), DeviceScaleFactor: ratio})
}

// node returns the only node of a chapter or a figure with a role and a name,
// as a screen reader finds it: the expression of an element.
func (p *page) node(chapter, role, name string) string {
	p.t.Helper()
	root := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: fmt.Sprintf("document.getElementById(%q) ?? document.querySelector('[data-id=%[1]q]')", chapter)})
	found := call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID, Role: role, AccessibleName: name})
	var ids []cdp.BackendNodeID
	for _, n := range found.Nodes {
		if !n.Ignored {
			ids = append(ids, n.BackendDOMNodeID)
		}
	}
	if len(ids) != 1 {
		p.t.Fatalf("%s: %d nodes are a %s called %q", chapter, len(ids), role, name)
	}
	o := call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: ids[0]})
	key := fmt.Sprintf("__node%d", ids[0])
	call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: o.Object.ObjectID, FunctionDeclaration: "function() { window." + key + " = this; }"})
	return key
}

// says is the text of an output.
func (p *page) says(chapter, name string) string {
	p.t.Helper()
	return eval[string](p, p.node(chapter, "status", name)+".textContent")
}

// value is the value of a control.
func (p *page) value(chapter, role, name string) string {
	p.t.Helper()
	return eval[string](p, p.node(chapter, role, name)+".value")
}

// typeIn puts text into a field as typing does.
func (p *page) typeIn(chapter, name, text string) {
	p.t.Helper()
	n := p.node(chapter, "textbox", name)
	p.run(n + ".focus(); " + n + ".select()")
	call(p, input.InsertText, input.InsertTextParams{Text: text})
	p.settle()
}

// set moves a slider, or chooses.
func (p *page) set(chapter, role, name, value string) {
	p.t.Helper()
	n := p.node(chapter, role, name)
	p.run(fmt.Sprintf("%s.value = %q; %s.dispatchEvent(new Event('input', { bubbles: true }))", n, value, n))
	p.settle()
}

func (p *page) press(chapter, name string) {
	p.t.Helper()
	p.run(p.node(chapter, "button", name) + ".click()")
	p.settle()
}

// keys focuses a control and presses a key n times.
func (p *page) keys(chapter, role, name, key string, n int) {
	p.t.Helper()
	p.run(p.node(chapter, role, name) + ".focus()")
	for range n {
		p.do(chromedp.KeyEvent(key))
	}
	p.settle()
}

func (p *page) run(js string) {
	p.t.Helper()
	eval[bool](p, "(() => { "+js+"; return true })()")
}

// settle waits for two frames of the browser.
func (p *page) settle() {
	p.t.Helper()
	eval[bool](p, "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => r(true), 20))))")
}

// A point is a place in the view.
type point struct{ X, Y float64 }

// center scrolls to a node and returns where its middle is.
func (p *page) center(node string) point {
	p.t.Helper()
	p.run(node + ".scrollIntoView({ block: 'center', behavior: 'instant' })")
	p.settle()
	return eval[point](p, "(r => ({ X: r.left + r.width / 2, Y: r.top + r.height / 2 }))("+node+".getBoundingClientRect())")
}

func (p *page) mouse(kind input.DispatchMouseEventType, at point) {
	p.t.Helper()
	buttons := int64(0)
	if kind != "mouseReleased" {
		buttons = 1
	}
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: "left", Buttons: buttons, ClickCount: 1})
}

// hover moves a mouse that is not pressed.
func (p *page) hover(at point) {
	p.t.Helper()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseMoved", X: at.X, Y: at.Y})
	p.settle()
}

// drag moves the pressed mouse from a to b.
func (p *page) drag(a, b point) {
	p.t.Helper()
	p.mouse("mousePressed", a)
	for i := 1; i <= 5; i++ {
		k := float64(i) / 5
		p.mouse("mouseMoved", point{a.X + (b.X-a.X)*k, a.Y + (b.Y-a.Y)*k})
	}
	p.mouse("mouseReleased", b)
	p.settle()
}

// swipe moves a finger from a to b.
func (p *page) swipe(a, b point) {
	p.t.Helper()
	p.touch("touchStart", input.TouchPoint{X: a.X, Y: a.Y})
	for i := 1; i <= 8; i++ {
		k := float64(i) / 8
		p.touch("touchMove", input.TouchPoint{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k})
	}
	p.touch("touchEnd")
	p.rest()
	p.settle()
}

// touch is what fingers do: those that are down, and at the end of one of them
// the one that is lifted, or none.
func (p *page) touch(kind input.DispatchTouchEventType, fingers ...input.TouchPoint) {
	p.t.Helper()
	points := make([]*input.TouchPoint, len(fingers))
	for i := range fingers {
		points[i] = &fingers[i]
	}
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
}

// rest waits until the page stands still: it glides on when a finger that
// scrolled it is lifted, and what was aimed at would have moved away.
func (p *page) rest() {
	p.t.Helper()
	for was := math.NaN(); ; time.Sleep(150 * time.Millisecond) {
		now := eval[float64](p, "scrollY")
		if now == was {
			return
		}
		was = now
	}
}

// serve shows a folder under a sub-path, as GitHub Pages does.
func serve(t *testing.T, dir string) string {
	t.Helper()
	server := httptest.NewServer(site.Handler(dir))
	t.Cleanup(server.Close)
	return server.URL + site.SubPath
}

// copyOf copies a folder of files.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, e.Name()), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return to
}
