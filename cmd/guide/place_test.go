//go:build !js

package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A place is a text and how far it stands from the top of the view.
type place struct {
	Text string
	Top  float64
}

// look returns the place of the n-th text of a chapter that starts with words.
func look(p *page, words string) place {
	p.t.Helper()
	return eval[place](p, fmt.Sprintf(`(e => ({ Text: e.textContent.slice(0, 40), Top: e.getBoundingClientRect().top }))(
		[...document.querySelectorAll('.live :is(p, h2, h3), .still :is(p, h2, h3, h4)')].find(e => e.getClientRects().length && e.textContent.startsWith(%q)))`, words))
}

// scrollTo brings a text to a height of the view and waits until that is noted.
func scrollTo(p *page, words string, top float64) {
	p.t.Helper()
	at := look(p, words)
	p.run(fmt.Sprintf("scrollBy({ top: %v, behavior: 'instant' })", at.Top-top))
	p.settle()
	p.wait(fmt.Sprintf("history.state?.place?.some(({ said, top }) => said.startsWith(%q) && Math.abs(top - %v) < 2)", words, top))
}

// Loaded again, the page shows what it showed, whatever its address, and while
// the program starts.
func TestReload(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	for _, width := range []int{390, 1280} {
		for _, hash := range []string{"", "#functions"} {
			t.Run(fmt.Sprint(width, hash), func(t *testing.T) {
				p := open(t, ctx, from, hash, width)
				texts := eval[[]string](p, "[...document.querySelectorAll('#derivatives .live > div > p.t')].map(e => e.textContent)")
				text := texts[len(texts)/2][:24]
				scrollTo(p, text, 100)
				p.do(chromedp.Reload())
				p.wait("window.zerotoai && zerotoai.place && document.querySelector('.still')")
				if at := look(p, text); math.Abs(at.Top-100) > 30 && eval[bool](p, "!document.documentElement.classList.contains('running')") {
					t.Errorf("before the program runs, %q is at %v, far from 100", at.Text, at.Top)
				}
				p.wait("zerotoai.ready && zerotoai.painted")
				p.settle()
				if at := look(p, text); math.Abs(at.Top-100) > 2 || !eval[bool](p, silent) {
					t.Errorf("%q is at %v, not at 100, or something is said", at.Text, at.Top)
				}
			})
		}
	}
}

// Who scrolls while the guide is still being laid out is not taken back to
// where the address leads.
func TestScrollWhileStarting(t *testing.T) {
	p := tab(t, browser(t), serve(t, dist(t)), 900)
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		new MutationObserver((_, self) => {
			if (!document.documentElement.classList.contains('running')) return;
			self.disconnect();
			document.dispatchEvent(new WheelEvent('wheel'));
			scrollTo({ top: 0, behavior: 'instant' });
		}).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });`})
	p.navigate("#derivatives")
	p.wait("zerotoai.ready && zerotoai.painted")
	p.settle()
	if y := eval[float64](p, "scrollY"); y != 0 {
		t.Errorf("the page is at %v, not at its top", y)
	}
}

// The address follows the reader, and keeps a state as long as it is seen.
func TestAddressFollows(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	to := func(chapter string, below float64) {
		t.Helper()
		p.run(fmt.Sprintf("scrollBy({ top: document.getElementById('%s').getBoundingClientRect().top + %v, behavior: 'instant' })", chapter, below))
	}
	to("derivatives", 200)
	p.wait("location.hash == '#derivatives'")
	p.set("functions", "slider", "Input", "-1")
	to("functions", 100)
	p.wait("location.hash == '#functions?x=-1&pinned=yes'")
	to("functions", 300)
	p.settle()
	to("derivatives", 800)
	p.wait("location.hash == '#derivatives'")
	p.run("scrollTo(0, 0)")
	p.wait("location.hash == '' && !location.href.includes('#')")

	// Along a link and back again.
	was := eval[float64](p, "scrollY")
	p.run("document.querySelector('#opening .live a[href=\"#gradient-descent\"]').click()")
	p.wait("location.hash == '#gradient-descent' && Math.abs(document.getElementById('gradient-descent').getBoundingClientRect().top) < 40")
	p.settle()
	p.run("history.back()")
	p.wait(fmt.Sprintf("Math.abs(scrollY - %v) < 3", was))
	if got := eval[string](p, "location.href"); strings.Contains(got, "#") {
		t.Errorf("back at the top, the address is %s", got)
	}
}

// A heading's address stays while its chapter is read.
func TestAddressOfHeading(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	id := eval[string](open(t, ctx, from, "", 900), "document.querySelectorAll('#functions .live h2')[2].id")
	p := open(t, ctx, from, "#"+id, 900)
	if top := eval[float64](p, "document.getElementById('"+id+"').getBoundingClientRect().top"); math.Abs(top-16) > 2 {
		t.Errorf("the heading is at %v", top)
	}
	p.run("scrollBy(0, 40)")
	time.Sleep(600 * time.Millisecond)
	if got := eval[string](p, "location.hash"); got != "#"+id {
		t.Errorf("the address is %s, not #%s", got, id)
	}
}

// A later visit starts where the last one ended, at another width, too, unless
// the address leads elsewhere, and says so, with a way to the beginning. Embeds
// keep no place, and one that is damaged is dropped.
func TestLaterVisit(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	texts := eval[[]string](p, "[...document.querySelectorAll('#derivatives .live > div > p.t')].map(e => e.textContent)")
	text := texts[len(texts)/2][:24]
	scrollTo(p, text, 100)
	visit(p, "", 900)
	if at := look(p, text); math.Abs(at.Top-100) > 2 {
		t.Errorf("on a later visit %q is at %v, not at 100", at.Text, at.Top)
	}
	p.wait(welcomed)
	beginAnew(p)
	p.run("history.back()")
	p.wait("scrollY > innerHeight")
	if at := look(p, text); math.Abs(at.Top-100) > 2 {
		t.Errorf("back from the beginning, %q is at %v", at.Text, at.Top)
	}
	visit(p, "", 390)
	if at := look(p, text); at.Top < -300 || at.Top > 700 {
		t.Errorf("on a narrower screen %q is at %v, out of view", at.Text, at.Top)
	}
	p.wait(welcomed)
	p.run("scrollBy({ top: innerHeight, behavior: 'instant' })")
	p.wait(silent)
	visit(p, "?embed=functions", 900)
	p.run("window.was = localStorage.getItem('zerotoai.place'); scrollTo({ top: 900, behavior: 'instant' })")
	p.wait("history.state?.place?.length > 0")
	if !eval[bool](p, "!!was && localStorage.getItem('zerotoai.place') === was") {
		t.Error("an embed keeps its place")
	}
	visit(p, "#functions", 900)
	if y := eval[float64](p, "document.getElementById('functions').getBoundingClientRect().top"); math.Abs(y) > 40 {
		t.Errorf("a link to the first chapter leads %v above it", y)
	}
	for _, damaged := range []string{"{", "5", "[null]", `[{"chapter":5,"said":[],"top":"x"}]`, `[{"chapter":"<b>","said":"x","top":1e400}]`} {
		p.navigate("404.html") // whoever leaves the guide keeps a place
		p.run(fmt.Sprintf("localStorage.setItem('zerotoai.place', %q)", damaged))
		visit(p, "", 900)
		if y := eval[float64](p, "scrollY"); y != 0 || !eval[bool](p, silent) {
			t.Errorf("a place that is %s leads to %v, or something is said of it", damaged, y)
		}
	}
}

// Whether a reader who is back is told where the last visit ended, and whether
// nothing is said.
const (
	welcomed = "document.getElementById('status').textContent.startsWith('This is where you stopped reading')"
	silent   = "document.getElementById('status').hidden"
)

// beginAnew goes from there to the beginning.
func beginAnew(p *page) {
	p.t.Helper()
	p.run("document.querySelector('#status button').click()")
	p.wait("scrollY === 0 && document.activeElement.id === 'book' && " + silent)
	p.settle()
}

// visit leaves the guide and comes back by an address, as on another day: the
// browser's history has nothing to say of the new visit.
func visit(p *page, address string, width int) {
	p.t.Helper()
	p.navigate("404.html")
	p.resize(width, 700, 1)
	p.navigate(address)
	p.wait("zerotoai.ready && zerotoai.painted")
	p.settle()
}
