package screen

import (
	"strings"
	"syscall/js"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// outlet is the browser's clipboard and its downloads.
type outlet struct{ page *Page }

var _ ui.Outlet = outlet{}

// Home implements ui.Outlet.
func (o outlet) Home() string {
	url := js.Global().Get("location").Get("href").String()
	return url[:len(url)-len(strings.TrimLeftFunc(url, func(r rune) bool { return r != '?' && r != '#' }))]
}

// Alone implements ui.Outlet.
func (o outlet) Alone() bool { return o.page.zero.Get("alone").Bool() }

// Copy implements ui.Outlet.
func (o outlet) Copy(id, text string) { o.page.zero.Call("copy", text, o.outcome(id)) }

// Keep implements ui.Outlet.
func (o outlet) Keep(id, name string, data []byte) {
	o.page.zero.Call("keep", name, bytesToJS(data), o.outcome(id))
}

// KeepPicture implements ui.Outlet.
func (o outlet) KeepPicture(id, name string, svg []byte, size paint.Point) {
	o.page.zero.Call("keepPicture", name, string(svg), size.X, size.Y, o.outcome(id))
}

// outcome is what is called once, with how it ended: after whoever handles the
// event that asked for it.
func (o outlet) outcome(id string) js.Func {
	var f js.Func
	f = js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.Release()
		for _, i := range o.page.Book.Tell(ui.Outcome{ID: id, State: ui.OutcomeState(args[0].Int())}) {
			o.page.changed(i)
		}
		return nil
	})
	return f
}
