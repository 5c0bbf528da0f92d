//go:build !js

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// host is a page of another origin that shows parts of the guide. It notes what
// their frames say.
const host = `<!doctype html><title>A host</title><meta name="viewport" content="width=device-width">
<script>heard = []; addEventListener('message', e => heard.push([[...document.querySelectorAll('iframe, zero-to-ai')].findIndex(f => (f.frame ?? f).contentWindow === e.source), e.data, e.origin]));</script>
<script src="%sembed.js"></script>
<body>%s</body>`

// embeds opens a page of another origin whose body is what is given; GUIDE
// stands for the guide's address.
func embeds(t *testing.T, body string, flags ...chromedp.ExecAllocatorOption) *page {
	url := embedding(t, body, serve(t, dist(t)))
	p := tab(t, browser(t, flags...), "http://127.0.0.1:", 1000)
	p.navigateTo(url)
	return p
}

// embedding serves such a page and returns its address.
func embedding(t *testing.T, body, guide string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // browsers ask for an icon
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, host, guide, strings.ReplaceAll(body, "GUIDE", guide))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func (p *page) navigateTo(url string) {
	p.t.Helper()
	p.run(fmt.Sprintf("location.href = %q", url))
	p.wait("globalThis.heard && document.readyState !== 'loading'")
}

// Six parts of the guide on one page of another origin start, take the height
// they need and are as the addresses say: elements and bare frames, some of them
// without an origin of their own. What a reader sets in one of them changes it.
func TestEmbeds(t *testing.T) {
	p := embeds(t, `
<zero-to-ai chapter="functions" figure="graph" theme="dark"></zero-to-ai>
<zero-to-ai chapter="derivatives" sandbox motion="reduce" theme="light"></zero-to-ai>
<zero-to-ai chapter="gradient-descent" figure="landscape" sandbox></zero-to-ai>
<zero-to-ai chapter="attention"></zero-to-ai>
<iframe src="GUIDE?embed=activation-functions&theme=light" width="700" height="500"></iframe>
<iframe src="GUIDE?embed=sampling&hide=caption" sandbox="allow-scripts" width="700" height="500"></iframe>`,
		chromedp.Flag("disable-features", "IsolateSandboxedIframes")) // which would hide some of them from the test
	const frames = `[...document.querySelectorAll('iframe, zero-to-ai')]`
	for i := range 6 {
		p.run(frames + fmt.Sprintf("[%d].scrollIntoView({ block: 'center' })", i))
		p.wait(fmt.Sprintf("heard.some(([i, m]) => i === %d && m.type === 'zero-to-ai:ready')", i))
	}
	p.wait("[0, 1, 2, 3, 4, 5].every(k => heard.some(([i, m]) => i === k && m.type === 'zero-to-ai:size' && m.version === 1 && m.height > 200))")
	for i, sandboxed := range []bool{false, true, true, false, false, true} {
		if got := eval[bool](p, fmt.Sprintf("heard.find(([i]) => i === %d)[2] === 'null'", i)); got != sandboxed {
			t.Errorf("frame %d has no origin: %v, want %v", i, got, sandboxed)
		}
	}
	height := eval[string](p, frames+`.slice(0, 4).map((e, k) => { const at = heard.findLast(([i, m]) => i === k && m.type === 'zero-to-ai:size')[1].height;
		const want = e.hasAttribute('figure') ? at : Math.min(at, Math.max(480, .85 * innerHeight));
		return Math.abs(e.getBoundingClientRect().height - want) < 1 ? '' : e.outerHTML + e.getBoundingClientRect().height + ' for ' + want; }).join('')`)
	if height != "" {
		t.Error(height)
	}
	for i, embed := range []string{"functions.graph", "derivatives", "gradient-descent.landscape", "attention", "activation-functions", "sampling"} {
		p.run(frames + fmt.Sprintf("[%d].scrollIntoView({ block: 'center' })", i))
		set := inEmbed[string](p, embed, `(() => {
			const e = [...document.querySelectorAll('.live input[type=range], .live select')].find(e => !e.disabled);
			e.value = e.tagName === 'SELECT' ? e.options[1].value : Number(e.max);
			e.dispatchEvent(new Event('input', { bubbles: true }));
			return e.ariaLabel + ' ' + e.value;
		})()`)
		p.wait(fmt.Sprintf("heard.some(([i, m]) => i === %d && m.type === 'zero-to-ai:state' && m.state.includes('?'))", i))
		t.Logf("%s: %s, %s", embed, set, eval[string](p, fmt.Sprintf("heard.findLast(([i, m]) => i === %d && m.type === 'zero-to-ai:state')[1].state", i)))
	}
}

// A message that has not the agreed form, or that comes from elsewhere, does
// nothing; one that has it does.
func TestEmbedMessages(t *testing.T) {
	p := embeds(t, `<zero-to-ai chapter="functions" figure="graph" theme="light"></zero-to-ai>`)
	p.wait("heard.some(([i, m]) => m.type === 'zero-to-ai:ready')")
	p.run(`e = document.querySelector('zero-to-ai'); tall = e.getBoundingClientRect().height; said = 0; e.addEventListener('state', () => said++)`)
	for _, m := range []string{
		"null", "7", "'zero-to-ai:size'", "[]", "{}", "{ type: 'zero-to-ai:size', version: 1, height: 5000 }",
		"{ type: 'zero-to-ai:toString', version: 1 }", "{ type: 'zero-to-ai:constructor', version: 1 }", "{ type: {}, version: 1 }",
	} {
		p.run("postMessage(" + m + ", '*')") // from the page itself, not from the frame
		p.run("e.frame.contentWindow.postMessage(" + m + ", '*')")
	}
	for _, m := range []string{
		"{ type: 'zero-to-ai:theme', version: 1, theme: 'url(x)' }", "{ type: 'zero-to-ai:theme', version: 2, theme: 'dark' }",
		"{ type: 'zero-to-ai:goto', version: 1, state: {} }", "{ type: 'zero-to-ai:goto', version: 1, state: 'x'.repeat(1e5) }",
		"{ type: 'zero-to-ai:goto', version: 1, state: '<script>alert(1)</script>' }",
	} {
		p.run("e.frame.contentWindow.postMessage(" + m + ", '*')")
	}
	p.run(`const other = document.createElement('iframe'); other.sandbox = 'allow-scripts allow-same-origin';
		other.srcdoc = "<script>parent.e.frame.contentWindow.postMessage({ type: 'zero-to-ai:goto', version: 1, state: 'functions?x=-3' }, '*'); parent.sent = true</script>";
		document.body.append(other)`) // from a frame that is not the embed's parent
	p.wait("globalThis.sent")
	p.run("postMessage({ type: 'done' }, '*')")
	p.wait("heard.some(([i, m]) => m?.type === 'done')")
	if got := eval[string](p, "e.state"); strings.Contains(got, "x=-3") {
		t.Errorf("another frame than the parent sends it to %q", got)
	}
	if got := eval[float64](p, "Math.abs(e.getBoundingClientRect().height - tall)"); got != 0 {
		t.Errorf("a message of nobody's changes the height by %g", got)
	}
	p.run("e.setAttribute('state', 'functions?x=2')")
	p.wait("e.state === 'functions?x=2' && said > 0")
	p.run("e.remove()")
	p.run("document.body.append(e)") // it comes back as it was asked for
	p.wait("e.frame?.src.endsWith('#functions?x=2')")
}

// An embed sleeps until it comes near the view. When more than eight are awake,
// those that were in view longest ago rest, and wake again with their state.
func TestEmbedsRest(t *testing.T) {
	const one = `<zero-to-ai chapter="functions" figure="graph"></zero-to-ai><div style="height:2500px"></div>`
	p := embeds(t, strings.Repeat(one, 10))
	p.run("all = [...document.querySelectorAll('zero-to-ai')]; awake = () => all.map((e, i) => e.frame ? i : '').join('')")
	p.wait("all[0].frame && heard.some(([i, m]) => i === 0 && m.type === 'zero-to-ai:ready')")
	if got := eval[string](p, "awake()"); got != "0" {
		t.Errorf("at the top of the page the embeds awake are %q, not the first alone", got)
	}
	p.run("all[0].frame.contentWindow.postMessage({ type: 'zero-to-ai:goto', version: 1, state: 'functions?x=2' }, '*')")
	p.wait("all[0].state === 'functions?x=2'")
	for i := 1; i < 10; i++ {
		p.run(fmt.Sprintf("all[%d].scrollIntoView({ block: 'center' })", i))
		p.wait(fmt.Sprintf("all[%d].frame", i))
	}
	p.wait("awake() === '23456789'")
	p.run("scrollTo(0, 0)")
	p.wait("all[0].frame?.src.endsWith('#functions?x=2')")
	p.wait("awake() === '03456789'")
}
