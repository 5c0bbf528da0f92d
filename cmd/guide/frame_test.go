//go:build !js

package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed types keys, one after the other.
func (p *page) typed(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k))
	}
	p.settle()
}

// opened is the id of the dialog that is open, or "".
func opened(p *page) string {
	p.t.Helper()
	return eval[string](p, "document.querySelector('dialog[open]')?.id ?? ''")
}

// at is where a chapter, a heading, a term or a figure stands in the view.
func at(p *page, id string) float64 {
	p.t.Helper()
	return eval[float64](p, fmt.Sprintf("document.getElementById(%q).getBoundingClientRect().top", id))
}

const finderSays = "document.getElementById('finder-says').textContent"

// A reader looks for words, by keys and by a finger, where the canvas paints and
// in text mode, and comes to what is found.
func TestSearch(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	for _, mode := range []string{"painted", "text"} {
		p := open(t, ctx, from, "", 390)
		if mode == "text" {
			p.run("zerotoai.textMode('')")
		}
		t.Run(mode+" keys", func(t *testing.T) { p.t = t; searchByKeys(p) })
		t.Run(mode+" finger", func(t *testing.T) { p.t = t; searchByFinger(p) })
		t.Run(mode+" odd", func(t *testing.T) { p.t = t; searchOdd(p) })
	}
}

func searchByKeys(p *page) {
	p.typed("/")
	if got := focus(p); opened(p) != "finder" || got != "Search the guide" {
		p.t.Fatalf("after / %q is open and %q has the focus", opened(p), got)
	}
	field := p.node("finder", "combobox", "Search the guide")
	p.typed("G", "r", "á", "d", " ", "d", "e", "s")
	if !eval[bool](p, field+".ariaExpanded == 'true' && document.getElementById("+field+".getAttribute('aria-controls')).role == 'listbox'") {
		p.t.Error("the listbox is not said to be open")
	}
	p.typed(kb.ArrowUp, kb.ArrowDown, kb.ArrowDown)
	hit := eval[string](p, "document.getElementById("+field+".getAttribute('aria-activedescendant')).textContent")
	if !strings.HasPrefix(hit, "Gradient descent Chapter 3 ") || eval[int](p, "document.querySelectorAll('#finder [aria-selected=true]').length") != 1 {
		p.t.Fatalf("the second hit is %q", hit)
	}
	p.typed(kb.Enter)
	p.wait("location.hash == '#gradient-descent' && !document.querySelector('dialog[open]')")
	p.wait("Math.abs(document.getElementById('gradient-descent').getBoundingClientRect().top) < 40")
	p.typed("/", kb.Escape)
	if opened(p) != "" {
		p.t.Error("Escape does not close the search")
	}
}

func searchByFinger(p *page) {
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	p.run("scrollBy({ top: -200, behavior: 'instant' })") // the buttons come back
	p.settle()
	tap := func(node string) {
		p.t.Helper()
		o := eval[point](p, "(r => ({ X: r.left + r.width / 2, Y: r.top + r.height / 2 }))("+node+".getBoundingClientRect())")
		p.touch("touchStart", input.TouchPoint{X: o.X, Y: o.Y})
		p.touch("touchEnd")
		p.settle()
	}
	p.wait("document.getElementById('frame').getBoundingClientRect().top > 0")
	tap("document.querySelector('#frame .find')")
	p.wait("document.getElementById('finder').open")
	for words, id := range map[string]string{"learning rate": "glossary-learning-rate", "steep means": "functions-steep-means-sensitive"} {
		p.run("document.getElementById('finder-field').select()")
		call(p, input.InsertText, input.InsertTextParams{Text: words})
		p.settle()
		tap("document.querySelector('#finder [role=option]')")
		p.wait(fmt.Sprintf("location.hash == '#%s' && Math.abs(document.getElementById('%[1]s').getBoundingClientRect().top - 16) < 3", id))
		p.run("document.querySelector('#frame .find').click()")
	}
	tap("document.querySelector('#finder .close')")
	if opened(p) != "" {
		p.t.Error("the search is still open")
	}
}

// searchOdd looks for what nobody should: it is shown as it was typed, and what
// came of it is said in words.
func searchOdd(p *page) {
	p.typed("/")
	for words, want := range map[string]string{
		"": "Type the beginning", "🤖": "“🤖” has neither letters nor digits", "zzz": "Nothing has “zzz”",
		"<img src=x onerror=alert(1)>": "Nothing has “<img src=x onerror=alert(1)>”",
		strings.Repeat("slope ", 5000): "",
		"a\u202eb\u0000c":              "",
	} {
		p.run(fmt.Sprintf("const f = document.getElementById('finder-field'); f.value = %q; f.dispatchEvent(new Event('input'))", words))
		if got := eval[string](p, finderSays); !strings.HasPrefix(got, want) || got == "" {
			p.t.Errorf("of %.30q is said %q", words, got)
		}
	}
	if eval[int](p, "document.querySelectorAll('#finder img, #finder script').length") > 0 {
		p.t.Error("what was typed became a part of the page")
	}
	p.typed(kb.Escape)
}

// A figure that is found is reached, whatever its name begins with.
func TestSearchFigure(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#descent.landscape.figure", 900)
	if top := at(p, "descent.landscape.figure"); top < 0 || top > 40 {
		t.Errorf("the figure is at %v", top)
	}
}

// Single keys do what the card says, but not while one types, nor once they are
// switched off; the card does it by its buttons, too.
func TestShortcuts(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#gradient-descent", 900)
	steps := []struct{ key, want string }{
		{"n", "location.hash == '#ai-ml-dl'"}, {"b", "location.hash == '#gradient-descent'"},
		{"t", "document.documentElement.dataset.theme != was"}, {"t", "document.documentElement.dataset.theme == was"},
	}
	p.run("window.was = document.documentElement.dataset.theme")
	for _, s := range steps {
		p.typed(s.key)
		p.wait(s.want + " && zerotoai.ready")
	}
	p.run(p.node("gradient-descent", "slider", "Learning rate") + ".scrollIntoView({ block: 'center', behavior: 'instant' })")
	p.typed("p")
	p.node("gradient-descent", "button", "Pause")
	p.typed("p")
	p.node("gradient-descent", "button", "Play")
	t.Run("typing", func(t *testing.T) {
		p.t = t
		p.typeIn("functions", "Formula", "")
		p.typed("n", "t", "/", "?")
		if got := p.value("functions", "textbox", "Formula"); got != "nt/?" || opened(p) != "" {
			t.Errorf("typed nt/?, the field has %q and %q is open", got, opened(p))
		}
		p.run("document.activeElement.blur()")
	})
	t.Run("off", func(t *testing.T) {
		p.t = t
		p.typed("?")
		if opened(p) != "shortcuts" {
			t.Fatal("? does not open the card")
		}
		p.run(p.node("shortcuts", "checkbox", "Single keys are shortcuts") + ".click()")
		p.run("document.querySelector('#shortcuts .close').click()")
		p.typed("/", "?", "n")
		if got := opened(p); got != "" {
			t.Errorf("switched off, a key opens %q", got)
		}
		p.do(chromedp.Reload())
		p.wait("zerotoai.ready && zerotoai.painted")
		p.typed("?")
		if got := opened(p); got != "" {
			t.Errorf("switched off and loaded again, a key opens %q", got)
		}
		p.run(p.node("frame", "button", "Shortcuts") + ".click()")
		p.run(p.node("shortcuts", "button", "c Contents") + ".click()")
		p.wait("location.hash == '#opening-chapters'")
		p.run("document.querySelector('#frame .help').click(); document.getElementById('shortcuts-on').click(); document.getElementById('shortcuts').close()")
		p.typed("?", kb.Escape)
	})
}
