package screen

import (
	"cmp"
	"slices"
	"strings"
	"syscall/js"

	"zerotoai/widgets/address"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/ui"
)

// Query is the part of the page's address after the path, with its '?'.
func Query() string { return js.Global().Get("location").Get("search").String() }

// openAddress restores the state that the address tells and notes where it
// leads; reach goes there.
func (p *Page) openAddress() {
	hash := js.Global().Get("location").Get("hash").String()
	a := address.Parse(hash)
	if p.stateTold = true; a.Chapter == "" {
		p.fragment = nil
		return
	}
	id := a.Chapter
	if p.pageOf(id) < 0 {
		id = address.Nearest(id, p.ids())
	}
	i := p.Book.Find(id)
	if chapter, figure, ok := strings.Cut(id, "."); ok && i < 0 {
		if i = p.Book.Find(chapter); i >= 0 {
			id = cmp.Or(p.Book.Pages[i].Anchor(figure), id)
		}
	}
	p.fragment = &id
	if p.told = p.pageOf(id); i < 0 {
		return
	}
	p.told = i
	if len(a.Values) > 0 {
		p.restore(i, a.Values)
	}
}

// restore sets the state of page i: what an address does not tell is as it
// starts. An address that tells nothing of the page leaves it as it is; if it
// only tells what no figure can be, what they have to replay begins anew.
func (p *Page) restore(i int, state []address.Value) {
	params := p.params(i)
	if !address.Tells(state, params) {
		return
	}
	before := address.Of(params)
	if p.Book.Ready(i) {
		p.Book.Pages[i].Handle(ui.Halt{})
	}
	ui.Reset(params)
	if address.Restore(params, state) == 0 {
		address.Restore(params, before)
	}
	p.Book.Pages[i].Restored()
	if p.Book.Ready(i) {
		p.changed(i)
	}
}

// ids are the chapters'.
func (p *Page) ids() (ids []string) {
	for _, page := range p.Book.Pages {
		ids = append(ids, page.ID)
	}
	return ids
}

// pageOf returns the page that an anchor stands on, or -1: the page itself, a
// figure on it, or a heading, source or term, whose ids start with the page's.
func (p *Page) pageOf(anchor string) int {
	if i := p.Book.Find(anchor); i >= 0 {
		return i
	}
	if figure, ok := strings.CutSuffix(anchor, ".figure"); ok {
		return slices.IndexFunc(p.Book.Pages, func(page *flow.Page) bool { return slices.Contains(page.Doc.Figures(), figure) })
	}
	best := -1
	for i, page := range p.Book.Pages {
		if strings.HasPrefix(anchor, page.ID+"-") || strings.HasPrefix(anchor, page.ID+".") {
			if best < 0 || len(page.ID) > len(p.Book.Pages[best].ID) {
				best = i
			}
		}
	}
	return best
}

// reach scrolls to where the address leads, once everything above it is laid
// out. A place that there is not is no place to go to.
func (p *Page) reach() {
	if p.fragment == nil || len(p.waiting) > 0 {
		return
	}
	e := byID(*p.fragment)
	if p.fragment = nil; !e.IsNull() {
		e.Call("scrollIntoView", map[string]any{"behavior": "instant"})
	}
}

// params is the state of page i that a link keeps. It is asked for once, while
// the figures are as they start.
func (p *Page) params(i int) []ui.Param {
	if p.state == nil {
		for _, page := range p.Book.Pages {
			p.state = append(p.state, page.State())
		}
	}
	return p.state[i]
}

// noteState makes the address tell the state of page i.
func (p *Page) noteState(i int) {
	p.told, p.stateTold = i, false
	p.noteLater()
}

// noteLater notes the reader's place a moment after the last change: a browser
// refuses to have its history written all the time.
func (p *Page) noteLater() {
	if p.changes++; p.changes == 1 {
		p.noteWhenCalm(1)
	}
}

func (p *Page) noteWhenCalm(changes int) {
	later(400, func() {
		if changes != p.changes {
			p.noteWhenCalm(p.changes)
			return
		}
		p.changes = 0
		p.note()
	})
}

// note writes the reader's place, and an address that leads there.
func (p *Page) note() {
	url := js.Global().Get("location").Get("href").String()
	if i := p.toTell(); i != p.told || !p.stateTold {
		p.told, p.stateTold = i, true
		url, _, _ = strings.Cut(url, "#")
		a := address.Address{Chapter: p.Book.Pages[i].ID, Values: address.Of(p.params(i))}
		if i > 0 || len(a.Values) > 0 {
			url += a.String()
		}
	}
	p.zero.Call("note", url)
}

// toTell returns the page that the address is to tell: what it tells now as
// long as that is in view with something to tell, or the page that is read.
func (p *Page) toTell() int {
	top, height := p.scroll(), p.tall()
	if i := p.told; i >= 0 && p.Book.Top(i) < top+height && p.Book.Top(i+1) > top && len(address.Of(p.params(i))) > 0 {
		return i
	}
	return p.Book.At(top + 0.3*height)
}
