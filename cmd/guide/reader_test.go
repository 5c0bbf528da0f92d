//go:build !js

package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A reader opens the guide from a web server and from a disk, and uses the
// figures by role and name alone.
func TestReader(t *testing.T) {
	dir := dist(t)
	ctx := browser(t)
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, ctx, from, "", 900)
			t.Run("functions", func(t *testing.T) { readFunctions(p) })
			t.Run("derivatives", func(t *testing.T) { readDerivatives(p) })
			t.Run("gradient descent", func(t *testing.T) { readDescent(p) })
		})
	}
}

func readFunctions(p *page) {
	const ch = "functions"
	p.typeIn(ch, "Formula", "sin(x)*x")
	p.keys(ch, "slider", "Input", kb.ArrowRight, 10)
	if got, want := p.says(ch, "f(x)"), fmt.Sprintf("%.4f", math.Sin(2)*2); got != want {
		p.t.Errorf("sin(2)·2 reads %s, want %s", got, want)
	}
	p.typeIn(ch, "Formula", "2x+")
	if eval[string](p, p.node(ch, "textbox", "Formula")+".getAttribute('aria-invalid')") != "true" {
		p.t.Error("2x+ is not said to be wrong")
	}
	if got := eval[string](p, "document.querySelector('#functions [role=alert]').textContent"); !strings.Contains(got, "missing") {
		p.t.Errorf("2x+ is said to be wrong with %q", got)
	}
	if got, want := p.says(ch, "f(x)"), fmt.Sprintf("%.4f", math.Sin(2)*2); got != want {
		p.t.Errorf("after 2x+ the last curve is gone: %s", got)
	}
	p.set(ch, "combobox", "Curve", "Hyperbola")
	p.set(ch, "slider", "Input", "0")
	if got := p.says(ch, "f(x)"); got != "no value" {
		p.t.Errorf("1/0 reads %s", got)
	}
}

func readDerivatives(p *page) {
	const ch = "derivatives"
	p.keys(ch, "slider", "Point", kb.ArrowRight, 40)
	if got := p.value(ch, "slider", "Point"); got != "3" {
		p.t.Errorf("forty steps from 1 end at %s", got)
	}
	if got := p.says(ch, "Slope"); got != "6" {
		p.t.Errorf("the slope of x² at 3 reads %s", got)
	}
	p.keys(ch, "slider", "Point", kb.ArrowLeft, 40)
	p.keys(ch, "slider", "Nudge", kb.ArrowLeft, 3)
	if dx, ratio := p.says(ch, "Δx"), p.says(ch, "Δy/Δx"); dx != "0.1" || ratio != "2.1" {
		p.t.Errorf("three keys lead to a nudge of %s and a ratio of %s", dx, ratio)
	}
	p.keys(ch, "slider", "Point", kb.ArrowRight, 40)
	p.press(ch, "Slope: 6. Where does it come from?")
	if !eval[bool](p, "[...document.querySelectorAll('#derivatives button')].some(b => /where does it come from/i.test(b.ariaLabel) && b.ariaLabel.includes('x = 3'))") {
		p.t.Error("the card does not lead to x = 3")
	}
}

// ball is where the ball of chapter 3 is.
func ball(p *page) (x, y float64) {
	p.t.Helper()
	return number(p.t, p.value("gradient-descent", "slider", "Ball x")), number(p.t, p.value("gradient-descent", "slider", "Ball y"))
}

func readDescent(p *page) {
	const ch = "gradient-descent"
	for name, want := range map[string]string{"Learning rate": "0.05", "Momentum": "0.1", "Steps": "1"} {
		if got := p.value(ch, "slider", name); got != want {
			p.t.Errorf("%q starts at %s, want %s", name, got, want)
		}
	}
	// By hand: the loss of the bowl is x² + y²/2, its gradient (2x, y), and the
	// first step goes against it by the learning rate.
	x, y := ball(p)
	p.press(ch, "Step")
	wantX, wantY := x-0.05*2*x, y-0.05*y
	if gotX, gotY := ball(p); math.Abs(gotX-wantX) > 1e-9 || math.Abs(gotY-wantY) > 1e-9 {
		p.t.Errorf("a step leads from (%v, %v) to (%v, %v), want (%v, %v)", x, y, gotX, gotY, wantX, wantY)
	}
	p.keys(ch, "button", "Undo", kb.Enter, 1)
	if gotX, gotY := ball(p); gotX != x || gotY != y {
		p.t.Errorf("undo leads to (%v, %v), want (%v, %v)", gotX, gotY, x, y)
	}
	if got := eval[string](p, "document.activeElement.ariaLabel"); got != "Undo" {
		p.t.Errorf("when there is nothing left to undo the focus is on %q", got)
	}
	p.press(ch, "Step")
	p.press(ch, "Reset")
	if gotX, gotY := ball(p); gotX != x || gotY != y {
		p.t.Errorf("reset leads to (%v, %v), want (%v, %v)", gotX, gotY, x, y)
	}
	p.set(ch, "slider", "Learning rate", "0.6")
	p.press(ch, "Step")
	if gotX, _ := ball(p); gotX*x >= 0 {
		p.t.Errorf("at a learning rate of 0.60 the ball goes from %v to %v: it does not overshoot", x, gotX)
	}
	p.press(ch, "Reset")
	p.press(ch, "Play")
	p.press(ch, "Pause")
	p.node(ch, "button", "Play")
	p.set(ch, "slider", "Learning rate", "1.2")
	p.set(ch, "slider", "Steps", "50")
	p.press(ch, "Step")
	p.press(ch, "Step")
	if got := p.says(ch, "Status"); !strings.HasPrefix(got, "Diverged") {
		p.t.Errorf("of a run that diverges is said: %s", got)
	}
	if got := p.says(ch, "Loss"); strings.Contains(got, "NaN") || got == "no value" {
		p.t.Errorf("a run that diverges has a loss of %s", got)
	}
	p.press(ch, "Reset")
}

// The same works by pointer and by touch on the picture.
func TestPointer(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	for _, width := range []int{900, 2560} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { usePointer(t, open(t, ctx, from, "", width)) })
	}
}

// usePointer does the same as readDerivatives and readDescent do.
func usePointer(t *testing.T, p *page) {
	t.Run("place the ball", func(t *testing.T) {
		at := p.center("document.querySelector('#gradient-descent .pad')")
		p.mouse("mousePressed", at)
		p.mouse("mouseReleased", at)
		p.settle()
		if x, y := ball(p); math.Abs(x) > 0.5 || math.Abs(y) > 0.5 {
			t.Errorf("pressed in the middle, the ball is at (%v, %v)", x, y)
		}
	})
	t.Run("pin the input", func(t *testing.T) { pin(p) })
	const ch = "derivatives"
	at := p.center(p.node(ch, "slider", "Point"))
	was := number(t, p.value(ch, "slider", "Point"))
	p.drag(at, point{at.X + 100, at.Y + 250}) // far from the curve: the point keeps to it
	now := number(t, p.value(ch, "slider", "Point"))
	if now <= was {
		t.Errorf("dragged from %v to %v", was, now)
	}
	if got := number(t, p.says(ch, "Slope")); math.Abs(got-2*now) > 1e-3*math.Abs(now) {
		t.Errorf("at %v the slope of x² reads %v", now, got)
	}
}

// pin moves a mouse over the graph of chapter 1, presses, and goes on to a
// read-out: the input stays where the press was.
func pin(p *page) {
	const ch = "functions"
	mid := p.center("document.querySelector('#functions .pad')")
	input := func() float64 { return number(p.t, p.value(ch, "slider", "Input")) }
	p.hover(point{mid.X + 120, mid.Y})
	right := input()
	p.hover(point{mid.X - 120, mid.Y})
	left := input()
	if left >= right {
		p.t.Errorf("a mouse that moves to the left takes the input from %v to %v", right, left)
	}
	at := point{mid.X - 120, mid.Y}
	p.mouse("mousePressed", at)
	p.mouse("mouseReleased", at)
	p.hover(point{mid.X + 120, mid.Y})
	if got := input(); got != left {
		p.t.Errorf("after a press at %v the mouse takes the input to %v", left, got)
	}
	p.press(ch, fmt.Sprintf("x: %s. Where does it come from?", p.says(ch, "x")))
	if got, want := p.says(ch, "Number"), "x = "; !strings.HasPrefix(got, want) {
		p.t.Errorf("the card says %q", got)
	}
}

func TestTouch(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 412)
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	const ch = "derivatives"
	at := p.center(p.node(ch, "slider", "Point"))
	was, y := number(t, p.value(ch, "slider", "Point")), eval[float64](p, "scrollY")
	p.swipe(at, point{at.X + 60, at.Y + 160})
	if now := number(t, p.value(ch, "slider", "Point")); now <= was {
		t.Errorf("swiped from %v to %v", was, now)
	}
	if now := eval[float64](p, "scrollY"); math.Abs(now-y) > 1 {
		t.Errorf("dragging the point scrolled the page from %v to %v", y, now)
	}
	pad := p.center("document.querySelector('#derivatives [data-id$=below]')")
	y = eval[float64](p, "scrollY")
	p.swipe(point{pad.X, pad.Y}, point{pad.X, pad.Y - 200})
	p.wait(fmt.Sprintf("scrollY > %v", y+50)) // a finger on a picture that is not held scrolls
	t.Run("second finger", func(t *testing.T) { touchTwice(p) })
	t.Run("map", func(t *testing.T) { touchMap(p) })
	t.Run("graph", func(t *testing.T) { touchGraph(p) })
}

// A second finger moves nothing that the first one holds, nor lets it go.
func touchTwice(p *page) {
	const ch = "derivatives"
	point := p.node(ch, "slider", "Point")
	place := func() float64 { return number(p.t, p.value(ch, "slider", "Point")) }
	at := p.center(point)
	first := input.TouchPoint{X: at.X, Y: at.Y, ID: new(1.0)}
	second := input.TouchPoint{X: at.X - 90, Y: at.Y + 30, ID: new(2.0)}
	p.touch("touchStart", first)
	first.X += 40
	p.touch("touchMove", first)
	held := place()
	p.touch("touchStart", first, second)
	second.X += 20
	p.touch("touchMove", first, second)
	p.touch("touchEnd", second)
	p.settle()
	if now := place(); now != held {
		p.t.Errorf("a second finger takes the point from %v to %v", held, now)
	}
	first.X += 40
	p.touch("touchMove", first)
	if now := place(); now <= held {
		p.t.Errorf("after a second finger the first one takes the point from %v to %v", held, now)
	}
	p.touch("touchEnd")
	p.settle()
}

// A finger on a map scrolls the page, unless it is on the ball; a tap brings
// the ball there.
func touchMap(p *page) {
	const plane = `document.querySelector('[data-id="descent.landscape.plane"]')`
	at := p.center(plane)
	x, y := ball(p)
	top := eval[float64](p, "scrollY")
	p.swipe(at, point{at.X + 4, at.Y - 200})
	p.wait(fmt.Sprintf("scrollY > %v", top+50))
	if nowX, nowY := ball(p); nowX != x || nowY != y {
		p.t.Errorf("scrolling the page brought the ball to (%v, %v)", nowX, nowY)
	}
	at = p.center(plane)
	p.swipe(at, at)
	if x, y := ball(p); math.Abs(x) > 0.5 || math.Abs(y) > 0.5 {
		p.t.Errorf("tapped in the middle, the ball is at (%v, %v)", x, y)
	}
	top = eval[float64](p, "scrollY")
	p.swipe(at, point{at.X + 60, at.Y - 100}) // on the ball now
	if x, y := ball(p); x < 0.5 || y < 0.5 {
		p.t.Errorf("dragged, the ball is at (%v, %v)", x, y)
	}
	if now := eval[float64](p, "scrollY"); math.Abs(now-top) > 1 {
		p.t.Errorf("dragging the ball scrolled the page from %v to %v", top, now)
	}
}

// A finger that goes sideways takes the point with it, from wherever it is.
func touchGraph(p *page) {
	const ch = "functions"
	at := p.center(`document.querySelector('#functions .pad')`)
	p.swipe(at, point{at.X + 80, at.Y + 3})
	first := number(p.t, p.value(ch, "slider", "Input"))
	p.swipe(at, point{at.X - 80, at.Y + 3})
	if second := number(p.t, p.value(ch, "slider", "Input")); first < 0.5 || second > -0.5 {
		p.t.Errorf("to the right and to the left of the middle x is %v and %v", first, second)
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.Replace(s, "−", "-", 1), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Tab goes through all controls and out at the end; focus is never on the
// canvas.
func TestTab(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	want := eval[int](p, "document.querySelectorAll('.live :is(a[href], button:not(:disabled), input:not(:disabled), select)').length")
	seen := 0
	for range 2 * want { // the figures that read the model get their controls on the way
		p.do(chromedp.KeyEvent(kb.Tab))
		switch tag := eval[string](p, "document.activeElement.tagName"); tag {
		case "CANVAS":
			t.Fatal("the canvas has the focus")
		case "BODY":
			if seen < want {
				t.Errorf("only %d of %d controls were reached", seen, want)
			}
			return
		default:
			if eval[bool](p, "!!document.activeElement.closest('.live')") {
				seen++
			}
		}
	}
	t.Error("Tab does not come to an end")
}

// What is selected and found are the author's words.
func TestText(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	const para = "[...document.querySelectorAll('#functions .live p.t')].find(e => e.textContent.startsWith('A function is a rule'))"
	p.center(para)
	at := eval[point](p, "(r => ({ X: r.left + 250, Y: r.top + 14 }))("+para+".getBoundingClientRect())")
	for n := int64(1); n <= 3; n++ {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mousePressed", X: at.X, Y: at.Y, Button: "left", Buttons: 1, ClickCount: n})
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseReleased", X: at.X, Y: at.Y, Button: "left", ClickCount: n})
	}
	got := strings.TrimSpace(eval[string](p, "getSelection().toString()"))
	if !strings.HasPrefix(got, "A function is a rule that never hesitates. Give it 3 and it answers;") || !strings.HasSuffix(got, "side by side.") || strings.Contains(got, "\n") {
		t.Errorf("triple click selects %q", got)
	}
	// The last word of the first line and the first of the second, as painted.
	across := eval[string](p, `(e => { const s = e.querySelector('.s'), r = document.createRange();
		r.setStart(e, 0); r.setEndBefore(s); const before = r.toString().split(' ').at(-1);
		r.setStartAfter(s); r.setEndAfter(e.lastChild); return before + ' ' + r.toString().split(' ')[0] })(`+para+`)`)
	p.run("getSelection().removeAllRanges()")
	if !eval[bool](p, fmt.Sprintf("window.find(%q)", across)) {
		t.Errorf("%q, which stands across a line break, is not found", across)
	}
}

// The mirror's lines are broken where the painted ones are, and lie on them to
// within half a pixel, at every pixel ratio; where all is larger, so is half a pixel.
func TestAlignment(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	for _, c := range []struct {
		width int
		ratio float64
	}{{390, 1}, {900, 1}, {900, 1.25}, {900, 2}, {2560, 1}, {3840, 1}} {
		p.resize(c.width, 700, c.ratio)
		p.wait(fmt.Sprintf("devicePixelRatio == %v && innerWidth == %d", c.ratio, c.width))
		p.wait("zerotoai.ready && [...document.querySelectorAll('.live > *')].every(e => Math.abs(e.getBoundingClientRect().width - innerWidth) < 20)")
		time.Sleep(300 * time.Millisecond)
		off := eval[[]struct {
			Text        string
			Lines, Want int
			Off         float64
		}](p, alignment)
		if n := eval[int](p, "document.querySelectorAll('.live .t').length"); n < 60 {
			t.Errorf("only %d texts", n)
		}
		for _, o := range off {
			t.Errorf("%+v: %q has %d lines, want %d; %.2f px off", c, o.Text, o.Lines, o.Want, o.Off)
		}
	}
}

// Who has set the browser to larger text has all of the guide larger, as long as
// there is room, and selects it where it is painted.
func TestLargerText(t *testing.T) {
	for _, c := range []struct {
		size, width int
		zoom        float64
	}{{32, 1280, 2}, {32, 320, 1}, {22, 900, 4. / 3}} {
		t.Run(fmt.Sprint(c.size, " in ", c.width), func(t *testing.T) { larger(t, c.size, c.width, c.zoom) })
	}
}

func larger(t *testing.T, size, width int, zoom float64) {
	p := open(t, browser(t, chromedp.Flag("blink-settings", fmt.Sprintf("defaultFontSize=%d", size))), serve(t, dist(t)), "", width)
	got := eval[float64](p, "Number(getComputedStyle(document.documentElement).getPropertyValue('--zoom'))")
	if math.Abs(got-zoom) > 0.001 {
		t.Errorf("all is %v times as large, not %v", got, zoom)
	}
	if over := eval[int](p, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
		t.Errorf("the page is %d pixels wider than the view", over)
	}
	for _, o := range eval[[]struct{ Text string }](p, alignment) {
		t.Errorf("%q is not where it is painted", o.Text)
	}
}

// alignment lists the texts whose lines are not where Go has put them: the
// ends of lines are kept in data-ends by the mirror.
const alignment = `[...document.querySelectorAll('.live .t')].map(e => {
	const r = document.createRange(), box = e.getBoundingClientRect(), ends = new Map(), rects = [];
	const zoom = getComputedStyle(document.documentElement).getPropertyValue('--zoom');
	const gather = n => {
		if (n.nodeType == 3) { r.selectNodeContents(n); rects.push(...r.getClientRects()); }
		else if (n.className == 'm') rects.push(n.getBoundingClientRect()); // a formula is as wide as its room
		else n.childNodes.forEach(gather);
	};
	gather(e);
	for (const q of rects) {
		if (!q.width) continue;
		const line = Math.floor(((q.top + q.bottom) / 2 - box.top) / zoom / parseFloat(e.style.lineHeight));
		ends.set(line, Math.max(ends.get(line) ?? 0, (q.right - box.left) / zoom));
	}
	const want = e.dataset.ends ? e.dataset.ends.split(' ').map(Number) : [];
	let off = 0;
	want.forEach((w, i) => { off = Math.max(off, Math.abs((ends.get(i) ?? 0) - w)) });
	return { Text: e.textContent.slice(0, 60), Lines: ends.size, Want: want.length, Off: off };
}).filter(o => o.Text && (o.Lines != o.Want || o.Off > 0.5))`

// The canvas goes with the page; a page on which nothing moves paints nothing.
func TestFrames(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#derivatives", 900)
	p.settle()
	for _, y := range []int{0, 333, 1500} {
		p.run(fmt.Sprintf("scrollTo({ top: %d, behavior: 'instant' })", y))
		p.settle()
		if top := eval[float64](p, "document.querySelector('#stage canvas').getBoundingClientRect().top + zerotoai.over"); math.Abs(top) > 0.5 {
			t.Errorf("at %d the canvas is %v px away from the view", y, top)
		}
	}
	time.Sleep(500 * time.Millisecond)
	frames := eval[int](p, "zerotoai.frames")
	time.Sleep(3 * time.Second)
	if n := eval[int](p, "zerotoai.frames") - frames; n != 0 {
		t.Errorf("%d frames in three idle seconds", n)
	}
	p.run("scrollBy({ top: 200, behavior: 'instant' })")
	p.wait(fmt.Sprintf("zerotoai.frames > %d", frames))
}

// At every width the page fits, and the reader stays where they were.
func TestResize(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#derivatives", 900)
	for _, width := range []int{320, 390, 768, 1280, 2560} {
		p.resize(width, 700, 1)
		p.wait(fmt.Sprintf("innerWidth == %d && zerotoai.ready", width))
		time.Sleep(400 * time.Millisecond)
		if w := eval[int](p, "document.documentElement.scrollWidth"); w > width {
			t.Errorf("at %d the page is %d wide", width, w)
		}
		if y := eval[float64](p, "document.getElementById('derivatives').getBoundingClientRect().top"); math.Abs(y) > 120 {
			t.Errorf("at %d the chapter that was at the top is at %v", width, y)
		}
	}
}

// A canvas that is lost leaves a page that can be read and used.
func TestLostCanvas(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	p.keys("derivatives", "slider", "Point", kb.ArrowRight, 1)
	p.run("document.querySelector('#stage canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext(); window.stays = true")
	p.wait("document.documentElement.classList.contains('text')")
	checkTextMode(t, p)
	if !eval[bool](p, "window.stays === true") {
		t.Error("the page was loaded again")
	}
	if got := p.value("derivatives", "slider", "Point"); got != "1.05" {
		t.Errorf("the point is at %s", got)
	}
	p.forgive() // the browser itself warns of the lost context
}

// checkTextMode checks that the text is seen and a figure works.
func checkTextMode(t *testing.T, p *page) {
	t.Helper()
	if c := eval[string](p, "getComputedStyle(document.querySelector('#functions .live p.t')).color"); strings.Contains(c, ", 0)") {
		t.Errorf("the text is painted in %s", c)
	}
	if eval[bool](p, "document.querySelector('canvas[tabindex], canvas:not([aria-hidden])') !== null") {
		t.Error("an empty canvas is heard, or takes the focus")
	}
	p.set("derivatives", "slider", "Point", "1.05")
	if got := p.says("derivatives", "Slope"); got != "2.1" {
		t.Errorf("in text mode the slope at 1.05 reads %s", got)
	}
	if n := eval[int](p, "document.querySelectorAll('.live figure .picture svg').length"); n < 6 {
		t.Errorf("only %d pictures", n)
	}
	checkMoves(t, p)
	if n := eval[int](p, "[...document.querySelectorAll('.live li p.t')].filter(e => getComputedStyle(e.parentElement, '::before').content.length < 3).length"); n > 0 {
		t.Errorf("%d items of lists have no mark", n)
	}
	if n := eval[int](p, "[...document.querySelectorAll('.live [role=note]')].filter(e => !getComputedStyle(e, '::before').maskImage.startsWith('url')).length"); n > 0 {
		t.Errorf("%d call-outs have no icon", n)
	}
}

// checkMoves checks that in text mode a figure plays, its picture follows, the
// others' stay, and that nothing happens when it has stopped.
func checkMoves(t *testing.T, p *page) {
	t.Helper()
	const ch = "gradient-descent"
	play := p.node(ch, "button", "Play")
	p.run(play + ".scrollIntoView({ block: 'center', behavior: 'instant' })")
	p.run(`const figure = ` + play + `.closest('figure');
		window.drawn = 0; window.others = 0;
		new MutationObserver(all => { for (const m of all) figure.contains(m.target) ? drawn++ : others++; })
			.observe(document.getElementById('book'), { subtree: true, childList: true });`)
	made := p.node(ch, "status", "Step count") + ".textContent"
	p.press(ch, "Play")
	p.wait(made + " >= 2")
	p.run("drawn = 0; others = 0") // a task has followed the press
	p.wait(made + " >= 5 && drawn >= 3")
	if n := eval[int](p, "others"); n > 0 {
		t.Errorf("%d changes outside of the figure that plays", n)
	}
	p.press(ch, "Pause")
	n := eval[int](p, "new Promise(r => setTimeout(() => { drawn = 0; setTimeout(() => r(drawn), 700); }, 500))")
	if n > 0 {
		t.Errorf("%d changes in a figure that has stopped", n)
	}
}

// Without WebGL the guide starts in text mode.
func TestNoWebGL(t *testing.T) {
	p := open(t, browser(t, chromedp.Flag("disable-3d-apis", true)), serve(t, dist(t)), "", 900)
	checkTextMode(t, p)
}

// Without scripts, and without the program, there is the article.
func TestArticle(t *testing.T) {
	ctx := browser(t)
	t.Run("no scripts", func(t *testing.T) {
		p := tab(t, ctx, serve(t, dist(t)), 900)
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		p.navigate("")
		checkArticle(t, p)
	})
	t.Run("no program", func(t *testing.T) {
		dir := copyOf(t, dist(t))
		guides, err := filepath.Glob(filepath.Join(dir, "guide-*.js"))
		if err != nil || len(guides) != 1 {
			t.Fatal(guides, err)
		}
		if err := os.Remove(guides[0]); err != nil {
			t.Fatal(err)
		}
		p := tab(t, ctx, serve(t, dir), 900)
		p.navigate("")
		p.wait("!document.getElementById('status').hidden && document.getElementById('status').textContent.includes('could not')")
		checkArticle(t, p)
		p.forgive() // the missing file is reported, as it should be
	})
	t.Run("printed", func(t *testing.T) {
		p := open(t, ctx, serve(t, dist(t)), "", 900)
		call(p, cdppage.PrintToPDF, cdppage.PrintToPDFParams{})
		if n := eval[int](p, "[...document.querySelectorAll('.still img.light')].filter(e => !e.complete || !e.naturalWidth).length"); n > 0 {
			t.Errorf("%d pictures are printed before they are there", n)
		}
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		checkArticle(t, p)
		if eval[bool](p, "[...document.querySelectorAll('.live, #stage')].some(e => e.getClientRects().length > 0)") {
			t.Error("the living page is printed, too")
		}
		if h := eval[float64](p, "Math.max(..."+shownPictures+".map(e => e.getBoundingClientRect().height))"); h < 100 || h > 900 {
			t.Errorf("the tallest picture takes %v pixels, and a page has about 1,000", h)
		}
		if eval[string](p, "getComputedStyle(document.querySelector('.chapter')).breakBefore") == "page" {
			t.Error("the first sheet is empty")
		}
	})
}

func checkArticle(t *testing.T, p *page) {
	t.Helper()
	words := eval[string](p, "document.getElementById('functions').innerText")
	if !strings.Contains(words, "A function is a rule that never hesitates.") {
		t.Error("the article cannot be read")
	}
	n := eval[int](p, shownPictures+".length")
	if n < 6 {
		t.Errorf("only %d pictures", n)
	}
	for i := range n { // they are loaded when the reader comes near
		picture := fmt.Sprintf("%s[%d]", shownPictures, i)
		p.run(picture + ".scrollIntoView()")
		p.wait(picture + ".complete && " + picture + ".naturalWidth > 0")
	}
}

// shownPictures is the article's pictures in the theme that is on.
const shownPictures = "[...document.querySelectorAll('.still figure img')].filter(e => e.getClientRects().length > 0)"

// An address restores what it can mean, and nothing else.
func TestAddress(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	p := open(t, ctx, from, "#functions?f=sin(x)*x&x=2", 900)
	if got, want := p.says("functions", "f(x)"), fmt.Sprintf("%.4f", math.Sin(2)*2); got != want {
		t.Errorf("the address restores f(x) = %s, want %s", got, want)
	}
	p.set("functions", "slider", "Input", "-1")
	p.wait("location.hash.includes('x=-1')")
	p.do(chromedp.Reload())
	p.wait("zerotoai.ready && zerotoai.painted")
	if got := p.value("functions", "slider", "Input"); got != "-1" {
		t.Errorf("after a reload the input is %s", got)
	}
	for _, hash := range []string{
		"#nowhere?x=NaN", "#functions?x=NaN&f=((((", "#" + strings.Repeat("%F0", 3000) + "?x=1",
		"#functions?f=<script>alert(1)</script>", "#?&&==", "#derivatives?x=1e999&h=-5",
	} {
		q := open(t, ctx, from, hash, 900)
		if got := q.says("functions", "f(x)"); got != "2.2500" {
			t.Errorf("%.40q: f(x) is %s", hash, got)
		}
	}
}

// Damaged progress is dropped; the choice of theme stays.
func TestKept(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	p := open(t, ctx, from, "", 900)
	p.run(`localStorage.setItem('zerotoai.progress', '\u0000{"functions.check=done&&&%%%'); localStorage.setItem('zerotoai.theme', '<b>')`)
	p.do(chromedp.Reload())
	p.wait("zerotoai.ready && zerotoai.painted")
	p.set("opening", "combobox", "Theme", "Light")
	p.wait("document.documentElement.dataset.theme == 'light'")
	p.set("functions", "slider", "Input", "1.4")
	p.wait("localStorage.getItem('zerotoai.progress').includes('functions.check=done')")
	p.do(chromedp.Reload())
	p.wait("zerotoai.ready && zerotoai.painted && document.documentElement.dataset.theme == 'light'")
	if got := eval[string](p, p.node("opening", "link", "Chapter 1: Functions: 1 of 2 done")+".hash"); got != "#functions" {
		t.Errorf("the first chapter is at %s", got)
	}
	p.run("localStorage.clear()")
}

// The reader's system chooses the theme.
func TestTheme(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	for _, scheme := range []string{"dark", "light"} {
		p := tab(t, ctx, from, 900)
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		p.navigate("")
		p.wait("zerotoai.ready && zerotoai.painted")
		if got := eval[string](p, "document.documentElement.dataset.theme"); got != scheme {
			t.Errorf("a %s system gets the %s theme", scheme, got)
		}
	}
}

// The reader's choice of theme is there before the scripts that start the guide:
// nothing is shown in another theme first.
func TestThemeAtOnce(t *testing.T) {
	dir := copyOf(t, dist(t))
	p := tab(t, browser(t), serve(t, dir), 900)
	p.navigate("404.html")
	p.run("localStorage.setItem('zerotoai.theme', 'light')")
	boots, err := filepath.Glob(filepath.Join(dir, "boot-*.js"))
	if err != nil || len(boots) != 1 {
		t.Fatal(boots, err)
	}
	if err := os.Remove(boots[0]); err != nil {
		t.Fatal(err)
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	p.navigate("")
	if got := eval[string](p, "getComputedStyle(document.body).backgroundColor"); got != "rgb(251, 248, 241)" {
		t.Errorf("on a dark system a reader who chose the light theme starts on %s", got)
	}
	p.forgive() // the missing file is reported
}

// What the page relies on in Ebitengine, which is pinned.
func TestContract(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	for js, want := range map[string]string{
		"document.querySelectorAll('canvas').length":                                                                              "1",
		"document.querySelector('#stage canvas').inert":                                                                           "true",
		"document.querySelector('#stage canvas').hasAttribute('tabindex')":                                                        "false",
		"document.querySelector('#stage canvas').width == document.body.clientWidth":                                              "true",
		"document.querySelector('#stage canvas').height == document.body.clientHeight":                                            "true",
		"document.activeElement.tagName":                                                                                          "BODY",
		"/native code/.test(requestAnimationFrame.toString())":                                                                    "true",
		"document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true }))":              "true",
		"document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, cancelable: true, bubbles: true }))": "true",
		"document.body.dispatchEvent(new WheelEvent('wheel', { deltaY: 9, cancelable: true, bubbles: true }))":                    "true",
	} {
		if got := eval[string](p, "String("+js+")"); got != want {
			t.Errorf("%s is %s, want %s", js, got, want)
		}
	}
}
