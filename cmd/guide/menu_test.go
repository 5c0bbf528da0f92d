//go:build !js

package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// take notes what a page copies and what it hands out, in place of a clipboard
// and a folder. copied is the text that was copied last; where it is refused, a
// box shows it. kept is the file that was handed out last.
const take = `copied = kept = refuse = null;
	Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async text => { if (refuse) throw new Error('refused'); copied = text; } } });
	blobs = {}; URL.createObjectURL = (make => b => { const url = make.call(URL, b); blobs[url] = b; return url; })(URL.createObjectURL);
	HTMLAnchorElement.prototype.click = function() { kept = { name: this.download, blob: blobs[this.href] }; }`

const menuOf = "Menu of A function and its input"

// openMenu opens the menu of the first figure of chapter 1.
func openMenu(p *page) {
	p.t.Helper()
	p.run(take)
	p.press("functions", menuOf)
}

// copies presses a button and returns what that copies.
func (p *page) copies(name string) string {
	p.t.Helper()
	p.run("copied = null")
	p.press("functions", name)
	p.wait("copied")
	return eval[string](p, "copied")
}

// keeps presses a button of a figure and returns the file that it hands out, as
// text.
func (p *page) keeps(figure, button, name string) string {
	p.t.Helper()
	p.run("kept = null")
	p.press(figure, button)
	p.wait("kept")
	if got := eval[string](p, "kept.name"); got != name {
		p.t.Errorf("%q keeps a file called %q", button, got)
	}
	return eval[string](p, "kept.blob.text()")
}

// The menu of a figure hands out what the figure shows, from a web server and
// from a disk.
func TestMenu(t *testing.T) {
	dir, ctx := dist(t), browser(t)
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, ctx, from, "#functions?f=sin(x)*x&x=2", 900)
			openMenu(p)
			menuLinks(p, ctx)
			menuPictures(p)
			menuData(p)
			menuReset(p)
			menuKeys(p)
			menuRefused(p)
			if name == "http" { // it would fetch the style sheet from the disk
				noAxe(p)
			}
		})
	}
}

// menuLinks: the link is the address, and leads to the figure as it is.
func menuLinks(p *page, parent context.Context) {
	t := p.t
	p.set("functions", "slider", "Input", "-1.5")
	p.wait("location.hash.includes('x=-1.5')")
	link, address := p.copies("Copy link"), eval[string](p, "location.href")
	head, state, _ := strings.Cut(link, "?")
	if _, want, _ := strings.Cut(address, "?"); state != want || !strings.HasSuffix(head, "#functions.graph") {
		t.Errorf("the link is %s, the address %s", link, address)
	}
	if got := p.says("functions", "Menu"); got != "Copied." {
		t.Errorf("of that is said %q", got)
	}
	_, hash, _ := strings.Cut(link, "#")
	q := open(t, parent, p.from, "#"+hash, 900)
	if got, want := q.says("functions", "f(x)"), p.says("functions", "f(x)"); got != want {
		t.Errorf("the link leads to f(x) = %s, not %s", got, want)
	}
	q.wait("Math.abs(document.getElementById('functions.graph.figure').getBoundingClientRect().top - 16) < 2")

	element, frame := p.copies("Copy embed code"), p.copies("Copy iframe")
	base := strings.TrimSuffix(head[:strings.Index(head, "#")], "index.html")
	shown := eval[[]string](p, fmt.Sprintf(`(d => { d.innerHTML = %q + %q; const e = d.querySelector('zero-to-ai'), f = d.querySelector('iframe');
		return [d.querySelector('script').getAttribute('src'), e.getAttribute('chapter'), e.getAttribute('figure'), e.getAttribute('state'), f.getAttribute('src'), f.title]; })(new DOMParser().parseFromString('', 'text/html').body)`, element, frame))
	want := []string{base + "embed.js", "functions", "graph", "functions?" + state, base + "index.html?embed=functions.graph#functions?" + state, "A function and its input"}
	if strings.Join(shown, "\n") != strings.Join(want, "\n") {
		t.Errorf("the codes embed %q, want %q", shown, want)
	}
}

// menuPictures: the SVG is well formed and has no letters that need a font; the
// PNG is twice as large, and has many colours.
func menuPictures(p *page) {
	picture := p.keeps("functions", "Save SVG", "functions-graph.svg")
	for d := xml.NewDecoder(strings.NewReader(picture)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if e, ok := token.(xml.StartElement); err != nil || ok && e.Name.Local == "text" {
			p.t.Fatalf("the SVG is not well formed or has text: %v, %v", err, token)
		}
	}
	var w, h int
	if _, err := fmt.Sscanf(picture, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"`, &w, &h); err != nil {
		p.t.Fatal(err)
	}
	p.keeps("functions", "Save PNG", "functions-graph.png")
	got := eval[[]int](p, `createImageBitmap(kept.blob).then(b => { const c = new OffscreenCanvas(b.width, b.height).getContext('2d'); c.drawImage(b, 0, 0);
		const d = c.getImageData(0, 0, b.width, b.height).data, pixels = new Uint32Array(d.buffer);
		return [b.width, b.height, new Set(pixels).size, d[0] << 16 | d[1] << 8 | d[2], d.filter((v, i) => i % 4 == 3 && v < 255).length]; })`)
	panel := eval[int](p, "parseInt(getComputedStyle(document.documentElement).getPropertyValue('--panel').slice(1), 16)")
	if got[0] != 2*w || got[1] != 2*h || got[2] < 50 || got[3] != panel || got[4] != 0 {
		p.t.Errorf("the PNG of a picture of %d × %d on #%x: width, height, colours, ground and transparent pixels are %v", w, h, panel, got)
	}
}

// menuData: what the files say is what the figure shows.
func menuData(p *page) {
	file := csv.NewReader(strings.NewReader(p.keeps("functions", "Save CSV", "functions-graph.csv")))
	file.FieldsPerRecord = -1 // it has the points of the curve, too
	rows, err := file.ReadAll()
	if err != nil {
		p.t.Fatal(err)
	}
	said := map[string]string{}
	for _, r := range rows {
		said[r[0]] = r[len(r)-1]
	}
	if sine := math.Sin(5) * 5; said["5"] != strconv.FormatFloat(sine, 'g', -1, 64) {
		p.t.Errorf("in the CSV the curve ends at %s, not %g", said["5"], sine)
	}
	var doc struct {
		Link     string
		Datasets []struct{ Rows [][]any }
	}
	if err := json.Unmarshal([]byte(p.keeps("functions", "Save JSON", "functions-graph.json")), &doc); err != nil || len(doc.Datasets) == 0 {
		p.t.Fatal(err, doc)
	}
	last := doc.Datasets[len(doc.Datasets)-1].Rows
	for name, want := range map[string]string{
		"f(x)": strings.Replace(strings.TrimRight(p.says("functions", "f(x)"), "0"), "−", "-", 1), "Formula": p.value("functions", "textbox", "Formula"), "Input": p.value("functions", "slider", "Input"),
	} {
		if said[name] != want {
			p.t.Errorf("in the CSV %s is %q, not %q", name, said[name], want)
		}
		found := ""
		for _, r := range last {
			if x, ok := r[1].(float64); ok {
				r[1] = strconv.FormatFloat(x, 'g', -1, 64)
			}
			if r[0] == name {
				found = r[1].(string)
			}
		}
		if found != want {
			p.t.Errorf("in the JSON %s is %q, not %q", name, found, want)
		}
	}
	if !strings.Contains(doc.Link, "#functions.graph?") {
		p.t.Errorf("the JSON is of %s", doc.Link)
	}
}

// menuReset: the figure is as it was at first, and as it was before that.
func menuReset(p *page) {
	was := p.says("functions", "f(x)")
	p.press("functions", "Reset")
	if got := p.says("functions", "f(x)"); got != "2.2500" || p.value("functions", "textbox", "Formula") != "x^2" {
		p.t.Errorf("reset, f(x) is %s", got)
	}
	p.wait("!location.hash.includes('?')")
	p.press("functions", "Undo reset")
	if got := p.says("functions", "f(x)"); got != was {
		p.t.Errorf("undone, f(x) is %s, not %s", got, was)
	}
}

// menuKeys: the Escape key closes the menu, and what opened it has the focus;
// the Enter key opens it.
func menuKeys(p *page) {
	expanded := p.node("functions", "button", menuOf) + ".getAttribute('aria-expanded')"
	p.keys("functions", "button", menuOf, kb.Tab, 3)
	if got := eval[string](p, "document.activeElement.ariaLabel"); got != "Copy iframe" {
		p.t.Errorf("three tabs lead to %q", got)
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	p.settle()
	if eval[string](p, expanded) != "false" || eval[string](p, "document.activeElement.ariaLabel") != menuOf {
		p.t.Errorf("the Escape key does not close the menu, or leaves the focus on %s", eval[string](p, "document.activeElement.outerHTML"))
	}
	p.do(chromedp.KeyEvent(kb.Enter))
	p.settle()
	if eval[string](p, expanded) != "true" {
		p.t.Error("the Enter key does not open the menu")
	}
}

// menuRefused: without a clipboard a box shows what is to be copied, selected;
// when it is closed, the focus is where it was.
func menuRefused(p *page) {
	p.run("refuse = true; " + p.node("functions", "button", "Copy link") + ".focus()")
	was := eval[float64](p, "scrollY")
	p.keys("functions", "button", "Copy link", kb.Enter, 1)
	p.wait("document.querySelector('dialog.box[open]')")
	if !eval[bool](p, fmt.Sprintf("Math.abs(scrollY - %v) < 2 && (r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('dialog.box').getBoundingClientRect())", was)) {
		p.t.Error("the box has scrolled the page, or is not in view")
	}
	if got := eval[string](p, "getSelection().toString() || (a => a.value.slice(a.selectionStart, a.selectionEnd))(document.activeElement)"); !strings.Contains(got, "#functions.graph?") {
		p.t.Errorf("selected is %q", got)
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	p.wait("!document.querySelector('dialog.box')")
	if got := eval[string](p, "document.activeElement.ariaLabel"); got != "Copy link" {
		p.t.Errorf("after the box the focus is on %q", got)
	}
	if got := eval[string](p, p.node("functions", "button", menuOf)+".getAttribute('aria-expanded')"); got != "true" {
		p.t.Error("the key that closed the box has closed the menu, too")
	}
}

// inFrame returns the value of an expression in the frame that was made last.
func inFrame[T any](p *page, js string) T {
	p.t.Helper()
	p.mu.Lock()
	id := p.contexts[len(p.contexts)-1]
	p.mu.Unlock()
	v, err := within[T](p, id, js)
	if err != nil {
		p.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// inEmbed does so in the frame that shows an embed.
func inEmbed[T any](p *page, embed, js string) T {
	p.t.Helper()
	p.mu.Lock()
	ids := slices.Clone(p.contexts)
	p.mu.Unlock()
	for _, id := range ids { // some are gone
		if is, err := within[bool](p, id, fmt.Sprintf("new URLSearchParams(location.search).get('embed') === %q", embed)); err == nil && is {
			v, err := within[T](p, id, js)
			if err != nil {
				p.t.Fatalf("%s: %s: %v", embed, js, err)
			}
			return v
		}
	}
	p.t.Fatalf("no frame shows %s", embed)
	panic("unreachable")
}

// within returns the value of an expression in an execution context.
func within[T any](p *page, id runtime.ExecutionContextID, js string) (v T, err error) {
	yes := true
	r, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: js, ContextID: id, ReturnByValue: &yes, AwaitPromise: &yes})
	if err != nil {
		return v, err
	}
	if d := r.ExceptionDetails; d != nil {
		return v, errors.New(d.Text)
	}
	return v, json.Unmarshal([]byte(r.Result.Value), &v)
}

// In a frame without an origin nothing can be kept: a box shows it. The link
// leads to the guide, not to the frame. Who hides the menu has none.
func TestMenuOfEmbed(t *testing.T) {
	for _, c := range []struct {
		body   string
		hidden bool
	}{
		{`<iframe src="GUIDE?embed=functions.graph#functions?x=2" sandbox="allow-scripts" width="700" height="900"></iframe>`, false},
		{`<iframe src="GUIDE?embed=functions.graph&hide=caption,menu" sandbox="allow-scripts" width="700" height="900"></iframe>`, true},
		{`<iframe src="GUIDE?embed=functions&hide=menu" width="700" height="900"></iframe>`, true},
		{`<iframe src="GUIDE?embed=functions.graph&hide=controls,menu" width="700" height="900"></iframe>`, true},
	} {
		t.Run(c.body, func(t *testing.T) { menuOfEmbed(t, c.body, c.hidden) })
	}
}

func menuOfEmbed(t *testing.T, body string, hidden bool) {
	const menu = `document.querySelector('[data-id="functions.graph.menu%s"]')`
	p := embeds(t, body, chromedp.Flag("disable-features", "IsolateSandboxedIframes"))
	p.wait("heard.some(([i, m]) => m.type === 'zero-to-ai:ready')")
	if got := inFrame[bool](p, fmt.Sprintf("!"+menu, "")); got != hidden {
		t.Errorf("%s: without a menu: %v", body, got)
	}
	controls := inFrame[int](p, "document.querySelectorAll('.live select, .live .field').length")
	if bare := strings.Contains(body, "controls"); bare != (controls == 0) {
		t.Errorf("%s: %d controls", body, controls)
	}
	if hidden {
		return
	}
	shown := func(button, of string) string {
		t.Helper()
		inFrame[bool](p, fmt.Sprintf("(document.querySelector('dialog.box')?.remove(), "+menu+".focus(), "+menu+".click(), true)", button, button))
		return inFrame[string](p, `new Promise(r => { const look = () => { const e = document.querySelector('dialog.box `+of+`'); e ? r(e.value ?? e.src) : setTimeout(look, 30) }; look() })`)
	}
	inFrame[bool](p, fmt.Sprintf("("+menu+".click(), navigator.clipboard && (navigator.clipboard.writeText = () => Promise.reject()), true)", ""))
	if got := shown(".link", "textarea"); !strings.HasSuffix(got, "#functions.graph?x=2") || strings.Contains(got, "embed") {
		t.Errorf("the link is %s", got)
	}
	if got := shown(".csv", "textarea"); !strings.Contains(got, "Input,2\n") {
		t.Errorf("the CSV is %q", got)
	}
	if got := shown(".svg", "textarea"); !strings.HasPrefix(got, "<svg ") {
		t.Errorf("the SVG is %.100q", got)
	}
	if got := shown(".png", "img"); !strings.HasPrefix(got, "data:image/png;base64,") || len(got) < 10_000 {
		t.Errorf("the PNG is %.100q", got)
	}
}
