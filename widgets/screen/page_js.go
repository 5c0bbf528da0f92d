package screen

import (
	"math"
	"runtime"
	"slices"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/widgets/flow"
	"zerotoai/widgets/mirror"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/search"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A Page shows a book in a browser: its picture on Ebitengine's canvas, and
// over it, transparent, the mirror of what the picture says. The document
// scrolls; the canvas is a little taller than the view and is put in its
// place anew in the task that paints it, so that the two never part.
//
// Where there is no WebGL the mirror is shown instead, with the figures as
// SVG: the text mode.
type Page struct {
	Book    *flow.Book
	Context ui.Context
	Fonts   *typeset.Fonts
	// Theme chooses the theme.
	Theme func(systemIsDark bool) *theme.Theme
	// Changed is called after the figures of page i have changed.
	Changed func(i int)
	// Still says that nothing is to move by itself, whatever the system says.
	Still bool
	// Find looks for a reader's words; it is nil where a part of the guide is
	// shown, without what stands around the whole.
	Find func(query string) search.Answer
	// OtherTheme is called when the reader asks for the theme that is not on.
	OtherTheme func()
	// Rethemed is called when the page around an embed asks for a theme, "dark"
	// or "light".
	Rethemed func(name string)

	width, ratio float64 // of the page in pixels of the book, and of device pixels to these
	zoom         float64 // CSS pixels in one of the book's: on very wide screens all is larger
	sections     []section
	cache        *Cache
	browser      *Browser
	painting     bool // there is a canvas that paints
	stale        bool // what it shows is not what there is
	waiting      []int
	hold, over   int // the pages that hold the pointer and that it is over, or -1
	pointer      int // the one that is held, or that finger is
	finger       *finger
	slow         map[int]bool  // the pages that the mirror does not follow yet
	following    bool          // it will
	alarm        time.Duration // when time goes by, at the latest
	quiet        bool          // what is patched has moved by itself
	hushed       map[int]*hush // the pages whose outputs have more to say
	fragment     *string       // where the address leads, until it has been reached
	state        [][]ui.Param  // of each page: see params
	told         int           // the page that the address tells, or -1
	stateTold    bool          // and it tells the state that the page has
	changes      int           // since the reader's place was noted
	preparing    bool          // prepare will be called
	passing      bool          // in text mode: pass will be called
	picker       js.Value      // asks for files
	asked        asker         // for whom it does
	focused      []string      // the controls that had the focus, the latest last
	zero         js.Value
}

// A section is a chapter's element: still is the article as it was delivered,
// live the mirror.
type section struct {
	element, still, live js.Value
	shown                *mirror.Element
	height               float64
}

// mirrorPause is how often at most the mirror follows a figure that moves by itself.
const mirrorPause = 150 * time.Millisecond

// Mark notes when the program has come to a point of its start, for whoever
// measures it: zerotoai.times has the milliseconds since the page was asked for.
func Mark(point string) {
	js.Global().Get("zerotoai").Get("times").Set(point, js.Global().Get("performance").Call("now"))
}

// held collects what is no more needed, and returns how many bytes the program
// still holds: the memory of WebAssembly itself never shrinks.
func held(js.Value, []js.Value) any {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// Run shows the book. It does not return unless painting fails.
func (p *Page) Run() error {
	p.zero = js.Global().Get("zerotoai")
	p.hold, p.over, p.told, p.slow = -1, -1, -1, map[int]bool{}
	p.hushed = map[int]*hush{}
	p.Context.Native, p.Context.Jobs, p.Context.Outlet, p.Context.Clock = true, workers{p}, outlet{p}, clock{time.Now()}
	p.cache, p.browser = NewCache(p.Fonts), NewBrowser()
	p.cache.Foreign = p.browser.Paint
	p.measure()
	p.adopt()
	p.setTheme()
	p.params(0)
	p.openAddress()
	if p.zero.Get("returned").Bool() { // the reader has been here before, and wherever the address leads, reads elsewhere now
		p.fragment = nil
	}
	p.Relayout()
	Mark("set")
	p.listen()
	p.zero.Set("held", js.FuncOf(held))
	p.zero.Set("pass", js.FuncOf(p.beginFrame))
	p.furnish()
	root().Get("classList").Call("add", "running")
	p.takeCanvas()
	if !p.zero.Get("canvas").Bool() {
		p.showText("")
		select {} // events and timers do the rest
	}
	p.painting = true
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	p.wake()
	return ebiten.RunGameWithOptions(game{p}, &ebiten.RunGameOptions{InitUnfocused: true, DisableHiDPI: true})
}

func root() js.Value { return js.Global().Get("document").Get("documentElement") }

func byID(id string) js.Value { return js.Global().Get("document").Call("getElementById", id) }

// takeCanvas moves Ebitengine's canvas, which is there in text mode, too, under
// the mirror and keeps the reader's keys, fingers and screen readers out of it.
func (p *Page) takeCanvas() {
	canvas := js.Global().Get("document").Call("querySelector", "canvas")
	canvas.Call("removeAttribute", "tabindex")
	canvas.Call("setAttribute", "inert", "")
	canvas.Call("setAttribute", "aria-hidden", "true")
	p.zero.Call("stage", canvas)
}

// adopt finds the sections of the delivered article.
func (p *Page) adopt() {
	for i, page := range p.Book.Pages {
		e := byID(page.ID)
		s := section{element: e, still: e.Call("querySelector", ".still"), live: e.Call("querySelector", ".live")}
		s.live.Get("dataset").Set("page", i)
		p.zero.Call("root", rootKey(page), s.live)
		s.height = e.Call("getBoundingClientRect").Get("height").Float() / p.zoom
		p.Book.Reserve(i, s.height)
		p.sections = append(p.sections, s)
	}
}

func rootKey(page *flow.Page) string { return page.ID + ".live" }

// measure reads the width and the pixel ratio and reports whether they changed.
// The style sheet says how large all is.
func (p *Page) measure() (changed bool) {
	style := js.Global().Call("getComputedStyle", root())
	zoom := js.Global().Call("parseFloat", style.Call("getPropertyValue", "--zoom")).Float()
	if p.zoom != 0 && p.zoom != zoom { // all has grown or shrunk: the reader's place stays
		js.Global().Call("scrollTo", map[string]any{"top": p.scroll() * zoom, "behavior": "instant"})
	}
	p.zoom = zoom
	w, r := root().Get("clientWidth").Float()/p.zoom, js.Global().Get("devicePixelRatio").Float()*p.zoom
	changed = w != p.width || r != p.ratio
	if r != p.ratio {
		t := typeset.New(p.Fonts, r)
		t.Foreign = p.browser.Measure
		p.Context.Type = t
	}
	p.width, p.ratio = w, r
	return changed
}

func (p *Page) scroll() float64 { return js.Global().Get("scrollY").Float() / p.zoom }

// tall is the height of the view.
func (p *Page) tall() float64 { return js.Global().Get("innerHeight").Float() / p.zoom }

// Relayout sets everything anew, as for another theme or another width: what is
// in view at once and the rest when there is time.
func (p *Page) Relayout() {
	p.zero.Set("ready", false)
	here := p.Book.At(p.scroll() + 1)
	if p.fragment != nil {
		if i := p.pageOf(*p.fragment); i >= 0 {
			here = i
		}
	}
	p.waiting = nil
	for d := 1; d < len(p.sections); d++ { // nearest first, onwards before backwards
		for _, i := range [...]int{here + d, here - d} {
			if 0 <= i && i < len(p.sections) {
				p.waiting = append(p.waiting, i)
			}
		}
	}
	p.layout(here)
	for len(p.waiting) > 0 && p.Book.Top(here+1) < p.scroll()+p.tall() && here+1 < len(p.sections) {
		here++
		p.layoutNow(here)
	}
	p.layoutLater()
}

func (p *Page) layoutNow(i int) {
	for k, w := range p.waiting {
		if w == i {
			p.waiting = append(p.waiting[:k:k], p.waiting[k+1:]...)
		}
	}
	p.layout(i)
}

// layoutLater lays out one waiting page at a time, between other tasks.
func (p *Page) layoutLater() {
	if len(p.waiting) == 0 {
		p.reach()
		p.wake() // what is near the view is painted ahead
		p.zero.Set("ready", true)
		return
	}
	later(0, func() {
		if len(p.waiting) > 0 {
			p.layoutNow(p.waiting[0])
			p.layoutLater()
		}
	})
}

// layout lays page i out and brings its mirror up to date. What the reader
// looks at stays in its place.
func (p *Page) layout(i int) {
	moves := p.moves(i)
	var place js.Value
	if moves {
		place = p.zero.Call("place")
	}
	p.Book.LayoutPage(&p.Context, i, p.width)
	p.setHeight(i)
	p.patchAll(i)
	s := p.sections[i]
	if s.shown != nil && !s.still.Get("hidden").Bool() {
		s.still.Set("hidden", true)
		s.element.Get("classList").Call("add", "on")
		p.zero.Call("unname", s.still)
	}
	if moves {
		p.zero.Call("goTo", place)
		p.wake()
	}
}

// moves reports whether what is in view may change with page i: it does not with
// one below it, and then the reader's place need not be found again.
func (p *Page) moves(i int) bool {
	top := p.sections[i].element.Call("getBoundingClientRect").Get("top").Float()
	return top < js.Global().Get("innerHeight").Float()
}

// setHeight gives section i its height; what the reader looks at stays in its
// place when something above it grows.
func (p *Page) setHeight(i int) {
	h, s := p.Book.Top(i+1)-p.Book.Top(i), &p.sections[i]
	if s.height == h && s.shown != nil {
		return
	}
	grown, above := h-s.height, p.Book.Top(i)+s.height <= p.scroll()+1
	s.height = h
	s.element.Get("style").Call("setProperty", "--height", px(h))
	if above && grown != 0 {
		js.Global().Call("scrollTo", map[string]any{"top": (p.scroll() + grown) * p.zoom, "behavior": "instant"})
	}
}

// patchAll makes the mirror say what page i says.
func (p *Page) patchAll(i int) {
	page, s := p.Book.Pages[i], &p.sections[i]
	page.News() // all of it is told here
	e := p.render(page, page.Describe())
	if p.quiet && s.shown != nil && mirror.Hush(&e, *s.shown) {
		p.hushPage(i)
	}
	p.patchTo(i, s.shown, e, mirror.Diff(rootKey(page), s.shown, e))
}

// patch follows what has changed on page i since its mirror was patched.
func (p *Page) patch(i int) {
	page, s := p.Book.Pages[i], &p.sections[i]
	nodes, ok := page.News()
	if !ok || s.shown == nil {
		p.patchAll(i)
		return
	}
	if len(nodes) == 0 {
		return
	}
	e, ops := *s.shown, []mirror.Op(nil)
	e.Children = slices.Clone(e.Children)
	for _, n := range nodes {
		at := slices.IndexFunc(e.Children, func(c mirror.Element) bool { return c.Key == n.ID })
		was, now := e.Children[at], p.render(page, n)
		if p.quiet && mirror.Hush(&now, was) {
			p.hushPage(i)
		}
		ops = append(ops, mirror.Diff(e.Key, &was, now)...)
		e.Children[at] = now
	}
	p.patchTo(i, s.shown, e, ops)
}

// patchTo makes the mirror of page i, which showed old, show new.
func (p *Page) patchTo(i int, old *mirror.Element, new mirror.Element, ops []mirror.Op) {
	focus := p.zero.Call("focused").String()
	p.zero.Call("patch", mirror.Encode(ops))
	if old != nil {
		p.keepFocus(*old, new, focus)
	}
	p.sections[i].shown = &new
}

// render returns the elements of a node of page, in text mode with the
// pictures of the figures.
func (p *Page) render(page *flow.Page, n ui.Node) mirror.Element {
	e := mirror.Render(n)
	if !p.painting {
		p.addPictures(page, &e)
	}
	return e
}

// changed follows a change of page i's figures.
func (p *Page) changed(i int) {
	p.Book.LayoutPage(&p.Context, i, p.width)
	p.setHeight(i)
	p.patch(i)
	p.noteState(i)
	if p.Changed != nil {
		p.Changed(i)
	}
	p.wake()
}

// Refresh shows page i again: something that it tells of has changed elsewhere.
func (p *Page) Refresh(i int) {
	if p.Book.Ready(i) {
		p.Book.Pages[i].Touch()
		p.layout(i)
		p.wake()
	}
}

// Retheme follows a choice of theme.
func (p *Page) Retheme() {
	p.setTheme()
	p.Relayout()
}

// setTheme tells the page's own style, too, which theme is on.
func (p *Page) setTheme() {
	dark := js.Global().Call("matchMedia", "(prefers-color-scheme: dark)")
	p.Context.Theme = p.Theme(dark.Get("matches").Bool())
	root().Get("dataset").Set("theme", p.Context.Theme.Name)
}

// wake has the next frame painted. In text mode none is, but what is near the
// view is to be known, and what moves goes on moving.
func (p *Page) wake() {
	if !p.painting {
		p.Book.View(p.view())
	}
	p.stale = true
	p.turn()
}

// turn lets time go by in the next frame, which is painted only if that changes
// something.
func (p *Page) turn() {
	if !p.painting {
		p.passLater()
		return
	}
	p.zero.Call("wake")
}

// beginFrame lets time go by and reports whether there is something to paint.
func (p *Page) beginFrame(js.Value, []js.Value) any {
	p.pass()
	if p.stale {
		ebiten.ScheduleFrame()
	}
	return p.stale
}

// game is what Ebitengine sees of a Page.
type game struct{ *Page }

// Layout takes the size in device pixels, as boot.js gives it.
func (g game) Layout(w, h int) (int, int) { return w, h }

// Update does nothing: time has gone by before the frame was asked for.
func (g game) Update() error { return nil }

// pass lets time go by for the figures in view: in the next frame again while
// one moves, and when one has asked for it.
func (p *Page) pass() {
	now := time.Duration(js.Global().Get("performance").Call("now").Float() * float64(time.Millisecond))
	p.Book.View(p.view())
	moved, next := p.Book.Tick(now)
	for _, i := range moved {
		p.moved(i)
	}
	if len(moved) > 0 {
		p.followLater(mirrorPause)
	}
	if next > 0 && len(moved) == 0 {
		p.turnAt(next, now)
	}
}

// turnAt lets time go by at a time. Where it does before, the figures ask again.
func (p *Page) turnAt(at, now time.Duration) {
	if now < p.alarm && p.alarm <= at {
		return
	}
	p.alarm = max(at, now)
	After(p.alarm-now+time.Millisecond, p.turn) // After drops what is less
}

// moved follows a change that figures of page i have made by themselves.
func (p *Page) moved(i int) {
	if h := p.hushed[i]; h != nil {
		h.moved = time.Now()
	}
	p.Book.LayoutPage(&p.Context, i, p.width)
	p.setHeight(i)
	p.slow[i] = true
	p.wake()
}

// followLater brings the mirrors of moving figures up to date after a pause, in
// a task of its own: a frame has enough to do.
func (p *Page) followLater(pause time.Duration) {
	if p.following {
		return
	}
	p.following = true
	After(pause, func() {
		p.following = false
		p.patchMoved()
	})
}

func (p *Page) patchMoved() {
	p.quiet = true
	defer func() { p.quiet = false }()
	for i := range p.slow {
		p.patch(i)
		delete(p.slow, i)
		if p.Changed != nil {
			p.Changed(i)
		}
	}
}

// view is the part of the book that the canvas covers.
func (p *Page) view() paint.Rect {
	over := p.zero.Get("over").Float() / p.zoom
	top := math.Round((p.scroll()-over)*p.ratio) / p.ratio
	height := js.Global().Get("document").Get("body").Get("clientHeight").Float() / p.ratio
	return paint.Box(0, top, p.width, height)
}

// Draw paints what is in view and puts the canvas there.
func (g game) Draw(screen *ebiten.Image) {
	if !g.zero.Get("painted").Truthy() {
		Mark("painting")
	}
	view := g.view()
	g.stale = false
	g.zero.Set("drew", true)
	screen.Fill(g.Context.Theme.Ground)
	g.cache.Frame()
	g.cache.Paint(screen, g.ratio, func(to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(0, -view.Min.Y))}, func(to paint.Canvas) {
			g.Book.Draw(&g.Context, to, view)
		})
	})
	g.zero.Get("stageCanvas").Get("style").Set("transform", "translateY("+px(view.Min.Y*g.zoom)+")")
	if !g.zero.Get("painted").Truthy() {
		g.zero.Set("painted", js.Global().Get("performance").Call("now").Float())
		root().Get("classList").Call("add", "painted")
	}
	g.prepareLater()
}

// How the page gets ready for what the reader may come to next: slice is how
// long it works at a time, pause how long it leaves the browser to others.
const (
	slice = 4 * time.Millisecond
	pause = 4 * time.Millisecond
)

// prepareLater makes the pictures of what is around the view, slice by slice
// between other tasks. After that there is nothing to do until the next frame.
func (p *Page) prepareLater() {
	if p.preparing {
		return
	}
	p.preparing = true
	After(pause, func() {
		if p.preparing = false; p.painting && !p.prepare(time.Now().Add(slice)) {
			p.prepareLater()
		}
	})
}

// prepare works until a time and reports whether there is nothing left to do.
// What is below is needed sooner than what is above.
func (p *Page) prepare(until time.Time) (done bool) {
	view := p.view()
	more := func() bool { return time.Now().Before(until) }
	below, above := view, view
	below.Max.Y += 2 * view.H()
	above.Min.Y -= view.H()
	return p.cache.Ahead(p.ratio, more, func(to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(0, -view.Min.Y))}, func(to paint.Canvas) {
			p.Book.Ahead(&p.Context, to, view, below)
			p.Book.Ahead(&p.Context, to, view, above)
		})
	})
}
