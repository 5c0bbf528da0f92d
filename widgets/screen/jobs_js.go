package screen

import (
	"io"
	"slices"
	"syscall/js"
	"time"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

// workers has jobs done by a program of their own, as static/page/job.js says.
type workers struct{ page *Page }

// A worker does one job.
type worker struct {
	page        *Page
	js          js.Value // undefined when it is over
	heard, died js.Func
}

// Start implements ui.Jobs.
func (w workers) Start(s job.Start) ui.Job {
	j := &worker{page: w.page}
	j.heard = js.FuncOf(func(_ js.Value, args []js.Value) any {
		j.hear(args[0].String(), args[1])
		return nil
	})
	j.died = js.FuncOf(func(_ js.Value, args []js.Value) any {
		j.end()
		j.report(job.Failed{Why: "The program that did the work has died: " + args[0].String() + "."})
		return nil
	})
	j.js = w.page.zero.Call("job", j.heard, j.died)
	j.Send(s)
	return j
}

// Send implements ui.Job.
func (j *worker) Send(m job.Message) {
	if j.js.IsUndefined() {
		return
	}
	head, body := job.Encode(m)
	array, files := js.Undefined(), js.Undefined()
	if body != nil {
		array = bytesToJS(body)
	}
	if s, ok := m.(job.Start); ok && len(s.Files) > 0 {
		files = filesToJS(s.Files)
	}
	j.js.Call("send", string(head), array, files)
	if _, ok := m.(job.Stop); ok {
		j.end()
	}
}

// hear takes a message from the program.
func (j *worker) hear(head string, body js.Value) {
	var data []byte
	if !body.IsUndefined() {
		data = make([]byte, body.Get("length").Int())
		js.CopyBytesToGo(data, body)
	}
	m, err := job.Parse([]byte(head), data)
	if err != nil {
		m = job.Failed{Why: err.Error()}
	}
	if _, ok := m.(job.Failed); ok {
		j.end()
	}
	j.report(m)
}

func (j *worker) report(m job.Message) { j.page.report(ui.Report{Job: j, Message: m}) }

// end lets the program go.
func (j *worker) end() {
	if j.js.IsUndefined() {
		return
	}
	j.js.Call("stop")
	j.js = js.Undefined()
	later(0, func() { // one of them may be what is running
		j.heard.Release()
		j.died.Release()
	})
}

// report tells the figures.
func (p *Page) report(e ui.Report) {
	moved := p.Book.Tell(e)
	for _, i := range moved {
		p.moved(i)
	}
	switch {
	case len(moved) == 0:
	case p.painting:
		p.followLater(mirrorPause)
	default:
		p.followLater(textPause)
	}
}

// Notify tells all figures that something they share is another. Of the pages
// that have changed the one in view is laid out now, and one of the others at a
// time between other tasks.
func (p *Page) Notify() {
	here, idle := p.Book.At(p.scroll()+1), len(p.waiting) == 0
	for _, i := range p.Book.Tell(ui.Notice{}) {
		switch {
		case i == here:
			p.layoutNow(i)
		case !slices.Contains(p.waiting, i):
			p.waiting = append(p.waiting, i)
		}
	}
	if idle && len(p.waiting) > 0 {
		p.zero.Set("ready", false)
		p.layoutLater()
	}
}

// textPause is how often at most the text mode follows a figure that moves by
// itself: it writes whole pictures.
const textPause = 500 * time.Millisecond

func bytesToJS(b []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}

// filesToJS makes an object of Files and Blobs by name. What the reader has
// chosen is handed on without being read.
func filesToJS(files map[string]job.File) js.Value {
	object := js.Global().Get("Object").New()
	for name, f := range files {
		if b, ok := f.ReaderAt.(*blob); ok && b.size == f.Size {
			object.Set(name, b.js)
			continue
		}
		data := make([]byte, f.Size)
		if n, err := f.ReadAt(data, 0); err != nil && err != io.EOF {
			data = data[:n] // who reads it will find that it is cut
		}
		object.Set(name, js.Global().Get("Blob").New([]any{bytesToJS(data)}))
	}
	return object
}
