package screen

import (
	"encoding/json"
	"syscall/js"
)

// furnish gives the page what stands around the whole guide: search, and the
// shortcuts.
func (p *Page) furnish() {
	if p.Find == nil {
		return
	}
	p.zero.Call("furnish", js.FuncOf(p.find), js.FuncOf(func(js.Value, []js.Value) any {
		p.OtherTheme()
		return nil
	}))
}

// find answers the page's search, as JSON.
func (p *Page) find(_ js.Value, args []js.Value) any {
	answer, err := json.Marshal(p.Find(args[0].String()))
	if err != nil {
		panic(err) // there are only texts in it
	}
	return string(answer)
}
