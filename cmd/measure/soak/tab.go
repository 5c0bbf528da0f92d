//go:build !js

package soak

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A tab shows the guide and notes what it complains of.
type tab struct {
	ctx           context.Context
	close         context.CancelFunc
	url           string
	width, height int64
	slowest       time.Duration // the longest that a call took since the level was last told

	mu   sync.Mutex
	said []string
}

// patience is how long the page may take to answer, on a machine that does much
// else. Run.Log tells how late it was.
const patience = time.Minute

// started is true when the guide can be used.
const started = "globalThis.zerotoai?.ready && (zerotoai.painted || document.documentElement.classList.contains('text'))"

// stay keeps the tab on the guide: links out of it lead to other people's pages.
const stay = `addEventListener('click', event => {
	const link = event.target.closest?.('a[href]');
	if (link && (link.target === '_blank' || link.href.split('#')[0] !== location.href.split('#')[0])) event.preventDefault();
}, true);`

// watched keeps hold of the memory of the page's program, to know its size.
const watched = `{
	const link = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = async (...args) => {
		const linked = await link(...args);
		globalThis.soakMemory = linked.instance.exports.mem;
		return linked;
	};
}`

// open shows the guide in a tab that shares nothing with others.
func open(parent context.Context, url string) (*tab, error) {
	t := &tab{url: url}
	t.ctx, t.close = chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(t.listen))
	err := t.do(chromedp.Func(prepare))
	if err == nil {
		err = errors.Join(t.calm(), t.do(chromedp.Navigate(url)))
	}
	if err == nil {
		_, err = call(t, page.ResetNavigationHistory, cdp.Empty{}) // so that no way back leads to an empty page
	}
	if err == nil {
		err = t.wait(started)
	}
	if err != nil {
		t.close()
	}
	return t, err
}

func prepare(ctx context.Context, t *chromedp.Target) error {
	_, err1 := cdp.Call(ctx, t, log.Enable, cdp.Empty{})
	_, err2 := cdp.Call(ctx, t, runtime.Enable, cdp.Empty{})
	_, err3 := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
	_, err4 := cdp.Call(ctx, t, accessibility.Enable, cdp.Empty{})
	_, err5 := cdp.Call(ctx, t, page.Enable, page.EnableParams{})
	_, err6 := cdp.Call(ctx, t, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true})
	_, err7 := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: stay + watched})
	_, err8 := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return errors.Join(err1, err2, err3, err4, err5, err6, err7, err8)
}

// listen is called with what the browser tells, one at a time.
func (t *tab) listen(ev any) {
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		if ev.Entry.Level == "error" {
			t.complain("log: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		for _, a := range ev.Args {
			if text := string(a.Value); ev.Type == "error" || ev.Type == "assert" || fatal(text) {
				t.complain("console: %s", text)
			}
		}
	case *runtime.EventExceptionThrown:
		t.complain("exception: %s", thrown(ev.ExceptionDetails))
	case *network.EventRequestWillBeSent:
		if url := ev.Request.URL; !strings.HasPrefix(url, t.url) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+origin(t.url)) {
			t.complain("request: %s", url)
		}
	}
}

// fatal reports whether a line of the console tells of a program that ended: a
// Go program prints there why, and the page then says it in a warning.
func fatal(text string) bool {
	for _, mark := range []string{"panic:", "fatal error:", "goroutine ", "zerotoai:"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

func origin(url string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

func (t *tab) complain(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said = append(t.said, fmt.Sprintf(format, args...))
}

// complaint is all that the page has complained of.
func (t *tab) complaint() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.said) == 0 {
		return nil
	}
	return errors.New(strings.Join(t.said, "\n"))
}

func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(t.ctx, steps...)
}

// call calls a command of the browser, which must answer soon.
func call[P, R any](t *tab, cmd cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	asked := time.Now()
	defer func() { t.slowest = max(t.slowest, time.Since(asked)) }()
	return chromedp.Call(ctx, cmd, params)
}

// eval sets v, if it is not nil, to what an expression of JavaScript gives. While
// the page is being loaded there is a moment in which nothing can be asked.
func (t *tab) eval(js string, v any) error {
	var r runtime.EvaluateResult
	var err error
	for end := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		r, err = call(t, runtime.Evaluate, runtime.EvaluateParams{Expression: js, ReturnByValue: new(v != nil), AwaitPromise: new(true)})
		if err == nil || errors.Is(err, context.DeadlineExceeded) || t.ctx.Err() != nil || time.Now().After(end) {
			break
		}
	}
	switch {
	case err != nil:
		return fmt.Errorf("%.60s: %w", js, err)
	case r.ExceptionDetails != nil:
		return fmt.Errorf("%.60s: %s", js, thrown(r.ExceptionDetails))
	case v == nil:
		return nil
	}
	return json.Unmarshal(r.Result.Value, v)
}

// wait waits until an expression is true.
func (t *tab) wait(js string) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		var so bool
		if err := t.eval("Boolean("+js+")", &so); err != nil || so {
			return err
		}
	}
	return fmt.Errorf("never true: %s", js)
}

// chapters are the anchors of the chapters.
func (t *tab) chapters() (ids []string, err error) {
	err = t.eval("[...document.querySelectorAll('.chapter')].map(e => e.id)", &ids)
	if err == nil && len(ids) == 0 {
		err = errors.New("the page has no chapters")
	}
	return ids, err
}

// calm gives the tab the size and the preferences that it has at first.
func (t *tab) calm() error {
	return errors.Join(t.resize(sizes[0]), t.media("", "prefers-color-scheme", "light"))
}

func (t *tab) resize(size emulation.SetDeviceMetricsOverrideParams) error {
	t.width, t.height = size.Width, size.Height
	_, err := call(t, emulation.SetDeviceMetricsOverride, size)
	return err
}

// media sets the medium and features of it: names and values by turns.
func (t *tab) media(medium string, features ...string) error {
	p := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	_, err := call(t, emulation.SetEmulatedMedia, p)
	return err
}

func (t *tab) reload() error {
	_, err := call(t, page.Reload, page.ReloadParams{})
	return err
}

func (t *tab) mouse(kind input.DispatchMouseEventType, x, y float64, button input.MouseButton, buttons int64) error {
	_, err := call(t, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: button, Buttons: buttons, ClickCount: 1})
	return err
}

func (t *tab) click(x, y float64, button input.MouseButton) error {
	if err := t.mouse(input.DispatchMouseEventTypeMousePressed, x, y, button, 1); err != nil {
		return err
	}
	return t.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, button, 0)
}

func (t *tab) touch(kind input.DispatchTouchEventType, fingers []*input.TouchPoint) error {
	_, err := call(t, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: fingers})
	return err
}

// path calls step with how far it is on a way of n steps, from 0 to 1.
func (t *tab) path(n int, step func(k float64) error) error {
	for i := range n {
		if err := step(float64(i+1) / float64(n)); err != nil {
			return err
		}
	}
	return nil
}

// thrown is what an exception says. Not every one has an object.
func thrown(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return d.Text
	}
	return d.Exception.Description
}
