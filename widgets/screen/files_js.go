package screen

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"syscall/js"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

// Files that the reader chooses or drops are the browser's: Go has their names
// and sizes, and what of them it reads. A worker is given them as they are.

// listenForFiles makes ready for files to be chosen and dropped. A file that
// falls beside a figure that wants one would take the place of the page.
func (p *Page) listenForFiles() {
	p.picker = js.Global().Get("document").Call("createElement", "input")
	p.picker.Set("type", "file")
	p.picker.Set("multiple", true)
	on(p.picker, "change", func(js.Value) { p.receive(p.asked, ui.Files{}, list(p.picker.Get("files"))) })
	on(js.Global(), "dragover", func(e js.Value) {
		if !carriesFiles(e) {
			return
		}
		e.Call("preventDefault")
		if asking(e).IsNull() {
			e.Get("dataTransfer").Set("dropEffect", "none")
		}
	})
	on(js.Global(), "drop", func(e js.Value) {
		if !carriesFiles(e) {
			return
		}
		e.Call("preventDefault")
		if b := asking(e); !b.IsNull() {
			p.drop(askerOf(b), e.Get("dataTransfer"))
		}
	})
}

// An asker is a button that asks for files: its page and its name.
type asker struct {
	page int
	id   string
}

func askerOf(button js.Value) asker {
	return asker{pageAt(button), button.Get("dataset").Get("id").String()}
}

// ask lets the reader choose files for a button.
func (p *Page) ask(button js.Value) {
	p.asked = askerOf(button)
	p.picker.Set("value", "") // the same file may be chosen twice
	p.picker.Call("click")
}

func carriesFiles(e js.Value) bool {
	transfer := e.Get("dataTransfer")
	return transfer.Truthy() && transfer.Get("types").Call("includes", "Files").Bool()
}

// asking returns the button that asks for files in the figure that an event is
// over, or null.
func asking(e js.Value) js.Value {
	t := target(e)
	if t.IsNull() || t.Get("closest").IsUndefined() {
		return js.Null()
	}
	figure := t.Call("closest", "figure")
	if figure.IsNull() {
		return figure
	}
	return figure.Call("querySelector", "[data-files]:not([aria-disabled])")
}

// drop takes what has fallen on the figure of a button that asks. A folder looks like a
// file until somebody reads it.
func (p *Page) drop(by asker, transfer js.Value) {
	var e ui.Files
	for _, item := range list(transfer.Get("items")) {
		if item.Get("webkitGetAsEntry").IsUndefined() {
			break
		}
		if entry := item.Call("webkitGetAsEntry"); entry.Truthy() && entry.Get("isDirectory").Bool() {
			e.Err = fmt.Errorf("%s is a folder: choose the files in it", ui.File{Name: entry.Get("name").String()}.Title())
		}
	}
	p.receive(by, e, list(transfer.Get("files")))
}

// list returns the elements of a list of the browser's.
func list(v js.Value) (vs []js.Value) {
	for i := range v.Length() {
		vs = append(vs, v.Index(i))
	}
	return vs
}

// receive reads the small ones of some files and tells of all.
func (p *Page) receive(by asker, e ui.Files, chosen []js.Value) {
	e.ID = by.id
	if len(chosen) == 0 && e.Err == nil {
		return
	}
	go func() { // reading waits for the browser
		if e.Err == nil {
			e.Files, e.Err = open(chosen)
		}
		if e.Err != nil {
			e.Files = nil
		}
		later(0, func() { p.tell(by.page, e) })
	}()
}

// mostFiles is how many files are taken at once: small ones are read then.
const mostFiles = 32

func open(chosen []js.Value) (files []ui.File, err error) {
	if len(chosen) > mostFiles {
		return nil, fmt.Errorf("these are %d files: choose at most %d at once", len(chosen), mostFiles)
	}
	for _, v := range chosen {
		b := &blob{js: v, size: int64(v.Get("size").Float())}
		f := ui.File{File: job.File{ReaderAt: b, Size: b.size}, Name: v.Get("name").String()}
		if f.Size <= ui.SmallFile {
			f.Data = make([]byte, f.Size)
			if _, err := io.ReadFull(io.NewSectionReader(b, 0, b.size), f.Data); err != nil {
				return nil, fmt.Errorf("%s cannot be read: %w", f.Title(), err)
			}
		}
		files = append(files, f)
	}
	return files, nil
}

// A blob is a File or Blob of the browser, of which only parts come to Go. It
// may be read by several goroutines.
type blob struct {
	js    js.Value
	size  int64
	since int // bytes read since Go's garbage was collected
}

// A buffer of JavaScript's is freed when Go's garbage collector has found that
// nobody needs it, for which weights give it no reason to run.
const (
	part        = 1 << 20  // the most that is read of a blob at once
	mostBuffers = 64 << 20 // bytes of buffers that are left lying about
)

// ReadAt implements io.ReaderAt. Events of the browser go on meanwhile, so none
// of them may wait for it.
func (b *blob) ReadAt(to []byte, offset int64) (n int, err error) {
	for n < len(to) {
		from := offset + int64(n)
		want := min(int64(len(to)-n), part, b.size-from)
		if from < 0 || want <= 0 {
			return n, io.EOF
		}
		data, err := await(b.js.Call("slice", from, from+want).Call("arrayBuffer"))
		if err != nil {
			return n, err
		}
		if b.since += int(want); b.since > mostBuffers {
			runtime.GC()
			b.since = 0
		}
		got := js.CopyBytesToGo(to[n:], js.Global().Get("Uint8Array").New(data))
		if n += got; got == 0 {
			return n, io.ErrUnexpectedEOF // it has become shorter
		}
	}
	return n, nil
}

// await waits for a promise.
func await(promise js.Value) (v js.Value, err error) {
	done := make(chan struct{})
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		v = args[0]
		close(done)
		return nil
	})
	broken := js.FuncOf(func(_ js.Value, args []js.Value) any {
		err = errors.New(args[0].Call("toString").String())
		close(done)
		return nil
	})
	promise.Call("then", kept, broken)
	<-done
	kept.Release()
	broken.Release()
	return v, err
}
