package main

import (
	"syscall/js"

	"zerotoai/engine/job"
)

// A host is what job.js gives the program.
type host struct {
	js      js.Value
	seconds float64       // how long to work at a time
	letters [][3]js.Value // messages that have come: head, body and files
	came    chan struct{} // one of them has, since somebody waited
	rested  chan struct{}
	then    js.Func // after a rest
}

// newHost takes over the host that job.js has put in its place.
func newHost() *host {
	h := &host{js: js.Global().Get("jobHost"), came: make(chan struct{}, 1), rested: make(chan struct{}, 1)}
	h.seconds = h.js.Get("seconds").Float()
	h.then = js.FuncOf(func(js.Value, []js.Value) any {
		h.rested <- struct{}{}
		return nil
	})
	h.js.Call("listen", js.FuncOf(func(_ js.Value, args []js.Value) any {
		h.letters = append(h.letters, [3]js.Value(args))
		select {
		case h.came <- struct{}{}:
		default: // it is known
		}
		return nil
	}))
	return h
}

// rest lets the browser do what has come up in the meantime.
func (h *host) rest() {
	h.js.Call("rest", h.then)
	<-h.rested
}

// receive returns the next message, if there is one; if wait, when there is.
func (h *host) receive(wait bool) (m job.Message, ok bool, err error) {
	for wait && len(h.letters) == 0 {
		<-h.came
	}
	if len(h.letters) == 0 {
		return nil, false, nil
	}
	l := h.letters[0]
	h.letters = h.letters[1:]
	m, err = job.Parse([]byte(l[0].String()), bytesOf(l[1]))
	if s, start := m.(job.Start); start {
		s.Files = h.files(l[2])
		m = s
	}
	return m, true, err
}

// bytesOf copies a Uint8Array; of undefined it makes nil.
func bytesOf(v js.Value) []byte {
	if v.IsUndefined() {
		return nil
	}
	b := make([]byte, v.Get("length").Int())
	js.CopyBytesToGo(b, v)
	return b
}

// send sends messages to the page.
func (h *host) send(ms ...job.Message) {
	for _, m := range ms {
		head, body := job.Encode(m)
		if body == nil {
			h.js.Call("send", string(head))
			continue
		}
		array := js.Global().Get("Uint8Array").New(len(body))
		js.CopyBytesToJS(array, body)
		h.js.Call("send", string(head), array)
	}
}
