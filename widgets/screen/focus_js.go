package screen

import (
	"syscall/js"

	"zerotoai/widgets/mirror"
	"zerotoai/widgets/ui"
)

// remembered is how many controls that had the focus are kept in mind.
const remembered = 16

// focus notes that a control has the focus now. A spot is told so.
func (p *Page) focus(control js.Value) {
	key := control.Get("mirrorKey")
	if key.Type() != js.TypeString {
		return
	}
	p.focused = append(p.focused, key.String())
	if len(p.focused) > remembered {
		p.focused = p.focused[1:]
	}
	if control.Get("classList").Call("contains", "spot").Bool() {
		p.tell(pageAt(control), ui.Focus{ID: control.Get("dataset").Get("id").String()})
	}
}

// keepFocus gives the focus to the heir of the control called key, if that
// had it in old and cannot have it in new.
func (p *Page) keepFocus(old, new mirror.Element, key string) {
	if key == "" {
		return
	}
	if heir := mirror.Heir(old, new, key, p.focused); heir != "" && heir != key {
		p.zero.Call("element", heir).Call("focus")
	}
}

// key does what the Enter key does on a slider, and what the Escape key is for.
func (p *Page) key(e js.Value) {
	switch key := e.Get("key").String(); {
	case e.Get("isComposing").Bool():
	case key == "Escape":
		escape()
	case key == "Enter":
		p.enter(target(e))
	}
}

// enter tells a slider that Enter was pressed on it.
func (p *Page) enter(t js.Value) {
	if t.IsNull() {
		return
	}
	if id := t.Get("dataset").Get("id"); t.Get("type").String() == "range" && !id.IsUndefined() {
		p.tell(pageAt(t), ui.Enter{ID: id.String()})
	}
}

// escape presses what the Escape key is for: in view, what is nearest to the focus.
func escape() {
	from := js.Global().Get("document").Get("activeElement")
	for ; !from.IsNull(); from = from.Get("parentElement") {
		buttons := from.Call("querySelectorAll", "button[aria-keyshortcuts=Escape]")
		for i := range buttons.Length() {
			if b := buttons.Index(i); inView(b) {
				b.Call("click")
				return
			}
		}
	}
}

// inView reports whether any of an element is in the view.
func inView(e js.Value) bool {
	r := e.Call("getBoundingClientRect")
	return r.Get("bottom").Float() > 0 && r.Get("top").Float() < js.Global().Get("innerHeight").Float()
}
