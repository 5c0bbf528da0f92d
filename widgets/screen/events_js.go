package screen

import (
	"strconv"
	"syscall/js"
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

func px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) + "px" }

// on calls f for events of the target. f runs in the event's task.
func on(target js.Value, event string, f func(e js.Value)) { add(target, event, false, f) }

// watch is like on for what only looks: the browser need not wait for it
// before it scrolls.
func watch(target js.Value, event string, f func(e js.Value)) { add(target, event, true, f) }

func add(target js.Value, event string, passive bool, f func(e js.Value)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	}), map[string]any{"passive": passive})
}

// later calls f once, after ms milliseconds.
func later(ms int, f func()) { js.Global().Call("setTimeout", once(f), ms) }

// once returns f for the browser to call a single time.
func once(f func()) js.Func {
	var fn js.Func
	fn = js.FuncOf(func(js.Value, []js.Value) any {
		fn.Release()
		f()
		return nil
	})
	return fn
}

// listen sends what the reader does to the book.
func (p *Page) listen() {
	p.listenToReader()
	p.listenToWindow()
	p.listenToWishes()
	p.zero.Set("retheme", js.FuncOf(func(_ js.Value, args []js.Value) any {
		p.Rethemed(args[0].String())
		return nil
	}))
	p.zero.Set("textMode", js.FuncOf(func(_ js.Value, args []js.Value) any {
		p.showText(args[0].String())
		return nil
	}))
}

// listenToReader hears fingers, mice, keys and files.
func (p *Page) listenToReader() {
	book, document := byID("book"), js.Global().Get("document")
	on(book, "input", p.input)
	on(book, "click", p.click)
	on(book, "pointerdown", p.press)
	on(document, "pointermove", p.move)
	on(document, "pointerup", func(e js.Value) { p.release(e, ui.Release) })
	on(document, "pointercancel", func(e js.Value) { p.release(e, ui.Cancel) })
	for _, event := range []string{"touchstart", "mousedown"} { // while a figure holds the pointer, no scrolling or selecting
		on(book, event, func(e js.Value) {
			if p.hold >= 0 {
				e.Call("preventDefault")
			}
		})
	}
	p.listenForFiles()
	on(book, "focusin", func(e js.Value) { p.focus(e.Get("target")) })
	on(document, "keydown", p.key)
	for _, event := range []string{"wheel", "touchmove", "pointerdown", "keydown"} { // who moves on is not taken back
		watch(document, event, func(js.Value) { p.fragment = nil })
	}
}

// listenToWindow hears where the reader is, and how large the window.
func (p *Page) listenToWindow() {
	window, document := js.Global(), js.Global().Get("document")
	on(document, "scroll", func(js.Value) { p.wake(); p.noteLater() })
	on(window, "pagehide", func(js.Value) { p.note() })
	on(window, "popstate", func(js.Value) { p.zero.Call("back") })
	on(window, "resize", func(js.Value) {
		if p.measure() {
			p.Relayout()
		}
		p.wake()
	})
	on(window, "hashchange", func(js.Value) {
		if !p.zero.Call("back").Bool() {
			p.openAddress()
			p.reach()
		}
	})
}

// listenToWishes hears what the reader has asked all pages for.
func (p *Page) listenToWishes() {
	window := js.Global()
	still := window.Call("matchMedia", "(prefers-reduced-motion: reduce)")
	p.Context.Still = p.Still || still.Get("matches").Bool()
	on(still, "change", func(js.Value) { p.Context.Still = p.Still || still.Get("matches").Bool(); p.Relayout() })
	on(window.Call("matchMedia", "(prefers-color-scheme: dark)"), "change", func(js.Value) { p.Retheme() })
	forced := window.Call("matchMedia", "(forced-colors: active)")
	on(forced, "change", func(js.Value) {
		if forced.Get("matches").Bool() {
			p.showText("")
		}
	})
}

// pageAt returns the index of the page whose mirror e lies in, or -1.
func pageAt(e js.Value) int {
	live := e.Call("closest", ".live")
	if live.IsNull() {
		return -1
	}
	i, err := strconv.Atoi(live.Get("dataset").Get("page").String())
	if err != nil {
		return -1
	}
	return i
}

// target returns the element that an event is for: texts have no closest.
func target(e js.Value) js.Value {
	t := e.Get("target")
	if t.Get("closest").IsUndefined() {
		return t.Get("parentElement")
	}
	return t
}

// tell tells page i what was done to a control of the mirror.
func (p *Page) tell(i int, e ui.Event) {
	if i < 0 || !p.Book.Ready(i) {
		return
	}
	if p.Book.Pages[i].Handle(e) {
		p.changed(i)
	} else {
		p.patch(i) // the control goes back to what it stands for
	}
	p.wake() // a tick follows: something may have begun to move
}

// input is a slider moved, a field typed into, a choice made.
func (p *Page) input(e js.Value) {
	t := target(e)
	id := t.Get("dataset").Get("id")
	if id.IsUndefined() {
		return
	}
	s := ui.Set{ID: id.String(), Text: t.Get("value").String()}
	if t.Get("type").String() == "range" {
		s.Number = t.Get("valueAsNumber").Float()
	}
	p.tell(pageAt(t), s)
}

// click is a button or a term pressed, by whatever means.
func (p *Page) click(e js.Value) {
	t := target(e).Call("closest", "button[data-id], a[role=button]")
	if t.IsNull() || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() {
		return
	}
	e.Call("preventDefault")
	if !t.Get("dataset").Get("files").IsUndefined() {
		if t.Call("getAttribute", "aria-disabled").IsNull() {
			p.ask(t)
		}
		return
	}
	p.tell(pageAt(t), ui.Set{ID: t.Get("dataset").Get("id").String()})
}

// point makes a ui.Pointer of an event, in the coordinates of page i.
func (p *Page) point(i int, e js.Value, kind ui.PointerKind) ui.Pointer {
	r := p.sections[i].live.Call("getBoundingClientRect")
	return ui.Pointer{
		Kind:  kind,
		At:    paint.Pt(e.Get("clientX").Float()-r.Get("left").Float(), e.Get("clientY").Float()-r.Get("top").Float()).Mul(1 / p.zoom),
		Touch: e.Get("pointerType").String() == "touch",
	}
}

// send gives page i a pointer's event.
func (p *Page) send(i int, e js.Value, kind ui.PointerKind) (changed bool) {
	if changed = p.Book.Pages[i].Handle(p.point(i, e, kind)); changed {
		p.changed(i)
	}
	return changed
}

// another reports whether e is of another pointer than the one that is down: a
// second finger moves nothing that the first one holds.
func (p *Page) another(e js.Value) bool {
	down := p.hold >= 0 || p.finger != nil
	return down && e.Get("pointerId").Int() != p.pointer
}

func (p *Page) press(e js.Value) {
	if !e.Get("isPrimary").Bool() {
		return
	}
	t := target(e)
	pad := t.Call("closest", ".pad")
	i := pageAt(t)
	if p.finger = nil; i < 0 || pad.IsNull() || e.Get("button").Int() != 0 || !p.Book.Ready(i) {
		return
	}
	p.pointer = e.Get("pointerId").Int()
	at := p.point(i, e, ui.Press)
	if at.Touch {
		at.Kind = ui.Down
	}
	if p.take(i, at, pad, e); p.hold < 0 && at.Touch {
		p.finger = &finger{page: i, pad: pad, down: at}
	}
	p.wake()
}

// take gives page i a press. The page may hold the pointer from now on.
func (p *Page) take(i int, press ui.Pointer, pad, e js.Value) {
	if p.Book.Pages[i].Handle(press) {
		p.changed(i)
	}
	if p.Book.Pages[i].Holding() {
		p.hold = i
		pad.Call("setPointerCapture", e.Get("pointerId"))
	}
}

func (p *Page) move(e js.Value) {
	if p.another(e) {
		return
	}
	if p.finger != nil {
		p.slide(e)
	}
	if p.hold >= 0 {
		p.send(p.hold, e, ui.Drag)
		return
	}
	t := target(e)
	i := -1
	if !t.IsNull() && !t.Get("closest").IsUndefined() && !t.Call("closest", ".pad").IsNull() {
		i = pageAt(t)
	}
	if p.over >= 0 && p.over != i {
		p.send(p.over, e, ui.Leave)
	}
	if p.over = i; i >= 0 && e.Get("pointerType").String() != "touch" && p.Book.Ready(i) {
		p.send(i, e, ui.Hover)
	}
}

func (p *Page) release(e js.Value, kind ui.PointerKind) {
	if p.another(e) {
		return
	}
	if p.finger != nil && kind == ui.Release {
		p.lift(e)
	}
	p.finger = nil
	i := p.hold
	if i < 0 {
		return
	}
	p.send(i, e, kind)
	p.hold = -1
	later(0, p.wake)
}

// After calls f once, d from now, in a task of its own.
func After(d time.Duration, f func()) { later(int(d.Milliseconds()), f) }
