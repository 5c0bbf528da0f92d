//go:build !js

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"zerotoai/cmd/site/site"
)

// axeHost shows one embed after the other, of its own origin and 320 wide.
const axeHost = `<!doctype html><html lang="en"><title>A host</title><link rel="icon" href="data:,"><iframe id="part" title="A part" width="320" height="700"></iframe>`

// axeFrames goes before all scripts of a frame: there are many embeds. They
// share the program, unpacked and compiled once, and figures are not painted,
// which shows the colours of their words, too.
const axeFrames = `if (parent !== window) {
	if (parent.compiled) DecompressionStream = class extends TransformStream { constructor() { super(); } };
	WebAssembly.instantiateStreaming = async (program, imports) => {
		parent.compiled ??= await WebAssembly.compileStreaming(program);
		return { instance: await WebAssembly.instantiate(parent.compiled, imports) };
	};
	const context = HTMLCanvasElement.prototype.getContext, figure = location.search.includes('.');
	HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return figure && kind === 'webgl2' ? null : context.call(this, kind, ...more); };
}`

// axeEmbed gives what axe-core objects to in an embed: as it is painted, if it
// is, and in text mode in both themes.
const axeEmbed = `async query => {
	const finds = ` + axeFinds + `, found = [];
	const ready = new Promise(done => addEventListener('message', function hear(e) {
		if (e.source !== part.contentWindow || e.data.type !== 'zero-to-ai:ready') return;
		removeEventListener('message', hear);
		done();
	}));
	part.src = query;
	await ready;
	const w = part.contentWindow, has = name => w.document.documentElement.classList.contains(name);
	const settled = async () => { do await new Promise(done => setTimeout(done, 20)); while (!w.zerotoai.ready); };
	const look = async options => { await settled(); found.push(...await finds(w, options)); };
	const all = { rules: { 'page-has-heading-one': { enabled: !query.includes('.') } } }; // a figure has none of its own
	if (!has('embed') || query.includes('.') && w.document.querySelectorAll('.live figure').length > 1) found.push('there is no such embed');
	if (!has('text')) {
		await look(all);
		w.zerotoai.textMode('');
	}
	await look(all);
	w.zerotoai.retheme(query.endsWith('dark') ? 'light' : 'dark');
	await look({ runOnly: ['color-contrast', 'link-in-text-block'] });
	return found;
}`

// Nor in a chapter or a figure that is embedded, at the narrowest.
func TestAxeEmbeds(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	guide := site.Handler(dist(t))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/host" {
			guide.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, axeHost)
	}))
	t.Cleanup(server.Close)
	p := tab(t, browser(t), server.URL+"/", 1000)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: axeFrames + "\n" + string(axe)})
	p.navigate("host")
	for i, embed := range embedsOf(t) {
		query := "/?embed=" + embed + "&theme=" + []string{"dark", "light"}[i%2]
		for _, v := range eval[[]string](p, fmt.Sprintf("(%s)(%q)", axeEmbed, query)) {
			t.Errorf("%s: %s", embed, v)
		}
	}
}

// embedsOf returns what can be embedded: chapters and their figures.
func embedsOf(t *testing.T) (embeds []string) {
	t.Helper()
	for _, page := range pagesOf(t) {
		embeds = append(embeds, page.ID)
		for _, figure := range page.Doc.Figures() {
			_, name, _ := strings.Cut(figure, ".")
			embeds = append(embeds, page.ID+"."+name)
		}
	}
	return embeds
}
