//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focus is the name of what has the focus.
func focus(p *page) string {
	p.t.Helper()
	return eval[string](p, "document.activeElement.ariaLabel || document.activeElement.textContent.trim().slice(0, 80)")
}

// enter presses the Enter key on a button.
func enter(p *page, chapter, name string) {
	p.t.Helper()
	p.keys(chapter, "button", name, kb.Enter, 1)
}

// Where what was pressed goes away, the focus goes to what comes in its place,
// and when that is closed, back to where it was opened.
func TestFocus(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	const ch, slope = "derivatives", "Slope: 2. Where does it come from?"
	enter(p, ch, slope)
	operand := eval[string](p, `[...document.querySelectorAll('#derivatives [data-id*="card.arg"]')].at(-1).ariaLabel`)
	enter(p, ch, operand)
	if !eval[bool](p, `!!document.activeElement.closest('[data-id="derivatives.tangent.card"]')`) {
		t.Errorf("an operand opened, the focus is on %q", focus(p))
	}
	enter(p, ch, "Close")
	if got := focus(p); got != slope {
		t.Errorf("the card closed, the focus is on %q", got)
	}
	t.Run("escape", func(t *testing.T) {
		enter(p, ch, slope)
		p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Escape))
		p.settle()
		if n := eval[int](p, `document.querySelectorAll('#derivatives [data-id="derivatives.tangent.card.close"]').length`); n != 0 {
			t.Error("the card is still open")
		}
	})
	t.Run("term", func(t *testing.T) {
		p.run(`window.term = document.querySelector('#functions .live a[role=button]'); term.focus()`)
		p.do(chromedp.KeyEvent(kb.Enter))
		p.wait(`document.querySelector('[data-id="functions.card.close"]') && term.getAttribute('aria-expanded') == 'true'`)
		p.do(chromedp.KeyEvent(kb.Escape))
		p.wait(`!document.querySelector('[data-id="functions.card.close"]')`)
		if !eval[bool](p, "document.activeElement == term") {
			t.Errorf("the term's card closed, the focus is on %q", focus(p))
		}
	})
	t.Run("reveal", func(t *testing.T) {
		guess := eval[string](p, `document.querySelector('#derivatives [aria-pressed]')?.ariaLabel ?? ''`)
		if guess != "" {
			enter(p, ch, guess)
		} else {
			p.keys(ch, "slider", "Your guess", kb.ArrowRight, 1)
		}
		enter(p, ch, "Reveal")
		if got := focus(p); got != "Try again" {
			t.Errorf("the answer revealed, the focus is on %q", got)
		}
		enter(p, ch, "Try again")
		if got := focus(p); !strings.Contains(got, "guess") && got != "Reveal" && got != guess {
			t.Errorf("trying again, the focus is on %q", got)
		}
	})
}

// Enter uses a point of a picture that keys have moved, once for each press, and
// leaves the focus on it.
func TestEnter(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#ai-ml-dl", 900)
	const ch, pen = "ai-ml-dl", "New point x"
	if got := p.says(ch, "Points"); got != "60" {
		t.Fatalf("at first there are %s points", got)
	}
	p.keys(ch, "slider", pen, kb.ArrowRight, 3)
	p.keys(ch, "slider", pen, kb.Enter, 2)
	if got := p.says(ch, "Points"); got != "62" {
		t.Errorf("after two presses of Enter there are %s points", got)
	}
	if got := focus(p); got != pen {
		t.Errorf("the focus is on %q", got)
	}
}

// A neuron is singled out by the focus of the keyboard, by a pointer that hovers
// over it, and by a click, which goes through its spot to the picture.
func TestSpot(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#neural-networks", 900)
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // a window that is not in front has no focus to give
	neuron := func(i string) string { return `document.querySelector('[data-id="networks.outing.net.1.` + i + `"]')` }
	sum := func(name string) string {
		return `document.querySelector('[data-id="networks.outing.sum"]').textContent.startsWith('` + name + `')`
	}
	p.run(neuron("2") + ".focus()")
	p.wait(neuron("2") + ".ariaPressed == 'true' && document.activeElement == " + neuron("2") + " && " + sum("Hidden neuron 3"))
	p.do(chromedp.KeyEvent(kb.Tab))
	p.wait(neuron("3") + ".ariaPressed == 'true' && " + sum("Hidden neuron 4"))
	at := p.center(neuron("1"))
	p.hover(at)
	p.wait(sum("Hidden neuron 2") + " && " + neuron("3") + ".ariaPressed == 'true'")
	p.mouse("mousePressed", at)
	p.mouse("mouseReleased", at)
	p.wait(neuron("1") + ".ariaPressed == 'true'")
}
