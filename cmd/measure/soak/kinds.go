//go:build !js

package soak

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// kinds are all that may happen, and how often.
var kinds = []kind{
	{"press a control", 20, false, pressControl},
	{"press", 6, false, press},
	{"press with another button", 1, false, pressOther},
	{"hover", 8, false, hover},
	{"drag", 10, false, drag},
	{"wheel", 8, false, wheel},
	{"tap", 4, false, tap},
	{"swipe", 4, false, swipe},
	{"two fingers", 2, false, pinch},
	{"key", 16, false, key},
	{"write", 6, false, write},
	{"set", 8, false, set},
	{"scroll", 6, false, scroll},
	{"go to a chapter", 4, false, goTo},
	{"go to a state", 2, false, goToState},
	{"back or forward", 3, false, travel},
	{"resize", 3, false, resize},
	{"prefer", 3, false, prefer},
	{"print or force colours", 1, true, force},
	{"reload", 1, true, reload},
	{"lose the canvas", 1, true, lose},
}

func (p *player) at(e place) (x, y float64) {
	return e.x * float64(p.tab.width), e.y * float64(p.tab.height)
}

func press(p *player, e event) (string, error) {
	x, y := p.at(e.from)
	return "", p.tab.click(x, y, input.MouseButtonLeft)
}

func pressOther(p *player, e event) (string, error) {
	x, y := p.at(e.from)
	return "", p.tab.click(x, y, one([]input.MouseButton{input.MouseButtonRight, input.MouseButtonMiddle}, e.n))
}

// inView finds the n-th of the elements that a selector finds and that are in view.
const inView = `((selector, n) => {
	const all = [...document.querySelectorAll(selector)].filter(e => {
		const r = e.getBoundingClientRect();
		return r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
	});
	return all[n %% all.length];
})(%q, %d)`

func pressControl(p *player, e event) (string, error) {
	var on struct {
		X, Y float64
		Name string
	}
	const controls = "a[href], button, input, select, summary"
	err := p.tab.eval(fmt.Sprintf(`(e => { if (!e) return { X: -1 };
		const r = e.getBoundingClientRect();
		return { X: r.left + r.width / 2, Y: r.top + r.height / 2, Name: (e.closest('section')?.id ?? '') + ' ' + e.tagName + ' ' + (e.ariaLabel ?? e.textContent).slice(0, 80) };
	})(`+inView+`)`, controls, e.n), &on)
	if err != nil || on.X < 0 {
		return "nothing", err
	}
	return on.Name, p.tab.click(on.X, on.Y, input.MouseButtonLeft)
}

func hover(p *player, e event) (string, error) {
	return "", p.tab.path(e.n%8+1, func(k float64) error {
		x, y := p.at(e.between(k))
		return p.tab.mouse(input.DispatchMouseEventTypeMouseMoved, x, y, input.MouseButtonNone, 0)
	})
}

// between is a place on the way from one place to the other.
func (e event) between(k float64) place {
	return place{e.from.x + (e.to.x-e.from.x)*k, e.from.y + (e.to.y-e.from.y)*k}
}

func drag(p *player, e event) (string, error) {
	x, y := p.at(e.from)
	if err := p.tab.mouse(input.DispatchMouseEventTypeMousePressed, x, y, input.MouseButtonLeft, 1); err != nil {
		return "", err
	}
	err := p.tab.path(e.n%8+1, func(k float64) error {
		x, y = p.at(e.between(k))
		return p.tab.mouse(input.DispatchMouseEventTypeMouseMoved, x, y, input.MouseButtonLeft, 1)
	})
	if err != nil {
		return "", err
	}
	return "", p.tab.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, input.MouseButtonLeft, 0)
}

func wheel(p *player, e event) (string, error) {
	x, y := p.at(e.from)
	_, err := call(p.tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 40 * (e.to.x - 0.5), DeltaY: 3000 * (e.to.y - 0.45),
	})
	return "", err
}

func tap(p *player, e event) (string, error) { return "", p.fingers(e.from, e.from, 0, 0) }

func swipe(p *player, e event) (string, error) { return "", p.fingers(e.from, e.to, 0, e.n%8+1) }

func pinch(p *player, e event) (string, error) { return "", p.fingers(e.from, e.to, 60, e.n%8+1) }

// fingers puts a finger down, or two that are apart, moves them, and lifts them.
func (p *player) fingers(from, to place, apart float64, steps int) error {
	down := func(at place, apart float64) (fs []*input.TouchPoint) {
		x, y := p.at(at)
		fs = []*input.TouchPoint{{X: x, Y: y, ID: new(1.0)}}
		if apart > 0 {
			fs = append(fs, &input.TouchPoint{X: x + apart, Y: y + apart, ID: new(2.0)})
		}
		return fs
	}
	if err := p.tab.touch(input.DispatchTouchEventTypeTouchStart, down(from, apart)); err != nil {
		return err
	}
	e := event{from: from, to: to}
	err := p.tab.path(steps, func(k float64) error {
		return p.tab.touch(input.DispatchTouchEventTypeTouchMove, down(e.between(k), apart*(1+k)))
	})
	if err != nil {
		return err
	}
	return p.tab.touch(input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{})
}

var keys = []string{
	kb.Tab, kb.Tab, kb.Tab, kb.ArrowLeft, kb.ArrowRight, kb.ArrowUp, kb.ArrowDown, kb.Enter, kb.Enter, " ",
	kb.Escape, kb.Home, kb.End, kb.PageUp, kb.PageDown, kb.Backspace, kb.Delete, "a", "?", "/", "x", "7", "-", "=",
}

func key(p *player, e event) (string, error) {
	k, times, shift := one(keys, e.n), e.n/len(keys)%6+1, e.from.x < 0.2
	var options []chromedp.KeyOption
	if shift {
		options = append(options, chromedp.KeyModifiers(chromedp.ModifierShift))
	}
	return fmt.Sprintf("%d times %q, shift %v", times, k, shift), p.tab.do(chromedp.KeyEvent(strings.Repeat(k, times), options...))
}

// texts are what readers write into fields, and what they should not.
var texts = []string{
	"", " ", "sin(x)*x", "x^3", "1/x", "2x+", "x^x^x^x", "((((((((((", "1e308*10", "0/0", "-5", "3.5", "999999999999", "NaN", "abc",
	"The cat sat on the mat.", "the dog is big and the dog", "😀👩‍👩‍👧‍👦🇩🇪", "مرحبا بالعالم", "a\u0300\u0301\u0302\u0303", "\u202eabc", "<script>alert(1)</script>",
	strings.Repeat("word ", 400), strings.Repeat("x", 5000), strings.Repeat("(", 2000), "\t\n\x00",
}

func write(p *player, e event) (string, error) {
	text, field := one(texts, e.n), ""
	const fields = "input:not([type]), input[type=text], input[type=search], input[type=number], textarea"
	err := p.tab.eval(fmt.Sprintf(`(e => { if (!e) return ''; e.focus(); e.select(); return e.ariaLabel ?? e.id; })(`+inView+`)`, fields, e.n/len(texts)), &field)
	if err != nil || field == "" {
		return "nothing", err
	}
	_, err = call(p.tab, input.InsertText, input.InsertTextParams{Text: text})
	return fmt.Sprintf("%q into %s", text[:min(len(text), 40)], field), err
}

// set moves a slider, or chooses from a list, all at once.
func set(p *player, e event) (on string, err error) {
	err = p.tab.eval(fmt.Sprintf(`((e, k) => { if (!e) return 'nothing';
		if (e.tagName === 'SELECT') e.selectedIndex = Math.floor(k * e.options.length);
		else e.value = Number(e.min) + k * (Number(e.max) - Number(e.min));
		e.dispatchEvent(new Event('input', { bubbles: true }));
		e.dispatchEvent(new Event('change', { bubbles: true }));
		return e.ariaLabel + ' to ' + e.value;
	})(`+inView+`, %v)`, "select, input[type=range]", e.n, e.from.x), &on)
	return on, err
}

func scroll(p *player, e event) (string, error) {
	return "", p.tab.eval(fmt.Sprintf("scrollTo({ top: %v * document.documentElement.scrollHeight, behavior: 'instant' })", e.from.y), nil)
}

func goTo(p *player, e event) (string, error) {
	to := one(p.chapters, e.n)
	return to, p.tab.eval(fmt.Sprintf("location.hash = %q", to), nil)
}

// states are what may stand in an address after a chapter.
var states = []string{
	"?x=1", "?f=x^3&x=2", "?f=%", "?x=NaN&x=1e999", "?=&&&", "?" + strings.Repeat("a=b&", 3000), "?text=" + strings.Repeat("%F0%9F%98%80", 300),
	"?seed=-1&step=99999999999999999999", "?%00=%00", "?__proto__=1&constructor=2",
}

func goToState(p *player, e event) (string, error) {
	to := one(p.chapters, e.n) + one(states, e.n/len(p.chapters))
	return to[:min(len(to), 60)], p.tab.eval(fmt.Sprintf("location.hash = %q", to), nil)
}

func travel(p *player, e event) (string, error) {
	return "", p.tab.eval(fmt.Sprintf("history.go(%d)", one([]int{-1, -1, 1, -2, 2}, e.n)), nil)
}

// sizes are of views, in CSS pixels, with their device pixels.
var sizes = []emulation.SetDeviceMetricsOverrideParams{
	{Width: 800, Height: 600, DeviceScaleFactor: 1}, {Width: 1280, Height: 800, DeviceScaleFactor: 1}, {Width: 320, Height: 640, DeviceScaleFactor: 2},
	{Width: 390, Height: 844, DeviceScaleFactor: 1}, {Width: 844, Height: 390, DeviceScaleFactor: 1.5}, {Width: 768, Height: 500, DeviceScaleFactor: 1.25},
	{Width: 1920, Height: 600, DeviceScaleFactor: 1}, {Width: 240, Height: 200, DeviceScaleFactor: 1}, {Width: 412, Height: 300, DeviceScaleFactor: 3},
}

func resize(p *player, e event) (string, error) {
	size := one(sizes, e.n)
	return fmt.Sprintf("to %d × %d, ratio %v", size.Width, size.Height, size.DeviceScaleFactor), p.tab.resize(size)
}

// prefer changes the system's theme and its wish for motion.
func prefer(p *player, e event) (string, error) {
	theme, motion := one([]string{"dark", "light"}, e.n), one([]string{"reduce", "no-preference"}, e.n/2)
	return theme + ", " + motion, p.tab.media("", "prefers-color-scheme", theme, "prefers-reduced-motion", motion)
}

func force(p *player, e event) (string, error) {
	if e.n%2 == 0 {
		return "colours", p.tab.media("", "forced-colors", "active")
	}
	return "print", p.tab.media("print")
}

// reload reloads the page; every second time the next events come while it starts.
func reload(p *player, e event) (string, error) {
	if err := p.tab.reload(); err != nil || e.n%2 == 0 {
		return "", err
	}
	return "and waited", p.tab.wait(started)
}

// lose takes the canvas' graphics away, and gives them back later or never.
func lose(p *player, e event) (on string, err error) {
	err = p.tab.eval(fmt.Sprintf(`(later => {
		const lost = globalThis.zerotoai?.stageCanvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
		if (!lost) return 'there is none';
		lost.loseContext();
		if (later >= 0) setTimeout(() => lost.restoreContext(), later);
		return 'for ' + later + ' ms';
	})(%d)`, one([]int{0, 100, 1000, -1}, e.n)), &on)
	return on, err
}
