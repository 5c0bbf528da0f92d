package screen

import "time"

// A screen reader speaks each change of a live output. Those of a figure that
// moves by itself follow it only when it has come to rest, and now and then.
const (
	restAfter  = 600 * time.Millisecond // without a change a page has come to rest
	speakEvery = 5 * time.Second
)

// A hush is over a page that moves: since when, and when it last moved.
type hush struct{ since, moved time.Time }

// hushPage notes that the outputs of page i have more to say.
func (p *Page) hushPage(i int) {
	if p.hushed[i] != nil {
		return
	}
	now := time.Now()
	if p.hushed[i] = (&hush{now, now}); len(p.hushed) == 1 {
		After(restAfter, p.speak)
	}
}

// speak lets pages say what they have to say.
func (p *Page) speak() {
	now := time.Now()
	for i, h := range p.hushed {
		if now.Sub(h.moved) >= restAfter || now.Sub(h.since) >= speakEvery {
			delete(p.hushed, i)
			p.patchAll(i)
		}
	}
	if len(p.hushed) > 0 {
		After(restAfter, p.speak)
	}
}
